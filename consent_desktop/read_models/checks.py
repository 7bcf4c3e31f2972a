"""Has this actor consent? The answer for a purpose at a moment, with the event that each line rests on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from consent_desktop.domain import purposes
from consent_desktop.domain.vocabulary import SINGLE_TYPES, Actor, RecordType
from consent_desktop.event_store.envelope import to_micros
from consent_desktop.read_models.consents import between
from consent_desktop.read_models.marks import moment_or_none
from consent_desktop.read_models.matrix import of_pair, of_patient
from consent_desktop.read_models.people import person
from consent_desktop.read_models.rows import Cell, CellState, ConsentRow, Decision, DecisionLine, Outcome
from consent_desktop.read_models.tables import Tables

_NOTHING = Cell(CellState.NOT_SHARED)


def decide(
    connection: Connection,
    tables: Tables,
    patient: str,
    actor: Actor,
    record_types: tuple[RecordType, ...],
    *,
    purpose: str | None,
    at: datetime,
    position: int,
) -> Decision:
    """The decision for the record types (`all`: every single one) as of the position that the views stand at."""
    wanted = SINGLE_TYPES if RecordType.ALL in record_types else record_types
    row = of_pair(connection, tables, patient, actor, at)
    lines = tuple(
        _line(connection, tables, patient, actor, t, (row.cells[t] if row else _NOTHING, purpose, at)) for t in wanted
    )
    permitted = sum(line.permitted for line in lines)
    outcome = Outcome.PERMIT if permitted == len(lines) else Outcome.PARTLY if permitted else Outcome.DENY
    return Decision(outcome, lines, position, at)


def _line(
    connection: Connection,
    tables: Tables,
    patient: str,
    actor: Actor,
    record_type: RecordType,
    asked: tuple[Cell, str | None, datetime],
) -> DecisionLine:
    cell, purpose, at = asked
    permissions, words = tables.permissions, tables.last_words
    query = select(permissions).where(
        between(permissions, patient, actor), permissions.c.record_type == record_type.value
    )
    now = to_micros(at)
    best = None
    for row in connection.execute(query):
        if not (row.until is None or now < row.until) or not purposes.permits(row.purpose, purpose):
            continue
        if best is None or row.until is None or (best.until is not None and row.until > best.until):
            best = row
    if best is not None:
        since = _when(connection, tables, best.position)
        return DecisionLine(record_type, True, cell, best.position, moment_or_none(best.until), since)
    if cell.state is CellState.ASKED:
        position = _asked(connection, tables, patient, actor, record_type)
    else:
        said = select(words.c.position).where(between(words, patient, actor), words.c.record_type == record_type.value)
        position = connection.execute(said).scalar()
    since = None if position is None else _when(connection, tables, position)
    return DecisionLine(record_type, False, cell, position, None, since)


def _when(connection: Connection, tables: Tables, position: int) -> datetime | None:
    """When the event at that position came about."""
    query = select(tables.history.c.effective).where(tables.history.c.position == position)
    return moment_or_none(connection.execute(query).scalar())


def _asked(connection: Connection, tables: Tables, patient: str, actor: Actor, record_type: RecordType) -> int | None:
    """The open request that waits for an answer about the record type."""
    requests = tables.requests
    query = select(requests.c.position, requests.c.waiting).where(between(requests, patient, actor))
    rows = connection.execute(query.order_by(requests.c.position.desc()))
    return next((row.position for row in rows if record_type.value in row.waiting.split()), None)


def has(
    connection: Connection, tables: Tables, patient: str, actor: Actor, record_type: RecordType, at: datetime
) -> bool:
    """Whether the record type is permitted for any purpose; the law of `all` included."""
    wanted = SINGLE_TYPES if record_type is RecordType.ALL else (record_type,)
    permissions, now = tables.permissions, to_micros(at)
    query = (
        select(permissions.c.record_type)
        .distinct()
        .where(
            between(permissions, patient, actor),
            permissions.c.record_type.in_([t.value for t in wanted]),
            permissions.c.until.is_(None) | (permissions.c.until > now),
        )
    )
    return len(connection.execute(query).scalars().all()) == len(wanted)


def consents(connection: Connection, tables: Tables, patient: str, at: datetime) -> list[ConsentRow]:
    """The article's rows: an actor with what is permitted; no row where nothing is."""
    known = person(connection, tables, patient)
    if known is None:
        return []
    through_all = _through_all(connection, tables, patient, at)
    found = []
    for row in of_patient(connection, tables, patient, at):
        if not row.permitted:
            continue
        whole = all((row.other.subject, t) in through_all for t in SINGLE_TYPES)
        permissions = (RecordType.ALL, *row.permitted) if whole else row.permitted
        found.append(ConsentRow(known.record_number, row.other.kind.value, row.other.record_number, permissions))
    return found


def _through_all(connection: Connection, tables: Tables, patient: str, at: datetime) -> set[tuple[str, RecordType]]:
    permissions = tables.permissions
    query = select(permissions.c.actor, permissions.c.record_type).where(
        permissions.c.patient == patient,
        permissions.c.through_all,
        permissions.c.until.is_(None) | (permissions.c.until > to_micros(at)),
    )
    return {(row.actor, RecordType(row.record_type)) for row in connection.execute(query)}
