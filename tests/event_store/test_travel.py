"""How far the log had come at a moment of its own clock, on every back end."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.travel import known_at
from tests.support.stores import NOW, origin, some_event


def test_known_is_a_prefix_that_ends_at_the_last_event_recorded_by_then(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    for n in range(4):
        given = replace(origin(), recorded_at=NOW + timedelta(hours=n))
        store.log.append(ana, n, [some_event(ana, n)], given)
    recorded = {event.position: event.recorded_at for event in store.log.read()}
    assert known_at(store.log.database, recorded[1] - timedelta(microseconds=1)) == 0
    for position, moment in recorded.items():
        assert known_at(store.log.database, moment) == position
    assert known_at(store.log.database, recorded[3] - timedelta(microseconds=1)) == 2
    assert known_at(store.log.database, recorded[4] + timedelta(days=1)) == 4


def test_the_order_of_the_log_wins_over_a_clock_that_was_set_back(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    for n, hours in enumerate((0, 9, 1)):
        store.log.append(ana, n, [some_event(ana, n)], replace(origin(), recorded_at=NOW + timedelta(hours=hours)))
    last = store.log.at(3)
    assert last is not None
    assert known_at(store.log.database, last.recorded_at) == 3
