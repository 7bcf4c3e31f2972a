"""A plain clinic in which a patient, a doctor and a nurse have chosen what they prove themselves with."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from consent_desktop.application.accounts import PatientClaim
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, PersonKind
from tests.desktop.clinics import plain_clinic

PIN: Final = "739104"
PASSWORDS: Final = {"7": "green kettle upstairs", "8": "quiet harbour at noon"}


def clinic_with_secrets(folder: Path, clock: FixedClock | None = None) -> Clinic:
    """Eva Lang (patient 1) has a PIN, Dr Ole Berg (7) and Nurse Ida Holm (8) have passwords; nobody is signed in."""
    clinic = plain_clinic(folder, clock)
    accounts = clinic.accounts
    accounts.sign_out(accounts.choose_pin(PatientClaim("1"), new_code(clinic, PersonKind.PATIENT, "1"), PIN))
    for kind, number in ((PersonKind.DOCTOR, "7"), (PersonKind.NURSE, "8")):
        session = accounts.choose_password(number, new_code(clinic, kind, number), PASSWORDS[number])
        accounts.sign_out(session)
    return clinic


def new_code(clinic: Clinic, kind: PersonKind, number: str) -> str:
    """A one-time code for that person, as the desk would print it."""
    person = clinic.find(THE_SYSTEM, kind, number)
    assert person is not None
    [issued] = clinic.accounts.issue_codes(THE_OPERATOR, person.subject)
    return issued.code
