"""Tables of the log: append-only by triggers, positions without gaps.

Triggers stop mistakes, not people: whoever may write the file can drop them. The hash chain is what notices.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table

from consent_desktop.event_store.files import FileKind


def _append_only(table: str) -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_refuses_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    )


LOG_FILE: Final = FileKind(
    name="clinic.events.db",
    application_id=0x434E534C,  # "CNSL"
    schema_version=1,
    schema=(
        "CREATE TABLE store (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE events (
            position INTEGER PRIMARY KEY,
            event_id BLOB NOT NULL UNIQUE,
            type TEXT NOT NULL,
            schema_version INTEGER NOT NULL,
            stream BLOB NOT NULL,
            stream_version INTEGER NOT NULL,
            recorded INTEGER NOT NULL,
            effective INTEGER NOT NULL,
            actor BLOB NOT NULL,
            correlation BLOB NOT NULL,
            causation BLOB,
            command_id BLOB NOT NULL,
            vocabulary INTEGER NOT NULL,
            body BLOB NOT NULL,
            chain BLOB NOT NULL,
            UNIQUE (stream, stream_version)
        )""",
        "CREATE INDEX events_by_correlation ON events (correlation)",
        """CREATE TABLE commands (
            command_id BLOB PRIMARY KEY,
            digest BLOB NOT NULL,
            first_position INTEGER NOT NULL,
            last_position INTEGER NOT NULL
        ) WITHOUT ROWID""",
        *_append_only("store"),
        *_append_only("events"),
        *_append_only("commands"),
        # REPLACE deletes without asking the DELETE trigger where recursive_triggers is off: refuse before it comes to that
        """CREATE TRIGGER events_refuses_replace BEFORE INSERT ON events
           WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM events)
             OR EXISTS (SELECT 1 FROM events WHERE event_id = NEW.event_id)
             OR EXISTS (SELECT 1 FROM events WHERE stream = NEW.stream AND stream_version = NEW.stream_version)
           BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
        """CREATE TRIGGER commands_refuses_replace BEFORE INSERT ON commands
           WHEN EXISTS (SELECT 1 FROM commands WHERE command_id = NEW.command_id)
           BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
        """CREATE TRIGGER store_refuses_replace BEFORE INSERT ON store
           WHEN EXISTS (SELECT 1 FROM store WHERE name = NEW.name)
           BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END""",
    ),
)

metadata = MetaData()

store = Table("store", metadata, Column("name", String, primary_key=True), Column("value", String))

events = Table(
    "events",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("event_id", LargeBinary),
    Column("type", String),
    Column("schema_version", Integer),
    Column("stream", LargeBinary),
    Column("stream_version", Integer),
    Column("recorded", Integer),
    Column("effective", Integer),
    Column("actor", LargeBinary),
    Column("correlation", LargeBinary),
    Column("causation", LargeBinary),
    Column("command_id", LargeBinary),
    Column("vocabulary", Integer),
    Column("body", LargeBinary),
    Column("chain", LargeBinary),
)

commands = Table(
    "commands",
    metadata,
    Column("command_id", LargeBinary, primary_key=True),
    Column("digest", LargeBinary),
    Column("first_position", Integer),
    Column("last_position", Integer),
)
