"""Measures: what is told of appends and projections, and that nothing is where nobody listens."""

from __future__ import annotations

import logging

import pytest

from consent_desktop.event_store import log as log_module
from consent_desktop.event_store import telemetry
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.telemetry import APPEND, begun, measured
from tests.support.stores import origin, some_event


def test_an_append_is_measured(store: OpenedStore, caplog: pytest.LogCaptureFixture) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    with caplog.at_level(logging.DEBUG, APPEND.name):
        store.log.append(ana, 0, [some_event(ana, 1), some_event(ana, 2)], origin())
    [record] = [r for r in caplog.records if r.name == APPEND.name]
    assert vars(record).items() >= {"measure": "append", "events": 2, "position": 2}.items()
    assert vars(record)["ms"] > 0
    assert ana not in record.getMessage()


def test_where_nobody_listens_nothing_is_measured(
    store: OpenedStore, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def never(*_: object, **__: int) -> None:
        raise AssertionError("measured although nobody listens")

    monkeypatch.setattr(log_module, "measured", never)
    ana = store.vault.claim("doctor", "70-0001")
    with caplog.at_level(logging.INFO, "consent_desktop"):
        assert begun(APPEND) == 0
        store.log.append(ana, 0, [some_event(ana)], origin())


def test_the_fields_have_fixed_names(caplog: pytest.LogCaptureFixture) -> None:
    plain = set(vars(logging.makeLogRecord({}))) | {"message"}
    with caplog.at_level(logging.DEBUG, APPEND.name):
        since = begun(APPEND)
        measured(APPEND, "append", since, events=1, position=2, tries=3)
    [record] = caplog.records
    assert set(vars(record)) - plain == set(telemetry.FIELDS)
    assert record.getMessage().startswith("append: ")
    assert record.getMessage().endswith(" ms, events 1 position 2 tries 3")
