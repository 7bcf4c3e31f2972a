"""The directory: who is found, in which order, how many there are, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.account_commands import NoteSignIn
from consent_desktop.domain.commands import Command
from consent_desktop.domain.people_commands import (
    DeactivatePerson,
    EndRole,
    GiveRole,
    JoinUnit,
    LeaveUnit,
    MergePeople,
    ReactivatePerson,
)
from consent_desktop.domain.vocabulary import THE_OPERATOR, ActingRole, PersonKind
from consent_desktop.read_models import directory
from consent_desktop.read_models.directory import DirectoryQuery, DirectoryRow
from tests.support.stores import NOW

DAY = timedelta(days=1)
PEOPLE = {
    "helena": (PersonKind.PATIENT, "20-1", "Helena Duarte", date(1954, 4, 21)),
    "helena2": (PersonKind.PATIENT, "20-9", "Hélena  duarte", date(1954, 4, 21)),
    "miguel": (PersonKind.PATIENT, "20-2", "Miguel Duarte", date(1981, 7, 15)),
    "leila": (PersonKind.NURSE, "60-1", "Leïla Bensaïd", None),
    "ana": (PersonKind.DOCTOR, "70-1", "Dr Ana Souza", None),
    "jonas": (PersonKind.ADMINISTRATOR, "83-1", "Jonas Keller", None),
    "nameless": (PersonKind.PATIENT, "20-7", None, None),
}


class Register:
    """A clinic with those people, asked as of any moment."""

    def __init__(self, folder: Path) -> None:
        self.clinic: Clinic = open_clinic(
            folder, plain=True, facts={"time_zone": "UTC"}, clock=FixedClock(NOW), chores=False
        )
        self.ids = {
            short: self.clinic.register(kind, number, THE_OPERATOR, name=name, birth_date=born)[0]
            for short, (kind, number, name, born) in PEOPLE.items()
        }
        self.shorts = {subject: short for short, subject in self.ids.items()}

    def do(self, command: Command) -> None:
        self.clinic.dispatch(Dispatch(command, THE_OPERATOR))

    def role(self, short: str, role: ActingRole, **more: Any) -> None:
        self.do(GiveRole(subject=self.ids[short], role=role, approved_by=self.ids["jonas"], **more))

    def found(self, *, after: timedelta = timedelta(), **query: Any) -> list[str]:
        found = self.clinic.ask(THE_OPERATOR, directory.subjects, DirectoryQuery(**query), NOW + after)
        return [self.shorts[subject] for subject in found]

    def row(self, short: str, after: timedelta = timedelta()) -> DirectoryRow:
        [row] = self.clinic.ask(THE_OPERATOR, directory.rows, [self.ids[short]], NOW + after)
        return row


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    made = Register(tmp_path)
    yield made
    made.clinic.close()


def test_everybody_by_name(register: Register) -> None:
    assert register.found() == ["nameless", "ana", "helena2", "helena", "jonas", "leila", "miguel"]
    assert register.found(kinds=(PersonKind.NURSE, PersonKind.DOCTOR)) == ["ana", "leila"]


@pytest.mark.parametrize(("text", "found"), [
    ("dua", ["helena2", "helena", "miguel"]),
    ("DUARTE mig", ["miguel"]),
    ("bensaid", ["leila"]),
    ("20-2", ["miguel"]),
    ("0-2", []),
    ("uarte", []),
    ("%", []),
    ("  ", ["nameless", "ana", "helena2", "helena", "jonas", "leila", "miguel"]),
])  # fmt: skip
def test_words_and_whole_numbers_find(register: Register, text: str, found: list[str]) -> None:
    assert register.found(text=text) == found


def test_how_many_of_each_kind_match_whatever_kind_is_shown(register: Register) -> None:
    def counted(**query: Any) -> dict[PersonKind, int]:
        return register.clinic.ask(THE_OPERATOR, directory.counts, DirectoryQuery(**query), NOW)

    assert counted(text="duarte", kinds=(PersonKind.NURSE,)) == {PersonKind.PATIENT: 3}
    assert counted()[PersonKind.PATIENT] == 4
    assert sum(counted().values()) == len(PEOPLE)


def test_who_is_not_active_is_listed_apart(register: Register) -> None:
    register.do(DeactivatePerson(subject=register.ids["ana"], reason="Left."))
    register.do(MergePeople(subject=register.ids["helena2"], into=register.ids["helena"]))
    assert "ana" not in register.found()
    assert register.found(active=False) == ["ana", "helena2"]
    assert len(register.found(active=None)) == len(PEOPLE)
    assert register.row("helena2").person.merged_into == register.ids["helena"]
    assert (register.row("ana").person.active, register.row("ana").roles) == (False, ())
    assert not register.row("ana").person.present
    register.do(ReactivatePerson(subject=register.ids["ana"], reason="Back."))
    assert "ana" in register.found()


def test_roles_and_units_are_those_in_effect(register: Register) -> None:
    register.role("leila", ActingRole.RECEPTION, since=NOW + DAY, until=NOW + 2 * DAY)
    register.do(JoinUnit(subject=register.ids["leila"], unit="Ward 2"))
    register.do(JoinUnit(subject=register.ids["ana"], unit="Ward 2", until=NOW + DAY))
    nurse, both = (ActingRole.NURSE,), (ActingRole.NURSE, ActingRole.RECEPTION)
    assert [register.row("leila", n * DAY).roles for n in range(3)] == [nurse, both, nurse]
    assert [register.found(role=ActingRole.RECEPTION, after=n * DAY) for n in range(3)] == [[], ["leila"], []]
    assert register.found(unit="Ward 2") == ["ana", "leila"]
    assert register.found(unit="Ward 2", after=DAY) == ["leila"]
    assert register.row("ana").units == ("Ward 2",)
    assert register.clinic.ask(THE_OPERATOR, directory.units) == ["Ward 2"]
    register.do(LeaveUnit(subject=register.ids["leila"], unit="Ward 2"))
    register.do(EndRole(subject=register.ids["leila"], role=ActingRole.NURSE, approved_by=register.ids["jonas"]))
    assert (register.row("leila").roles, register.row("leila").units) == ((), ())
    assert register.found(role=ActingRole.NURSE) == []
    register.role("leila", ActingRole.NURSE)
    assert register.found(role=ActingRole.NURSE) == ["leila"]


def test_when_people_were_last_here(register: Register) -> None:
    register.do(NoteSignIn(subject=register.ids["ana"], role=ActingRole.DOCTOR, workstation="w"))
    assert register.row("ana").last_here == NOW
    assert register.row("leila").last_here is None
    everybody = register.clinic.ask(THE_OPERATOR, directory.last_here, list(register.ids.values()))
    assert everybody == {register.ids["ana"]: NOW}


def test_perhaps_the_same_person_twice(register: Register) -> None:
    def groups() -> list[list[str]]:
        found = register.clinic.ask(THE_OPERATOR, directory.duplicates)
        return [[register.shorts[person.subject] for person in group] for group in found]

    assert groups() == []  # a blank more is another spelling; accents and case are not
    register.ids["helena3"] = register.clinic.register(
        PersonKind.PATIENT, "20-8", THE_OPERATOR, name="HELÉNA DUARTE", birth_date=date(1954, 4, 21)
    )[0]
    register.shorts = {subject: short for short, subject in register.ids.items()}
    assert groups() == [["helena", "helena3"]]
    alike = register.clinic.ask(
        THE_OPERATOR, directory.namesakes, PersonKind.PATIENT, "helena  duarte", date(1954, 4, 21)
    )
    assert [register.shorts[person.subject] for person in alike] == ["helena", "helena3"]
    assert not register.clinic.ask(THE_OPERATOR, directory.namesakes, PersonKind.NURSE, "helena duarte", None)
    register.do(MergePeople(subject=register.ids["helena3"], into=register.ids["helena"]))
    assert groups() == []


def test_rows_come_in_the_order_asked_for_without_those_who_are_gone(register: Register) -> None:
    wanted = [register.ids["miguel"], "f" * 32, register.ids["ana"]]
    rows = register.clinic.ask(THE_OPERATOR, directory.rows, wanted, NOW)
    assert [row.person.record_number for row in rows] == ["20-2", "70-1"]
