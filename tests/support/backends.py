"""The back ends that the event store has to work on alike, each with what a test does behind the program's back."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Final, Protocol

import psycopg
import pytest
from sqlcipher3 import dbapi2

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import Clock
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.opening import FileKeys, open_store
from consent_desktop.event_store.postgres_schema import LOG_ROLE
from consent_desktop.event_store.verification import Verification, verify
from consent_desktop.read_models.opening import VIEWS_SCHEMA
from tests.support.servers import Postgres
from tests.support.stores import KEY

Row = tuple[Any, ...]


class Refused(Exception):
    """The back end did not let a change of the log happen."""


class Backend(Protocol):
    """One store that a test opens, closes and tampers with."""

    def open(self, clock: Clock) -> Clinic:
        """The store with everything joined to it; made the first time. Notices are raised when the test says so."""
        ...

    def forget_views(self) -> None:
        """Throw the views away, while nobody has the store open."""
        ...

    def change(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement on the log beside the program, its guards in place; raises `Refused` where they hold."""
        ...

    def force(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """The same with the guards out of the way, as one can who owns the file or the server; they are back afterwards."""
        ...

    def verified_without(self, table: str) -> Verification | None:
        """What a verification says of a copy whose table was dropped; None where the back end refuses to drop it."""
        ...


class SqliteBackend:
    """A folder with its three files, plain or encrypted."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        self._folder = folder
        self._key = key

    def open(self, clock: Clock) -> Clinic:
        """The store with everything joined to it; made the first time."""
        plain, facts = self._key is None, {"time_zone": "UTC"}
        return open_clinic(self._folder, plain=plain, key=self._key, facts=facts, clock=clock, chores=False)

    def forget_views(self) -> None:
        """Delete the views' file."""
        for path in self._folder.glob("clinic.views.db*"):
            path.unlink()

    def change(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement on the log's file, its triggers in place."""
        with self._connection(self._folder) as connection:
            try:
                return list(connection.execute(statement, values))
            except dbapi2.IntegrityError as error:
                raise Refused(str(error)) from error

    def force(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Drop the triggers, run it, make them again."""
        with self._connection(self._folder) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            connection.execute("BEGIN IMMEDIATE")
            for name, _ in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            rows: list[Row] = list(connection.execute(statement, values))
            for _, definition in triggers:
                connection.execute(definition)
            connection.execute("COMMIT")
            return rows

    def verified_without(self, table: str) -> Verification | None:
        """Nobody can keep the owner of a file from dropping a table in it; a verification has to see it."""
        with tempfile.TemporaryDirectory(dir=self._folder.parent) as place:
            copied = Path(place, "copy")
            shutil.copytree(self._folder, copied, ignore=shutil.ignore_patterns("*-shm"))
            with self._connection(copied) as connection:
                connection.execute(f"DROP TABLE {table}")
            try:
                store = open_store(copied, plain=self._key is None, key=self._key, facts={})
            except ClinicError as error:
                return Verification(0, 1, str(error))
            try:
                if store.log.segment > 1:
                    return Verification(0, 1, "a checked copy took over, and says so in its first event")
                return verify(store.log)
            finally:
                store.close()

    @contextmanager
    def _connection(self, folder: Path) -> Iterator[dbapi2.Connection]:
        connection = connect(folder / "clinic.events.db", FileKeys.of(self._key).log, synchronous="FULL")
        try:
            yield connection
        finally:
            connection.close()


@contextmanager
def _sqlite(key: bytes | None) -> Iterator[Backend]:
    memory = Path("/dev/shm")  # noqa: S108 - a file system in memory where there is one: what is tested is not the disk
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        yield SqliteBackend(Path(place, "clinic"), key)


class PostgresBackend:
    """A database on a server, opened as its superuser, who is the one that could tamper."""

    def __init__(self, address: str) -> None:
        self._address = address

    def open(self, clock: Clock) -> Clinic:
        """The store with everything joined to it; made the first time."""
        return open_clinic(self._address, plain=True, facts={"time_zone": "UTC"}, clock=clock, chores=False)

    def forget_views(self) -> None:
        """Drop the views' schema."""
        with self._connection() as connection:
            connection.execute(f"DROP SCHEMA {VIEWS_SCHEMA} CASCADE")

    def change(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement on the log's schema, first in the program's own role, then as the superuser past the grants."""
        with self._connection(LOG_ROLE) as connection, suppress(psycopg.errors.InsufficientPrivilege):
            _ran(connection, statement, values)
        with self._connection() as connection:
            try:
                return _ran(connection, statement, values)
            except psycopg.errors.RaiseException as error:
                raise Refused(str(error)) from error

    def force(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run it as a session in which no trigger fires."""
        with self._connection() as connection:
            connection.execute("SET session_replication_role = replica")
            return _ran(connection, statement, values)

    def verified_without(self, table: str) -> Verification | None:
        """The program's role cannot drop a table."""
        with self._connection(LOG_ROLE) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(f"DROP TABLE {table}")
        return None

    @contextmanager
    def _connection(self, role: str | None = None) -> Iterator[psycopg.Connection[Any]]:
        connection = psycopg.connect(self._address.replace("+psycopg", "", 1), autocommit=True)
        try:
            connection.execute("SET search_path = log")
            if role is not None:
                connection.execute(f"SET ROLE {role}")
            yield connection
        finally:
            connection.close()


def _ran(connection: psycopg.Connection[Any], statement: str, values: Sequence[object]) -> list[Row]:
    """Statements here are written as SQLite takes them."""
    cursor = connection.execute(statement.replace("?", "%s"), values)
    return cursor.fetchall() if cursor.description else []


Servers = Callable[[], Postgres]
"""Gives the run's server, and starts it if it must: the fixture `postgres`."""


@contextmanager
def _postgres(servers: Servers) -> Iterator[Backend]:
    yield PostgresBackend(servers().new_database())


BACKENDS: Final[dict[str, Callable[[Servers], AbstractContextManager[Backend]]]] = {
    "plain": lambda _: _sqlite(None),
    "encrypted": lambda _: _sqlite(KEY),
    "postgresql": _postgres,
}
"""Every back end by name."""


def open_backend(name: str, servers: Servers) -> AbstractContextManager[Backend]:
    """A new empty store on that back end."""
    return BACKENDS[name](servers)
