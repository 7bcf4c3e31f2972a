"""Sessions for tests of single windows: as if the person had just proved who they are."""

from __future__ import annotations

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.sessions import Session
from consent_desktop.read_models.rows import PersonRow


def session_of(clinic: Clinic, person: PersonRow) -> Session:
    """A session in the role of what the person is registered as."""
    return Session(person, person.acting, "test", clinic.now(), clinic.now())
