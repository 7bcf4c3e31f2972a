"""Refusals and failures as screens tell them: what was refused, what was kept, what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import kinds
from consent_desktop.domain.errors import (
    ConsentAlreadyAsked,
    ConsentAlreadyGranted,
    ConsentDesktopError,
    ConsentNotGranted,
    RequestNotOpen,
)

translate = QCoreApplication.translate


def told_to_patient(error: ConsentDesktopError, other: str) -> str:
    """The sentence for the patient about what they wanted to do with `other`."""
    match error:
        case ConsentAlreadyGranted():
            return translate(
                "refusals", "{other} can already see your {kinds} for that long. Nothing was changed."
            ).format(other=other, kinds=kinds.listed(error.record_types))
        case ConsentNotGranted():
            return translate("refusals", "{other} cannot see your {kinds} any more. There is nothing to stop.").format(
                other=other, kinds=kinds.listed(error.record_types)
            )
        case RequestNotOpen():
            return translate("refusals", "{other} is not waiting for an answer any more. Nothing was changed.").format(
                other=other
            )
        case ConsentAlreadyAsked():
            return translate("refusals", "You have already asked {other} for {kinds}. Nothing was sent.").format(
                other=other, kinds=kinds.listed(error.record_types)
            )
        case _:
            return str(error)


def told_to_asker(error: ConsentDesktopError, patient: str) -> str:
    """The sentence for whoever asked `patient`, or takes a request back."""
    match error:
        case ConsentAlreadyGranted():
            return translate(
                "refusals", "You can already see {kinds} of {patient} for that long. Nothing was sent."
            ).format(patient=patient, kinds=kinds.listed(error.record_types))
        case ConsentAlreadyAsked():
            return translate(
                "refusals", "{patient} has not answered about {kinds} yet. Nothing was sent again."
            ).format(patient=patient, kinds=kinds.listed(error.record_types))
        case RequestNotOpen():
            return translate("refusals", "{patient} has already answered. There is nothing to take back.").format(
                patient=patient
            )
        case _:
            return str(error)
