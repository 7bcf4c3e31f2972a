"""What a subscription does where another program of its name was quicker, and how it waits for what comes."""

from __future__ import annotations

import threading
from collections import Counter

import pytest

from consent_desktop.event_store import subscriptions
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.subscription_places import Place, Places, Start
from consent_desktop.event_store.subscriptions import POLL, NotHandled, Retry, Rules, Subscription, reason_of
from tests.support.notice_log import Recorder
from tests.support.stores import NOW

ONCE = Rules(retry=Retry(tries=1))


@pytest.fixture
def places(store: OpenedStore) -> Places:
    return Places(store.vault.database, store.log, lambda: NOW)


@pytest.fixture
def record(store: OpenedStore) -> Recorder:
    return Recorder(store)


@pytest.mark.parametrize("keep_every", [1, 10])
def test_an_event_that_another_program_handled_meanwhile_is_not_parked(
    store: OpenedStore, places: Places, record: Recorder, keep_every: int
) -> None:
    record(True, True, True, True)
    tried: list[int] = []

    def slow(recorded: RecordedEvent) -> None:
        tried.append(recorded.position)
        if recorded.position == 2:
            Subscription(places, store.log, "feed", lambda _: None, ONCE).run()
            raise NotHandled("too late")

    rules = Rules(retry=Retry(tries=1), keep_every=keep_every)
    assert Subscription(places, store.log, "feed", slow, rules).run() == 4
    assert tried == [1, 2]
    assert places.all() == [Place("feed", 4, 0, 0, 0)]


def test_a_place_is_written_down_once_before_an_event_is_parked(
    store: OpenedStore, places: Places, record: Recorder
) -> None:
    record(True, True, True)
    tries: Counter[int] = Counter()

    def fails_at_two(recorded: RecordedEvent) -> None:
        tries[recorded.position] += 1
        if recorded.position == 2:
            raise NotHandled("never")

    rules = Rules(retry=Retry(tries=3), keep_every=10)
    assert Subscription(places, store.log, "feed", fails_at_two, rules, wait=lambda _: False).run() == 3
    assert tries == {1: 1, 2: 3, 3: 1}
    assert places.all() == [Place("feed", 3, 0, 1, 0)]


def test_unwanted_events_move_the_place_and_another_program_may_move_it_too(
    store: OpenedStore, places: Places, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consent_desktop.event_store.subscriptions.UNWANTED", 2)
    record(True, False, False, True, False, True)
    taken: list[int] = []

    def first(recorded: RecordedEvent) -> None:
        taken.append(recorded.position)
        if recorded.position == 1:
            Subscription(places, store.log, "feed", lambda _: None, ONCE).run()

    rules = Rules(types={"NoticeRaised"}, keep_every=10)
    assert Subscription(places, store.log, "feed", first, rules).run() == 6
    assert taken == [1]
    record(False, False, True)
    assert Subscription(places, store.log, "feed", first, rules).run() == 9
    assert taken == [1, 9]


def test_the_place_is_written_down_after_so_many_events_handled_or_passed(
    store: OpenedStore, places: Places, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    record(*[True] * 8)
    rules = Rules(retry=Retry(tries=1), keep_every=3)
    Subscription(places, store.log, "often", lambda _: seen.append(places.at("often")), rules).run()
    assert seen == [0, 0, 0, 3, 3, 3, 6, 6]
    seen.clear()
    rules = Rules(retry=Retry(tries=1), keep_every=4)
    Subscription(places, store.log, "fourth", lambda _: seen.append(places.at("fourth")), rules).run()
    assert seen == [0, 0, 0, 0, 4, 4, 4, 4]
    seen.clear()
    monkeypatch.setattr("consent_desktop.event_store.subscriptions.UNWANTED", 3)
    places.begin("seldom", 8)
    record(False, False, False, True, False, True, False, False, True)
    rules = Rules(types={"NoticeRaised"}, retry=Retry(tries=1), keep_every=10)
    Subscription(places, store.log, "seldom", lambda _: seen.append(places.at("seldom")), rules).run()
    assert seen == [11, 11, 15]


class Waits:
    """A watch on which nothing ever happens; it says stop at the third wait."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def wait(self, seconds: float, poke: threading.Event) -> bool:
        """Note it."""
        self.seconds.append(seconds)
        if len(self.seconds) == 3:
            poke.set()
        return False

    def changed(self) -> bool:
        """Never."""
        return False

    def close(self) -> None:
        """Nothing to give back."""


def test_a_follower_waits_and_looks_again_until_told_to_stop(
    store: OpenedStore, places: Places, record: Recorder
) -> None:
    record(True)
    taken: list[int] = []
    watch = Waits()
    run = Subscription(places, store.log, "feed", lambda one: taken.append(one.position), ONCE)
    assert run.follow(watch) == 1
    assert (taken, watch.seconds) == ([1], [POLL] * 3)


def test_the_reason_of_a_failure_without_a_place_is_its_kind() -> None:
    assert reason_of(ValueError("a name")) == "ValueError"


def moved_by_another(places: Places, store: OpenedStore, monkeypatch: pytest.MonkeyPatch, rules: Rules) -> list[int]:
    """What a run still handles after its first event, in whose handling another program took the place to the head."""
    monkeypatch.setattr(subscriptions, "UNWANTED", 3)
    handled: list[int] = []

    def handler(recorded: RecordedEvent) -> None:
        handled.append(recorded.position)
        if len(handled) == 1:
            assert places.move("feed", 0, store.log.head().position)

    assert Subscription(places, store.log, "feed", handler, rules).run() == store.log.head().position
    return handled


def test_a_place_that_another_program_moved_is_noticed_after_enough_unwanted_events(
    store: OpenedStore, places: Places, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(True, False, False, False, True)
    rules = Rules(types={"NoticeRaised"}, keep_every=10)
    assert moved_by_another(places, store, monkeypatch, rules) == [1]


def test_a_place_that_another_program_moved_is_noticed_after_enough_handled_events(
    store: OpenedStore, places: Places, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(True, True, True, True, True)
    assert moved_by_another(places, store, monkeypatch, Rules(keep_every=3)) == [1, 2, 3]


def test_a_run_that_nobody_disturbs_reads_the_log_once(
    store: OpenedStore, places: Places, record: Recorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(True, False, False, False, False, True, True)
    monkeypatch.setattr(subscriptions, "UNWANTED", 3)
    begun: list[int] = []
    begin = places.begin

    def counted(name: str, start: Start) -> int:
        begun.append(begin(name, start))
        return begun[-1]

    monkeypatch.setattr(places, "begin", counted)
    handled: list[RecordedEvent] = []
    rules = Rules(types={"NoticeRaised"}, keep_every=2)
    assert Subscription(places, store.log, "feed", handled.append, rules).run() == 7
    assert begun == [0]
    assert [one.position for one in handled] == [1, 6, 7]
