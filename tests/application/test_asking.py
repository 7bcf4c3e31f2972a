"""Questions through the clinic: who gets which answer, how much of it, and what is noted of it."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from consent_desktop import read_models
from consent_desktop.application.asking import ASKED
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.application.reading import ONCE_IN, Reading
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.account_commands import NoteHistoryRead
from consent_desktop.domain.commands import AskConsent, Command, GrantConsent, RevokeConsent
from consent_desktop.domain.errors import NotAllowed, PersonNotActive
from consent_desktop.domain.people_commands import DeactivatePerson, EndRole, GiveAuthority
from consent_desktop.domain.reading_rights import Question
from consent_desktop.domain.standing import RoleHeld, Standing
from consent_desktop.domain.vocabulary import (
    NOBODY,
    THE_OPERATOR,
    THE_SYSTEM,
    Acting,
    ActingRole,
    Actor,
    ActorKind,
    PersonKind,
    RecordType,
)
from consent_desktop.event_store.errors import StoreDamaged, StoreFull
from consent_desktop.read_models import (
    checks,
    directory,
    history,
    matrix,
    notices,
    people,
    requests,
)
from consent_desktop.read_models.directory import DirectoryQuery
from consent_desktop.read_models.history import HistoryQuery
from consent_desktop.read_models.rows import CellState, Outcome
from tests.support.damage import LOG, body_of, flip_in, last_of
from tests.support.stores import NOW

EXAMS, CONDITIONS = frozenset({RecordType.EXAMS}), frozenset({RecordType.CONDITIONS})
BORN = date(1954, 4, 21)


@dataclass(frozen=True)
class House:
    """A clinic with one person of each kind and a second patient and doctor."""

    clinic: Clinic
    people: dict[str, str]

    def me(self, name: str, role: ActingRole | None = None) -> Acting:
        """That person, in the role of what they are or in another."""
        return Acting(self.people[name], role or ActingRole(name.rstrip("2")))

    @property
    def doctor(self) -> Actor:
        """The doctor whom the patient shares with."""
        return Actor(ActorKind.DOCTOR, self.people["doctor"])

    def do(self, command: Command, acting: Acting = THE_OPERATOR) -> None:
        """Have it recorded."""
        self.clinic.dispatch(Dispatch(command, acting))

    def reads(self) -> list[tuple[str, str | None]]:
        """What was noted of readings: question and whom."""
        found = [recorded.event for recorded in self.clinic.log.read(0)]
        return [(e.question, e.about) for e in found if hasattr(e, "question")]  # type: ignore[attr-defined]


@contextmanager
def a_house(folder: Path, **facts: str) -> Iterator[House]:
    clinic = open_clinic(folder, plain=True, facts={"time_zone": "UTC", **facts}, clock=FixedClock(NOW), chores=False)
    try:
        kinds = [*PersonKind, PersonKind.PATIENT, PersonKind.DOCTOR]
        names = [kind.value if n < len(PersonKind) else f"{kind.value}2" for n, kind in enumerate(kinds)]
        found = {
            name: clinic.register(kind, name, THE_OPERATOR, name=f"Somebody {name}", birth_date=BORN)[0]
            for name, kind in zip(names, kinds, strict=True)
        }
        house = House(clinic, found)
        patient, doctor2 = found["patient"], Actor(ActorKind.DOCTOR, found["doctor2"])
        house.do(GrantConsent(patient=patient, actor=house.doctor, record_types=EXAMS))
        house.do(AskConsent(patient=patient, actor=doctor2, record_types=CONDITIONS))
        house.do(GrantConsent(patient=found["patient2"], actor=house.doctor, record_types=EXAMS))
        yield house
    finally:
        clinic.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with a_house(tmp_path) as found:
        yield found


def every_query() -> set[Callable[..., Any]]:
    """Every public function of the read models that takes a connection and the tables."""
    found: set[Callable[..., Any]] = set()
    for module in pkgutil.iter_modules(read_models.__path__):
        for name, value in vars(importlib.import_module(f"{read_models.__name__}.{module.name}")).items():
            if inspect.isfunction(value) and not name.startswith("_"):
                first = list(inspect.signature(value).parameters)[:2]
                if first == ["connection", "tables"] and value.__module__.endswith(f".{module.name}"):
                    found.add(value)
    return found - {importlib.import_module(f"{read_models.__name__}.inactive").among}


def test_every_query_is_mapped_to_a_question() -> None:
    assert every_query() == set(ASKED)


def test_a_query_that_nobody_mapped_is_answered_to_nobody(house: House) -> None:
    for acting in (THE_OPERATOR, THE_SYSTEM):
        with pytest.raises(NotAllowed, match="nobody may ask"):
            house.clinic.ask(acting, lambda _connection, _tables: "everything")


CALLS: dict[str, Callable[[House], tuple[Any, ...]]] = {
    "shared": lambda h: (matrix.of_patient, h.people["patient"], NOW),
    "consents": lambda h: (checks.consents, h.people["patient"], NOW),
    "asked of": lambda h: (requests.asked_of, h.people["patient"]),
    "reached": lambda h: (matrix.of_actor, h.doctor, NOW),
    "asked by": lambda h: (requests.asked_by, h.people["doctor2"]),
    "notices": lambda h: (notices.of_recipient, h.people["patient"]),
    "pair": lambda h: (matrix.of_pair, h.people["patient"], h.doctor, NOW),
    "history": lambda h: (history.positions, HistoryQuery(concerning=h.people["patient"])),
    "everything": lambda _: (history.positions, HistoryQuery()),
    "directory": lambda _: (directory.subjects, DirectoryQuery(), NOW),
    "waiting": lambda _: (requests.waiting,),
    "to tell": lambda _: (notices.to_tell,),
    "due": lambda _: (notices.due,),
}
MAY = {
    "shared": {"patient", "privacy_officer"},
    "consents": {"patient", "privacy_officer"},
    "asked of": {"patient", "privacy_officer"},
    "reached": {"doctor", "privacy_officer"},
    "asked by": {"doctor2", "privacy_officer"},
    "notices": {"patient", "privacy_officer"},
    "pair": {"patient", "doctor", "privacy_officer"},
    "history": {"patient", "privacy_officer", "administrator"},
    "everything": {"privacy_officer", "administrator"},
    "directory": {"reception", "privacy_officer", "administrator"},
    "waiting": {"reception", "privacy_officer"},
    "to tell": {"reception", "privacy_officer"},
    "due": set(),
}


@pytest.mark.parametrize("question", CALLS)
def test_who_gets_an_answer(house: House, question: str) -> None:
    answered = set()
    for name in house.people:
        try:
            house.clinic.ask(house.me(name), *CALLS[question](house))
        except NotAllowed:
            continue
        answered.add(name)
    assert answered == MAY[question]
    house.clinic.ask(THE_SYSTEM, *CALLS[question](house))
    with pytest.raises(NotAllowed):
        house.clinic.ask(NOBODY, *CALLS[question](house))


def test_of_the_history_everybody_gets_their_part(house: House) -> None:
    clinic = house.clinic
    every = list(clinic.ask(THE_SYSTEM, history.positions, HistoryQuery(notices=True, door=True)))
    seen = {
        name: {r.position for r in clinic.ask(house.me(name), history.rows, every)} for name in ("patient2", "nurse")
    }
    assert seen["patient2"] == {7, 11}
    assert seen["nurse"] == {3}
    told = {r.type for r in clinic.ask(house.me("administrator"), history.rows, every)}
    assert told == {"PersonRegistered"}
    listed = clinic.ask(house.me("administrator"), history.positions, HistoryQuery(types=("ConsentGranted",)))
    assert not listed
    with pytest.raises(NotAllowed):
        clinic.ask(house.me("reception"), history.rows, every)


def test_of_events_everybody_gets_their_part(house: House) -> None:
    clinic, granted = house.clinic, 9
    assert {name for name in house.people if name != "reception" and clinic.event(house.me(name), granted)} == {
        "patient", "doctor", "privacy_officer",
    }  # fmt: skip
    assert clinic.event(house.me("administrator"), 1) is not None
    event = clinic.event(THE_SYSTEM, granted)
    assert event is not None
    assert len(clinic.conversation(house.me("patient"), event.envelope.correlation)) == 1
    assert clinic.conversation(house.me("patient2"), event.envelope.correlation) == []
    with pytest.raises(NotAllowed):
        clinic.event(house.me("reception"), granted)


def test_the_desk_hears_yes_or_no_and_nothing_of_why(house: House) -> None:
    patient = house.people["patient"]
    full = house.clinic.check(house.me("doctor"), patient, house.doctor)
    bare = house.clinic.check(house.me("reception"), patient, house.doctor)
    assert [line.permitted for line in full.lines] == [line.permitted for line in bare.lines] == [True] + [False] * 3
    assert bare.outcome is full.outcome is Outcome.PARTLY
    assert full.lines[0].position == 9
    assert {(line.position, line.until, line.since, line.cell.at) for line in bare.lines} == {(None, None, None, None)}
    for name in ("doctor2", "nurse", "patient2", "administrator"):
        with pytest.raises(NotAllowed):
            house.clinic.check(house.me(name), patient, house.doctor)
        with pytest.raises(NotAllowed):
            house.clinic.has(house.me(name), patient, house.doctor, RecordType.EXAMS)
    assert house.clinic.has(house.me("reception"), patient, house.doctor, RecordType.EXAMS)


def test_another_patient_is_found_by_number_and_birth_date_only(house: House) -> None:
    clinic, me = house.clinic, house.me("patient")
    find = partial(clinic.find, me, PersonKind.PATIENT)
    assert find("patient") is not None
    assert find("patient2") is None
    assert find("patient2", born=BORN + timedelta(days=1)) is None
    assert find("patient2", born=BORN) is not None
    assert clinic.find(me, PersonKind.DOCTOR, "doctor") is not None
    assert clinic.find(house.me("doctor"), PersonKind.PATIENT, "patient2") is not None
    with pytest.raises(NotAllowed):
        clinic.find(NOBODY, PersonKind.PATIENT, "patient")


def test_patients_and_professionals_search_for_professionals_only(house: House) -> None:
    for name in ("patient", "doctor", "nurse"):
        found = house.clinic.ask(house.me(name), people.search, "some", (PersonKind.DOCTOR, PersonKind.NURSE), 9)
        assert len(found) == 3
        with pytest.raises(NotAllowed, match="birth date"):
            house.clinic.ask(house.me(name), people.search, "some", (PersonKind.DOCTOR, PersonKind.PATIENT), 9)
    assert len(house.clinic.ask(house.me("reception"), people.search, "some", tuple(PersonKind), 9)) == 8


def test_nobody_searches_but_in_the_demonstration(house: House, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        house.clinic.ask(NOBODY, people.search, "some", (PersonKind.PATIENT,), 9)
    with a_house(tmp_path / "demonstration", demonstration_day="2026-03-12") as shown:
        assert len(shown.clinic.ask(NOBODY, people.search, "some", (PersonKind.PATIENT,), 9)) == 2
        assert shown.clinic.find(NOBODY, PersonKind.PATIENT, "patient") is not None


def test_who_has_no_role_any_more_reads_and_does_nothing(house: House) -> None:
    nurse = house.me("nurse")
    asks = AskConsent(patient=house.people["patient"], actor=Actor(ActorKind.NURSE, nurse.id), record_types=EXAMS)
    house.clinic.ask(nurse, matrix.of_actor, Actor(ActorKind.NURSE, nurse.id), NOW)
    house.do(asks, nurse)
    house.do(EndRole(subject=nurse.id, role=ActingRole.NURSE, approved_by=house.people["administrator"]))
    with pytest.raises(NotAllowed, match=r"^Nothing was shown: you do not have the role"):
        house.clinic.ask(nurse, matrix.of_actor, Actor(ActorKind.NURSE, nurse.id), NOW)
    with pytest.raises(NotAllowed, match=r"^Nothing was recorded: you do not have the role"):
        house.do(asks.model_copy(update={"record_types": CONDITIONS}), nurse)
    with pytest.raises(NotAllowed):
        house.clinic.ask(house.me("nurse", ActingRole.PRIVACY_OFFICER), history.positions, HistoryQuery())


def test_who_is_deactivated_reads_nothing_and_still_stops(house: House) -> None:
    patient = house.me("patient")
    house.do(DeactivatePerson(subject=patient.id, reason="Moved."))
    with pytest.raises(PersonNotActive, match=r"^Nothing was shown"):
        house.clinic.ask(patient, matrix.of_patient, patient.id, NOW)
    house.do(RevokeConsent(patient=patient.id, actor=house.doctor, record_types=EXAMS), patient)


def test_what_was_granted_to_who_is_not_active_rests(house: House) -> None:
    patient, doctor, clinic = house.people["patient"], house.doctor, house.clinic
    house.do(DeactivatePerson(subject=doctor.id, reason="Left."))
    assert not clinic.has(THE_OPERATOR, patient, doctor, RecordType.EXAMS)
    decision = clinic.check(THE_OPERATOR, patient, doctor)
    assert (decision.outcome, decision.rests) == (Outcome.DENY, True)
    row = next(
        r for r in clinic.ask(house.me("patient"), matrix.of_patient, patient, NOW) if r.other.subject == doctor.id
    )
    assert (row.permitted, row.held) == ((), (RecordType.EXAMS,))
    assert (row.cells[RecordType.EXAMS].state, row.cells[RecordType.EXAMS].rests) == (CellState.CAN_SEE, True)
    assert clinic.ask(THE_OPERATOR, checks.consents, patient, NOW) == []
    house.do(RevokeConsent(patient=patient, actor=doctor, record_types=EXAMS), house.me("patient"))


def test_who_speaks_for_a_patient_reads_for_them(house: House) -> None:
    child, parent = house.people["patient"], house.me("patient2")
    with pytest.raises(NotAllowed):
        house.clinic.ask(parent, matrix.of_patient, child, NOW)
    house.do(GiveAuthority(subject=child, representative=parent.id))
    assert house.clinic.ask(parent, matrix.of_patient, child, NOW)
    every = list(house.clinic.ask(parent, history.positions, HistoryQuery(subject=child)))
    assert [r.position for r in house.clinic.ask(parent, history.rows, every)] == every


def test_that_the_privacy_officer_reads_is_noted_once_a_question_and_person(house: House) -> None:
    clinic, officer = house.clinic, house.me("privacy_officer")
    for _ in range(3):
        every = list(clinic.ask(officer, history.positions, HistoryQuery()))
        clinic.ask(officer, history.rows, every)
    clinic.ask(officer, matrix.of_patient, house.people["patient"], NOW)
    clinic.event(officer, 9)
    clinic.has(officer, house.people["patient"], house.doctor, RecordType.EXAMS)
    clinic.ask(officer, notices.of_recipient, officer.id)  # their own: nobody else's business
    clinic.ask(house.me("administrator"), directory.subjects, DirectoryQuery(), NOW)
    assert house.reads() == [
        ("history", None), ("shared", house.people["patient"]), ("event", None), ("check", None),
    ]  # fmt: skip


def reading(notes: Callable[[NoteHistoryRead, Acting], object], seconds: list[float]) -> Reading:
    """The gate by itself, where everybody is a privacy officer."""

    def standing(subject: str, *, newest: bool) -> Standing:
        return Standing(roles=(RoleHeld(ActingRole.PRIVACY_OFFICER),))

    return Reading(standing, lambda: NOW, notes, demonstration=False, passed=lambda: seconds[-1])


def test_after_a_minute_it_is_noted_again() -> None:
    noted: list[NoteHistoryRead] = []
    seconds = [0.0]
    gate = reading(lambda command, _acting: noted.append(command), seconds)
    officer = Acting("a" * 32, ActingRole.PRIVACY_OFFICER)
    for moment in (0.0, ONCE_IN - 1, ONCE_IN, ONCE_IN + 1):
        seconds.append(moment)
        gate.allow(officer, Question.HISTORY)
    assert len(noted) == 2
    gate.allow(officer, Question.HISTORY, ("b" * 32,))
    assert noted[-1].about == "b" * 32


def test_what_could_not_be_noted_is_noted_as_soon_as_it_can() -> None:
    noted: list[str] = []
    full = [True]

    def note(command: NoteHistoryRead, _acting: Acting) -> None:
        if full[0]:
            raise StoreFull("The disk is full.")
        noted.append(command.question)

    gate = reading(note, [0.0])
    officer = Acting("a" * 32, ActingRole.PRIVACY_OFFICER)
    gate.allow(officer, Question.HISTORY)
    gate.allow(officer, Question.SHARED, ("b" * 32,))
    assert noted == []
    full[0] = False
    gate.allow(officer, Question.EVENT)
    assert noted == ["history", "shared", "event"]
    gate.allow(officer, Question.HISTORY)
    assert len(noted) == 3


def test_who_reads_goes_on_reading_while_their_own_history_is_damaged(tmp_path: Path) -> None:
    with a_house(tmp_path) as house:
        patient = house.me("patient")
    flip_in(tmp_path / LOG, body_of(tmp_path, last_of(tmp_path, patient.id, "ConsentGranted")))
    clinic = open_clinic(tmp_path, clock=FixedClock(NOW), chores=False)
    try:
        with pytest.raises(StoreDamaged):
            list(clinic.log.read_stream(patient.id))
        assert clinic.ask(patient, matrix.of_patient, patient.id, NOW)
        with pytest.raises(NotAllowed, match="do not have the role"):
            clinic.ask(Acting(patient.id, ActingRole.PRIVACY_OFFICER), history.positions, HistoryQuery())
        with pytest.raises(NotAllowed):
            clinic.ask(Acting("f" * 32, ActingRole.PATIENT), matrix.of_patient, "f" * 32, NOW)
    finally:
        clinic.close()
