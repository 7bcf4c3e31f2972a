"""Erasing a person: nothing of theirs opens again, the chain goes on, and no crash leaves it half done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from consent_desktop.application.accounts import PatientClaim
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.application.sessions import Session
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.clinic_commands import ChangeSetting, ErasePerson
from consent_desktop.domain.clinic_events import ErasureRefused, PersonErased
from consent_desktop.domain.commands import GrantConsent
from consent_desktop.domain.errors import NotAllowed, PersonAlreadyErased, PersonNotRegistered, SecondPersonNeeded
from consent_desktop.domain.events import ConsentGranted, Erased, PersonRegistered
from consent_desktop.domain.vocabulary import (
    THE_OPERATOR,
    Acting,
    ActingRole,
    Actor,
    ActorKind,
    PersonKind,
    RecordType,
)
from consent_desktop.event_store.destroying import Destroying
from consent_desktop.event_store.erasures import FILE_NAME, Erasures
from consent_desktop.event_store.vault import Vault
from tests.application.erasing_killed import STEPS, erase_until
from tests.application.workstations import workstations
from tests.support.servers import Postgres
from tests.support.stores import NOW

WHY = "The person asked for it."


@dataclass(frozen=True)
class People:
    """Everybody in the clinic of a test."""

    patient: str
    other: str
    doctor: str
    officer: str
    administrator: str


def filled(clinic: Clinic) -> People:
    """A patient who has shared something, one who has not, and three who work there."""

    def enter(kind: PersonKind, number: str, name: str) -> str:
        born = date(1954, 4, 21) if kind is PersonKind.PATIENT else None
        return clinic.register(kind, number, THE_OPERATOR, name=name, birth_date=born)[0]

    people = People(
        patient=enter(PersonKind.PATIENT, "20-1", "Helena Duarte"),
        other=enter(PersonKind.PATIENT, "20-2", "Miguel Reis"),
        doctor=enter(PersonKind.DOCTOR, "70-1", "Ana Souza"),
        officer=enter(PersonKind.PRIVACY_OFFICER, "80-1", "Ruth Lindqvist"),
        administrator=enter(PersonKind.ADMINISTRATOR, "83-1", "Jonas Keller"),
    )
    share(clinic, people.patient, people.doctor)
    return people


def share(clinic: Clinic, patient: str, doctor: str) -> None:
    command = GrantConsent(
        patient=patient, actor=Actor(ActorKind.DOCTOR, doctor), record_types=frozenset({RecordType.EXAMS})
    )
    clinic.dispatch(Dispatch(command, Acting(patient, ActingRole.PATIENT)))


def opened(folder: Path, key: bytes | None = None) -> Clinic:
    return open_clinic(
        folder, plain=key is None, key=key, facts={"time_zone": "Europe/Lisbon"}, clock=FixedClock(NOW), chores=False
    )


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    clinic = opened(tmp_path / "clinic")
    yield clinic
    clinic.close()


def by_officer(clinic: Clinic, people: People) -> Session:
    """A session of the privacy officer; the administrator has just approved something for them."""
    acting = Acting(people.officer, ActingRole.PRIVACY_OFFICER)
    clinic.approvals.give(acting, people.administrator)
    person = clinic.accounts._proving.lookup.one(people.officer).person
    assert person is not None
    return Session(person, acting, clinic.accounts.workstation, NOW, NOW)


def vault_of(clinic: Clinic) -> Vault:
    return clinic._store.vault


def test_nothing_of_the_person_opens_again_and_everything_else_does(clinic: Clinic) -> None:
    people = filled(clinic)
    proof = clinic.evidence.prove(1)
    clinic.erasing.erase(by_officer(clinic, people), people.administrator, people.patient, WHY)
    events = list(clinic.log.read())
    assert [type(e.event) for e in events if e.stream == people.patient] == [Erased, Erased]
    assert [e.event.name for e in events if isinstance(e.event, PersonRegistered)] == [
        "Miguel Reis", "Ana Souza", "Ruth Lindqvist", "Jonas Keller",
    ]  # fmt: skip
    last = events[-1].event
    assert isinstance(last, PersonErased)
    assert (last.person, last.reason, last.approved_by) == (people.patient, WHY, people.administrator)
    assert events[-1].actor == people.officer
    assert clinic.verify().unbroken
    assert clinic.evidence.verify().unbroken
    assert clinic.evidence.prove(1).leaf == proof.leaf
    assert clinic.subject_of(PersonKind.PATIENT, "20-1") is None
    assert clinic.erasing.finish_begun() == 0


def test_the_account_goes_with_the_person(clinic: Clinic) -> None:
    people = filled(clinic)
    code = clinic.accounts.issue_codes(THE_OPERATOR, people.doctor)[0]
    clinic.accounts.choose_password("70-1", code.code, "a lantern by the river")
    clinic.accounts.issue_codes(THE_OPERATOR, people.doctor)
    clinic.erasing.erase(by_officer(clinic, people), people.administrator, people.doctor, WHY)
    assert clinic.accounts.recent_staff() == []
    assert not clinic.accounts.account_states([people.doctor])[people.doctor].has_secret
    with vault_of(clinic).database.snapshot() as connection:
        for table in ("credentials", "codes", "workers", "delays", "erasing"):
            rows = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            assert (table, rows) == (table, 1 if table == "delays" and rows else 0)


def test_the_number_is_free_for_somebody_new(clinic: Clinic) -> None:
    people = filled(clinic)
    clinic.erasing.erase(by_officer(clinic, people), people.administrator, people.patient, WHY)
    subject, _ = clinic.register(PersonKind.PATIENT, "20-1", THE_OPERATOR, name="Somebody New")
    assert subject != people.patient
    assert clinic.subject_of(PersonKind.PATIENT, "20-1") == subject


def test_it_takes_a_second_person_who_has_just_approved(clinic: Clinic) -> None:
    people = filled(clinic)
    session = by_officer(clinic, people)
    clinic.approvals.forget(people.officer)
    with pytest.raises(SecondPersonNeeded):
        clinic.erasing.erase(session, people.administrator, people.patient, WHY)
    untouched(clinic, people)


def test_an_approval_counts_once(clinic: Clinic) -> None:
    people = filled(clinic)
    session = by_officer(clinic, people)
    clinic.erasing.erase(session, people.administrator, people.other, WHY)
    with pytest.raises(SecondPersonNeeded):
        clinic.erasing.erase(session, people.administrator, people.patient, WHY)
    untouched(clinic, people)


def test_nobody_erases_themself_or_whoever_approves(clinic: Clinic) -> None:
    people = filled(clinic)
    for person in (people.officer, people.administrator):
        with pytest.raises(NotAllowed):
            clinic.erasing.erase(by_officer(clinic, people), people.administrator, person, WHY)
    assert Destroying(vault_of(clinic)).begun() == {}


def test_others_may_not(clinic: Clinic) -> None:
    people = filled(clinic)
    acting = Acting(people.administrator, ActingRole.ADMINISTRATOR)
    clinic.approvals.give(acting, people.officer)
    with pytest.raises(NotAllowed):
        clinic.erasing.erase_for(acting, people.officer, people.patient, WHY)
    untouched(clinic, people)


def test_nobody_is_erased_twice_nor_before_they_were_known(clinic: Clinic) -> None:
    people = filled(clinic)
    clinic.erasing.erase(by_officer(clinic, people), people.administrator, people.patient, WHY)
    with pytest.raises(PersonAlreadyErased):
        clinic.erasing.erase(by_officer(clinic, people), people.administrator, people.patient, WHY)
    with pytest.raises(PersonNotRegistered):
        clinic.erasing.erase(by_officer(clinic, people), people.administrator, "f" * 32, WHY)
    assert Destroying(vault_of(clinic)).begun() == {}


def untouched(clinic: Clinic, people: People) -> None:
    """Nothing was done to the patient."""
    assert [type(e.event) for e in clinic.log.read_stream(people.patient)] == [PersonRegistered, ConsentGranted]
    assert clinic.subject_of(PersonKind.PATIENT, "20-1") == people.patient
    assert Destroying(vault_of(clinic)).begun() == {}
    assert people.patient not in Erasures(clinic._store.folder, vault_of(clinic).keys.erasures).subjects()


def test_where_the_law_requires_keeping_the_ground_is_recorded_instead(clinic: Clinic) -> None:
    people = filled(clinic)
    clinic.erasing.refuse(by_officer(clinic, people), people.patient, "GDPR 17(3)(e): a claim is pending.")
    event = list(clinic.log.read())[-1].event
    assert isinstance(event, ErasureRefused)
    assert (event.person, event.ground) == (people.patient, "GDPR 17(3)(e): a claim is pending.")
    untouched(clinic, people)


def test_what_it_would_do_is_said_before(clinic: Clinic) -> None:
    people = filled(clinic)
    before = clinic.log.head()
    assert clinic.erasing.foresee(people.patient).events == 2
    assert clinic.erasing.foresee(people.patient).backups_until == date(2026, 4, 11)
    assert clinic.log.head() == before
    clinic.dispatch(Dispatch(ChangeSetting(name="backup_days", value="7"), THE_OPERATOR))
    assert clinic.erasing.foresee(people.patient).backups_until == date(2026, 3, 19)


@pytest.mark.parametrize("key", [None, bytes(range(32))], ids=["plain", "encrypted"])
def test_another_program_on_the_store_notices_at_once(tmp_path: Path, key: bytes | None) -> None:
    here, there = opened(tmp_path / "clinic", key), opened(tmp_path / "clinic", key)
    try:
        people = filled(here)
        assert [type(e.event) for e in there.log.read_stream(people.patient)] == [PersonRegistered, ConsentGranted]
        assert there.subject_of(PersonKind.PATIENT, "20-1") == people.patient
        here.erasing.erase(by_officer(here, people), people.administrator, people.patient, WHY)
        assert [type(e.event) for e in there.log.read_stream(people.patient)] == [Erased, Erased]
        assert there.subject_of(PersonKind.PATIENT, "20-1") is None
    finally:
        here.close()
        there.close()


def test_a_shared_store_erases_too(postgres: Postgres) -> None:
    clinic = open_clinic(postgres.new_database(), plain=True, facts={"time_zone": "UTC"}, chores=False)
    try:
        people = filled(clinic)
        clinic.erasing.erase(by_officer(clinic, people), people.administrator, people.patient, WHY)
        assert [type(e.event) for e in clinic.log.read_stream(people.patient)] == [Erased, Erased]
        assert clinic.subject_of(PersonKind.PATIENT, "20-1") is None
        assert clinic.verify().unbroken
    finally:
        clinic.close()


@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_a_crash_at_any_step_leaves_nothing_done_or_is_made_good_at_the_next_start(tmp_path: Path, step: int) -> None:
    folder = tmp_path / "clinic"
    clinic = opened(folder)
    people = filled(clinic)
    clinic.close()
    with workstations(str(folder), partial(erase_until, step, people.patient, people.administrator)) as (dying,):
        assert dying.all_told() == ["dying"]
    clinic = opened(folder)
    try:
        assert clinic.verify().unbroken
        if any(isinstance(e.event, PersonErased) for e in clinic.log.read()):
            assert people.patient not in vault_of(clinic).subjects()
            assert [type(e.event) for e in clinic.log.read_stream(people.patient)] == [Erased, Erased]
            assert people.patient in Erasures(folder, vault_of(clinic).keys.erasures).subjects()
            assert Destroying(vault_of(clinic)).begun() == {}
            assert (folder / "clinic.vault.db-wal").stat().st_size < 100_000
        else:
            assert step <= 3
            assert [type(e.event) for e in clinic.log.read_stream(people.patient)] == [PersonRegistered, ConsentGranted]
            clinic.erasing.erase(by_officer(clinic, people), people.administrator, people.patient, WHY)
            assert people.patient not in vault_of(clinic).subjects()
    finally:
        clinic.close()


def test_where_it_cannot_be_finished_the_clinic_opens_all_the_same_and_finishes_it_later(tmp_path: Path) -> None:
    folder = tmp_path / "clinic"
    clinic = opened(folder)
    people = filled(clinic)
    Destroying(vault_of(clinic)).begin(people.patient, NOW)
    erasing = ErasePerson(person=people.patient, reason=WHY, approved_by=people.administrator)
    clinic.dispatch(Dispatch(erasing, THE_OPERATOR))  # and there the program died
    clinic.close()
    (folder / FILE_NAME).write_text("a letter", encoding="utf-8")
    clinic = opened(folder)
    assert people.patient in vault_of(clinic).subjects()
    clinic.close()
    (folder / FILE_NAME).unlink()
    clinic = opened(folder)
    assert people.patient not in vault_of(clinic).subjects()
    clinic.close()


def test_the_steps_at_which_it_dies_are_all_there_are(tmp_path: Path) -> None:
    clinic = opened(tmp_path / "clinic")
    people = filled(clinic)
    clinic.close()
    work = partial(erase_until, 0, people.patient, people.administrator)
    with workstations(str(tmp_path / "clinic"), work) as (whole,):
        assert whole.all_told() == [f"alive after {STEPS}"]


def test_what_was_noted_and_never_recorded_is_forgotten_after_a_day(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    clinic = open_clinic(tmp_path / "clinic", plain=True, clock=clock, chores=False)
    try:
        people = filled(clinic)
        destroying = Destroying(vault_of(clinic))
        destroying.begin(people.patient, NOW)
        assert clinic.erasing.finish_begun() == 0
        assert list(destroying.begun()) == [people.patient]
        clock.moment = NOW + timedelta(days=1, seconds=1)
        assert clinic.erasing.finish_begun() == 0
        assert destroying.begun() == {}
        untouched(clinic, people)
    finally:
        clinic.close()


def test_an_erased_patient_and_an_unknown_one_answer_alike(clinic: Clinic) -> None:
    people = filled(clinic)
    clinic.erasing.erase(by_officer(clinic, people), people.administrator, people.patient, WHY)
    lookup = clinic.accounts._proving.lookup
    assert lookup.patient(PatientClaim(number="20-1")).person is None
    assert lookup.patient(PatientClaim(name="Helena Duarte", birth_date=date(1954, 4, 21))).person is None
    assert lookup.one(people.patient).person is None
