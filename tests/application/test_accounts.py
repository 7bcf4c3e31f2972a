"""Signing in and out, and choosing secrets: what opens, what does not, and what is noted of both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from consent_desktop.application.accounts import PatientClaim, Session
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.account_events import CodeIssued, CredentialSet, SignedIn, SignInFailed
from consent_desktop.domain.commands import AmendPerson, GrantConsent, RevokeConsent
from consent_desktop.domain.door_errors import (
    AccountClosed,
    CodeRefused,
    SecretTooSimple,
    SessionOver,
    SignInDelayed,
    SignInRefused,
)
from consent_desktop.domain.errors import NotAllowed, PersonNotRegistered
from consent_desktop.domain.people_commands import DeactivatePerson, EndRole, GiveRole, MergePeople
from consent_desktop.domain.vocabulary import (
    CLINIC,
    THE_OPERATOR,
    Acting,
    ActingRole,
    Actor,
    ActorKind,
    PersonKind,
    RecordType,
)
from tests.support.damage import LOG, body_of, flip_in
from tests.support.front_door import BORN, PASSWORD, PIN, PLACE, FrontDoor, a_front_door
from tests.support.stores import NOW

HELENA = PatientClaim(number="20-1")
BY_NAME = PatientClaim(name="Helena Duarte", birth_date=BORN)


@pytest.fixture
def door(tmp_path: Path) -> Iterator[FrontDoor]:
    with a_front_door(tmp_path / "clinic") as door:
        yield door


def patient(door: FrontDoor) -> Session:
    """Helena, with a PIN of her choice."""
    return door.accounts.choose_pin(HELENA, door.code_for("20-1"), PIN)


def staff(door: FrontDoor, number: str, password: str = PASSWORD) -> Session:
    """Somebody of the staff, with a password of their choice."""
    return door.accounts.choose_password(number, door.code_for(number), password)


def last(door: FrontDoor) -> object:
    return list(door.clinic.log.read())[-1].event


def test_a_patient_chooses_a_pin_with_a_code_and_comes_in_with_it_from_then_on(door: FrontDoor) -> None:
    chosen = patient(door)
    assert (chosen.person.name, chosen.acting.role, chosen.workstation) == ("Helena Duarte", ActingRole.PATIENT, PLACE)
    assert door.told()[-3:] == ["CodeIssued", "CredentialSet", "SignedIn"]
    door.accounts.sign_out(chosen)
    door.wait(60)
    again = door.accounts.sign_in_patient(HELENA, PIN)
    assert again.acting == chosen.acting
    assert again.proved == again.began == door.clock.moment
    assert door.told()[-2:] == ["SignedOut", "SignedIn"]
    assert last(door) == SignedIn(
        subject=chosen.person.subject, effective_at=door.clock.moment, role=ActingRole.PATIENT, workstation=PLACE
    )


@pytest.mark.parametrize(
    "claim",
    [
        BY_NAME,
        PatientClaim(name="  helena   DUARTE ", birth_date=BORN),
        PatientClaim(number=" 20-1 "),
    ],
    ids=str,
)
def test_a_patient_is_known_by_number_or_by_full_name_and_birth_date(door: FrontDoor, claim: PatientClaim) -> None:
    patient(door)
    assert door.accounts.sign_in_patient(claim, PIN).person.record_number == "20-1"


@pytest.mark.parametrize(
    ("claim", "pin"),
    [
        (HELENA, "999123"),
        (HELENA, ""),
        (BY_NAME, "999123"),
        (PatientClaim(number="20-2"), PIN),
        (PatientClaim(number="71-1"), PIN),
        (PatientClaim(name="Helena", birth_date=BORN), PIN),
        (PatientClaim(name="Helena Duarte"), PIN),
        (PatientClaim(name="Helena Duarte", birth_date=date(1955, 4, 21)), PIN),
        (PatientClaim(), PIN),
    ],
    ids=str,
)
def test_whoever_is_unknown_and_whatever_is_wrong_answers_alike(door: FrontDoor, claim: PatientClaim, pin: str) -> None:
    patient(door)
    with pytest.raises(SignInRefused) as right:
        door.accounts.sign_in_patient(HELENA, "000999")
    before, tables = door.hashing.looked, rows(door)
    with pytest.raises(SignInRefused) as refused:
        door.accounts.sign_in_patient(claim, pin)
    assert str(refused.value) == str(right.value)
    assert (type(refused.value), refused.value.code) == (SignInRefused, "sign_in_refused")
    assert door.hashing.looked == before + 1
    event = last(door)
    assert isinstance(event, SignInFailed)
    known = claim in (HELENA, BY_NAME)
    assert (event.subject, event.why) == ((door.people["20-1"], "wrong") if known else (CLINIC, "unknown"))
    assert rows(door) == {**tables, "delays": tables["delays"] + (not known)}


def rows(door: FrontDoor) -> dict[str, int]:
    """How many rows each of the vault's tables has that signing in may write."""
    found = {}
    with door.clinic._store.vault.database.snapshot() as connection:
        for table in ("credentials", "codes", "delays", "workers"):
            found[table] = int(connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one())
    return found


def test_two_who_cannot_be_told_apart_are_let_in_by_number_only(door: FrontDoor) -> None:
    patient(door)
    door.enter(PersonKind.PATIENT, "20-9", "Helena Duarte", BORN)
    with pytest.raises(SignInRefused):
        door.accounts.sign_in_patient(BY_NAME, PIN)
    assert door.accounts.sign_in_patient(HELENA, PIN).person.record_number == "20-1"


def test_a_second_entry_that_was_merged_is_in_nobodys_way(door: FrontDoor) -> None:
    patient(door)
    twin = door.enter(PersonKind.PATIENT, "20-9", "Helena Duarte", BORN)
    door.clinic.dispatch(Dispatch(MergePeople(subject=twin, into=door.people["20-1"]), THE_OPERATOR))
    assert door.accounts.sign_in_patient(BY_NAME, PIN).person.record_number == "20-1"
    with pytest.raises(SignInRefused):
        door.accounts.sign_in_patient(PatientClaim(number="20-9"), PIN)


def test_the_third_wrong_pin_makes_one_wait_for_the_right_one_too(door: FrontDoor) -> None:
    patient(door)
    waits = []
    for _ in range(3):
        with pytest.raises(SignInRefused) as refused:
            door.accounts.sign_in_patient(HELENA, "999123")
        waits.append(refused.value.wait)
    assert waits == [0, 0, pytest.approx(1, abs=0.01)]
    before = door.hashing.looked
    for _ in range(3):
        with pytest.raises(SignInDelayed, match="wait 1 second, then"):
            door.accounts.sign_in_patient(HELENA, PIN)
    assert door.hashing.looked == before
    failed = [e.event.why for e in door.clinic.log.read() if isinstance(e.event, SignInFailed)]
    assert failed == ["wrong", "wrong", "wrong", "delayed"]
    door.wait(1.1)
    assert door.accounts.sign_in_patient(HELENA, PIN).person.record_number == "20-1"


def test_staff_come_in_with_a_password_and_are_offered_where_they_worked(door: FrontDoor) -> None:
    session = staff(door, "71-1")
    assert session.acting == Acting(door.people["71-1"], ActingRole.NURSE)
    door.wait(1)
    staff(door, "82-1")
    assert [p.record_number for p in door.accounts.recent_staff()] == ["82-1", "71-1"]
    assert door.at("d" * 32).recent_staff() == []
    for number, password in (("71-1", "another lantern here"), ("71-2", PASSWORD), ("20-1", PASSWORD), ("", PASSWORD)):
        with pytest.raises(SignInRefused, match="Check your number and your password"):
            door.accounts.sign_in_staff(number, password)
        door.wait(300)
    assert door.accounts.sign_in_staff("71-1", PASSWORD).acting == session.acting
    assert door.accounts.sign_in_staff("nurse:71-1", PASSWORD).acting == session.acting


def test_a_number_that_two_kinds_of_staff_have_is_said_with_its_kind(door: FrontDoor) -> None:
    staff(door, "71-1")
    door.enter(PersonKind.DOCTOR, "71-1", "Somebody Else")
    with pytest.raises(SignInRefused):
        door.accounts.sign_in_staff("71-1", PASSWORD)
    assert door.accounts.sign_in_staff("nurse:71-1", PASSWORD).acting.role is ActingRole.NURSE


def give(door: FrontDoor, number: str, role: ActingRole, until: timedelta | None = None) -> None:
    door.clinic.dispatch(
        Dispatch(
            GiveRole(
                subject=door.people[number],
                role=role,
                until=None if until is None else door.clock.moment + until,
                approved_by=door.people["83-1"],
            ),
            THE_OPERATOR,
        )
    )


def test_who_has_several_roles_chooses_and_an_ended_one_ends_the_session(door: FrontDoor) -> None:
    give(door, "71-1", ActingRole.RECEPTION, timedelta(hours=8))
    session = staff(door, "71-1")
    assert door.accounts.roles_of(session) == (ActingRole.NURSE, ActingRole.RECEPTION)
    assert door.accounts.in_role(session, ActingRole.NURSE) is session
    desk = door.accounts.in_role(session, ActingRole.RECEPTION)
    assert desk.acting.role is ActingRole.RECEPTION
    assert door.told()[-1] == "SignedIn"
    assert door.accounts.still(desk) == desk
    with pytest.raises(NotAllowed):
        door.accounts.in_role(session, ActingRole.ADMINISTRATOR)
    door.wait(8 * 3600)
    assert door.accounts.still(desk) is None
    assert door.accounts.still(session) == session
    with pytest.raises(SessionOver):
        door.accounts.resume(desk, PASSWORD)
    with pytest.raises(SessionOver):
        door.accounts.issue_code(desk, door.people["20-1"])
    with pytest.raises(SessionOver):
        door.accounts.set_resume_pin(desk, "730482")
    with pytest.raises(AccountClosed, match="You do not have this role at present"):
        door.accounts.sign_in_staff("71-1", PASSWORD, ActingRole.RECEPTION)


def test_a_role_that_is_taken_away_ends_the_session_at_once(door: FrontDoor) -> None:
    give(door, "71-1", ActingRole.RECEPTION)
    desk = door.accounts.in_role(staff(door, "71-1"), ActingRole.RECEPTION)
    ending = EndRole(subject=door.people["71-1"], role=ActingRole.RECEPTION, approved_by=door.people["83-1"])
    door.clinic.dispatch(Dispatch(ending, THE_OPERATOR))
    assert door.accounts.still(desk) is None
    amending = AmendPerson(subject=door.people["20-1"], name="Helena Reis")
    with pytest.raises(NotAllowed, match="you do not have the role in which you signed in any more"):
        door.clinic.dispatch(Dispatch(amending, desk.acting))


def test_who_is_not_active_any_more_is_told_so_only_after_the_proof(door: FrontDoor) -> None:
    session = staff(door, "71-1")
    door.clinic.dispatch(Dispatch(DeactivatePerson(subject=door.people["71-1"], reason="left"), THE_OPERATOR))
    with pytest.raises(SignInRefused) as wrong:
        door.accounts.sign_in_staff("71-1", "another lantern here")
    assert type(wrong.value) is SignInRefused
    with pytest.raises(AccountClosed, match="not active any more"):
        door.accounts.sign_in_staff("71-1", PASSWORD)
    event = last(door)
    assert isinstance(event, SignInFailed)
    assert event.why == "deactivated"
    assert door.accounts.still(session) is None
    assert door.accounts.recent_staff() == []


def test_a_code_is_read_as_it_is_meant_and_good_once(door: FrontDoor) -> None:
    code = door.code_for("20-1")
    assert door.accounts.whose_code(code) == door.people["20-1"]
    door.accounts.choose_pin(HELENA, f" {code.lower().replace('-', ' ')} ".replace("0", "o").replace("1", "l"), PIN)
    assert door.accounts.whose_code(code) is None
    with pytest.raises(CodeRefused):
        door.accounts.choose_pin(HELENA, code, "731946")
    assert door.accounts.sign_in_patient(HELENA, PIN).person.record_number == "20-1"


def test_a_code_expires_and_says_so_to_whoever_holds_it(door: FrontDoor) -> None:
    code = door.code_for("20-1")
    door.wait(timedelta(days=7).total_seconds())
    with pytest.raises(CodeRefused, match="expired"):
        door.accounts.choose_pin(HELENA, code, PIN)
    event = last(door)
    assert isinstance(event, SignInFailed)
    assert event.why == "code_expired"


@pytest.mark.parametrize("claim", [PatientClaim(number="20-2"), BY_NAME, HELENA], ids=str)
def test_a_wrong_code_and_an_unknown_person_answer_alike(door: FrontDoor, claim: PatientClaim) -> None:
    door.code_for("20-1")
    other = door.code_for("71-1")
    before = door.hashing.looked
    with pytest.raises(CodeRefused, match="That is not right") as refused:
        door.accounts.choose_pin(claim, other, PIN)
    assert refused.value.code == "code_refused"
    assert door.hashing.looked == before + 1


def test_a_pin_that_is_too_simple_leaves_the_code_good(door: FrontDoor) -> None:
    code = door.code_for("20-1")
    for pin in ("123456", "210454", "12345", "abcdef"):
        with pytest.raises(SecretTooSimple):
            door.accounts.choose_pin(HELENA, code, pin)
    assert door.accounts.choose_pin(HELENA, code, PIN).person.record_number == "20-1"


def test_of_two_who_use_a_code_at_once_one_comes_in(door: FrontDoor) -> None:
    code, other = door.code_for("20-1"), door.at("d" * 32)
    took = other._proving.credentials.exchange

    class Quicker:
        """The other workstation's rows: while the code is being looked at there, somebody uses it here."""

        def __getattr__(self, name: str) -> object:
            return getattr(door.accounts._proving.credentials, name)

        def exchange(self, *arguments: Any) -> bool:
            door.accounts.choose_pin(HELENA, code, PIN)
            return took(*arguments)

    other._kept = cast("Any", Quicker())
    with pytest.raises(CodeRefused, match="used a moment ago"):
        other.choose_pin(HELENA, code, "730482")
    assert door.accounts.sign_in_patient(HELENA, PIN).person.record_number == "20-1"


def test_a_new_code_ends_the_old_one(door: FrontDoor) -> None:
    first, second = door.code_for("20-1"), door.code_for("20-1")
    with pytest.raises(CodeRefused):
        door.accounts.choose_pin(HELENA, first, PIN)
    assert door.accounts.choose_pin(HELENA, second, PIN).person.record_number == "20-1"


def test_several_codes_are_made_at_once_for_the_founding(door: FrontDoor) -> None:
    codes = door.accounts.issue_codes(THE_OPERATOR, door.people["83-1"], 5)
    assert len({c.code for c in codes}) == 5
    assert "code" not in repr(codes[0]) or codes[0].code not in repr(codes[0])
    assert [door.accounts.whose_code(c.code) for c in codes] == [door.people["83-1"]] * 5
    assert door.accounts.whose_code("0000-0000-0000-0000") is None
    door.accounts.choose_password("83-1", codes[3].code, PASSWORD)
    assert [door.accounts.whose_code(c.code) for c in codes] == [None] * 5


def test_who_may_issue_codes_for_whom(door: FrontDoor) -> None:
    reception, administrator, nurse = staff(door, "82-1"), staff(door, "83-1"), staff(door, "71-1")
    issued = door.accounts.issue_code(reception, door.people["20-1"])
    assert issued.expires == door.clock.moment + timedelta(days=7)
    event = last(door)
    assert isinstance(event, CodeIssued)
    assert (event.code_for, list(door.clinic.log.read())[-1].actor) == ("pin", reception.person.subject)
    door.accounts.issue_code(administrator, door.people["71-1"])
    for session, number in ((reception, "71-1"), (nurse, "20-1"), (administrator, "83-1")):
        with pytest.raises(NotAllowed):
            door.accounts.issue_code(session, door.people[number])
    with pytest.raises(PersonNotRegistered):
        door.accounts.issue_code(administrator, "f" * 32)


def test_what_the_desk_sees_of_accounts(door: FrontDoor) -> None:
    door.code_for("71-1")
    patient(door)
    states = door.accounts.account_states([door.people["20-1"], door.people["71-1"]])
    helena, nurse = states[door.people["20-1"]], states[door.people["71-1"]]
    assert (helena.has_secret, helena.last_here, helena.code_until) == (True, door.clock.moment, None)
    assert (nurse.has_secret, nurse.last_here) == (False, None)
    assert nurse.code_until == door.clock.moment + timedelta(days=7)
    door.wait(timedelta(days=8).total_seconds())
    assert door.accounts.account_states([door.people["71-1"]])[door.people["71-1"]].code_until is None


def test_every_secret_that_was_chosen_is_told_without_the_secret(door: FrontDoor) -> None:
    patient(door)
    door.accounts.set_resume_pin(staff(door, "71-1"), "730482")
    chosen = [e.event for e in door.clinic.log.read() if isinstance(e.event, CredentialSet)]
    assert [(e.subject, e.kind) for e in chosen] == [
        (door.people["20-1"], "pin"),
        (door.people["71-1"], "password"),
        (door.people["71-1"], "resume_pin"),
    ]
    stored = door.clinic._store.vault.database
    with stored.snapshot() as connection:
        hashes = connection.exec_driver_sql("SELECT hash FROM credentials").scalars().all()
    assert [h.startswith("$argon2id$") for h in hashes] == [True, True, True]


def test_who_wants_to_stop_a_share_comes_in_although_the_log_is_damaged(tmp_path: Path) -> None:
    with a_front_door(tmp_path / "clinic") as door:
        patient(door)
        nurse = Actor(ActorKind.NURSE, door.people["71-1"])
        exams = frozenset({RecordType.EXAMS})
        acting = Acting(door.people["20-1"], ActingRole.PATIENT)
        granting = GrantConsent(patient=acting.id, actor=nurse, record_types=exams)
        position = door.clinic.dispatch(Dispatch(granting, acting)).first
    flip_in(tmp_path / "clinic" / LOG, body_of(tmp_path / "clinic", position))
    clinic = open_clinic(tmp_path / "clinic", clock=FixedClock(NOW), chores=False)
    try:
        session = clinic.accounts.sign_in_patient(HELENA, PIN)
        assert session.person.subject == acting.id
        assert clinic.log.segment == 2
        clinic.dispatch(Dispatch(RevokeConsent(patient=acting.id, actor=nurse, record_types=exams), session.acting))
        assert not clinic.has(acting, acting.id, nurse, RecordType.EXAMS)
    finally:
        clinic.close()
