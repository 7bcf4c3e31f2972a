"""Opening SQLite files with the one engine we ship, with every pragma set and read back."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final, Literal

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.errors import EngineUnfit, told_of, translated

BUSY_TIMEOUT_MS: Final = 5000
OLDEST_FIT_ENGINE: Final = (3, 51, 3)
"""First SQLite release with the fix of the WAL-reset corruption bug (sqlite.org, release log)."""

Synchronous = Literal["FULL", "NORMAL"]
_LEVEL: Final = {"FULL": 2, "NORMAL": 1}


def connect(path: Path, key: bytes | None, *, synchronous: Synchronous) -> dbapi2.Connection:
    """One connection with our pragmas; `key` is the raw 32-byte key of the file, None for a plain one."""
    if dbapi2.sqlite_version_info < OLDEST_FIT_ENGINE:
        raise EngineUnfit(
            f"The SQLite engine {dbapi2.sqlite_version} can damage files; {'.'.join(map(str, OLDEST_FIT_ENGINE))} or later is "
            "needed. No file was opened; install the program's own packages again."
        )
    try:
        connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=rwc",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_TIMEOUT_MS / 1000,
        )
    except dbapi2.Error as error:
        raise (told_of(path, error) or error) from error
    try:
        _set_pragmas(connection, key, synchronous)
    except BaseException as error:
        with contextlib.suppress(dbapi2.Error):
            connection.close()
        raise (told_of(path, error) or error) from error
    return connection


def _set_pragmas(connection: dbapi2.Connection, key: bytes | None, synchronous: Synchronous) -> None:
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    wanted: dict[str, tuple[str, object]] = {
        "journal_mode": ("WAL", "wal"),
        "synchronous": (synchronous, _LEVEL[synchronous]),
        "busy_timeout": (str(BUSY_TIMEOUT_MS), BUSY_TIMEOUT_MS),
        "foreign_keys": ("ON", 1),
        "recursive_triggers": ("ON", 1),
        "trusted_schema": ("OFF", 0),
        "cell_size_check": ("ON", 1),
        "secure_delete": ("ON", 1),
        "mmap_size": ("0", 0),
    }
    for name, (value, expected) in wanted.items():
        _set(connection, name, value)
        row = connection.execute(f"PRAGMA {name}").fetchone()
        if row is not None and row[0] != expected:
            raise EngineUnfit(
                f"The SQLite engine did not accept {name} = {value}; it says {row[0]}. No data was written."
            )


def _set(connection: dbapi2.Connection, name: str, value: str) -> None:
    """Set a pragma. The first change to WAL needs the file alone and does not wait for others by itself: it is tried again."""
    give_up = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.execute(f"PRAGMA {name} = {value}").fetchall()
        except dbapi2.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > give_up:
                raise
            time.sleep(0.01)
        else:
            return


def open_database(
    path: Path,
    key: bytes | None,
    *,
    synchronous: Synchronous,
    readers: int = 8,
    cache_kib: int = 2000,
    after: Callable[[], None] = lambda: None,
) -> Database:
    """The file as a database of ours: every writing transaction begins with BEGIN IMMEDIATE, readers cannot write.

    `after` is called when a connection was made; where it raises, the connection is given back.
    """

    def connected() -> dbapi2.Connection:
        connection = connect(path, key, synchronous=synchronous)
        try:
            after()
        except BaseException:
            connection.close()
            raise
        return connection

    def reader() -> dbapi2.Connection:
        connection = connected()
        connection.execute("PRAGMA query_only = ON")
        return connection

    def writer() -> dbapi2.Connection:
        connection = connected()
        connection.execute(f"PRAGMA cache_size = -{cache_kib}")
        if key is None:  # sorting may use the disk; of an encrypted file nothing is written there in clear
            connection.execute("PRAGMA temp_store = FILE")
        return connection

    writing = _engine(writer, 1)
    reading = _engine(reader, readers)
    listen: Callable[..., Any] = event.listen
    listen(reading, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return Database(path.name, writing, reading, partial(told_of, path), sorts_on_disk=key is None)


def _engine(creator: Callable[[], dbapi2.Connection], connections: int) -> Engine:
    return create_engine(
        "sqlite://",
        module=dbapi2,
        creator=creator,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_reset_on_return="rollback",
    )


class DataVersion:
    """Watches one file for other connections' commits: `changed()` costs microseconds and reads no table."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path = path
        self._connection = connect(path, key, synchronous="NORMAL")
        self._last = self._read()

    def _read(self) -> int:
        try:
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])
        except dbapi2.Error as error:
            told = translated(str(error), self._path)
            if told is None:
                raise
            raise told from error

    def changed(self) -> bool:
        """Whether another connection has committed since the last call; raises a `ClinicError` where it cannot tell."""
        now = self._read()
        moved, self._last = now != self._last, now
        return moved

    def wait(self, seconds: float, poke: threading.Event) -> bool:
        """Wait for the poke or so many seconds, then look: a file tells nobody that it was written."""
        poked = poke.wait(seconds)
        return self.changed() or poked

    def close(self) -> None:
        """Give the connection back."""
        with contextlib.suppress(dbapi2.Error):
            self._connection.close()
