"""Telling what a file is before anything is written to it, and making new ones."""

from __future__ import annotations

import errno
import struct
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Final, NamedTuple

from sqlcipher3 import dbapi2

from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.errors import (
    StoreBusy,
    StoreFailed,
    StoreKeyMissing,
    StoreNewer,
    StoreNotFound,
    StoreNotOurs,
    StoreReadOnly,
    told_of,
)

IN_THE_MAKING: Final = 0.5
"""Seconds since a file was last written during which another program may still be making it."""
_MAGIC: Final = b"SQLite format 3\x00"


class FileState(Enum):
    """What was found at a path."""

    ABSENT = auto()
    OURS = auto()


@dataclass(frozen=True, slots=True)
class FileKind:
    """One of our kinds of file: how it is named, marked, numbered and first filled."""

    name: str
    application_id: int
    schema_version: int
    schema: tuple[str, ...]
    migrations: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """What brings a file of that schema version to the next."""

    def examine(self, folder: Path, key: bytes | None) -> FileState:
        """Look without writing. Raises `StoreNotOurs`, `StoreNewer` or `StoreKeyMissing` where it may not be opened.

        A file whose making was cut off before it had its marks and any table counts as not there. One that is a few
        moments old may be in the making by another program: what looks foreign in it is looked at again.
        """
        path = folder / self.name
        while True:
            try:
                return self._examined(path, key)
            except (StoreNotOurs, StoreKeyMissing, dbapi2.DatabaseError) as error:
                if not _in_the_making(path):
                    raise (told_of(path, error) or error) from error
                time.sleep(0.02)

    def _examined(self, path: Path, key: bytes | None) -> FileState:
        try:
            if not path.exists() or (path.is_file() and path.stat().st_size == 0):
                return FileState.ABSENT
            if not path.is_file():
                raise StoreNotOurs(f"{path} is not a file. It was left untouched; choose another folder.")
            marks = _marks_in_clear(path)
        except OSError as error:
            raise unusable(path, error) from error
        if marks is None:
            if key is None:
                raise StoreKeyMissing(
                    f"{path} is protected by a key, or is not a file of Consent Desktop. It was left untouched; give the key."
                )
            marks = _marks_with_key(path, key)
        elif key is not None:
            raise StoreNotOurs(f"{path} is not protected by a key, though one was given. It was left untouched.")
        if marks.application_id == 0:  # its making may be under way, or was cut off: then the rest is in its WAL
            marks = _marks_beyond_the_header(path, key)
            if marks is None:
                return FileState.ABSENT
        if marks.application_id != self.application_id:
            raise StoreNotOurs(
                f"{path} is not a file of Consent Desktop. It was left untouched; choose another folder."
            )
        if marks.version > self.schema_version:
            raise StoreNewer(
                f"{path} was written by a newer version of Consent Desktop. It was left untouched; install that version."
            )
        return FileState.OURS

    def migrate(self, folder: Path, key: bytes | None) -> int:
        """Bring an older file to today's schema, whole or not at all; gives the version that it had."""
        with _opened(folder / self.name, key) as connection:
            found = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if found == self.schema_version:
                return found
            connection.execute("BEGIN IMMEDIATE")
            version = int(
                connection.execute("PRAGMA user_version").fetchone()[0]
            )  # another program may have been quicker
            while version < self.schema_version:
                for statement in self.migrations[version]:
                    connection.execute(statement)
                version += 1
                connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            return found

    def remake(self, folder: Path, key: bytes | None) -> None:
        """Throw away what an older file of this kind holds and make it anew: for a cache, which is not worth migrating."""
        with _opened(folder / self.name, key) as connection:
            if connection.execute("PRAGMA user_version").fetchone()[0] == self.schema_version:
                return
            connection.execute("BEGIN IMMEDIATE")
            tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            for statement in (*(f'DROP TABLE "{name}"' for (name,) in tables), *self.schema):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {self.schema_version}")
            connection.execute("COMMIT")

    def create(self, folder: Path, key: bytes | None) -> None:
        """Make the file with its marks and tables; the marks are in the main file, not only in its WAL."""
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # of this account alone, where the system knows that
        except OSError as error:
            raise StoreNotFound(
                f"{folder} cannot be used as a folder ({error.strerror}). Nothing was made; choose another."
            ) from error
        with _opened(folder / self.name, key) as connection:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA application_id").fetchone()[0] == self.application_id:
                connection.execute("ROLLBACK")  # another program made it in this very moment
                return
            connection.execute(f"PRAGMA application_id = {self.application_id}")
            connection.execute(f"PRAGMA user_version = {self.schema_version}")
            for statement in self.schema:
                connection.execute(statement)
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def _in_the_making(path: Path) -> bool:
    try:
        return path.is_file() and 0 <= time.time() - path.stat().st_mtime < IN_THE_MAKING
    except OSError:
        return False


class _Marks(NamedTuple):
    """What a file says of itself."""

    application_id: int
    version: int


@contextmanager
def _opened(path: Path, key: bytes | None) -> Iterator[dbapi2.Connection]:
    """A writing connection whose failures come out as sentences."""
    connection = connect(path, key, synchronous="FULL")
    try:
        yield connection
    except Exception as error:
        told = told_of(path, error)
        raise (told or error) from error
    finally:
        with suppress(dbapi2.Error):
            connection.close()


def unusable(path: Path, error: OSError) -> StoreReadOnly | StoreFailed:
    """What is said where the system refuses the file itself."""
    if error.errno in (errno.EIO, errno.ENXIO, errno.ESTALE):
        return StoreFailed(f"The disk with {path.name} failed ({error.strerror}). Nothing was written; check the disk.")
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return StoreFailed(f"{path.name} cannot be opened: too many files are open. Nothing was written; close some.")
    return StoreReadOnly(f"{path.name} cannot be opened ({error.strerror}). Nothing was written; check the folder.")


def _marks_in_clear(path: Path) -> _Marks | None:
    """What the header says, None if the file does not begin as plain SQLite does."""
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(_MAGIC) or len(header) < 100:
        return None
    return _Marks(int(struct.unpack(">I", header[68:72])[0]), int(struct.unpack(">I", header[60:64])[0]))


def _marks_with_key(path: Path, key: bytes) -> _Marks:
    try:
        with _peeking(path, key) as connection:
            application_id = connection.execute("PRAGMA application_id").fetchone()[0]
            return _Marks(int(application_id), int(connection.execute("PRAGMA user_version").fetchone()[0]))
    except dbapi2.DatabaseError as error:
        told = told_of(path, error)
        if isinstance(told, StoreFailed | StoreBusy):
            raise told from error
        raise StoreNotOurs(
            f"{path} does not open with this key: it is another clinic's, or not a file of Consent Desktop. It was left untouched."
        ) from error


def _marks_beyond_the_header(path: Path, key: bytes | None) -> _Marks | None:
    """What the file says of itself with what waits in its WAL; None where nothing was ever made in it."""
    with _peeking(path, key) as connection:
        connection.execute("BEGIN")
        tables = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    return _Marks(int(application_id), int(version)) if tables or application_id else None


@contextmanager
def _peeking(path: Path, key: bytes | None) -> Iterator[dbapi2.Connection]:
    """A connection that only looks: where nobody has the file open, not even the engine's side files are made beside it."""
    alone = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro{alone}", uri=True)
    try:
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            connection.execute("PRAGMA cipher_log_level = NONE")
        yield connection
    finally:
        connection.close()
