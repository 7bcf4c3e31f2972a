"""The register of people: its projector and its queries."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    MetaData,
    Row,
    Select,
    String,
    Table,
    insert,
    or_,
    select,
    update,
)

from consent_desktop.domain.events import PersonAmended, PersonRegistered
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.read_models.rows import PersonRow
from consent_desktop.read_models.tables import Tables, key, view_table


def table(metadata: MetaData, generation: int) -> Table:
    """One row a person."""
    return view_table(
        "people",
        metadata,
        generation,
        key("subject"),
        Column("kind", String, nullable=False),
        Column("record_number", String, nullable=False, index=True),
        Column("name", String),
        Column("birth_date", String),
        Column("specialty", String),
        Column("sort_name", String, nullable=False, index=True),
    )


def folded(text: str) -> str:
    """The text without accents and case, for searching and sorting."""
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


def on_registered(connection: Connection, tables: Tables, recorded: RecordedEvent, event: PersonRegistered) -> None:
    """Enter the person."""
    connection.execute(
        insert(tables.people).values(
            subject=event.subject,
            kind=event.kind.value,
            record_number=event.record_number,
            name=event.name,
            birth_date=event.birth_date.isoformat() if event.birth_date else None,
            specialty=event.specialty,
            sort_name=folded(event.name or event.record_number),
        )
    )


def on_amended(connection: Connection, tables: Tables, recorded: RecordedEvent, event: PersonAmended) -> None:
    """Correct what is known; fields that are None stay."""
    changes: dict[str, str] = {}
    if event.name is not None:
        changes |= {"name": event.name, "sort_name": folded(event.name)}
    if event.birth_date is not None:
        changes["birth_date"] = event.birth_date.isoformat()
    if event.specialty is not None:
        changes["specialty"] = event.specialty
    if changes:
        connection.execute(update(tables.people).where(tables.people.c.subject == event.subject).values(**changes))


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
