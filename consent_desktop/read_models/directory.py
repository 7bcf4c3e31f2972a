"""The directory of everybody in the register: ordered ids first and rows by the window, so that 100,000 people open at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, Row, and_, exists, func, or_, select, tuple_

from consent_desktop.domain.standing import in_period
from consent_desktop.domain.vocabulary import ActingRole, PersonKind
from consent_desktop.event_store.envelope import to_micros
from consent_desktop.read_models.marks import moment_or_none
from consent_desktop.read_models.people import ROLE, UNIT, called, folded, to_person
from consent_desktop.read_models.rows import PersonRow
from consent_desktop.read_models.tables import Tables

CHUNK = 500


@dataclass(frozen=True, slots=True)
class DirectoryQuery:
    """Who is wanted; empty and None mean any."""

    text: str = ""
    """Words that the name has words beginning with, or a whole record number."""
    kinds: tuple[PersonKind, ...] = ()
    active: bool | None = True
    """True: those who are active and no second entries; False: the others."""
    role: ActingRole | None = None
    """A role that is in effect at the moment of asking."""
    unit: str | None = None
    """A unit that the person is in at the moment of asking."""


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A person with where they stand at the moment of asking."""

    person: PersonRow
    roles: tuple[ActingRole, ...]
    """In effect, in the order in which they are always shown; none for who is not active."""
    units: tuple[str, ...]
    last_here: datetime | None
    """When the person last signed in anywhere; None: never."""


def subjects(connection: Connection, tables: Tables, query: DirectoryQuery, at: datetime) -> list[str]:
    """Subject ids of those who match, by name."""
    people = tables.people
    statement = select(people.c.subject).where(*_where(tables, query, at))
    cursor = connection.execute(statement.order_by(people.c.sort_name, people.c.record_number, people.c.subject)).cursor
    assert cursor is not None  # the driver's own: a hundred thousand ids need no rows around them
    found: list[str] = []
    while rows := cursor.fetchmany(10_000):
        found += [bytes(subject).hex() for (subject,) in rows]
    return found


def counts(connection: Connection, tables: Tables, query: DirectoryQuery, at: datetime) -> dict[PersonKind, int]:
    """How many of each kind match, whatever kinds the query names; a kind that nobody has is left out."""
    people = tables.people
    anybody = DirectoryQuery(query.text, (), query.active, query.role, query.unit)
    statement = select(people.c.kind, func.count()).where(*_where(tables, anybody, at)).group_by(people.c.kind)
    return {PersonKind(kind): count for kind, count in connection.execute(statement)}


def rows(connection: Connection, tables: Tables, wanted: Sequence[str], at: datetime) -> list[DirectoryRow]:
    """The rows of those people, in that order; who is not there any more is left out."""
    people, offices = tables.people, tables.offices
    found: dict[str, Row[tuple[object, ...]]] = {}
    held: dict[str, list[Row[tuple[object, ...]]]] = {}
    for start in range(0, len(wanted), CHUNK):
        chunk = list(wanted[start : start + CHUNK])
        found.update((r.subject, r) for r in connection.execute(select(people).where(people.c.subject.in_(chunk))))
        for row in connection.execute(select(offices).where(offices.c.subject.in_(chunk))):
            held.setdefault(row.subject, []).append(row)
    return [_to_directory(found[s], held.get(s, []), at) for s in wanted if s in found]


def _to_directory(row: Row[tuple[object, ...]], held: Sequence[Row[tuple[object, ...]]], at: datetime) -> DirectoryRow:
    person = to_person(row)
    now = [h for h in held if in_period(moment_or_none(h.since), moment_or_none(h.until), at)]
    roles = {ActingRole(h.name) for h in now if h.what == ROLE} | ({ActingRole(row.kind)} if row.own_role else set())
    in_effect = tuple(role for role in ActingRole if role in roles) if person.present else ()
    units = tuple(sorted(h.name for h in now if h.what == UNIT))
    return DirectoryRow(person, in_effect, units, moment_or_none(row.last_here))


def units(connection: Connection, tables: Tables) -> list[str]:
    """The names of all units that anybody was given, by name."""
    offices = tables.offices
    return list(
        connection.execute(
            select(offices.c.name).where(offices.c.what == UNIT).distinct().order_by(offices.c.name)
        ).scalars()
    )


def namesakes(
    connection: Connection, tables: Tables, kind: PersonKind, name: str, birth_date: date | None
) -> list[PersonRow]:
    """Active people of that kind with the same name, whatever its case and accents, and the same birthday if one is given."""
    people = tables.people
    same = [people.c.kind == kind.value, people.c.sort_name == folded(" ".join(name.split())), *_present(tables)]
    if birth_date is not None:
        same.append(people.c.birth_date == birth_date.isoformat())
    query = select(people).where(*same).order_by(people.c.record_number).limit(CHUNK)
    return [to_person(row) for row in connection.execute(query)]


def duplicates(connection: Connection, tables: Tables, limit: int = 100) -> list[tuple[PersonRow, ...]]:
    """Groups of active people of one kind with the same name and birthday: perhaps the same person entered twice."""
    people = tables.people
    alike = (people.c.kind, people.c.sort_name, people.c.birth_date)
    named = (people.c.name.is_not(None), people.c.birth_date.is_not(None), *_present(tables))
    twice = select(*alike).where(*named).group_by(*alike).having(func.count() > 1).order_by(*alike).limit(limit)
    keys = [tuple(row) for row in connection.execute(twice)]
    if not keys:
        return []
    query = select(people).where(tuple_(*alike).in_(keys), *named).order_by(people.c.sort_name, people.c.record_number)
    groups: dict[tuple[object, ...], list[PersonRow]] = {key: [] for key in keys}
    for row in connection.execute(query):
        groups[row.kind, row.sort_name, row.birth_date].append(to_person(row))
    return [tuple(group) for group in groups.values()]


def _present(tables: Tables) -> list[ColumnElement[bool]]:
    return [tables.people.c.active, tables.people.c.merged_into.is_(None)]


def _where(tables: Tables, query: DirectoryQuery, at: datetime) -> list[ColumnElement[bool]]:
    people = tables.people
    wanted: list[ColumnElement[bool]] = []
    if query.active is True:
        wanted += _present(tables)
    elif query.active is False:
        wanted.append(or_(~people.c.active, people.c.merged_into.is_not(None)))
    if query.kinds:
        wanted.append(people.c.kind.in_([kind.value for kind in query.kinds]))
    if query.role is not None:
        own = and_(people.c.own_role, people.c.kind == query.role.value)
        wanted += [or_(own, _holds(tables, ROLE, query.role.value, at)), *_present(tables)]
    if query.unit is not None:
        wanted.append(_holds(tables, UNIT, query.unit, at))
    if query.text.strip():
        wanted.append(called(people, query.text))
    return wanted


def _holds(tables: Tables, what: str, name: str, at: datetime) -> ColumnElement[bool]:
    offices, now = tables.offices, to_micros(at)
    return exists().where(
        offices.c.subject == tables.people.c.subject,
        offices.c.what == what,
        offices.c.name == name,
        or_(offices.c.since.is_(None), offices.c.since <= now),
        or_(offices.c.until.is_(None), offices.c.until > now),
    )


def last_here(connection: Connection, tables: Tables, wanted: Collection[str]) -> dict[str, datetime]:
    """When each of the people last signed in; who never did is left out."""
    people = tables.people
    found: dict[str, datetime] = {}
    everybody = list(wanted)
    for start in range(0, len(everybody), CHUNK):
        query = select(people.c.subject, people.c.last_here).where(
            people.c.subject.in_(everybody[start : start + CHUNK]), people.c.last_here.is_not(None)
        )
        for subject, moment in connection.execute(query):
            here = moment_or_none(moment)
            assert here is not None
            found[subject] = here
    return found
