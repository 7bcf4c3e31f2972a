"""PostgreSQL as a back end: connections with our settings, failures as sentences, and the watch on notifications."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Self

import psycopg
from psycopg import errors as pg
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.appending import CHANNEL
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreForbidden,
    StoreFull,
    StoreNotFound,
    StoreNotOurs,
    StoreUnreachable,
)

DRIVER: Final = "postgresql+psycopg"
LOCK_WAIT: Final = "5s"
LOOK_ANYWAY: Final = 2.0
"""Seconds after which the log is looked at although nobody said that it had moved."""


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a server, as an address names it."""

    url: URL

    @classmethod
    def of(cls, address: str) -> Self:
        """The server of an address. TLS is verified in full unless the address itself says otherwise (`?sslmode=`)."""
        try:
            url = make_url(address)
        except (ArgumentError, ValueError) as error:
            raise StoreNotOurs(
                f"This is no address of a store: {error}. Nothing was opened; write {DRIVER}://name@server/database."
            ) from error
        if url.drivername != DRIVER:
            raise StoreNotOurs(
                f"A store lies in a folder or at {DRIVER}://…, not at {url.drivername}://…. Nothing was opened."
            )
        local = str(url.query.get("host", url.host or "")).startswith("/")
        if not local and "sslmode" not in url.query:
            url = url.update_query_dict({"sslmode": "verify-full"})
            if "sslrootcert" not in url.query:
                url = url.update_query_dict({"sslrootcert": "system"})
        return cls(url)

    @property
    def name(self) -> str:
        """What sentences call it: no password, no user."""
        host = self.url.query.get("host", self.url.host) or "this computer"
        return f"{self.url.database or 'the database'} on {host}"

    def connect(self, schema: str, role: str | None, *, durable: bool) -> psycopg.Connection[Any]:
        """A connection in one of our schemas, acting in its role alone."""
        given = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        connection = psycopg.connect(given, autocommit=True, connect_timeout=5, application_name="consent-desktop")
        settings = {
            "search_path": f"{schema}, pg_temp",
            "lock_timeout": LOCK_WAIT,
            "timezone": "UTC",
            "synchronous_commit": "on" if durable else "off",
            **({"role": role} if role else {}),
        }
        try:
            for name, value in settings.items():
                connection.execute("SELECT set_config(%s, %s, false)", (name, value))
        except BaseException:
            connection.close()
            raise
        return connection


def open_schema(server: Server, schema: str, role: str, lock: int, *, durable: bool, readers: int = 8) -> Database:
    """One of our schemas as a database of ours. Writers take turns by an advisory lock, so that positions have no gaps

    and no later one is ever committed before an earlier one.
    """
    connect = partial(server.connect, schema, role, durable=durable)
    reading = _engine(connect, readers)
    listen: Callable[..., Any] = event.listen
    listen(reading, "begin", lambda c: c.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    begin = f"BEGIN; SELECT pg_advisory_xact_lock({lock})"
    return Database(server.name, _engine(connect, 1), reading, partial(told_of, server.name), begin)


def _engine(connect: Callable[[], psycopg.Connection[Any]], connections: int) -> Engine:
    return create_engine(
        f"{DRIVER}://",
        creator=connect,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        isolation_level="AUTOCOMMIT",
        pool_reset_on_return="rollback",
    )


_KNOWN: Final[tuple[tuple[type[psycopg.Error], type[ClinicError], str], ...]] = (
    (pg.LockNotAvailable, StoreBusy, "Others are writing to {name}. Nothing was recorded; try again in a moment."),
    (pg.DeadlockDetected, StoreBusy, "Others are writing to {name}. Nothing was recorded; try again in a moment."),
    (pg.DiskFull, StoreFull, "The server's disk with {name} is full. Nothing was recorded and nothing is lost."),
    (pg.DataCorrupted, StoreDamaged, "{name} is damaged. Nothing was written to it; run consent-desktop verify."),
    (pg.IndexCorrupted, StoreDamaged, "{name} is damaged. Nothing was written to it; run consent-desktop verify."),
    (
        pg.InsufficientPrivilege,
        StoreForbidden,
        "This login may not do that in {name}. Nothing was recorded; have consent-desktop store init --print-grants run there.",
    ),
    (
        pg.InvalidCatalogName,
        StoreNotFound,
        "There is no database {name}. Nothing was made; ask the server's administrator.",
    ),
    (
        pg.InvalidAuthorizationSpecification,
        StoreForbidden,
        "The server refuses this login to {name}. Nothing was opened.",
    ),
    (pg.InvalidPassword, StoreForbidden, "The server refuses this login to {name}. Nothing was opened."),
)


def told_of(name: str, error: BaseException) -> ClinicError | None:
    """The sentence for a failure of the server or of the way to it; None for anything else, which is our bug."""
    if isinstance(error, DBAPIError):
        error = error.orig or error
    for kind, told, sentence in _KNOWN:
        if isinstance(error, kind):
            return told(sentence.format(name=name))
    if isinstance(error, psycopg.OperationalError):
        return StoreUnreachable(
            f"{name} cannot be reached. A change that was under way may have been kept or not: look before doing it again."
        )
    return None


class NotificationWatch:
    """Listens on a connection of its own. A notification is a hint; the log is asked now and then without one."""

    def __init__(self, server: Server, role: str) -> None:
        self._server = server
        self._role = role
        self._connection: psycopg.Connection[Any] | None = None
        self._looked = time.monotonic()
        self._listening()

    def _listening(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            try:
                connection = self._server.connect("log", self._role, durable=True)
                connection.execute(f"LISTEN {CHANNEL}")
            except psycopg.Error as error:
                told = told_of(self._server.name, error)
                raise (told or error) from error
            self._connection = connection
        return self._connection

    def changed(self) -> bool:
        """Whether the log may have moved since the last call; raises a `ClinicError` where it cannot tell."""
        return self._heard(0)

    def wait(self, seconds: float, poke: threading.Event) -> bool:
        """Until the log may have moved, at most so long. `poke` ends no wait here: what this program records notifies too."""
        return self._heard(seconds) or poke.is_set()

    def _heard(self, seconds: float) -> bool:
        connection = self._listening()
        try:
            heard = sum(1 for _ in connection.notifies(timeout=seconds, stop_after=1 if seconds else None))
        except psycopg.Error as error:
            self._connection = None
            told = told_of(self._server.name, error)
            raise (told or error) from error
        now = time.monotonic()
        if not heard and now - self._looked < LOOK_ANYWAY:
            return False
        self._looked = now
        return True

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
