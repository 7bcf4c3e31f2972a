"""Subscriptions on every back end: in order, at least once, nothing lost, whatever fails or dies in between."""

from __future__ import annotations

import re
import threading
from collections import Counter
from typing import Any

import pytest

from consent_desktop.domain.errors import PersonNotRegistered
from consent_desktop.event_store.errors import StoreBusy
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.subscription_places import (
    EventNotParked,
    Place,
    Places,
    SubscriptionAhead,
    SubscriptionNotFound,
)
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


class Hands:
    """A handler that notes what it took, and fails where a test says so."""

    def __init__(self, failures: dict[int, int] | None = None, error: Exception | None = None) -> None:
        self.taken: list[int] = []
        self.tries: Counter[int] = Counter()
        self._failures = failures or {}
        self._error = error or NotHandled("the other side is away")

    def __call__(self, recorded: RecordedEvent) -> None:
        self.tries[recorded.position] += 1
        if self.tries[recorded.position] <= self._failures.get(recorded.position, 0):
            raise self._error
        self.taken.append(recorded.position)


def never(seconds: float) -> bool:
    raise AssertionError(f"waited {seconds}")


def test_it_goes_on_where_it_stopped(store: OpenedStore, places: Places, record: Recorder) -> None:
    record(True, True)
    hands = Hands()
    assert Subscription(places, store.log, "feed", hands, wait=never).run() == 2
    record(True)
    assert Subscription(places, store.log, "feed", hands, wait=never).run() == 3
    assert Subscription(places, store.log, "feed", hands, wait=never).run() == 3
    assert hands.taken == [1, 2, 3]
    assert places.all() == [Place("feed", 3, 0, 0, 0)]


@pytest.mark.parametrize(("start", "taken"), [("origin", [1, 2, 3]), ("now", [3]), (1, [2, 3])])
def test_it_begins_where_it_is_told_the_first_time_only(
    store: OpenedStore, places: Places, record: Recorder, start: Any, taken: list[int]
) -> None:
    record(True, True)
    hands = Hands()
    places.begin("feed", start)
    record(True)
    Subscription(places, store.log, "feed", hands, Rules(start="origin"), wait=never).run()
    assert hands.taken == taken


def test_only_wanted_types_are_handed_over_and_the_place_passes_the_others(
    store: OpenedStore, places: Places, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consent_desktop.event_store.subscriptions.UNWANTED", 2)
    record(False, True, False, False, False)
    hands = Hands()
    rules = Rules(types={"NoticeRaised"})
    assert Subscription(places, store.log, "feed", hands, rules, wait=never).run() == 5
    assert hands.taken == [2]
    assert places.at("feed") == 5


def test_a_failing_event_is_tried_again_with_longer_and_longer_waits(
    store: OpenedStore, places: Places, record: Recorder
) -> None:
    record(True, True)
    waited: list[float] = []
    hands = Hands({1: 4})
    rules = Rules(retry=Retry(tries=5, first=1, factor=3, longest=8))

    def wait(seconds: float) -> bool:
        waited.append(seconds)
        return False

    Subscription(places, store.log, "feed", hands, rules, wait=wait).run()
    assert waited == [1, 3, 8, 8]
    assert hands.taken == [1, 2]
    assert places.parked("feed") == []


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NotHandled("the other side is away"), "the other side is away"),
        (PersonNotRegistered("Helena Duarte is unknown"), "person_not_registered"),
        (ValueError("Helena Duarte"), r"ValueError at test_subscriptions.py:\d+"),
    ],
)
def test_an_event_that_never_works_is_parked_with_its_reason_and_no_names(
    store: OpenedStore, places: Places, record: Recorder, error: Exception, reason: str
) -> None:
    record(True, True, True)
    hands = Hands({2: 99}, error)
    Subscription(places, store.log, "feed", hands, Rules(retry=QUICK), wait=lambda _: False).run()
    assert hands.taken == [1, 3]
    assert hands.tries[2] == 3
    [parked] = places.parked("feed")
    assert (parked.position, parked.tries, parked.since, parked.skipped) == (2, 3, NOW, None)
    assert re.fullmatch(reason, parked.reason)
    assert places.all() == [Place("feed", 3, 0, 1, 0)]


def test_a_parked_event_is_replayed_until_it_works(store: OpenedStore, places: Places, record: Recorder) -> None:
    record(True)
    hands = Hands({1: 4})
    run = Subscription(places, store.log, "feed", hands, Rules(retry=QUICK), wait=lambda _: False)
    run.run()
    assert not run.replay(1)
    assert [p.tries for p in run.parked()] == [4]
    assert run.replay(1)
    assert (run.parked(), hands.taken) == ([], [1])
    with pytest.raises(EventNotParked, match="has not set event 1 aside"):
        run.replay(1)


def test_a_skipped_event_is_kept_and_marked(store: OpenedStore, places: Places, record: Recorder) -> None:
    record(True)
    hands = Hands({1: 3})
    run = Subscription(places, store.log, "feed", hands, Rules(retry=QUICK), wait=lambda _: False)
    run.run()
    places.skip("feed", 1, "told by telephone")
    assert [p.skipped for p in run.parked()] == ["told by telephone"]
    assert places.all() == [Place("feed", 1, 0, 0, 1)]
    assert run.replay(1)
    assert run.parked() == []


def test_what_nobody_knows_is_said_so(places: Places, record: Recorder) -> None:
    record(True)
    for ask in (places.at, places.parked, lambda n: places.skip(n, 1, "why"), lambda n: places.expect_parked(n, 1)):
        with pytest.raises(SubscriptionNotFound, match="There is no subscription nobody"):
            ask("nobody")
    places.begin("feed", "origin")
    with pytest.raises(EventNotParked):
        places.skip("feed", 1, "why")


def test_an_older_history_in_its_place_is_noticed(store: OpenedStore, places: Places, record: Recorder) -> None:
    head = record(True)
    with pytest.raises(SubscriptionAhead, match="stands at event 5 and the history holds 1"):
        places.begin("feed", 5)
    assert places.all() == []
    places.begin("feed", "now")
    assert places.move("feed", head, head + 7)  # as when the log is restored from before
    with pytest.raises(SubscriptionAhead):
        Subscription(places, store.log, "feed", Hands()).run()
    assert places.at("feed") == head + 7


def test_a_failure_that_is_not_the_events_ends_the_run(store: OpenedStore, places: Places, record: Recorder) -> None:
    record(True, True, True)
    hands = Hands({2: 1}, BrokenPipeError())
    rules = Rules(ends=(OSError,), keep_every=100)
    run = Subscription(places, store.log, "feed", hands, rules, wait=never)
    with pytest.raises(BrokenPipeError):
        run.run()
    assert (places.at("feed"), places.parked("feed")) == (1, [])
    run.run()
    assert hands.taken == [1, 2, 3]


def test_a_replay_ends_likewise(store: OpenedStore, places: Places, record: Recorder) -> None:
    record(True)
    Subscription(places, store.log, "feed", Hands({1: 9}), Rules(retry=Retry(tries=1))).run()
    run = Subscription(places, store.log, "feed", Hands({1: 9}, BrokenPipeError()), Rules(ends=(OSError,)))
    with pytest.raises(BrokenPipeError):
        run.replay(1)
    assert [p.tries for p in run.parked()] == [1]


def test_an_event_parked_once_more_is_counted(store: OpenedStore, places: Places, record: Recorder) -> None:
    """As when the vault comes from a backup whose rows about parked events are newer than its places."""
    record(True)
    run = Subscription(places, store.log, "feed", Hands({1: 9}), Rules(retry=Retry(tries=1)))
    run.run()
    assert places.move("feed", 1, 0)
    run.run()
    assert [p.tries for p in run.parked()] == [2]


@pytest.mark.parametrize("rules", [Rules(), Rules(types=()), Rules(retry=Retry(tries=1)), Rules(keep_every=9)])
def test_two_programs_of_one_name_lose_nothing(
    store: OpenedStore, places: Places, record: Recorder, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one runs whenever this one has taken an event in hand."""
    monkeypatch.setattr("consent_desktop.event_store.subscriptions.UNWANTED", 1)
    record(True, True, True, True)
    failures = {2: 99} if rules.retry.tries == 1 else {}
    other = Hands(failures)

    class Rude(Hands):
        def __call__(self, recorded: RecordedEvent) -> None:
            if recorded.position == 2:
                Subscription(places, store.log, "feed", other, rules, wait=never).run()
                record(True)
            super().__call__(recorded)

    hands = Rude(failures)
    assert Subscription(places, store.log, "feed", hands, rules, wait=never).run() in (4, 5)
    Subscription(places, store.log, "feed", hands, rules, wait=never).run()
    if rules.types is None:
        parked = {p.position for p in places.parked("feed")}
        assert {*hands.taken, *other.taken} | parked == {1, 2, 3, 4, 5}
        assert parked == set(failures)
    assert places.at("feed") == store.log.head().position


@pytest.mark.parametrize("rules", [Rules(types=()), Rules(retry=Retry(tries=1), keep_every=9)])
def test_a_place_moved_by_another_is_taken_up(
    store: OpenedStore, places: Places, record: Recorder, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consent_desktop.event_store.subscriptions.UNWANTED", 1)
    record(True, True, True)

    class Outrun(Places):
        """Before the first move another program has been there."""

        outrun = False

        def move(self, name: str, before: int, to: int) -> bool:
            if not self.outrun:
                self.outrun = super().move(name, before, 2)
            return super().move(name, before, to)

    places.begin("feed", "origin")
    outrun = Outrun(store.vault.database, store.log, lambda: NOW)
    assert Subscription(outrun, store.log, "feed", Hands({2: 9}), rules).run() == 3
    assert places.at("feed") == 3


def test_parking_is_left_to_who_was_there_before(store: OpenedStore, places: Places, record: Recorder) -> None:
    record(True)
    places.begin("feed", "now")
    assert not places.park("feed", 0, 1, tries=3, reason="why")
    assert places.parked("feed") == []


def test_a_place_that_cannot_be_written_down_is_where_it_was(
    store: OpenedStore, places: Places, record: Recorder
) -> None:
    record(True, True)

    class Full(Places):
        def move(self, name: str, before: int, to: int) -> bool:
            raise StoreBusy("busy")

    full = Full(store.vault.database, store.log, lambda: NOW)
    with pytest.raises(StoreBusy):
        Subscription(full, store.log, "feed", Hands()).run()
    assert places.at("feed") == 0


def test_told_to_stop_it_parks_nothing(store: OpenedStore, places: Places, record: Recorder) -> None:
    record(True, True)
    hands = Hands({2: 1})
    assert Subscription(places, store.log, "feed", hands, wait=lambda _: True).run() == 1
    stop = threading.Event()
    stop.set()
    assert Subscription(places, store.log, "feed", hands, stop=stop).run() == 1
    assert Subscription(places, store.log, "feed", hands).run() == 2
    assert (hands.taken, places.parked("feed")) == ([1, 2], [])


def test_a_follower_takes_what_comes_later(store: OpenedStore, places: Places, record: Recorder) -> None:
    record(True)
    stop = threading.Event()
    got = threading.Semaphore(0)

    def hands(recorded: RecordedEvent) -> None:
        got.release()
        if recorded.position == 2:
            stop.set()

    reached: list[int] = []
    watch = store.log.watch()
    run = Subscription(places, store.log, "feed", hands, stop=stop)
    follower = threading.Thread(target=lambda: reached.append(run.follow(watch)))
    follower.start()
    assert got.acquire(timeout=30)
    record(True)
    follower.join(60)
    watch.close()
    assert reached == [2]


def test_it_outlives_the_views(store: OpenedStore, places: Places, record: Recorder) -> None:
    """Its place is in the vault: nothing that is thrown away and built anew."""
    record(True)
    Subscription(places, store.log, "feed", Hands()).run()
    assert store.vault.database is not store.log.database
    assert Places(store.vault.database, store.log, lambda: NOW).at("feed") == 1


def test_an_event_that_the_history_lost_stays_parked(store: OpenedStore, places: Places, record: Recorder) -> None:
    record(True)
    places.begin("feed", "now")
    assert places.park("feed", 1, 9, tries=1, reason="why")
    assert not Subscription(places, store.log, "feed", Hands()).replay(9)
    assert [p.reason for p in places.parked("feed")] == ["the history holds no such event"]
