"""Requests: open ones, and how the others ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Column, Connection, Integer, MetaData, Row, String, Table, insert, select, update

from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentEvent,
    ConsentGranted,
    RequestDeclined,
    RequestWithdrawn,
)
from consent_desktop.domain.relations import still_waiting
from consent_desktop.domain.vocabulary import Purpose, RecordType, expand, in_order
from consent_desktop.event_store.envelope import from_micros
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.read_models.marks import micros_or_none, moment_or_none, types_from_text, types_to_text
from consent_desktop.read_models.people import people_by_id
from consent_desktop.read_models.rows import PersonRow, RequestRow, RequestState
from consent_desktop.read_models.tables import Tables, view_table


def table(metadata: MetaData, generation: int) -> Table:
    """One row a request; record types as texts, see `marks`."""
    return view_table(
        "requests",
        metadata,
        generation,
        Column("position", Integer, primary_key=True, autoincrement=False),
        Column("request_id", String, nullable=False, unique=True),
        Column("patient", String, nullable=False, index=True),
        Column("actor_kind", String, nullable=False),
        Column("actor", String, nullable=False, index=True),
        Column("record_types", String, nullable=False),
        Column("waiting", String, nullable=False),
        Column("granted", String, nullable=False),
        Column("declined", String, nullable=False),
        Column("state", String, nullable=False),
        Column("purpose_code", String),
        Column("purpose_words", String),
        Column("until", Integer),
        Column("note", String),
        Column("asked_at", Integer, nullable=False),
        Column("ended_at", Integer),
    )


def on_asked(connection: Connection, tables: Tables, recorded: RecordedEvent, event: ConsentAsked) -> None:
    """Open the request."""
    connection.execute(
        insert(tables.requests).values(
            position=recorded.position,
            request_id=event.request_id,
            patient=event.patient,
            actor_kind=event.actor.kind.value,
            actor=event.actor.id,
            record_types=types_to_text(event.record_types),
            waiting=types_to_text(expand(event.record_types)),
            granted="",
            declined="",
            state=RequestState.OPEN.value,
            purpose_code=event.purpose.code if event.purpose else None,
            purpose_words=event.purpose.words if event.purpose else None,
            until=micros_or_none(event.until),
            note=event.note,
            asked_at=recorded.envelope.effective,
        )
    )


def on_granted(connection: Connection, tables: Tables, recorded: RecordedEvent, event: ConsentGranted) -> None:
    """Close what the grant covers."""
    _close(connection, tables, recorded, event, event.answers, "granted")


def on_declined(connection: Connection, tables: Tables, recorded: RecordedEvent, event: RequestDeclined) -> None:
    """Close what the patient said no to."""
    _close(connection, tables, recorded, event, event.answers, "declined")


def on_withdrawn(connection: Connection, tables: Tables, recorded: RecordedEvent, event: RequestWithdrawn) -> None:
    """Close what the asker took back."""
    _close(connection, tables, recorded, event, event.answers, None)


def _close(
    connection: Connection,
    tables: Tables,
    recorded: RecordedEvent,
    event: ConsentEvent,
    answers: Iterable[str],
    outcome: str | None,
) -> None:
    requests = tables.requests
    for row in connection.execute(select(requests).where(requests.c.request_id.in_(list(answers)))).all():
        waiting = frozenset(types_from_text(row.waiting))
        answered = waiting & expand(event.record_types)
        left = still_waiting(waiting, event.record_types)
        told = {
            "granted": frozenset(types_from_text(row.granted)),
            "declined": frozenset(types_from_text(row.declined)),
        }
        if outcome is not None:
            told[outcome] |= answered
        changes: dict[str, Any] = {name: types_to_text(types) for name, types in told.items()}
        if not left:
            asked = expand(types_from_text(row.record_types))
            changes |= {"state": _ending(asked, **told).value, "ended_at": recorded.envelope.effective}
        statement = update(requests).where(requests.c.position == row.position)
        connection.execute(statement.values(waiting=types_to_text(left), **changes))


def _ending(
    asked: frozenset[RecordType], granted: frozenset[RecordType], declined: frozenset[RecordType]
) -> RequestState:
    if asked <= granted:
        return RequestState.GRANTED
    if granted:
        return RequestState.PARTLY_GRANTED
    return RequestState.DECLINED if declined else RequestState.WITHDRAWN


def asked_of(connection: Connection, tables: Tables, patient: str) -> list[RequestRow]:
    """Requests put to the patient: the open ones first, oldest first; then the ended ones, newest first."""
    return _listed(connection, tables, tables.requests.c.patient == patient)


def asked_by(connection: Connection, tables: Tables, asker: str) -> list[RequestRow]:
    """Requests that the person made, in the same order."""
    return _listed(connection, tables, tables.requests.c.actor == asker)


def _listed(connection: Connection, tables: Tables, condition: Any) -> list[RequestRow]:
    rows = connection.execute(select(tables.requests).where(condition).order_by(tables.requests.c.position)).all()
    people = people_by_id(connection, tables, [i for row in rows for i in (row.patient, row.actor)])
    found = [to_request(row, people) for row in rows if row.patient in people and row.actor in people]
    waiting = [r for r in found if r.state is RequestState.OPEN]
    return waiting + [r for r in reversed(found) if r.state is not RequestState.OPEN]


def _shortly(text: str) -> tuple[RecordType, ...]:
    """`all` for everything, else the single types, from the column's text."""
    types = frozenset(types_from_text(text))
    return (RecordType.ALL,) if types == expand({RecordType.ALL}) else in_order(types - {RecordType.ALL})


def to_request(row: Row[Any], people: dict[str, PersonRow]) -> RequestRow:
    """A row of the requests table as a `RequestRow`."""
    purpose = Purpose(row.purpose_code, row.purpose_words) if row.purpose_code else None
    return RequestRow(
        request_id=row.request_id,
        position=row.position,
        patient=people[row.patient],
        asker=people[row.actor],
        record_types=types_from_text(row.record_types),
        waiting=_shortly(row.waiting),
        granted=_shortly(row.granted),
        state=RequestState(row.state),
        purpose=purpose,
        until=moment_or_none(row.until),
        note=row.note,
        asked_at=from_micros(row.asked_at),
        ended_at=moment_or_none(row.ended_at),
    )
