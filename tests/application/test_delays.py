"""Growing delays: never shorter after a clock set back, kept over a restart, never a lock-out."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_desktop.application.clock import FixedClock
from consent_desktop.application.delays import LONGEST, Delays, Try, delay_after
from consent_desktop.domain.door_errors import SignInDelayed
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.tries import KeptTries
from tests.support.stores import NOW, a_store

ACCOUNT, PLACE = b"account", b"workstation"
SERIES = [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


@contextmanager
def a_store_in_memory() -> Iterator[OpenedStore]:
    """A store of its own for each example, in memory where there is such a place: what is tested is not the disk."""
    memory = Path("/dev/shm")  # noqa: S108
    with (
        tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place,
        a_store(Path(place, "c")) as store,
    ):
        yield store


class Hands:
    """One program at the door: its clocks are moved by the test, its memory is its own."""

    def __init__(self, store: OpenedStore, clock: FixedClock, waited: float = 0.0) -> None:
        self.store = store
        self.clock = clock
        self.waited = waited
        self.delays = Delays(KeptTries(store.vault.database), clock.now, lambda: self.waited)

    def wait(self, seconds: float) -> None:
        self.waited += seconds
        self.clock.moment += timedelta(seconds=seconds)

    def set_clock(self, seconds: float) -> None:
        self.clock.moment += timedelta(seconds=seconds)

    def restarted(self) -> Hands:
        """Another program on the same store: its steady clock begins elsewhere, and it remembers nothing."""
        return Hands(self.store, self.clock, 1_000_000.0)

    def fail(self, account: bytes = ACCOUNT, place: bytes = PLACE) -> Try:
        return self.delays.begin(account, place)

    def left(self, account: bytes = ACCOUNT, place: bytes = PLACE) -> float:
        return self.delays.wait(account, place)


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    with a_store(tmp_path / "clinic") as store:
        yield Hands(store, FixedClock(NOW))


def test_the_delays_are_the_ones_that_are_promised() -> None:
    assert [delay_after(n) for n in range(1, len(SERIES) + 1)] == SERIES
    assert delay_after(0) == 0
    assert delay_after(10**9) == LONGEST


def test_each_try_in_vain_makes_the_next_wait_longer(hands: Hands) -> None:
    for expected in SERIES:
        hands.fail()
        assert hands.left() == pytest.approx(expected, abs=1e-4)
        if expected:
            with pytest.raises(SignInDelayed) as refused:
                hands.fail()
            assert refused.value.wait == pytest.approx(expected, abs=1e-4)
        hands.wait(expected + 0.001)
        assert hands.left() == 0


def test_a_try_that_came_too_early_makes_nothing_longer_and_is_told_once(hands: Hands) -> None:
    for _ in range(3):
        hands.fail()
    first = []
    for _ in range(3):
        with pytest.raises(SignInDelayed) as refused:
            hands.fail()
        first.append(refused.value.first)
    assert first == [True, False, False]
    assert hands.left() == pytest.approx(1, abs=1e-4)


def in_vain(hands: Hands, tries: int) -> None:
    for _ in range(tries):
        hands.wait(hands.left() + 0.001)
        hands.fail()


def test_a_good_try_lets_the_account_begin_anew_and_the_workstation_get_on_slowly(hands: Hands) -> None:
    in_vain(hands, 8)
    hands.wait(LONGEST)
    hands.delays.succeeded(hands.fail())
    assert hands.left(ACCOUNT, b"another place") == 0
    assert hands.left(b"another account") == 0
    hands.fail(b"another account")
    assert hands.left(b"another account") == pytest.approx(delay_after(8), abs=1e-4)


def test_nobody_waits_because_somebody_else_came_in(hands: Hands) -> None:
    in_vain(hands, 6)
    hands.wait(LONGEST)
    for number in range(3):
        hands.delays.succeeded(hands.fail(b"account %d" % number))


def test_a_try_in_vain_beside_a_good_one_is_not_forgotten_with_it(hands: Hands) -> None:
    in_vain(hands, 6)
    hands.wait(LONGEST)
    good = hands.delays.begin(b"one", PLACE)
    hands.wait(LONGEST)
    hands.delays.begin(b"two", PLACE)
    hands.delays.succeeded(good)
    assert hands.left(b"three") == pytest.approx(delay_after(6), abs=1e-4)


def test_accounts_are_tried_from_many_workstations_in_vain_too(hands: Hands) -> None:
    for number in range(3):
        hands.fail(place=b"place %d" % number)
    with pytest.raises(SignInDelayed):
        hands.fail(place=b"yet another")


def test_a_workstation_does_not_go_through_many_accounts(hands: Hands) -> None:
    for number in range(3):
        hands.fail(account=b"account %d" % number)
    with pytest.raises(SignInDelayed):
        hands.fail(account=b"yet another")
    hands.fail(account=b"yet another", place=b"another place")


def test_a_restart_changes_nothing(hands: Hands) -> None:
    in_vain(hands, 8)
    assert hands.restarted().left() == hands.left() == pytest.approx(32, abs=1e-4)


@given(tries=st.integers(3, 14), back=st.floats(0, 1e9), gone=st.floats(0, 299), restarts=st.booleans())
def test_a_clock_set_back_makes_no_wait_shorter(tries: int, back: float, gone: float, *, restarts: bool) -> None:
    with a_store_in_memory() as store:
        hands = Hands(store, FixedClock(NOW))
        in_vain(hands, tries)
        hands.wait(gone)
        before = hands.left()
        after = hands.restarted() if restarts else hands
        hands.set_clock(-back)
        assert after.left() >= before - 1e-3


@given(tries=st.integers(3, 14), jump=st.floats(-1e9, 1e9))
def test_whoever_waits_in_front_of_the_program_is_never_locked_out(tries: int, jump: float) -> None:
    with a_store_in_memory() as store:
        hands = Hands(store, FixedClock(NOW))
        in_vain(hands, tries)
        hands.set_clock(jump)
        hands.left()
        hands.wait(LONGEST + 0.001)
        assert hands.left() == 0


def test_two_programs_get_no_more_tries_than_one(hands: Hands) -> None:
    other = hands.restarted()
    for _ in range(2):
        hands.fail()
    other.fail()
    with pytest.raises(SignInDelayed):
        hands.fail()
    with pytest.raises(SignInDelayed):
        other.fail()
