"""Signing people of the demonstration in without a window: with the secret that its sign-in screen shows."""

from __future__ import annotations

from consent_desktop.application.accounts import PatientClaim
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.sessions import Session
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.read_models.rows import PersonRow


def signed_in(clinic: Clinic, person: PersonRow) -> Session:
    """The person's session; a `LookupError` where the demonstration knows no secret of theirs."""
    secret = clinic.demonstration_secret(person)
    if secret is None:
        raise LookupError(f"the demonstration does not say what opens {person.kind} {person.record_number}")
    if person.kind is PersonKind.PATIENT:
        return clinic.accounts.sign_in_patient(PatientClaim(person.record_number), secret)
    return clinic.accounts.sign_in_staff(person.record_number, secret)
