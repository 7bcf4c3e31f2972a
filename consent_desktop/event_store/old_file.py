"""Reading what can be read of a damaged log's file. It is opened read-only, and nothing in it is believed here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from consent_desktop.event_store.engine import BUSY_TIMEOUT_MS
from consent_desktop.event_store.rows import COLUMNS, Row

STEP: Final = 1024
"""Events read at a time while they can be read."""

_FAILURES: Final = (dbapi2.Error, UnicodeDecodeError, OverflowError)
"""What reading damaged pages raises: the engine's complaints, and text that is none."""

_EVENT: Final = ", ".join(column.name for column in COLUMNS) + ", digest"
_BETWEEN: Final = f"SELECT {_EVENT} FROM events WHERE position > ? AND position <= ? ORDER BY position"  # noqa: S608  # our own columns
_SMALL: Final = {
    "store": ("SELECT name, value FROM store ORDER BY name",),
    "subjects": (
        "SELECT number, subject FROM subjects ORDER BY number",
        "SELECT number, subject FROM subjects INDEXED BY sqlite_autoindex_subjects_1 ORDER BY subject",
    ),
    "kinds": (
        "SELECT kind, type, schema_version, vocabulary FROM kinds ORDER BY kind",
        (
            "SELECT kind, type, schema_version, vocabulary FROM kinds INDEXED BY sqlite_autoindex_kinds_1 "
            "ORDER BY type, schema_version, vocabulary"
        ),
    ),
    "commands": ("SELECT command_id, digest, position FROM commands ORDER BY command_id",),
    "checkpoints": ("SELECT size, note, frontier, made FROM checkpoints ORDER BY size",),
    "damage": ("SELECT position, stream, reason FROM damage ORDER BY position",),
}
"""What is read of each small table; of some an index holds the same again, in pages of its own."""
_BY_ID: Final = "SELECT max(position) FROM events INDEXED BY sqlite_autoindex_events_1"
_BY_VERSION: Final = (
    "SELECT stream, stream_version, position FROM events INDEXED BY sqlite_autoindex_events_2 "
    "ORDER BY stream, stream_version"
)


class OldFile:
    """A damaged file, read-only. What cannot be read is left out; nothing raises."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        # Where nobody has the file open, not even the engine's side files are made beside it.
        alone = "" if path.with_name(f"{path.name}-wal").exists() else "&immutable=1"
        self._connection = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode=ro{alone}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_TIMEOUT_MS / 1000,
        )
        if key is not None:
            self._connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            self._connection.execute("PRAGMA cipher_log_level = NONE")
        self._connection.execute("PRAGMA cell_size_check = ON")

    def opens(self) -> bool:
        """Whether the engine can tell the file's tables at all."""
        try:
            self._connection.execute("SELECT 1 FROM events, damage LIMIT 0").fetchone()
        except _FAILURES:
            return False
        return True

    def names_tables(self) -> bool:
        """Whether the engine can tell what tables are in the file, whichever they are."""
        try:
            return bool(self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
        except _FAILURES:
            return False

    def table(self, name: str) -> list[tuple[Any, ...]]:
        """Rows of a small table, from every place that holds them, read from both ends until they meet or it breaks."""
        return [row for words in _SMALL[name] for row in self._from_both_ends(words)]

    def by_version(self) -> list[tuple[int, int, int]] | None:
        """(stream, version, position) of every event as the index has it, in its order; None where that breaks."""
        found: list[tuple[int, int, int]] = []
        return found if self._walk(_BY_VERSION, found.append) else None

    def _from_both_ends(self, words: str) -> list[tuple[Any, ...]]:
        forward: list[tuple[Any, ...]] = []
        if self._walk(words, forward.append):
            return forward
        backward: list[tuple[Any, ...]] = []
        self._walk(_backward(words), backward.append)
        return forward + [row for row in reversed(backward) if row not in forward]

    def _walk(self, words: str, take: Callable[[Any], object]) -> bool:
        try:
            for row in self._connection.execute(words):
                take(row)
        except _FAILURES:
            return False
        return True

    def last_position(self) -> tuple[int, bool]:
        """The greatest position that the table shows, and whether its end could be read."""
        with contextlib.suppress(*_FAILURES):
            return self._connection.execute("SELECT max(position) FROM events").fetchone()[0] or 0, True
        with contextlib.suppress(*_FAILURES):
            return self._connection.execute(_BY_ID).fetchone()[0] or 0, False
        return 0, False

    def events(self, upto: int) -> Iterator[tuple[int, Row | None]]:
        """Every position up to `upto` with its row, the columns as `rows.COLUMNS` and then the digest; None: unreadable."""
        for low in range(0, upto, STEP):
            high = min(upto, low + STEP)
            found = {row[0]: row for row in self._between(low, high)}
            for position in range(low + 1, high + 1):
                yield position, found.get(position)

    def _between(self, low: int, high: int) -> list[Row]:
        """The rows in a stretch, halved around what cannot be read."""
        try:
            rows: list[Row] = self._connection.execute(_BETWEEN, (low, high)).fetchall()
            return rows
        except _FAILURES:
            if high - low == 1:
                return []
            middle = (low + high) // 2
            return self._between(low, middle) + self._between(middle, high)

    def close(self) -> None:
        """Give the connection back."""
        with contextlib.suppress(dbapi2.Error):
            self._connection.close()


def _backward(words: str) -> str:
    front, _, order = words.rpartition(" ORDER BY ")
    return f"{front} ORDER BY " + ", ".join(f"{column} DESC" for column in order.split(", "))


def is_ours(path: Path, key: bytes | None) -> bool:
    """Whether the file may be a damaged log of ours: not where it can be told to be something else, or of an older form."""
    old = OldFile(path, key)
    try:
        return old.opens() or not old.names_tables()
    finally:
        old.close()
