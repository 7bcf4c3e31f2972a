"""A subscription through any history, any failures and any deaths: each wanted event in order, none lost."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.subscription_places import Places
from consent_desktop.event_store.subscriptions import NotHandled, Retry, Rules, Subscription
from tests.support.notice_log import Recorder
from tests.support.stores import NOW

QUICK = Retry(tries=3)


@pytest.fixture
def places(store: OpenedStore) -> Places:
    return Places(store.vault.database, store.log, lambda: NOW)


@pytest.fixture
def record(store: OpenedStore) -> Recorder:
    return Recorder(store)


class Crash(BaseException):
    """The program dies."""


class Mortal(Places):
    """Dies at the n-th writing, before or after it was committed, and then writes nothing any more."""

    writings: int
    after: bool
    dead = False

    def _mortally(self, write: Callable[[], bool]) -> bool:
        if self.dead:
            raise Crash
        self.writings -= 1
        self.dead = self.writings == 0
        if self.dead and not self.after:
            raise Crash
        kept = write()
        if self.dead:
            raise Crash
        return kept

    def move(self, name: str, before: int, to: int) -> bool:
        return self._mortally(lambda: super(Mortal, self).move(name, before, to))

    def park(self, name: str, before: int, position: int, *, tries: int, reason: str) -> bool:
        return self._mortally(lambda: super(Mortal, self).park(name, before, position, tries=tries, reason=reason))


lives = st.lists(st.tuples(st.integers(1, 6), st.booleans(), st.integers(1, 8)), max_size=4)
"""Of each program: the writing at which it dies, whether that one is kept, the handing-over in which it dies."""


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    history=st.lists(st.tuples(st.booleans(), st.integers(0, 4)), min_size=1, max_size=7),
    lives=lives,
    keep_every=st.integers(1, 3),
)
def test_each_wanted_event_is_handled_in_order_or_parked_and_none_is_lost(
    store: OpenedStore,
    places: Places,
    record: Recorder,
    history: list[tuple[bool, int]],
    lives: list[tuple[int, bool, int]],
    keep_every: int,
) -> None:
    name, first = uuid4().hex, store.log.head().position
    places.begin(name, "now")
    record(*(wanted for wanted, _ in history))
    positions = range(first + 1, first + 1 + len(history))
    wanted = [at for at, (kind, _) in zip(positions, history, strict=True) if kind]
    failing = {at: times for at, (_, times) in zip(positions, history, strict=True)}
    rules = Rules(types={"NoticeRaised"}, retry=QUICK, keep_every=keep_every)
    done: list[int] = []

    def a_life(writings: int, calls: int, *, after: bool) -> None:
        mortal = Mortal(store.vault.database, store.log, lambda: NOW)
        mortal.writings, mortal.after = writings, after
        tried: Counter[int] = Counter()

        def handle(recorded: RecordedEvent) -> None:
            nonlocal calls
            calls -= 1
            if calls == 0 and not after:
                mortal.dead = True
                raise Crash
            tried[recorded.position] += 1
            if tried[recorded.position] <= failing[recorded.position]:
                raise NotHandled("not yet")
            done.append(recorded.position)
            if calls == 0:
                mortal.dead = True
                raise Crash

        Subscription(mortal, store.log, name, handle, rules, wait=lambda _: False).run()

    for writings, after, calls in lives:
        try:
            a_life(writings, calls, after=after)
        except Crash:
            continue
    a_life(-1, -1, after=False)
    parked = [p.position for p in places.parked(name)]
    assert parked == [at for at in wanted if failing[at] >= QUICK.tries]
    assert list(dict.fromkeys(done)) == [at for at in wanted if failing[at] < QUICK.tries]
    assert places.at(name) == positions[-1]


def test_programs_of_one_name_beside_a_writer_lose_nothing(
    store: OpenedStore, places: Places, record: Recorder
) -> None:
    stop = threading.Event()
    places.begin("feed", "origin")
    taken: list[list[int]] = [[], []]
    failures: list[BaseException] = []

    def follow(own: list[int]) -> None:
        watch = store.log.watch()

        def take(recorded: RecordedEvent) -> None:
            own.append(recorded.position)
            if recorded.position == 40:
                stop.set()

        try:
            beside = Places(store.vault.database, store.log, lambda: NOW)
            Subscription(beside, store.log, "feed", take, stop=stop).follow(watch)
        except BaseException as error:
            failures.append(error)
            stop.set()
            raise
        finally:
            watch.close()

    programs = [threading.Thread(target=follow, args=(own,)) for own in taken]
    for program in programs:
        program.start()
    for _ in range(40):
        record(True)
    for program in programs:
        program.join(60)
    assert failures == []
    assert {*taken[0], *taken[1]} == set(range(1, 41))
    assert all(own == sorted(own) for own in taken)
    assert places.parked("feed") == []
