"""People by record types: what each side of a pair is shown, judged at the moment of asking."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, and_, func, or_, select

from consent_desktop.domain.vocabulary import SINGLE_TYPES, Actor, ActorKind, PersonKind, RecordType
from consent_desktop.event_store.envelope import from_micros, to_micros
from consent_desktop.read_models import inactive
from consent_desktop.read_models.marks import moment_or_none, types_from_text
from consent_desktop.read_models.people import folded, people_by_id
from consent_desktop.read_models.rows import Cell, CellState, MatrixRow, PersonRow, RequestState
from consent_desktop.read_models.tables import Tables

_WORDS = {
    "stopped": CellState.STOPPED,
    "said_no": CellState.SAID_NO,
    "taken_back": CellState.TAKEN_BACK,
    "lost": CellState.LOST,
}
Pair = tuple[str, str, str]


def of_patient(connection: Connection, tables: Tables, patient: str, at: datetime) -> list[MatrixRow]:
    """Everybody with whom the patient has, or had, to do; those who can see most first, then by name."""
    return _rows(connection, tables, patient=patient, actor=None, at=at)


def of_actor(connection: Connection, tables: Tables, actor: Actor, at: datetime) -> list[MatrixRow]:
    """Every patient with whom the actor has, or had, to do, by name."""
    return _rows(connection, tables, patient=None, actor=actor, at=at)


def of_pair(connection: Connection, tables: Tables, patient: str, actor: Actor, at: datetime) -> MatrixRow | None:
    """What stands between the two, None if there never was anything."""
    rows = _rows(connection, tables, patient=patient, actor=actor, at=at)
    return rows[0] if rows else None


def next_end(connection: Connection, tables: Tables, person: str, at: datetime) -> datetime | None:
    """The next instant at which a grant to or of that person ends by itself."""
    permissions, relations = tables.permissions, tables.relations
    patients = select(relations.c.patient).where(relations.c.actor == person)
    as_actor = and_(permissions.c.actor == person, permissions.c.patient.in_(patients))
    query = select(func.min(permissions.c.until)).where(
        or_(permissions.c.patient == person, as_actor), permissions.c.until > to_micros(at)
    )
    return moment_or_none(connection.execute(query).scalar())


def _rows(
    connection: Connection, tables: Tables, *, patient: str | None, actor: Actor | None, at: datetime
) -> list[MatrixRow]:
    def of(table: Table) -> Sequence[Row[Any]]:
        return connection.execute(select(table).where(*_about(table, patient, actor, tables.relations))).all()

    relations = of(tables.relations)
    held = _by_pair(of(tables.permissions))
    said = _by_pair(of(tables.last_words))
    asked = _by_pair(r for r in of(tables.requests) if r.state == RequestState.OPEN.value)
    resting = inactive.among(connection, tables, {r.actor for r in relations})
    others = people_by_id(connection, tables, [r.actor if patient is not None else r.patient for r in relations])
    found = []
    for relation in relations:
        other = others.get(relation.actor if patient is not None else relation.patient)
        if other is None and patient is not None:
            other = _nameless(relation)
        if other is not None:
            pair = (relation.patient, relation.actor_kind, relation.actor)
            facts = held.get(pair, []), said.get(pair, []), asked.get(pair, [])
            found.append(_row(other, relation.position, facts, at, rests=relation.actor in resting))
    if patient is not None:
        return sorted(found, key=lambda r: (-len(r.permitted), _name(r.other)))
    return sorted(found, key=lambda r: _name(r.other))


def _nameless(relation: Row[Any]) -> PersonRow:
    """Somebody whose entry in the register is lost to damage: what is shared with them can be seen and stopped all the same."""
    return PersonRow(relation.actor, PersonKind(relation.actor_kind), f"lost-{relation.actor[:8]}", None, None, None)


def _about(table: Table, patient: str | None, actor: Actor | None, relations: Table) -> list[ColumnElement[bool]]:
    """Only the relations are indexed by actor; they name the patients whose other rows are then found by their key."""
    conditions: list[ColumnElement[bool]] = []
    if patient is not None:
        conditions.append(table.c.patient == patient)
    elif actor is not None and table is not relations:
        known = relations.c.actor_kind == actor.kind.value, relations.c.actor == actor.id
        conditions.append(table.c.patient.in_(select(relations.c.patient).where(*known)))
    if actor is not None:
        conditions += [table.c.actor_kind == actor.kind.value, table.c.actor == actor.id]
    return conditions


def _by_pair(rows: Iterable[Row[Any]]) -> dict[Pair, list[Row[Any]]]:
    found: dict[Pair, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault((row.patient, row.actor_kind, row.actor), []).append(row)
    return found


def _name(person: PersonRow) -> str:
    return folded(person.name or person.record_number)


Facts = tuple[list[Row[Any]], list[Row[Any]], list[Row[Any]]]
"""Permissions, last words and open requests of one pair."""


def _row(other: PersonRow, position: int, facts: Facts, at: datetime, *, rests: bool) -> MatrixRow:
    now = to_micros(at)
    held = [p for p in facts[0] if p.until is None or now < p.until]
    waiting = {t for r in facts[2] for t in types_from_text(r.waiting)}
    cells = {t: _cell(t, held, facts[1], waiting, now) for t in SINGLE_TYPES}
    if rests:
        cells = {t: replace(cell, rests=cell.state is CellState.CAN_SEE) for t, cell in cells.items()}
    everything = any(p.record_type == RecordType.ALL.value for p in held)
    through_all = {p.record_type for p in held if p.through_all}
    return MatrixRow(other, cells, everything, position, tuple(t for t in SINGLE_TYPES if t.value in through_all))


def _cell(
    record_type: RecordType, held: list[Row[Any]], said: list[Row[Any]], waiting: set[RecordType], now: int
) -> Cell:
    """Which state wins: can see, asked, then the last word."""
    asked = record_type in waiting
    here = [p for p in held if p.record_type == record_type.value]
    if here:
        ends = [p.until for p in here]
        until = None if None in ends else moment_or_none(max(ends))
        since = next(
            (from_micros(w.at) for w in said if w.record_type == record_type.value and w.word == "granted"), None
        )
        return Cell(CellState.CAN_SEE, since, until, asked)
    if asked:
        return Cell(CellState.ASKED, asked=True)
    word = next((w for w in said if w.record_type == record_type.value), None)
    if word is None:
        return Cell(CellState.NOT_SHARED)
    if word.word == "granted":
        ended = word.until if word.until is not None and word.until <= now else word.at
        return Cell(CellState.ENDED, from_micros(ended))
    return Cell(_WORDS[word.word], from_micros(word.at))


def actor_of(person: PersonRow) -> Actor:
    """The person as a consent names them; raises `ValueError` for staff, whom a consent never names."""
    return Actor(ActorKind(person.kind.value), person.subject)
