"""PostgreSQL as a back end: connections with our settings, failures as sentences, and the watch on notifications."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

import psycopg
from psycopg.conninfo import make_conninfo
from psycopg.types.string import StrDumperUnknown
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.envelope import from_micros
from consent_desktop.event_store.errors import StoreNotOurs
from consent_desktop.event_store.postgres_failures import told_of
from consent_desktop.event_store.postgres_pool import DRIVER, is_gone, pooled
from consent_desktop.event_store.statements import Link

LOCK_WAIT: Final = "5s"
_LIVELY: Final[dict[str, Any]] = {
    "connect_timeout": 5,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
    "application_name": "consent-desktop",
}
"""A way that is cut without a word (a cable, a sleeping router) is noticed within half a minute, not in a quarter of an hour."""
_ROOTS: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
"""Where systems keep the certificates of the authorities that they trust, in one file."""


@dataclass(frozen=True, slots=True)
class Server:
    """A database on a server, as an address names it."""

    url: URL

    @classmethod
    def of(cls, address: str) -> Self:
        """The server of an address. TLS is verified in full unless the address itself says otherwise (`?sslmode=`)."""
        try:
            url = make_url(address)
        except (ArgumentError, ValueError):  # what it says of the address may hold the password
            raise _no_address() from None
        if url.drivername != DRIVER:
            raise StoreNotOurs(
                f"A store lies in a folder or at {DRIVER}://…, not at {url.drivername}://…. Nothing was opened."
            )
        if not _is_local(url) and "sslmode" not in url.query:
            url = url.update_query_dict({"sslmode": "verify-full"})
            if "sslrootcert" not in url.query:
                url = url.update_query_dict({"sslrootcert": system_roots()})
        server = cls(url)
        try:
            server.conninfo()
        except psycopg.ProgrammingError:
            raise _no_address() from None
        return server

    @property
    def name(self) -> str:
        """What sentences call it: no password, no user."""
        hosts = self.url.query.get("host", self.url.host) or "this computer"
        return f"{self.url.database or 'the database'} on {hosts if isinstance(hosts, str) else ', '.join(hosts)}"

    def conninfo(self) -> str:
        """What the address says in the driver's own form, where names with blanks or quotes are no matter."""
        url = self.url
        said = {
            "user": url.username,
            "password": url.password,
            "host": url.host,
            "port": url.port,
            "dbname": url.database,
        }
        query = {name: value if isinstance(value, str) else ",".join(value) for name, value in url.query.items()}
        return make_conninfo(**{**_LIVELY, **{name: value for name, value in said.items() if value}, **query})

    def connect(self, schema: str, role: str | None, *, durable: bool) -> psycopg.Connection[Any]:
        """A connection in one of our schemas, acting in its role alone."""
        connection = psycopg.connect(self.conninfo(), autocommit=True)
        connection.adapters.register_dumper(str, _TextDumper)
        settings = {
            "search_path": f"{schema}, pg_temp",
            "lock_timeout": LOCK_WAIT,
            "timezone": "UTC",
            "synchronous_commit": "on" if durable else "off",
            **({"role": role} if role else {}),
        }
        try:
            names = ", ".join(["set_config(%s, %s, false)"] * len(settings))  # from left to right: the role comes last
            connection.execute(f"SELECT {names}", [word for setting in settings.items() for word in setting])
        except BaseException:
            connection.close()
            raise
        return connection


def _no_address() -> StoreNotOurs:
    return StoreNotOurs(
        f"This is no address of a store. Nothing was opened; write {DRIVER}://name@server/database, and what else there is to "
        "say of the way there as ?sslmode=… after it."
    )


def _is_local(url: URL) -> bool:
    """Whether the address names sockets on this machine only, which nobody else can listen to."""
    hosts = url.query.get("host", url.host or "")
    named = hosts.split(",") if isinstance(hosts, str) else hosts
    return "hostaddr" not in url.query and all(host.startswith(("/", "@")) for host in named)


def system_roots() -> str:
    """The file of the authorities that this system trusts; where none is found the driver looks by itself.

    The driver brings a TLS library of its own, which does not know where each system keeps them.
    """
    found = (ssl.get_default_verify_paths().cafile, *_ROOTS)
    return next((path for path in found if path and Path(path).is_file()), "system")


class _TextDumper(StrDumperUnknown):
    """PostgreSQL's text holds every character but NUL. Bodies are sealed bytes and keep it; a list shows a sign instead."""

    def dump(self, obj: str) -> Any:
        """The text as it is sent."""
        return super().dump(obj.replace("\x00", "\ufffd") if "\x00" in obj else obj)


class _Schema(Database):
    """A schema of ours. A transaction that did not get as far as its lock is undone, or its connection thrown away."""

    def begin(self) -> Link:
        """Take the lock and begin a transaction, on another connection where the kept one was cut meanwhile."""
        with self._lock:
            if self._link is not None and is_gone(self._link.raw):
                self._open.invalidate()
                self._open = self._link = None
            try:
                return super().begin()
            except BaseException:
                if self._link is not None:
                    self._undo(self._link)
                raise


def open_schema(server: Server, schema: str, role: str, lock: int, *, durable: bool, readers: int = 8) -> Database:
    """One of our schemas as a database of ours. Writers take turns by an advisory lock, so that positions have no gaps

    and no later one is ever committed before an earlier one.
    """
    connect = partial(server.connect, schema, role, durable=durable)
    reading = pooled(connect, readers)
    listen: Callable[..., Any] = event.listen
    listen(reading, "begin", lambda c: c.exec_driver_sql("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    begin = f"BEGIN; SELECT pg_advisory_xact_lock({lock})"
    return _Schema(server.name, pooled(connect, 1), reading, partial(told_of, server.name), begin)


def server_time(database: Database) -> datetime:
    """The server's present moment, which every workstation goes by. Raises a `ClinicError` where it cannot be asked."""
    with database.reading() as link:
        micros = link.say("SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint").fetchone()[0]
    return from_micros(micros)
