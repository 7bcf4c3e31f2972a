"""Who speaks for a patient: recorded by the patient, or by the desk from a signed paper."""

from __future__ import annotations

from datetime import datetime

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.domain.errors import PersonNotRegistered
from consent_desktop.domain.people_commands import EndAuthority, GiveAuthority
from consent_desktop.domain.vocabulary import Acting, ActingRole, PersonKind


def give(
    clinic: Clinic, acting: Acting, patient: str, representative: str, until: datetime | None, paper: str | None
) -> Recorded:
    """Let the representative act for the patient; both by record number. Raises a `DomainError` where that is refused."""
    subject, other = _patient(clinic, patient), _patient(clinic, representative)
    command = GiveAuthority(subject=subject, representative=other, until=until, paper=paper)
    return clinic.dispatch(Dispatch(command, acting))


def end(clinic: Clinic, acting: Acting, patient: str, representative: str, paper: str | None) -> Recorded:
    """Let them act for the patient no longer."""
    subject, other = _patient(clinic, patient), _patient(clinic, representative)
    return clinic.dispatch(Dispatch(EndAuthority(subject=subject, representative=other, paper=paper), acting))


def spoken_for(clinic: Clinic, acting: Acting, patient: str) -> str | None:
    """The patient's subject id where one patient acts for another, None where whoever acts speaks for themself."""
    subject = clinic.subject_of(PersonKind.PATIENT, patient)
    return subject if acting.role is ActingRole.PATIENT and subject != acting.id else None


def _patient(clinic: Clinic, number: str) -> str:
    subject = clinic.subject_of(PersonKind.PATIENT, number)
    if subject is None:
        raise PersonNotRegistered(f"Nothing was recorded: the clinic knows no patient {number}.")
    return subject
