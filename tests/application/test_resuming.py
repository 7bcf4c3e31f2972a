"""After a lock only the same person goes on: a patient's PIN, the staff's password, or their PIN for this shift."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from consent_desktop.application.accounts import RESUMES, PatientClaim, Session
from consent_desktop.application.sessions import SHIFT
from consent_desktop.domain.door_errors import ResumeRefused, SecretTooSimple, SessionOver, SignInDelayed
from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.vocabulary import THE_OPERATOR
from tests.support.front_door import PASSWORD, PIN, FrontDoor, a_front_door

SHIFT_PIN = "730482"


@pytest.fixture
def door(tmp_path: Path) -> Iterator[FrontDoor]:
    with a_front_door(tmp_path / "clinic") as door:
        yield door


@pytest.fixture
def nurse(door: FrontDoor) -> Session:
    session = door.accounts.choose_password("71-1", door.code_for("71-1"), PASSWORD)
    door.accounts.set_resume_pin(session, SHIFT_PIN)
    return session


@pytest.fixture
def patient(door: FrontDoor) -> Session:
    return door.accounts.choose_pin(PatientClaim(number="20-1"), door.code_for("20-1"), PIN)


def test_a_patient_resumes_with_their_pin(door: FrontDoor, patient: Session) -> None:
    door.accounts.lock(patient)
    door.wait(60)
    with pytest.raises(ResumeRefused, match="That is not your PIN") as refused:
        door.accounts.resume(patient, SHIFT_PIN)
    assert not refused.value.password_only
    resumed = door.accounts.resume(patient, PIN)
    assert (resumed.acting, resumed.began, resumed.proved) == (patient.acting, patient.began, door.clock.moment)
    assert door.told()[-3:] == ["SessionLocked", "SignInFailed", "SessionResumed"]


def test_a_patient_waits_after_wrong_pins_as_at_the_door(door: FrontDoor, patient: Session) -> None:
    for _ in range(3):
        with pytest.raises(ResumeRefused):
            door.accounts.resume(patient, SHIFT_PIN)
    with pytest.raises(SignInDelayed):
        door.accounts.resume(patient, PIN)


@pytest.mark.parametrize("secret", [SHIFT_PIN, PASSWORD])
def test_staff_resume_with_either(door: FrontDoor, nurse: Session, secret: str) -> None:
    door.wait(60)
    assert door.accounts.resume(nurse, secret).proved == door.clock.moment


def test_five_wrong_pins_leave_the_password_only(door: FrontDoor, nurse: Session) -> None:
    only = []
    for _ in range(RESUMES):
        with pytest.raises(ResumeRefused) as refused:
            door.accounts.resume(nurse, PIN)
        only.append(refused.value.password_only)
    assert only == [False] * (RESUMES - 1) + [True]
    looked = door.hashing.looked
    with pytest.raises(ResumeRefused, match="Type your password") as refused:
        door.accounts.resume(nurse, SHIFT_PIN)
    assert refused.value.password_only
    assert door.hashing.looked == looked
    with pytest.raises(ResumeRefused, match="not your password") as refused:
        door.accounts.resume(nurse, "some other password")
    assert door.accounts.resume(nurse, PASSWORD).proved == door.clock.moment
    assert door.accounts.resume(nurse, SHIFT_PIN).proved == door.clock.moment


def test_a_restart_does_not_give_five_more(door: FrontDoor, nurse: Session) -> None:
    for _ in range(RESUMES):
        with pytest.raises(ResumeRefused):
            door.accounts.resume(nurse, PIN)
    with pytest.raises(ResumeRefused, match="Type your password"):
        door.at("d" * 32).resume(nurse, SHIFT_PIN)


def test_the_pin_is_for_one_shift(door: FrontDoor, nurse: Session) -> None:
    door.wait(SHIFT.total_seconds())
    assert door.accounts.resume(nurse, SHIFT_PIN).proved == door.clock.moment
    door.wait(1)
    with pytest.raises(ResumeRefused) as refused:
        door.accounts.resume(nurse, SHIFT_PIN)
    assert refused.value.password_only
    door.clock.moment -= 2 * SHIFT + timedelta(hours=1)
    with pytest.raises(ResumeRefused):
        door.accounts.resume(nurse, SHIFT_PIN)


def test_without_a_pin_of_the_shift_it_is_the_password(door: FrontDoor) -> None:
    session = door.accounts.choose_password("82-1", door.code_for("82-1"), PASSWORD)
    with pytest.raises(ResumeRefused) as refused:
        door.accounts.resume(session, SHIFT_PIN)
    assert refused.value.password_only
    assert door.accounts.resume(session, PASSWORD).proved == door.clock.moment


def test_a_pin_of_the_shift_opens_no_session_at_the_door(door: FrontDoor, nurse: Session) -> None:
    with pytest.raises(Exception, match="Check your number and your password"):
        door.accounts.sign_in_staff(nurse.person.record_number, SHIFT_PIN)


def test_which_pins_of_the_shift_may_be_chosen_and_by_whom(door: FrontDoor, nurse: Session, patient: Session) -> None:
    with pytest.raises(SecretTooSimple):
        door.accounts.set_resume_pin(nurse, "123456")
    with pytest.raises(NotAllowed):
        door.accounts.set_resume_pin(patient, SHIFT_PIN)
    assert door.accounts.resume(nurse, SHIFT_PIN).proved == door.clock.moment


def test_a_new_password_ends_the_pin_of_the_shift(door: FrontDoor, nurse: Session) -> None:
    door.accounts.choose_password("71-1", door.code_for("71-1"), "another lantern here")
    with pytest.raises(ResumeRefused) as refused:
        door.accounts.resume(nurse, SHIFT_PIN)
    assert refused.value.password_only


def test_an_erased_person_resumes_nothing(door: FrontDoor, nurse: Session) -> None:
    door.clinic.erasing.erase_for(THE_OPERATOR, door.people["83-1"], nurse.person.subject, "asked for it")
    with pytest.raises(SessionOver):
        door.accounts.resume(nurse, PASSWORD)
    assert door.accounts.still(nurse) is None
