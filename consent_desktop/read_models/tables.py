"""What the tables of all views have in common. Each view's module says what its own look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Column, MetaData, String, Table

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


def key(name: str) -> Column[str]:
    """A text column of a table's key."""
    return Column(name, String, primary_key=True)


def view_table(name: str, metadata: MetaData, generation: int, *columns: Column[Any]) -> Table:
    """A view's table of one generation: the name ends in its number. Keyed by text it needs no row id beside its key."""
    clustered = any(c.primary_key and isinstance(c.type, String) for c in columns)
    return Table(f"{name}_{generation}", metadata, *columns, sqlite_with_rowid=not clustered)
