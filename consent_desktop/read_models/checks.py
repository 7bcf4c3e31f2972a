"""Has this actor consent? The answer for a purpose at a moment, with the event that each line rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, Table, select

from consent_desktop.domain import purposes
from consent_desktop.domain.vocabulary import SINGLE_TYPES, Actor, RecordType
from consent_desktop.event_store.envelope import from_micros, to_micros
from consent_desktop.read_models import inactive
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

    def of(table: Table) -> Sequence[Row[Any]]:
        return connection.execute(select(table).where(between(table, patient, actor))).all()

    facts = _Facts(of(tables.permissions), of(tables.last_words), of(tables.requests))
    lines = tuple(_line(t, row.cells[t] if row else _NOTHING, facts, purpose, at) for t in wanted)
    rests = bool(inactive.among(connection, tables, (actor.id,)))
    if rests:  # what was granted is left as it is, and permits nothing
        lines = tuple(replace(line, permitted=False, until=None) for line in lines)
    permitted = sum(line.permitted for line in lines)
    outcome = Outcome.PERMIT if permitted == len(lines) else Outcome.PARTLY if permitted else Outcome.DENY
    return Decision(outcome, lines, position, at, rests)


class _Facts(NamedTuple):
    """What the views hold of one pair."""

    permissions: Sequence[Row[Any]]
    words: Sequence[Row[Any]]
    requests: Sequence[Row[Any]]


def _line(record_type: RecordType, cell: Cell, facts: _Facts, purpose: str | None, at: datetime) -> DecisionLine:
    now, name = to_micros(at), record_type.value
    best = None
    for row in facts.permissions:
        if row.record_type != name or not (row.until is None or now < row.until):
            continue
        if not purposes.permits(row.purpose, purpose):
            continue
        if best is None or row.until is None or (best.until is not None and row.until > best.until):
            best = row
    if best is not None:
        until, since = moment_or_none(best.until), from_micros(best.since)
        return DecisionLine(record_type, True, cell, best.position, until, since)
    if cell.state is CellState.ASKED:
        waiting = (r for r in facts.requests if name in r.waiting.split())
        asked = max(waiting, key=lambda r: int(r.position))
        return DecisionLine(record_type, False, cell, asked.position, None, from_micros(asked.asked_at))
    word = next((w for w in facts.words if w.record_type == name), None)
    if word is None:
        return DecisionLine(record_type, False, cell, None, None, None)
    return DecisionLine(record_type, False, cell, word.position, None, from_micros(word.at))


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
