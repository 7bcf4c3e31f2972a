"""From what somebody types at the door to the account that it names, if there is one, in the same steps where there is none."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from consent_desktop.application.states import States
from consent_desktop.domain.aggregate import SubjectState
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.event_store.errors import StoreDamaged, StoreFailed
from consent_desktop.event_store.vault import Vault
from consent_desktop.read_models import at_the_door, people
from consent_desktop.read_models.rows import PersonRow
from consent_desktop.read_models.views import Views

STAFF: Final = tuple(kind for kind in PersonKind if kind is not PersonKind.PATIENT)
"""Everybody who signs in with a password."""


@dataclass(frozen=True, slots=True)
class PatientClaim:
    """What a patient says of themself: the whole record number, or the full name and the birth date."""

    number: str | None = None
    name: str | None = None
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Sought:
    """Whom a claim names: one person, or nobody that is known."""

    owner: bytes
    """What stands for the account where tries in vain are counted, whether there is such an account or not."""
    person: PersonRow | None = None
    state: SubjectState = field(default_factory=SubjectState)


class AccountLookup:
    """Looks accounts up in the vault and the register."""

    def __init__(self, vault: Vault, views: Views, states: States, repair: Callable[[], bool]) -> None:
        """`repair` lets a checked copy take over from a damaged log."""
        self._repair = repair
        self._vault = vault
        self._views = views
        self._states = states

    def patient(self, claim: PatientClaim) -> Sought:
        """The one patient whom the claim names."""
        number, name = (claim.number or "").strip(), claim.name or ""
        if number:
            subject = self._vault.find(PersonKind.PATIENT.value, number)
            return self._sought([subject] if subject else [], f"patient\0{number.casefold()}")
        found: list[str] = []
        if name.strip() and claim.birth_date is not None:
            found = self._views.read(at_the_door.patients_named, name, claim.birth_date)
        return self._sought(found, f"named\0{people.folded(' '.join(name.split()))}\0{claim.birth_date}")

    def staff(self, number: str) -> Sought:
        """The one person of the staff with that record number; where two kinds have it, `nurse:NUMBER` says which."""
        kind, colon, rest = number.strip().partition(":")
        named = [k for k in STAFF if k.value == kind] if colon else list(STAFF)
        typed = rest.strip() if colon and named else number.strip()
        subjects = [self._vault.find(k.value, typed) for k in named or STAFF]
        return self._sought([s for s in subjects if s], f"staff\0{number.strip().casefold()}")

    def one(self, subject: str) -> Sought:
        """The person with that subject id."""
        return self._sought([subject], subject)

    def _sought(self, subjects: list[str], typed: str) -> Sought:
        """Second entries of merged people do not count; where more than one is left, nobody is meant."""
        states = {subject: self._state(subject) for subject in subjects}
        left = {s: state for s, state in states.items() if state.person and state.standing.merged_into is None}
        if len(left) != 1:
            return Sought(self._owner(f"typed\0{typed}"))
        subject, state = left.popitem()
        return Sought(self._owner(f"subject\0{subject}"), _row(subject, state), state)

    def _state(self, subject: str) -> SubjectState:
        """As the log has it. A damaged log is repaired for that: who wants to stop a share has to be able to come in."""
        try:
            return self._states.of(subject, newest=True)[0]
        except (StoreDamaged, StoreFailed):
            with suppress(ClinicError):
                self._repair()
            return self._states.of(subject, newest=True)[0]

    def owner_of(self, subject: str) -> bytes:
        """What stands for that person's account where tries are counted."""
        return self._owner(f"subject\0{subject}")

    def workstation(self, workstation: str) -> bytes:
        """What stands for the workstation there."""
        return self._owner(f"workstation\0{workstation}")

    def _owner(self, text: str) -> bytes:
        return self._vault.keys.blind_index("tries", text)


def _row(subject: str, state: SubjectState) -> PersonRow | None:
    """The register's entry as the log itself tells it: signing in does not wait for views."""
    said = state.person
    if said is None:
        return None
    return PersonRow(subject, said.kind, said.record_number, said.name, said.birth_date, said.specialty)
