"""A clinic like the one in the design's pictures: fifteen patients, and what each lets Dr Souza see."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock, end_of_day
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.bootstrap import open_clinic
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import (
    AskConsent,
    Command,
    DeclineRequest,
    GrantConsent,
    RevokeConsent,
    WithdrawRequest,
)
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Actor, PersonKind, Purpose, RecordType
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import PersonRow

NOW = datetime(2026, 3, 12, 9, 53, tzinfo=UTC)
E, C, D, R = RecordType.EXAMS, RecordType.CONSULTATIONS, RecordType.CONDITIONS, RecordType.ER_VISITS

PATIENTS = (
    ("António Reis", "20-1193"), ("Beatriz Lopes", "20-3350"), ("Carlos Mota", "19-8072"),
    ("Diana Fonseca", "20-5516"), ("Emil Novák", "18-2204"), ("Fatima El-Amrani", "20-0958"),
    ("Grzegorz Wójcik", "17-6631"), ("Hannah Weiss", "20-4402"), ("Helena Duarte", "20-4817"),
    ("João Pinto", "19-1187"), ("Leïla Bensaïd", "20-2741"), ("Mateus Cruz", "20-3127"),
    ("Nadia Rahimi", "18-9043"), ("Oskar Lind", "20-6108"), ("Petra Horvat", "19-3355"),
)  # fmt: skip


@dataclass(slots=True)
class House:
    """An open clinic, its clock, and its people by name."""

    clinic: Clinic
    clock: FixedClock
    people: dict[str, PersonRow] = field(default_factory=dict)

    def register(self, kind: PersonKind, name: str, number: str, **details: Any) -> PersonRow:
        self.clinic.register(kind, number, THE_OPERATOR, name=name, **details)
        found = self.clinic.find(THE_SYSTEM, kind, number)
        assert found is not None
        self.people[name] = found
        return found

    def give(self, command: Command, by: PersonRow) -> Recorded:
        return self.clinic.dispatch(Dispatch(command, self.clinic.acting_as(by)))

    def at(self, year: int, month: int, day: int, hour: int = 9, minute: int = 0) -> None:
        self.clock.moment = datetime(year, month, day, hour, minute, tzinfo=UTC)

    def actor(self, name: str = "Dr Ana Souza") -> Actor:
        return actor_of(self.people[name])

    def ask(self, patient: str, *kinds: RecordType, pro: str = "Dr Ana Souza", **more: Any) -> Recorded:
        person = self.people[patient]
        command = AskConsent(patient=person.subject, actor=self.actor(pro), record_types=frozenset(kinds), **more)
        return self.give(command, self.people[pro])

    def grant(
        self, patient: str, *kinds: RecordType, pro: str = "Dr Ana Souza", until: date | None = None, **more: Any
    ) -> Recorded:
        person, zone = self.people[patient], self.clinic.zone
        end = {} if until is None else {"until": end_of_day(until, zone), "until_zone": zone.key}
        command = GrantConsent(
            patient=person.subject, actor=self.actor(pro), record_types=frozenset(kinds), **end, **more
        )
        return self.give(command, person)

    def decline(self, patient: str, *kinds: RecordType, pro: str = "Dr Ana Souza") -> Recorded:
        person = self.people[patient]
        command = DeclineRequest(patient=person.subject, actor=self.actor(pro), record_types=frozenset(kinds))
        return self.give(command, person)

    def revoke(self, patient: str, *kinds: RecordType, pro: str = "Dr Ana Souza") -> Recorded:
        person = self.people[patient]
        command = RevokeConsent(patient=person.subject, actor=self.actor(pro), record_types=frozenset(kinds))
        return self.give(command, person)

    def withdraw(self, patient: str, *kinds: RecordType, pro: str = "Dr Ana Souza") -> Recorded:
        person = self.people[patient]
        command = WithdrawRequest(patient=person.subject, actor=self.actor(pro), record_types=frozenset(kinds))
        return self.give(command, self.people[pro])


def open_house(folder: Path) -> House:
    """A new clinic with its people and nothing between them."""
    clock = FixedClock(datetime(2025, 1, 7, 9, 0, tzinfo=UTC))
    clinic = open_clinic(folder, plain=True, facts={"time_zone": "Europe/Lisbon", "name": "Clinic"}, clock=clock)
    house = House(clinic, clock)
    house.register(PersonKind.DOCTOR, "Dr Ana Souza", "70-0001", specialty="Heart doctor")
    house.register(PersonKind.DOCTOR, "Dr Karim Haddad", "70-0002", specialty="Bone doctor")
    house.register(PersonKind.PRIVACY_OFFICER, "Ruth Lindqvist", "90-0001")
    for place, (name, number) in enumerate(PATIENTS):
        house.register(PersonKind.PATIENT, name, number, birth_date=date(1950 + place, 5, 14))
    house.clock.moment = NOW
    return house


def fill(house: House) -> None:
    """What the picture shows, in the order in which it came about."""
    care = Purpose("TREAT", "heart check-up")
    house.at(2025, 2, 5)
    house.grant("Helena Duarte", C, until=date(2026, 6, 30), purpose=care)
    house.grant("Grzegorz Wójcik", E, C, until=date(2025, 12, 31))
    house.at(2025, 6, 3, 14, 20)
    house.grant("António Reis", RecordType.ALL)
    house.grant("Hannah Weiss", E, C, D, R, until=date(2027, 2, 1))
    house.grant("Emil Novák", E, C, D, until=date(2026, 9, 30))
    house.grant("Mateus Cruz", E, C, D, R)
    house.grant("Petra Horvat", E, D, until=date(2026, 12, 31))
    house.at(2025, 11, 20, 16, 5)
    house.grant("Carlos Mota", E, C, R, until=date(2026, 3, 18))
    house.grant("João Pinto", E, C)
    house.revoke("João Pinto", E)
    house.ask("Fatima El-Amrani", E, C, purpose=care)
    house.grant("Fatima El-Amrani", E, until=date(2026, 5, 15))
    house.decline("Fatima El-Amrani", C)
    house.ask("Diana Fonseca", D)
    house.withdraw("Diana Fonseca", D)
    house.grant("Helena Duarte", E, C, pro="Dr Karim Haddad", until=date(2026, 4, 1))
    house.grant("Nadia Rahimi", C, until=date(2026, 3, 20))
    house.at(2026, 3, 9, 11, 10)
    house.grant("Beatriz Lopes", C, until=date(2026, 12, 31))
    house.ask("Leïla Bensaïd", E, D, until=datetime(2026, 9, 10, tzinfo=UTC), note="For the operation in May.")
    house.at(2026, 3, 10, 15, 40)
    house.ask("Beatriz Lopes", E, purpose=care)
    house.at(2026, 3, 11, 16, 20)
    house.ask("Helena Duarte", E, purpose=care)
    house.at(2026, 3, 12, 9, 52)
    house.grant("Helena Duarte", E, until=date(2026, 6, 30), purpose=care)
    house.clock.moment = NOW


@contextmanager
def at_work(folder: Path, *, filled: bool = True) -> Iterator[tuple[House, Workspace]]:
    """A clinic with windows' workers; everything is ended afterwards."""
    house = open_house(folder)
    if filled:
        fill(house)
    house.clinic.settle()  # the notices of all that are there before anybody looks
    workspace = Workspace(house.clinic)
    try:
        yield house, workspace
    finally:
        workspace.close()
