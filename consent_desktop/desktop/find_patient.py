"""Another patient is found by the full record number and the birth date, and by nothing less."""

from __future__ import annotations

from datetime import date

from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.vocabulary import Acting, PersonKind
from consent_desktop.read_models.rows import PersonRow


def find_patient(clinic: Clinic, acting: Acting, number: str, born: date) -> PersonRow | None:
    """The patient with both; an unknown number and a wrong day give the same nothing."""
    return clinic.find(acting, PersonKind.PATIENT, number, born=born)
