"""Requests: open ones, and how the others ended. Their rows are written by `consents`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Row, func, select

from consent_desktop.domain.vocabulary import Purpose, RecordType, expand, in_order
from consent_desktop.event_store.envelope import from_micros
from consent_desktop.read_models.consents import is_open
from consent_desktop.read_models.marks import moment_or_none, types_from_text
from consent_desktop.read_models.people import people_by_id
from consent_desktop.read_models.rows import PersonRow, RequestRow, RequestState, Waiting
from consent_desktop.read_models.tables import Tables


def asked_of(connection: Connection, tables: Tables, patient: str) -> list[RequestRow]:
    """Requests put to the patient: the open ones first, oldest first; then the ended ones, newest first."""
    return _listed(connection, tables, tables.requests.c.patient == patient)


def asked_by(connection: Connection, tables: Tables, asker: str) -> list[RequestRow]:
    """Requests that the person made, in the same order."""
    return _listed(connection, tables, tables.requests.c.actor == asker)


def waiting(connection: Connection, tables: Tables, limit: int = 500) -> list[Waiting]:
    """Patients with open requests, who waits longest first."""
    requests = tables.requests
    oldest = func.min(requests.c.asked_at)
    query = select(requests.c.patient, func.count(), oldest).where(is_open(requests)).group_by(requests.c.patient)
    rows = connection.execute(query.order_by(oldest).limit(limit)).all()
    people = people_by_id(connection, tables, [row[0] for row in rows])
    return [Waiting(people[who], count, from_micros(at)) for who, count, at in rows if who in people]


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
