"""What all views have in common: how they are made of tables and a projector, and which file they lie in.

A view's tables carry the number of their generation in their names; a rebuild makes the next one beside the old.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

from sqlalchemy import BigInteger, Column, Dialect, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeDecorator

from consent_desktop.event_store.files import FileKind
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.event_store.tables import definition

VIEWS_VERSION: Final = 2
"""Version of the file's own tables, and on PostgreSQL of the schema `views_<version>`."""

BIG: Final = BigInteger().with_variant(Integer(), "sqlite")


class Id(TypeDecorator[str]):
    """An id of 32 hexadecimal digits, kept as its 16 bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """What is stored."""
        return None if value is None else bytes.fromhex(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """What is read."""
        return None if value is None else bytes(value).hex()


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of every view, each of the generation that is in use."""

    people: Table
    offices: Table
    permissions: Table
    last_words: Table
    relations: Table
    requests: Table
    damaged: Table
    inactive: Table
    history: Table
    notices: Table


class Projector(Protocol):
    """Enters events into one view's tables. What it has taken in is written when it is flushed, in one transaction."""

    def begin(self, link: Link) -> None:
        """A transaction has begun on this connection."""
        ...

    def apply(self, recorded: RecordedEvent) -> None:
        """Take in one event, in order."""
        ...

    def flush(self) -> None:
        """Write what was taken in."""
        ...

    def forget(self) -> None:
        """Others have written, or nothing of it was kept: what is remembered of the tables holds no longer."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, the number of its form (a change rebuilds it), its tables and its projector."""

    name: str
    form: int
    build: Callable[[MetaData, int], dict[str, Table]]
    """Makes the tables of a generation, by their names in `Tables`."""
    statements: Callable[[dict[str, Table]], Any]
    """Makes what the projector runs on those tables; made once for each generation."""
    projector: Callable[[Any, bool], Projector]
    """Makes a projector with those statements; the flag says that the tables are empty and that it alone writes them."""


def view_table(name: str, metadata: MetaData, generation: int, *columns: Any) -> Table:
    """A view's table of one generation: the name ends in its number. Keyed by an id it needs no row id beside its key."""
    keyed = [c for c in columns if isinstance(c, Column) and c.primary_key]
    clustered = any(isinstance(c.type, Id) for c in keyed)
    return Table(f"{name}_{generation}", metadata, *columns, sqlite_with_rowid=not clustered)


def indexed(table: Table, *columns: str) -> None:
    """Index the table by these columns together."""
    Index(f"{table.name}_by_{'_'.join(columns)}", *(table.c[name] for name in columns))


def overwriting(statement: Any, keys: Sequence[str], changes: Sequence[str]) -> Any:
    """The insert of a dialect as an upsert: a row with the same keys takes these columns over from the new one."""
    return statement.on_conflict_do_update(
        index_elements=list(keys), set_={name: statement.excluded[name] for name in changes}
    )


class Queue:
    """Rows waiting to be written to tables that nobody reads meanwhile, in the order in which they came."""

    def __init__(self) -> None:
        self._runs: list[tuple[Prepared, list[tuple[object, ...]]]] = []

    def add(self, prepared: Prepared, *values: object) -> None:
        """Let the statement wait with these values."""
        if not self._runs or self._runs[-1][0] is not prepared:
            self._runs.append((prepared, []))
        self._runs[-1][1].append(values)

    def write(self, link: Link) -> None:
        """Run what waits, the same statement in a row at once."""
        for prepared, rows in self._runs:
            if len(rows) == 1:
                link.run(prepared, *rows[0])
            else:
                link.many(prepared, rows)
        self._runs.clear()

    def clear(self) -> None:
        """Drop what waits."""
        self._runs.clear()


_own = MetaData()

state = Table(
    "state",
    _own,
    Column("view", Text, primary_key=True),
    Column("generation", Integer, nullable=False),
    Column("form", Integer, nullable=False),
    Column("store_id", Text, nullable=False),
    Column("position", BIG, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""How far each view has followed which log, in tables of which generation and form."""

snapshots = Table(
    "snapshots",
    _own,
    Column("stream", LargeBinary, primary_key=True),
    Column("version", BIG, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("fingerprint", Text, nullable=False),
    Column("state", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""States of long streams, so that they need not be folded from their first event; a cache like everything here."""

OWN: Final = ("state", "snapshots")
"""Tables that belong to no generation."""

VIEWS_FILE: Final = FileKind(
    name="clinic.views.db",
    application_id=0x434E5357,  # "CNSW"
    schema_version=VIEWS_VERSION,
    schema=tuple(definition(_own, "sqlite")),
)


def own_definition(dialect: str) -> list[str]:
    """What makes the tables that belong to no generation, on that back end."""
    return definition(_own, dialect)
