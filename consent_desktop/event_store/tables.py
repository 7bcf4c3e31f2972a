"""Tables of the log, the same on every back end, and what keeps them append-only.

What recurs is written once and referred to by number: subjects, and kinds of events (type, schema version, vocabulary).
What follows from the rest is left out: `correlation` where an event begins its own conversation, `effective` where it is
the recorded time. None of this touches the stored form, which is the envelope's canonical bytes and the sealed body.

Triggers stop mistakes, not people: whoever may write the file can drop them. The hash chain is what notices.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text, UniqueConstraint
from sqlalchemy.schema import CreateIndex, CreateTable

from consent_desktop.event_store.statements import DIALECTS

SCHEMA_VERSION: Final = 2

metadata = MetaData()

store = Table(
    "store",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

subjects = Table(
    "subjects",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("subject", LargeBinary, nullable=False, unique=True),
)

kinds = Table(
    "kinds",
    metadata,
    Column("kind", Integer, primary_key=True, autoincrement=False),
    Column("type", Text, nullable=False),
    Column("schema_version", Integer, nullable=False),
    Column("vocabulary", Integer, nullable=False),
    UniqueConstraint("type", "schema_version", "vocabulary"),
)

_BIG = BigInteger().with_variant(Integer(), "sqlite")

events = Table(
    "events",
    metadata,
    Column("position", _BIG, primary_key=True, autoincrement=False),
    Column("event_id", LargeBinary, nullable=False, unique=True),
    Column("kind", Integer, nullable=False),
    Column("stream", Integer, nullable=False),
    Column("stream_version", Integer, nullable=False),
    Column("recorded", _BIG, nullable=False),
    Column("effective", _BIG),
    Column("actor", Integer, nullable=False),
    Column("correlation", LargeBinary),
    Column("causation", LargeBinary),
    Column("command_id", LargeBinary, nullable=False),
    Column("digest", LargeBinary),
    Column("body", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    UniqueConstraint("stream", "stream_version"),
)
"""`digest` stands with the first event of a command: with it the same id with another content is noticed."""

Index(
    "events_by_correlation",
    events.c.correlation,
    sqlite_where=events.c.correlation.is_not(None),
    postgresql_where=events.c.correlation.is_not(None),
)

commands = Table(
    "commands",
    metadata,
    Column("command_id", LargeBinary, primary_key=True),
    Column("digest", LargeBinary, nullable=False),
    Column("position", _BIG, nullable=False),
    sqlite_with_rowid=False,
)
"""Commands that led to no event, with the head at which they were decided; the others are known by their events."""

checkpoints = Table(
    "checkpoints",
    metadata,
    Column("size", _BIG, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    Column("made", _BIG, nullable=False),
)

damage = Table(
    "damage",
    metadata,
    Column("position", _BIG, primary_key=True, autoincrement=False),
    Column("stream", LargeBinary),
    Column("reason", Text, nullable=False),
)
"""Positions of events that are lost, with the subject whose stream they were in where that is known."""

APPEND_ONLY: Final = ("store", "subjects", "kinds", "events", "commands", "checkpoints", "damage")
REFUSAL: Final = "the log is append-only"

_SAME: Final = {
    "store": ("name = NEW.name",),
    "subjects": ("number = NEW.number", "subject = NEW.subject"),
    "kinds": ("kind = NEW.kind",),
    "events": ("event_id = NEW.event_id", "stream = NEW.stream AND stream_version = NEW.stream_version"),
    "commands": ("command_id = NEW.command_id",),
    "checkpoints": ("size = NEW.size",),
    "damage": ("position = NEW.position",),
}


def definition(tables: MetaData, dialect: str) -> list[str]:
    """What makes the tables and their indexes on that back end, as text."""
    kind = DIALECTS[dialect]
    made: list[str] = []
    for table in tables.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=kind)))
        made += [str(CreateIndex(index).compile(dialect=kind)) for index in sorted(table.indexes, key=_name)]
    return made


def _name(index: Index) -> str:
    return str(index.name)


def sqlite_triggers() -> list[str]:
    """Refusals of UPDATE, DELETE and REPLACE.

    REPLACE deletes without asking the DELETE trigger where recursive_triggers is off, so it is refused before it comes to
    that. A position is always one more than the last: that keeps the order without gaps, whoever writes.
    """
    made = [
        f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    ]
    for table, same in _SAME.items():
        conditions = [f"EXISTS (SELECT 1 FROM {table} WHERE {condition})" for condition in same]  # noqa: S608  # our own words
        if table == "events":
            conditions.append("NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM events)")
        made.append(
            f"CREATE TRIGGER {table}_refuses_replace BEFORE INSERT ON {table} WHEN {' OR '.join(conditions)} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )
    return made


def postgresql_triggers() -> list[str]:
    """Refusals of UPDATE, DELETE and TRUNCATE, beside the roles that may do none of these."""
    return [
        f"CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        *(
            f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            for table in APPEND_ONLY
        ),
    ]
