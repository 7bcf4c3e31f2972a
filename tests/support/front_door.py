"""A clinic whose clocks a test moves, with people who sign in there; hashes are made in no time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from consent_desktop.application.account_parts import accounts_of
from consent_desktop.application.accounts import Accounts
from consent_desktop.application.approvals import Approvals
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.secret_hashing import SecretHashing
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_OPERATOR, PersonKind
from tests.support.stores import NOW

PIN: Final = "250846"
PASSWORD: Final = "a lantern by the river"
BORN: Final = date(1954, 4, 21)
PLACE: Final = "c" * 32


class CountingHashing(SecretHashing):
    """Counts how often a secret was looked at."""

    looked: int = 0

    def fits(self, hashed: str | None, secret: str) -> bool:
        """Whether it fits, as the real one tells."""
        self.looked += 1
        return super().fits(hashed, secret)


@dataclass
class FrontDoor:
    """The door of one clinic at one workstation."""

    clinic: Clinic
    clock: FixedClock
    approvals: Approvals
    hashing: CountingHashing
    place: str = PLACE
    waited: float = 0.0
    """Seconds by the clock that nobody sets."""
    people: dict[str, str] = field(default_factory=dict)
    """Subject ids by record number."""

    def __post_init__(self) -> None:
        self.accounts: Accounts = self.at(self.place)

    def at(self, place: str) -> Accounts:
        """The accounts as another program at that workstation sees them: it remembers nothing of this one."""
        store, states = self.clinic._store, self.clinic._bus.states
        views, approvals = self.clinic.views, self.approvals
        return accounts_of(
            store, views, self.clinic, self.clock.now, approvals, states, workstation=place, hashing=self.hashing,
            steady=lambda: self.waited,
        )  # fmt: skip

    def enter(self, kind: PersonKind, number: str, name: str, born: date | None = None) -> str:
        """Enter somebody into the register."""
        subject, _ = self.clinic.register(kind, number, THE_OPERATOR, name=name, birth_date=born)
        self.people[number] = subject
        return subject

    def code_for(self, number: str) -> str:
        """A one-time code for the person with that number."""
        return self.accounts.issue_codes(THE_OPERATOR, self.people[number])[0].code

    def wait(self, seconds: float) -> None:
        """Time passes, on all clocks."""
        self.waited += seconds
        self.clock.moment += timedelta(seconds=seconds)

    def told(self) -> list[str]:
        """The kinds of the events, in order."""
        return [type(e.event).__name__ for e in self.clinic.log.read()]


@contextmanager
def a_front_door(folder: Path) -> Iterator[FrontDoor]:
    """A patient and four of the staff, none of whom has chosen a secret yet."""
    clock = FixedClock(NOW)
    clinic = open_clinic(folder, plain=True, facts={"time_zone": "UTC"}, clock=clock, chores=False)
    try:
        door = FrontDoor(clinic, clock, clinic.approvals, CountingHashing.cheapest())
        door.enter(PersonKind.PATIENT, "20-1", "Helena Duarte", BORN)
        door.enter(PersonKind.NURSE, "71-1", "Inês Carvalho")
        door.enter(PersonKind.RECEPTION, "82-1", "Marta Oliveira")
        door.enter(PersonKind.PRIVACY_OFFICER, "80-1", "Ruth Lindqvist")
        door.enter(PersonKind.ADMINISTRATOR, "83-1", "Jonas Keller")
        yield door
    finally:
        clinic.close()
