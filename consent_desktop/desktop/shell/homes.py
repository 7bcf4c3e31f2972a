"""Which home belongs to whom. Homes are imported when somebody goes there, so that the first window comes quickly."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtWidgets import QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import ActingRole, PersonKind

STAFF: Final = tuple(kind for kind in PersonKind if kind is not PersonKind.PATIENT)
"""Who finds a home under "I work here"."""


def make_home(workspace: Workspace, session: Session, parent: QWidget) -> QWidget:
    """The home for the session's role, a widget with the signal `left`; a `ValueError` where there is none."""
    person = replace(session.person, kind=PersonKind(session.acting.role.value))  # in the role in which they work now
    match session.acting.role:
        case ActingRole.PATIENT:
            from consent_desktop.desktop.patient.home import PatientHome

            return PatientHome(workspace, person, parent)
        case ActingRole.DOCTOR | ActingRole.NURSE:
            from consent_desktop.desktop.professional.home import ProfessionalHome

            return ProfessionalHome(workspace, person, parent)
        case ActingRole.RECEPTION:
            from consent_desktop.desktop.desk.home import DeskHome

            return DeskHome(workspace, replace(session, person=person), parent)
        case ActingRole.ADMINISTRATOR:
            from consent_desktop.desktop.clinic.home import ClinicHome

            return ClinicHome(workspace, replace(session, person=person), parent)
        case ActingRole.PRIVACY_OFFICER:
            from consent_desktop.desktop.history.home import HistoryHome

            return HistoryHome(workspace, replace(session, person=person), parent)
        case _:
            raise ValueError(f"there is no home for {session.acting.role}")
