"""The feed of changes: other programs' records are noticed, troubles are told, and a bug of the thread is not lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from consent_desktop.bootstrap import Consent
from consent_desktop.desktop.feed import ChangeFeed
from consent_desktop.event_store.errors import StoreFull
from tests.support.stores import a_consent


@pytest.fixture
def consent(tmp_path: Path) -> Iterator[Consent]:
    with a_consent(tmp_path / "clinic") as opened:
        yield opened


@pytest.fixture
def feed(consent: Consent, qtbot: QtBot) -> Iterator[ChangeFeed]:
    owner = QObject()
    made = ChangeFeed(consent.clinic, owner)
    made.start()
    yield made
    made.close()


def test_what_another_program_records_is_noticed(feed: ChangeFeed, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(feed.changed) as changed, a_consent(tmp_path / "clinic") as other:
        other.grant_consent("p", "doctor", "d", "exams")
    assert changed.args is not None
    assert changed.args[0] > 0


def test_what_this_program_recorded_is_noticed_at_once(feed: ChangeFeed, consent: Consent, qtbot: QtBot) -> None:
    with qtbot.waitSignal(feed.changed):
        consent.grant_consent("p", "doctor", "d", "exams")
        feed.poke()


def test_a_trouble_is_told_and_the_feed_goes_on(
    feed: ChangeFeed, consent: Consent, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> int:
        raise StoreFull("no room")

    with monkeypatch.context() as patch:
        patch.setattr(consent.clinic, "catch_up", full)
        with qtbot.waitSignal(feed.trouble):
            feed.poke()
    with qtbot.waitSignal(feed.changed):
        consent.grant_consent("p", "doctor", "d", "exams")
        feed.poke()


def test_a_bug_of_the_thread_is_raised_where_it_is_seen(
    feed: ChangeFeed, consent: Consent, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken() -> int:
        raise LookupError("our own mistake")

    monkeypatch.setattr(consent.clinic, "catch_up", broken)
    with qtbot.captureExceptions() as seen:
        feed.poke()
        qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0][1], LookupError)


def test_a_store_that_cannot_be_watched_is_told(
    consent: Consent, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone() -> None:
        raise StoreFull("no room")

    monkeypatch.setattr(consent.clinic, "watch", gone)
    owner = QObject()
    feed = ChangeFeed(consent.clinic, owner)
    with qtbot.waitSignal(feed.trouble):
        feed.start()
    feed.close()
