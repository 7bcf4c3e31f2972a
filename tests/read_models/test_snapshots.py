"""Snapshots: they give back exactly the state, are used only where they can be relied on, and never matter otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given

from consent_desktop.application.states import States
from consent_desktop.domain.aggregate import SubjectState, decide, fold
from consent_desktop.domain.commands import ConsentCommand
from consent_desktop.domain.errors import DomainError
from consent_desktop.domain.events import Event, NoticeParked, NoticeRaised, NoticeSeen, PersonAmended
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.read_models import snapshots
from consent_desktop.read_models.opening import views_file
from consent_desktop.read_models.snapshots import Snapshots, read, written
from tests.support.histories import PATIENT, REGISTERED, START, context, histories
from tests.support.stores import a_store, origin, some_event


def lived(history: list[tuple[timedelta, ConsentCommand]]) -> list[Event]:
    """The events of a random history of one patient, with notices among them."""
    happened: list[Event] = [REGISTERED, PersonAmended(subject=PATIENT, effective_at=START, name="Ana", specialty="x")]
    state, now = fold(happened), START
    for number, (pause, command) in enumerate(history):
        now += pause
        try:
            events = list(decide(state, command, context(now, number, command.actor)))
        except DomainError:
            continue
        kind = (NoticeRaised, NoticeSeen)[number % 2]
        events.append(kind(subject=PATIENT, effective_at=now, notice_id=f"{number:032x}"))
        happened += events
        state = fold(events, state)
    return [*happened, NoticeParked(subject=PATIENT, effective_at=now, notice_id="f" * 32, reason="busy")]


@given(histories)
def test_a_state_comes_back_as_it_was(history: list[tuple[timedelta, ConsentCommand]]) -> None:
    state = fold(lived(history))
    assert read(written(state)) == state


@given(histories)
def test_folding_goes_on_from_a_snapshot_as_from_the_events(history: list[tuple[timedelta, ConsentCommand]]) -> None:
    events = lived(history)
    for cut in range(0, len(events), 3):
        assert fold(events[cut:], read(written(fold(events[:cut])))) == fold(events)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[OpenedStore]:
    with a_store(tmp_path / "clinic") as opened:
        yield opened


@pytest.fixture
def kept(store: OpenedStore, monkeypatch: pytest.MonkeyPatch) -> Iterator[Snapshots]:
    """Snapshots that are worth it from the tenth event on, and anew after five."""
    monkeypatch.setattr(snapshots, "WORTH_IT", 10)
    monkeypatch.setattr(snapshots, "EVERY", 5)
    database = views_file(store).open()
    yield Snapshots(database, store.log)
    database.close()


def write(store: OpenedStore, subject: str, count: int) -> SubjectState:
    version = store.log.version(subject)
    store.log.append(subject, version, [some_event(subject, version + n) for n in range(count)], origin())
    return fold(recorded.event for recorded in store.log.read_stream(subject))


def test_short_streams_have_none(store: OpenedStore, kept: Snapshots) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    state = write(store, ana, 9)
    assert States(store.log, kept).of(ana, newest=True) == (state, 9)
    assert kept.load(ana) is None


def test_a_long_stream_is_loaded_from_its_snapshot_and_what_came_after(store: OpenedStore, kept: Snapshots) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    write(store, ana, 12)
    States(store.log, kept).of(ana, newest=True)
    assert kept.load(ana) == (fold(r.event for r in store.log.read_stream(ana)), 12)
    state = write(store, ana, 3)
    assert States(store.log, kept).of(ana, newest=True) == (state, 15)
    loaded = kept.load(ana)
    assert loaded is not None
    assert loaded[1] == 12  # three events more are not yet worth a newer one


def test_a_snapshot_of_another_history_or_by_other_rules_is_left_alone(
    store: OpenedStore, kept: Snapshots, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    write(store, ana, 12)
    States(store.log, kept).of(ana, newest=True)
    with monkeypatch.context() as patch:
        patch.setattr(snapshots, "fingerprint", lambda: "other rules")
        assert kept.load(ana) is None
    with kept._database.writing() as link:
        link.say("UPDATE snapshots SET chain = x'00'")
    assert kept.load(ana) is None
    with kept._database.writing() as link:
        link.say("UPDATE snapshots SET chain = (SELECT chain FROM snapshots), state = x'7b7d'")
    assert kept.load(ana) is None


def test_a_snapshot_that_cannot_be_kept_stops_nothing(store: OpenedStore, kept: Snapshots) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    state = write(store, ana, 12)
    with kept._database.writing() as link:
        link.say("DROP TABLE snapshots")
    kept.offer(ana, state, 12)
    assert States(store.log).of(ana, newest=True) == (state, 12)


def test_another_start_finds_what_was_kept(store: OpenedStore, kept: Snapshots) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    write(store, ana, 12)
    States(store.log, kept).of(ana, newest=True)
    assert Snapshots(kept._database, store.log).load(ana) == kept.load(ana) is not None


def test_the_fingerprint_is_the_same_each_time() -> None:
    assert snapshots.fingerprint() == snapshots.fingerprint.__wrapped__()
    assert len(snapshots.fingerprint()) == 64
