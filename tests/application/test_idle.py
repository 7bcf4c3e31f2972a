"""A session is covered in time, whatever happens to the clocks."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_desktop.application.idle import PATIENT, STAFF, WARNING, Clocks, Idle, IdleWatch, Limits, boot_time
from consent_desktop.domain.vocabulary import ActingRole


@dataclass
class Hands:
    """Three clocks that a test moves."""

    monotonic: float = 1_000.0
    boot: float = 5_000.0
    wall: float = 1_800_000_000.0

    @property
    def clocks(self) -> Clocks:
        return Clocks(lambda: self.monotonic, lambda: self.boot, lambda: self.wall)

    def pass_time(self, seconds: float) -> None:
        self.monotonic += seconds
        self.boot += seconds
        self.wall += seconds

    def suspend(self, seconds: float) -> None:
        """Linux: the monotonic clock stands still while the machine sleeps."""
        self.boot += seconds
        self.wall += seconds

    def set_wall(self, seconds: float) -> None:
        self.wall += seconds


@pytest.fixture
def hands() -> Hands:
    return Hands()


def watch(hands: Hands, limit: float = PATIENT) -> IdleWatch:
    return IdleWatch(Limits(limit), hands.clocks)


@pytest.mark.parametrize(("role", "limit"), [(ActingRole.PATIENT, PATIENT), (ActingRole.NURSE, STAFF)])
def test_the_limits_are_the_roles(role: ActingRole, limit: float) -> None:
    assert Limits.of(role).lock == limit


def test_it_warns_half_a_minute_before_and_locks_at_the_limit(hands: Hands) -> None:
    session = watch(hands)
    seen = []
    for _ in range(int(PATIENT)):
        hands.pass_time(1)
        seen.append(session.look())
    assert seen == [Idle.AWAKE] * int(PATIENT - WARNING - 1) + [Idle.WARNED] * int(WARNING) + [Idle.LOCKED]


def test_a_touch_in_time_begins_anew_and_one_too_late_does_not(hands: Hands) -> None:
    session = watch(hands)
    hands.pass_time(PATIENT - 1)
    assert session.touch() is Idle.WARNED
    hands.pass_time(PATIENT - 1)
    assert session.look() is Idle.WARNED
    hands.pass_time(2)
    assert session.touch() is Idle.LOCKED
    assert session.touch() is Idle.LOCKED
    session.unlock()
    assert session.look() is Idle.AWAKE
    assert session.left() == PATIENT


def normal(hands: Hands, seconds: float) -> None:
    hands.pass_time(seconds)


def suspended(hands: Hands, seconds: float) -> None:
    hands.suspend(seconds)


def set_back(hands: Hands, seconds: float) -> None:
    hands.pass_time(seconds)
    hands.set_wall(-86_400)


def set_forward(hands: Hands, seconds: float) -> None:
    hands.set_wall(seconds)


@pytest.mark.parametrize("happens", [normal, suspended, set_back, set_forward])
@pytest.mark.parametrize("limit", [PATIENT, STAFF])
def test_the_limit_holds_whatever_becomes_of_the_clocks(hands: Hands, limit: float, happens: object) -> None:
    session = watch(hands, limit)
    assert callable(happens)
    happens(hands, limit + 1)
    assert session.touch() is Idle.LOCKED


@pytest.mark.parametrize("stands", ["monotonic", "boot", "wall"])
def test_any_one_clock_alone_is_enough(hands: Hands, stands: str) -> None:
    session = watch(hands)
    setattr(hands, stands, getattr(hands, stands) + PATIENT)
    assert session.look() is Idle.LOCKED


@pytest.mark.parametrize("happens", [suspended, set_forward])
def test_waking_up_locks_even_after_a_short_sleep(hands: Hands, happens: object) -> None:
    session = watch(hands)
    assert callable(happens)
    happens(hands, 20)
    assert session.look() is Idle.LOCKED


def test_a_clock_that_is_put_right_by_a_little_locks_nobody_out(hands: Hands) -> None:
    session = watch(hands)
    hands.pass_time(1)
    hands.set_wall(-2)
    assert session.look() is Idle.AWAKE


def test_it_can_be_locked_at_once(hands: Hands) -> None:
    session = watch(hands)
    session.lock()
    assert (session.look(), session.touch(), session.left()) == (Idle.LOCKED, Idle.LOCKED, 0.0)


@given(st.lists(st.tuples(st.floats(0, 400), st.floats(-1e6, 1e6)), max_size=20))
def test_no_jump_of_the_wall_clock_ever_keeps_a_session_open_longer(steps: list[tuple[float, float]]) -> None:
    hands = Hands()
    session = watch(hands)
    untouched = 0.0
    for seconds, jump in steps:
        hands.pass_time(seconds)
        hands.set_wall(jump)
        untouched += seconds
        if untouched > PATIENT + 1e-3:
            assert session.look() is Idle.LOCKED
        else:
            session.look()


def test_the_machine_has_a_clock_that_goes_on_in_its_sleep() -> None:
    assert boot_time() > 0
    assert IdleWatch(Limits(PATIENT)).look() is Idle.AWAKE
