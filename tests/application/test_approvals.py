"""Four eyes: two different people within five minutes, once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from consent_desktop.application.accounts import Session
from consent_desktop.application.approvals import GOOD_FOR, Approvals
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.domain.clinic_commands import ErasePerson, RefuseErasure, SwitchAnchoring
from consent_desktop.domain.door_errors import SignInDelayed, SignInRefused
from consent_desktop.domain.errors import NotAllowed, SecondPersonNeeded
from consent_desktop.domain.people_commands import GiveRole
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Acting, ActingRole
from tests.support.front_door import PASSWORD, FrontDoor, a_front_door

OFFICER, SECOND, THIRD = "a" * 32, "b" * 32, "c" * 32
ACTING = Acting(OFFICER, ActingRole.PRIVACY_OFFICER)


class Hands:
    """Two clocks that a test moves."""

    def __init__(self) -> None:
        self.steady = self.wall = 1_000.0
        self.approvals = Approvals(lambda: self.steady, lambda: self.wall)

    def allowed(self, second: str | None = SECOND, acting: Acting = ACTING) -> bool:
        return self.approvals.allows(acting, ErasePerson(person=THIRD, reason="asked", approved_by=second))


@pytest.fixture
def hands() -> Hands:
    return Hands()


def test_an_approval_counts_once_for_the_one_it_was_given_to(hands: Hands) -> None:
    assert not hands.allowed()
    hands.approvals.give(ACTING, SECOND)
    assert not hands.allowed(None)
    assert not hands.allowed(THIRD)
    assert not hands.allowed(acting=Acting(THIRD, ActingRole.PRIVACY_OFFICER))
    assert hands.allowed()
    assert not hands.allowed()


def test_nobody_approves_what_they_do_themself(hands: Hands) -> None:
    with pytest.raises(ValueError, match="nobody approves"):
        hands.approvals.give(ACTING, OFFICER)
    assert not hands.allowed(OFFICER)


@pytest.mark.parametrize(
    ("steady", "wall", "good"),
    [
        (GOOD_FOR, GOOD_FOR, True),
        (GOOD_FOR + 1, GOOD_FOR + 1, False),
        (GOOD_FOR + 1, -86_400, False),
        (1, GOOD_FOR + 1, False),
        (1, -86_400, True),
    ],
)
def test_it_is_good_for_five_minutes_by_any_clock(hands: Hands, steady: float, wall: float, *, good: bool) -> None:
    hands.approvals.give(ACTING, SECOND)
    hands.steady += steady
    hands.wall += wall
    assert hands.allowed() is good


@pytest.mark.parametrize("leaves", [OFFICER, SECOND])
def test_it_ends_when_either_of_the_two_leaves(hands: Hands, leaves: str) -> None:
    hands.approvals.give(ACTING, SECOND)
    hands.approvals.forget(THIRD)
    hands.approvals.forget(leaves)
    assert not hands.allowed()


@pytest.mark.parametrize("acting", [THE_OPERATOR, THE_SYSTEM])
def test_whoever_has_no_account_names_a_second_person_and_no_more(hands: Hands, acting: Acting) -> None:
    assert hands.allowed(acting=acting)
    assert not hands.allowed(None, acting)


def test_a_command_that_names_nobody_is_approved_by_nobody(hands: Hands) -> None:
    hands.approvals.give(ACTING, SECOND)
    assert not hands.approvals.allows(ACTING, RefuseErasure(person=THIRD, ground="kept"))


@pytest.fixture
def door(tmp_path: Path) -> Iterator[FrontDoor]:
    with a_front_door(tmp_path / "clinic") as door:
        yield door


def staff(door: FrontDoor, number: str) -> Session:
    return door.accounts.choose_password(number, door.code_for(number), PASSWORD)


def test_the_second_person_proves_who_they_are_and_the_command_goes_through(door: FrontDoor) -> None:
    officer, administrator = staff(door, "80-1"), staff(door, "83-1")
    anchoring = {"on": True, "approved_by": administrator.person.subject}
    with pytest.raises(SecondPersonNeeded):
        door.clinic.dispatch(Dispatch(SwitchAnchoring(**anchoring), officer.acting))
    with pytest.raises(SignInRefused):
        door.accounts.approve(officer, "83-1", "not the password")
    with pytest.raises(SecondPersonNeeded):
        door.clinic.dispatch(Dispatch(SwitchAnchoring(**anchoring), officer.acting))
    assert door.accounts.approve(officer, "83-1", PASSWORD) == administrator.person.subject
    door.clinic.dispatch(Dispatch(SwitchAnchoring(**anchoring), officer.acting))
    anchoring["on"] = False
    with pytest.raises(SecondPersonNeeded):
        door.clinic.dispatch(Dispatch(SwitchAnchoring(**anchoring), officer.acting))


def test_who_may_not_approve(door: FrontDoor) -> None:
    officer = staff(door, "80-1")
    staff(door, "71-1")
    with pytest.raises(NotAllowed, match="a second person, who is not you"):
        door.accounts.approve(officer, "80-1", PASSWORD)
    with pytest.raises(NotAllowed, match="a privacy officer or an administrator"):
        door.accounts.approve(officer, "71-1", PASSWORD)


def test_wrong_passwords_of_the_second_person_make_them_wait(door: FrontDoor) -> None:
    officer = staff(door, "80-1")
    staff(door, "83-1")
    for _ in range(3):
        with pytest.raises(SignInRefused):
            door.accounts.approve(officer, "83-1", "not the password")
    with pytest.raises(SignInDelayed):
        door.accounts.approve(officer, "83-1", PASSWORD)
    assert door.told()[-4:] == ["SignInFailed"] * 4


def test_two_administrators_do_not_make_each_other_more_than_they_are(door: FrontDoor) -> None:
    first = staff(door, "83-1")
    staff(door, "80-1")
    second = door.people["80-1"]
    for subject in (second, first.person.subject):
        door.accounts.approve(first, "80-1", PASSWORD)
        giving = GiveRole(subject=subject, role=ActingRole.ADMINISTRATOR, approved_by=second)
        with pytest.raises(NotAllowed):
            door.clinic.dispatch(Dispatch(giving, first.acting))


def test_signing_out_ends_what_was_approved(door: FrontDoor) -> None:
    officer, administrator = staff(door, "80-1"), staff(door, "83-1")
    door.accounts.approve(officer, "83-1", PASSWORD)
    door.accounts.sign_out(administrator)
    with pytest.raises(SecondPersonNeeded):
        door.clinic.dispatch(
            Dispatch(SwitchAnchoring(on=True, approved_by=administrator.person.subject), officer.acting)
        )
