"""Refusals of what stands on a signed paper, told to the desk about the patient and whom the paper names."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import kinds
from consent_desktop.domain.errors import (
    ConsentAlreadyGranted,
    ConsentDesktopError,
    ConsentNotGranted,
    RequestNotOpen,
)

translate = QCoreApplication.translate


def refusal(error: ConsentDesktopError, patient: str, other: str) -> str:
    """What was refused, and what stays as it was."""
    match error:
        case ConsentAlreadyGranted():
            words = translate(
                "paper", "{other} can already see {kinds} of {patient} for that long. Nothing was recorded."
            )
        case ConsentNotGranted():
            words = translate("paper", "{patient} does not share {kinds} with {other}. There is nothing to stop.")
        case RequestNotOpen():
            words = translate("paper", "{other} is not waiting for an answer about {kinds}. Nothing was recorded.")
        case _:
            return str(error)
    return words.format(patient=patient, other=other, kinds=kinds.listed(error.record_types))
