"""The law of `all` and the law of the useful grant, on the aggregate, the views and a naive reading: all three agree."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from consent_desktop.domain.aggregate import SubjectState, decide, evolve, fold
from consent_desktop.domain.commands import ConsentCommand
from consent_desktop.domain.errors import DomainError, RecordTypesRefused
from consent_desktop.domain.events import Event, PersonRegistered
from consent_desktop.domain.vocabulary import SINGLE_TYPES, Actor, PersonKind, RecordType
from consent_desktop.event_store.envelope import to_micros
from consent_desktop.event_store.recorded import Kind, RecordedEvent
from consent_desktop.read_models import checks, matrix
from tests.support.histories import ACTORS, PATIENT, REGISTERED, START, context, histories
from tests.support.naive import NaiveClinic
from tests.support.projecting import TABLES, make_tables, permitted, project


@pytest.fixture(scope="module")
def views() -> Iterator[Connection]:
    """Empty views in memory; each history is rolled back."""
    engine = create_engine(
        "sqlite://",
        module=dbapi2,
        creator=lambda: dbapi2.connect(":memory:", isolation_level=None),
        poolclass=StaticPool,
    )
    with engine.connect() as connection:
        make_tables(connection)
        for number, actor in enumerate(ACTORS[:2]):
            kind = PersonKind(actor.kind.value)
            event = PersonRegistered(subject=actor.id, effective_at=START, kind=kind, record_number=actor.id)
            project(connection, recorded(event, 1_000 + number))
        connection.commit()
        yield connection
    engine.dispose()


def recorded(event: Event, position: int) -> RecordedEvent:
    """The event as the log would give it to a projector."""
    now = to_micros(event.effective_at)
    event_id = uuid5(UUID(int=position), "0").bytes
    stored = (event_id, None, None, b"c" * 16, Kind(type(event).__name__, 1, 1), PATIENT, now)
    return RecordedEvent(position, event, b"", position, now, stored)


def tried(
    state: SubjectState, command: ConsentCommand, number: int, now: datetime
) -> list[Event] | tuple[str, frozenset[RecordType]]:
    """The events, or the refusal in the naive reading's terms."""
    try:
        return list(decide(state, command, context(now, number, command.actor)))
    except RecordTypesRefused as error:
        return error.code, frozenset(error.record_types)
    except DomainError as error:
        return error.code, frozenset()


@settings(max_examples=min(2_000, 20 * settings().max_examples))
@given(histories)
def test_aggregate_views_and_naive_reading_agree(
    views: Connection, history: list[tuple[timedelta, ConsentCommand]]
) -> None:
    naive, state, now, position = NaiveClinic(), fold([REGISTERED]), START, 1
    views.exec_driver_sql("SAVEPOINT history")
    try:
        for number, (pause, command) in enumerate(history):
            now += pause
            outcome, expected = tried(state, command, number, now), naive.refusal(command, now)
            if expected is not None:
                assert outcome == expected
                continue
            assert isinstance(outcome, list)
            naive.accept(command, now)
            for event in outcome:
                position += 1
                state = evolve(state, event)
                project(views, recorded(event, number + 1))
            agree(naive, state, views, now, command.actor)
        for actor in ACTORS[:2]:
            agree_for_purposes(naive, state, views, now, actor)
            agree(naive, state, views, now + timedelta(days=3), actor)
    finally:
        views.exec_driver_sql("ROLLBACK TO history")
        views.exec_driver_sql("RELEASE history")


def agree(naive: NaiveClinic, state: SubjectState, views: Connection, now: datetime, actor: Actor) -> None:
    """Ask all three what the actor can see and what waits, without a purpose."""
    relation = state.relation(actor)
    row = matrix.of_pair(views, TABLES, PATIENT, actor, now)
    for record_type in SINGLE_TYPES:
        answer = naive.permitted(actor, record_type, now)
        assert relation.permits(record_type, now) is answer
        assert (row is not None and record_type in row.permitted) is answer
    answer = naive.permitted(actor, RecordType.ALL, now)
    assert relation.permits(RecordType.ALL, now) is answer
    assert permitted(views, PATIENT, actor, RecordType.ALL, now) is answer
    waiting = naive.waiting(actor)
    assert relation.waiting - {RecordType.ALL} == waiting
    assert frozenset(row.asked if row else ()) == waiting


def agree_for_purposes(naive: NaiveClinic, state: SubjectState, views: Connection, now: datetime, actor: Actor) -> None:
    """Ask all three for which purposes the actor can see what."""
    for purpose in ("COC", "BTG", "PATRQT"):
        told = checks.decide(views, TABLES, PATIENT, actor, (RecordType.ALL,), purpose=purpose, at=now, position=0)
        for line in told.lines:
            answer = naive.permitted(actor, line.record_type, now, purpose)
            assert line.permitted is answer is state.relation(actor).permits(line.record_type, now, purpose)


@given(histories)
def test_all_is_exactly_every_single_type(history: list[tuple[timedelta, ConsentCommand]]) -> None:
    state, now = fold([REGISTERED]), START
    for number, (pause, command) in enumerate(history):
        now += pause
        outcome = tried(state, command, number, now)
        if isinstance(outcome, list):
            state = fold(outcome, state)
        relation = state.relation(command.actor)
        assert relation.permits(RecordType.ALL, now) == all(relation.permits(t, now) for t in SINGLE_TYPES)


@given(histories)
def test_a_grant_is_accepted_exactly_when_it_permits_something_new(
    history: list[tuple[timedelta, ConsentCommand]],
) -> None:
    """An ask is refused exactly when the grant that it asks for would be."""
    from consent_desktop.domain.commands import AskConsent, GrantConsent

    state, now = fold([REGISTERED]), START
    for number, (pause, command) in enumerate(history):
        now += pause
        if isinstance(command, AskConsent):
            asked = tried(state, command, number, now)
            granted = tried(state, GrantConsent(**command.model_dump()), number, now)
            refused = ("consent_already_granted", "validation_error")
            assert (not isinstance(asked, list) and asked[0] in refused) == (
                not isinstance(granted, list) and granted[0] in refused
            )
        outcome = tried(state, command, number, now)
        if isinstance(outcome, list):
            state = fold(outcome, state)
