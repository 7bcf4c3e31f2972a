"""The register of people: its projector and its queries."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Final

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Row,
    Select,
    Table,
    Text,
    Update,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from consent_desktop.domain.events import PersonAmended, PersonRegistered
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.read_models.rows import PersonRow
from consent_desktop.read_models.tables import Id, Queue, Tables, View, indexed, view_table


def build(metadata: MetaData, generation: int) -> dict[str, Table]:
    """One row a person."""
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
    )
    indexed(people, "record_number")
    indexed(people, "sort_name")
    return {"people": people}


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


class PeopleProjector:
    """Enters and corrects people."""

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
            case _:
                pass

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


VIEW: Final = View("people", form=1, build=build, statements=_Statements, projector=PeopleProjector)


def to_person(row: Row[Any]) -> PersonRow:
    """A row of the people table as a `PersonRow`."""
    return PersonRow(
        subject=row.subject,
        kind=PersonKind(row.kind),
        record_number=row.record_number,
        name=row.name,
        birth_date=date.fromisoformat(row.birth_date) if row.birth_date else None,
        specialty=row.specialty,
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
    """People of those kinds whose name has a word that begins with each word of the text, or whose number is the text."""
    query = _matching(tables, text, kinds).order_by(tables.people.c.sort_name, tables.people.c.subject).limit(limit)
    return [to_person(row) for row in connection.execute(query)]


def _matching(tables: Tables, text: str, kinds: Collection[PersonKind]) -> Select[Any]:
    names = tables.people.c.sort_name
    words: list[ColumnElement[bool]] = []
    for word in folded(text).split():
        pattern = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        words.append(or_(names.like(f"{pattern}%", escape="\\"), names.like(f"% {pattern}%", escape="\\")))
    query = select(tables.people).where(tables.people.c.kind.in_([k.value for k in kinds]))
    if not words:
        return query
    by_name = words[0]
    for condition in words[1:]:
        by_name = by_name & condition
    return query.where(or_(by_name, tables.people.c.record_number == text.strip()))
