"""The register of people: its projector and its queries."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Connection,
    Index,
    LargeBinary,
    MetaData,
    Row,
    Select,
    Table,
    Text,
    Update,
    and_,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from consent_desktop.domain.account_events import SignedIn
from consent_desktop.domain.clinic_events import PersonErased
from consent_desktop.domain.events import HistoryDamaged, PersonAmended, PersonRegistered
from consent_desktop.domain.people_events import (
    PeopleEvent,
    PersonDeactivated,
    PersonMerged,
    PersonReactivated,
    RoleEnded,
    RoleGiven,
    UnitJoined,
    UnitLeft,
)
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.read_models.marks import micros_or_none
from consent_desktop.read_models.rows import PersonRow
from consent_desktop.read_models.tables import BIG, Id, Queue, Tables, View, indexed, overwriting, view_table

ROLE: Final = "role"
UNIT: Final = "unit"
"""What a row of the offices gives."""


LISTED: Final = ("sort_name", "record_number", "kind", "active", "merged_into", "own_role")
"""What the directory is listed, searched and filtered by: one index holds all of it, so that no row need be looked up."""


def build(metadata: MetaData, generation: int) -> dict[str, Table]:
    """One row a person, and one for each role or unit that was given on top."""
    people = view_table(
        "people",
        metadata,
        generation,
        Column("subject", Id, primary_key=True),
        Column("kind", Text, nullable=False),
        Column("record_number", Text, nullable=False),
        Column("name", Text),
        Column("birth_date", Text),
        Column("specialty", Text),
        Column("sort_name", Text().with_variant(Text(collation="C"), "postgresql"), nullable=False),
        Column("active", Boolean, nullable=False),
        Column("merged_into", Id),
        Column("own_role", Boolean, nullable=False),
        Column("last_here", BIG),
    )
    indexed(people, "record_number")
    Index(f"{people.name}_listed", *(people.c[name] for name in LISTED))
    offices = view_table(
        "offices",
        metadata,
        generation,
        Column("subject", Id, primary_key=True),
        Column("what", Text, primary_key=True),
        Column("name", Text, primary_key=True),
        Column("since", BIG),
        Column("until", BIG),
    )
    return {"people": people, "offices": offices}


def folded(text: str) -> str:
    """The text without accents and case, for searching and sorting."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


class _Statements:
    """What is written to one generation's table."""

    def __init__(self, tables: dict[str, Table]) -> None:
        table = tables["people"]
        self.enter = Prepared(insert(table), [c.name for c in table.c])
        self.amend = Prepared(_amended(table), ["new_name", "new_sort_name", "new_birth", "new_specialty", "who"])
        self.activate = Prepared(_set(table, "active", Boolean()), ["new", "who"])
        self.merge = Prepared(_set(table, "merged_into", LargeBinary()), ["new", "who"])
        self.here = Prepared(_set(table, "last_here", BIG), ["new", "who"])
        own = update(table).values(own_role=literal(value=False))
        self.end_own = Prepared(own.where(_who(table), table.c.kind == bindparam("role")), ["who", "role"])
        self.forget = Prepared(delete(table).where(_who(table)), ["who"])
        offices = tables["offices"]
        names = [c.name for c in offices.c]
        self.give = Prepared(lambda make: overwriting(make(offices), names[:3], names[3:]), names)
        which = (offices.c.what == bindparam("what"), offices.c.name == bindparam("name"))
        self.end = Prepared(delete(offices).where(_who(offices), *which), ["who", "what", "name"])
        self.end_all = Prepared(delete(offices).where(_who(offices)), ["who"])


def _who(table: Table) -> ColumnElement[bool]:
    return table.c.subject == bindparam("who", type_=LargeBinary())


def _set(table: Table, column: str, type_: Any) -> Update:
    return update(table).values({column: bindparam("new", type_=type_)}).where(_who(table))


class PeopleProjector:
    """Enters, corrects and forgets people, and where they stand."""

    def __init__(self, statements: _Statements, _alone: bool) -> None:
        self._said = statements
        self._link: Link | None = None
        self._queue = Queue()

    def begin(self, link: Link) -> None:
        """A transaction has begun."""
        self._link = link

    def apply(self, recorded: RecordedEvent) -> None:
        """Take in one event."""
        match recorded.event:
            case PersonRegistered() as event:
                self._queue.add(
                    self._said.enter,
                    bytes.fromhex(event.subject),
                    event.kind.value,
                    event.record_number,
                    event.name,
                    event.birth_date.isoformat() if event.birth_date else None,
                    event.specialty,
                    folded(event.name or event.record_number),
                    True,
                    None,
                    True,
                    None,
                )
            case PersonAmended() as event:
                self._queue.add(
                    self._said.amend,
                    event.name,
                    folded(event.name) if event.name is not None else None,
                    event.birth_date.isoformat() if event.birth_date else None,
                    event.specialty,
                    bytes.fromhex(event.subject),
                )
            case SignedIn() as event:
                self._queue.add(self._said.here, recorded.effective, bytes.fromhex(event.subject))
            case PersonErased() as event:
                self._queue.add(self._said.forget, bytes.fromhex(event.person))
                self._queue.add(self._said.end_all, bytes.fromhex(event.person))
            case PeopleEvent() as event:
                self._stands(event, bytes.fromhex(event.subject))
            case HistoryDamaged() as event:
                self._queue.add(self._said.end_all, bytes.fromhex(event.subject))
            case _:
                pass

    def _stands(self, event: PeopleEvent, who: bytes) -> None:
        said, add = self._said, self._queue.add
        match event:
            case PersonMerged():
                add(said.merge, bytes.fromhex(event.into), who)
            case PersonDeactivated() | PersonReactivated():
                add(said.activate, isinstance(event, PersonReactivated), who)
            case RoleGiven():
                add(said.end_own, who, event.role.value)
                add(said.give, who, ROLE, event.role.value, micros_or_none(event.since), micros_or_none(event.until))
            case RoleEnded():
                add(said.end_own, who, event.role.value)
                add(said.end, who, ROLE, event.role.value)
            case UnitJoined():
                add(said.give, who, UNIT, event.unit, micros_or_none(event.since), micros_or_none(event.until))
            case UnitLeft():
                add(said.end, who, UNIT, event.unit)
            case _:
                pass  # who speaks for a patient is asked of the log

    def flush(self) -> None:
        """Write what was taken in."""
        if self._link is not None:
            self._queue.write(self._link)

    def forget(self) -> None:
        """Nothing of the tables is remembered; what waited is dropped."""
        self._queue.clear()


def _amended(table: Table) -> Update:
    """Fields that are None stay."""
    return (
        update(table)
        .values(
            name=func.coalesce(bindparam("new_name", type_=Text()), table.c.name),
            sort_name=func.coalesce(bindparam("new_sort_name", type_=Text()), table.c.sort_name),
            birth_date=func.coalesce(bindparam("new_birth", type_=Text()), table.c.birth_date),
            specialty=func.coalesce(bindparam("new_specialty", type_=Text()), table.c.specialty),
        )
        .where(table.c.subject == bindparam("who"))
    )


VIEW: Final = View("people", form=2, build=build, statements=_Statements, projector=PeopleProjector)


def to_person(row: Row[Any]) -> PersonRow:
    """A row of the people table as a `PersonRow`."""
    return PersonRow(
        subject=row.subject,
        kind=PersonKind(row.kind),
        record_number=row.record_number,
        name=row.name,
        birth_date=date.fromisoformat(row.birth_date) if row.birth_date else None,
        specialty=row.specialty,
        active=row.active,
        merged_into=row.merged_into,
    )


def person(connection: Connection, tables: Tables, subject: str) -> PersonRow | None:
    """The person with that subject id."""
    row = connection.execute(select(tables.people).where(tables.people.c.subject == subject)).first()
    return None if row is None else to_person(row)


def people_by_id(connection: Connection, tables: Tables, subjects: Iterable[str]) -> dict[str, PersonRow]:
    """The people with those subject ids; ids that nobody has are left out."""
    wanted = list(set(subjects))
    found: dict[str, PersonRow] = {}
    for start in range(0, len(wanted), 500):
        query = select(tables.people).where(tables.people.c.subject.in_(wanted[start : start + 500]))
        found.update((row.subject, to_person(row)) for row in connection.execute(query))
    return found


def search(
    connection: Connection, tables: Tables, text: str, kinds: Collection[PersonKind], limit: int
) -> list[PersonRow]:
    """People of those kinds whose name has a word that begins with each word of the text, or whose number is the text.

    Only people who are active: nothing new begins with others.
    """
    people = tables.people.c
    query = (
        _matching(tables, text, kinds)
        .where(people.active, people.merged_into.is_(None))
        .order_by(tables.people.c.sort_name, tables.people.c.subject)
        .limit(limit)
    )
    return [to_person(row) for row in connection.execute(query)]


def _matching(tables: Tables, text: str, kinds: Collection[PersonKind]) -> Select[Any]:
    query = select(tables.people).where(tables.people.c.kind.in_([k.value for k in kinds]))
    return query if not text.strip() else query.where(called(tables.people, text))


def called(people: Table, text: str) -> ColumnElement[bool]:
    """Rows whose name has a word that begins with each word of the text, or whose number is the text."""
    names = people.c.sort_name
    by_name: list[ColumnElement[bool]] = []
    for word in folded(text).split():
        pattern = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        by_name.append(or_(names.like(f"{pattern}%", escape="\\"), names.like(f"% {pattern}%", escape="\\")))
    return or_(and_(*by_name), people.c.record_number == text.strip())
