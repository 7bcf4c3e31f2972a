"""The tables of the views. Each rebuild makes a new generation of them beside the old one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sqlalchemy import Boolean, Column, Index, Integer, MetaData, String, Table

from consent_desktop.event_store.files import FileKind

VIEWS_FILE: Final = FileKind(
    name="clinic.views.db",
    application_id=0x434E5357,  # "CNSW"
    schema_version=1,
    schema=(
        """CREATE TABLE state (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            generation INTEGER NOT NULL,
            form INTEGER NOT NULL,
            store_id TEXT NOT NULL,
            position INTEGER NOT NULL,
            chain BLOB NOT NULL
        )""",
    ),
)

FORM: Final = 1
"""Number of the shape of the tables and of what projectors write into them; a change rebuilds."""


@dataclass(frozen=True, slots=True)
class Tables:
    """One generation of every view's tables."""

    metadata: MetaData
    people: Table
    permissions: Table
    last_words: Table
    relations: Table
    requests: Table
    history: Table
    notices: Table


@lru_cache(maxsize=8)
def tables_of(generation: int) -> Tables:
    """The tables of a generation; their names end in its number."""
    metadata = MetaData()

    def table(name: str, *columns: Column[object] | Index) -> Table:
        return Table(f"{name}_{generation}", metadata, *columns, sqlite_with_rowid=not _clustered(columns))

    def key(name: str) -> Column[object]:
        return Column(name, String, primary_key=True)

    return Tables(
        metadata=metadata,
        people=table(
            "people",
            key("subject"),
            Column("kind", String, nullable=False),
            Column("record_number", String, nullable=False, index=True),
            Column("name", String),
            Column("birth_date", String),
            Column("specialty", String),
            Column("sort_name", String, nullable=False, index=True),
        ),
        permissions=table(
            "permissions",
            key("patient"),
            key("actor_kind"),
            key("actor"),
            key("record_type"),
            Column("position", Integer, primary_key=True, autoincrement=False),
            Column("through_all", Boolean, nullable=False),
            Column("purpose", String),
            Column("until", Integer),
        ),
        last_words=table(
            "last_words",
            key("patient"),
            key("actor_kind"),
            key("actor"),
            key("record_type"),
            Column("word", String, nullable=False),
            Column("at", Integer, nullable=False),
            Column("until", Integer),
            Column("position", Integer, nullable=False),
        ),
        relations=table(
            "relations",
            key("patient"),
            key("actor_kind"),
            Column("actor", String, primary_key=True, index=True),
            Column("position", Integer, nullable=False),
        ),
        requests=table(
            "requests",
            Column("position", Integer, primary_key=True, autoincrement=False),
            Column("request_id", String, nullable=False, unique=True),
            Column("patient", String, nullable=False, index=True),
            Column("actor_kind", String, nullable=False),
            Column("actor", String, nullable=False, index=True),
            Column("record_types", String, nullable=False),
            Column("waiting", String, nullable=False),
            Column("granted", String, nullable=False),
            Column("declined", String, nullable=False),
            Column("state", String, nullable=False),
            Column("purpose_code", String),
            Column("purpose_words", String),
            Column("until", Integer),
            Column("note", String),
            Column("asked_at", Integer, nullable=False),
            Column("ended_at", Integer),
        ),
        history=table(
            "history",
            Column("position", Integer, primary_key=True, autoincrement=False),
            Column("event_id", String, nullable=False, unique=True),
            Column("type", String, nullable=False, index=True),
            Column("subject", String, nullable=False, index=True),
            Column("by", String, nullable=False, index=True),
            Column("other", String, index=True),
            Column("record_types", String, nullable=False),
            Column("purpose", String),
            Column("until", Integer),
            Column("recorded", Integer, nullable=False),
            Column("effective", Integer, nullable=False),
            Column("erased", Boolean, nullable=False),
        ),
        notices=table(
            "notices",
            key("notice_id"),
            key("recipient"),
            Column("status", String, nullable=False, index=True),
            Column("position", Integer, nullable=False),
            Column("reason", String),
        ),
    )


def _clustered(columns: tuple[Column[object] | Index, ...]) -> bool:
    """Tables keyed by text need no row id beside their key."""
    return any(isinstance(c, Column) and c.primary_key and isinstance(c.type, String) for c in columns)
