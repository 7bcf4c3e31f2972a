"""Which home belongs to whom. Homes are imported when somebody goes there, so that the first window comes quickly."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.read_models.rows import PersonRow

STAFF: Final = (PersonKind.DOCTOR, PersonKind.NURSE, PersonKind.PRIVACY_OFFICER, PersonKind.ADMINISTRATOR)
"""Who finds a home under "I work here"."""


def make_home(workspace: Workspace, person: PersonRow, parent: QWidget) -> QWidget:
    """The person's home, a widget with the signal `left`; a `ValueError` for whom there is none."""
    match person.kind:
        case PersonKind.PATIENT:
            from consent_desktop.desktop.patient.home import PatientHome

            return PatientHome(workspace, person, parent)
        case PersonKind.DOCTOR | PersonKind.NURSE:
            from consent_desktop.desktop.professional.home import ProfessionalHome

            return ProfessionalHome(workspace, person, parent)
        case PersonKind.PRIVACY_OFFICER | PersonKind.ADMINISTRATOR:
            from consent_desktop.desktop.history.home import HistoryHome

            return HistoryHome(workspace, person, parent)
        case _:
            raise ValueError(f"there is no home for {person.kind}")
