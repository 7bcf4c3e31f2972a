"""Telling what a file is before anything is written to it, and making new ones."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path
from typing import Final

from sqlcipher3 import dbapi2

from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.errors import StoreKeyMissing, StoreNewer, StoreNotFound, StoreNotOurs, translated

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
        """Look without writing. Raises `StoreNotOurs`, `StoreNewer` or `StoreKeyMissing` where it may not be opened."""
        path = folder / self.name
        if not path.exists() or (path.is_file() and path.stat().st_size == 0):
            return FileState.ABSENT
        if not path.is_file():
            raise StoreNotOurs(f"{path} is not a file. It was left untouched; choose another folder.")
        marks = _marks_in_clear(path)
        if marks is None:
            if key is None:
                raise StoreKeyMissing(
                    f"{path} is protected by a key, or is not a file of Consent Desktop. It was left untouched; give the key."
                )
            marks = _marks_with_key(path, key)
        elif key is not None:
            raise StoreNotOurs(f"{path} is not protected by a key, though one was given. It was left untouched.")
        application_id, version = marks
        if application_id != self.application_id:
            raise StoreNotOurs(
                f"{path} is not a file of Consent Desktop. It was left untouched; choose another folder."
            )
        if version > self.schema_version:
            raise StoreNewer(
                f"{path} was written by a newer version of Consent Desktop. It was left untouched; install that version."
            )
        return FileState.OURS

    def migrate(self, folder: Path, key: bytes | None) -> int:
        """Bring an older file to today's schema, whole or not at all; gives the version that it had."""
        connection = connect(folder / self.name, key, synchronous="FULL")
        try:
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
        except dbapi2.Error as error:
            told = translated(str(error), folder / self.name)
            if told is None:
                raise
            raise told from error
        finally:
            connection.close()

    def remake(self, folder: Path, key: bytes | None) -> None:
        """Throw away what an older file of this kind holds and make it anew: for a cache, which is not worth migrating."""
        connection = connect(folder / self.name, key, synchronous="FULL")
        try:
            connection.execute("BEGIN IMMEDIATE")
            if connection.execute("PRAGMA user_version").fetchone()[0] != self.schema_version:
                tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
                for statement in (*(f'DROP TABLE "{name}"' for (name,) in tables), *self.schema):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {self.schema_version}")
            connection.execute("COMMIT")
        finally:
            connection.close()

    def create(self, folder: Path, key: bytes | None) -> None:
        """Make the file with its marks and tables; the marks are in the main file, not only in its WAL."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreNotFound(
                f"{folder} cannot be used as a folder ({error.strerror}). Nothing was made; choose another."
            ) from error
        path = folder / self.name
        connection = connect(path, key, synchronous="FULL")
        try:
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
        finally:
            connection.close()


def _marks_in_clear(path: Path) -> tuple[int, int] | None:
    """(application id, user version) from the header, None if the file does not begin as plain SQLite does."""
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(_MAGIC) or len(header) < 100:
        return None
    return int(struct.unpack(">I", header[68:72])[0]), int(struct.unpack(">I", header[60:64])[0])


def _marks_with_key(path: Path, key: bytes) -> tuple[int, int]:
    # nobody has it open: then not even the engine's own side files are made beside it
    alone = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
    connection = dbapi2.connect(f"{path.absolute().as_uri()}?mode=ro{alone}", uri=True)
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        application_id = connection.execute("PRAGMA application_id").fetchone()[0]
        return int(application_id), int(connection.execute("PRAGMA user_version").fetchone()[0])
    except dbapi2.DatabaseError as error:
        raise StoreNotOurs(
            f"{path} does not open with this key: it is another clinic's, or not a file of Consent Desktop. It was left untouched."
        ) from error
    finally:
        connection.close()
