"""Reading what can be read of a damaged log's file. It is opened read-only, and nothing in it is believed here."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from sqlcipher3 import dbapi2

from consent_desktop.event_store.engine import BUSY_TIMEOUT_MS
from consent_desktop.event_store.rows import COLUMNS, Row

STEP: Final = 1024
"""Events read at a time while they can be read."""

SLACK: Final = 64
"""Rows out of place that a way through a damaged page may pass."""

_FAILURES: Final = (dbapi2.Error, UnicodeDecodeError, OverflowError)
"""What reading damaged pages raises: the engine's complaints, and text that is none."""

_EVENT: Final = ", ".join(column.name for column in COLUMNS) + ", digest"
_BETWEEN: Final = f"SELECT {_EVENT} FROM events WHERE position > ? AND position <= ? ORDER BY position"  # noqa: S608  # our own columns
_ONWARD: Final = f"SELECT {_EVENT} FROM events WHERE position > ? ORDER BY position LIMIT ?"  # noqa: S608  # our own columns
_BACKWARD: Final = f"SELECT {_EVENT} FROM events WHERE position <= ? ORDER BY position DESC LIMIT ?"  # noqa: S608  # as above
_AT: Final = f"SELECT {_EVENT} FROM events WHERE position = ?"  # noqa: S608  # as above
"""Other ways through a damaged page: they go on behind a row that seems to lie elsewhere."""
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


_OF_THIS_FORM: Final = ("subjects", "kinds", "damage")
"""Tables that a log of today's form has, and one of schema 1 has not."""


class OldFile:
    """A damaged file, read-only. What cannot be read is left out; nothing raises."""

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path = path
        self._key = key
        self._connection = self._connected()
        self.broken = False
        """Whether anything that was asked for could not be read."""

    def _connected(self, *, strict: bool = False) -> dbapi2.Connection:
        # Where nobody has the file open, not even the engine's side files are made beside it.
        alone = "" if self._path.with_name(f"{self._path.name}-wal").exists() else "&immutable=1"
        connection = dbapi2.connect(
            f"{self._path.absolute().as_uri()}?mode=ro{alone}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=BUSY_TIMEOUT_MS / 1000,
        )
        if self._key is not None:
            connection.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
            connection.execute("PRAGMA cipher_log_level = NONE")
        with contextlib.suppress(*_FAILURES):
            connection.execute("PRAGMA cell_size_check = ON")
            if not strict:
                connection.execute("PRAGMA writable_schema = ON")  # else a file that was cut off is not read at all
        return connection

    def _complained(self) -> None:
        """Something could not be read. A connection to a protected file reads nothing more after that: take another."""
        self.broken = True
        if self._key is not None:
            self.close()
            self._connection = self._connected()

    def opens(self) -> bool:
        """Whether the engine can tell the file's tables as it does for everybody."""
        connection = self._connected(strict=True)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            connection.execute("SELECT 1 FROM events, damage LIMIT 0").fetchone()
        except _FAILURES:
            return False
        finally:
            connection.close()
        return True

    def look_for_faults(self) -> None:
        """Let the engine check its pages and indexes: what nobody asked for may be broken too."""
        with contextlib.suppress(*_FAILURES):
            self.broken = self.broken or self._connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok"
            return
        self._complained()

    def names(self) -> set[str]:
        """Names of the tables in the file, as far as they can be told."""
        found: set[str] = set()
        with contextlib.suppress(*_FAILURES):
            for (name,) in self._connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
                found.add(name)
        return found

    def table(self, name: str) -> list[tuple[Any, ...]]:
        """Rows of a small table, from every place that holds them, read from both ends until they meet or it breaks."""
        return [row for words in _SMALL[name] for row in self._from_both_ends(words)]

    def by_version(self) -> list[tuple[int, int, int]] | None:
        """(stream, version, position) of every event as the index has it, in its order; None where that breaks."""
        found: list[tuple[int, int, int]] = []
        index = self._index("stream")
        words = (
            f"SELECT stream, stream_version, position FROM events INDEXED BY {index} ORDER BY stream, stream_version"  # noqa: S608
        )
        return found if index and self._walk(words, found.append) else None

    def _index(self, column: str) -> str:
        """The unique index of the events that begins with that column; nothing where that cannot be told."""
        words = "SELECT l.name FROM pragma_index_list('events') l, pragma_index_info(l.name) i WHERE i.seqno = 0 AND i.name = ?"
        with contextlib.suppress(*_FAILURES):
            row = self._connection.execute(words, (column,)).fetchone()
            return "" if row is None else str(row[0])
        self._complained()
        return ""

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
            self._complained()
            return False
        return True

    def last_position(self) -> tuple[int, bool]:
        """The greatest position that the table shows, and whether its end could be read."""
        with contextlib.suppress(*_FAILURES):
            return self._connection.execute("SELECT max(position) FROM events").fetchone()[0] or 0, True
        self._complained()
        with contextlib.suppress(*_FAILURES):
            by_id = f"SELECT max(position) FROM events INDEXED BY {self._index('event_id')}"  # noqa: S608  # the engine's word
            return self._connection.execute(by_id).fetchone()[0] or 0, False
        self._complained()
        return 0, False

    def events(self, upto: int, after: int = 0) -> Iterator[tuple[int, Row | None]]:
        """Every position beyond `after` up to `upto` with its row, the columns as `rows.COLUMNS` and then the digest; None:
        unreadable.
        """
        for low in range(after, upto, STEP):
            high = min(upto, low + STEP)
            found = {row[0]: row for row in self._between(low, high)}
            for position in range(low + 1, high + 1):
                yield position, found.get(position)

    def _between(self, low: int, high: int) -> list[Row]:
        """The rows in a stretch, asked for again around what is missing: positions have no gaps.

        A damaged page does not always raise: a cell that is wrong may end the engine's walk quietly, with whole rows behind.
        """
        rows = self._asked(low, high)
        if len(rows) == high - low or high - low == 1:
            return rows
        if not rows:
            middle = (low + high) // 2
            return self._between(low, middle) + self._between(middle, high)
        missing = _gaps((row[0] for row in rows), low, high)
        return rows + [row for before, last in missing for row in self._between(before, last)]

    def _asked(self, low: int, high: int) -> list[Row]:
        """The rows that the engine gives for the stretch, by other ways too where some are missing.

        A page of a protected file is read whole or not at all: there no other way helps, and each complaint costs a connection.
        """
        # One alone is asked for by its own position: finding a stretch, and its end, touches the pages beside it too.
        rows, complained = self._all(_AT, (high,)) if high - low == 1 else self._all(_BETWEEN, (low, high))
        found = {row[0]: row for row in reversed(rows) if low < row[0] <= high}
        if len(found) == high - low:
            return rows
        self.broken = True
        if complained and not rows and self._key is not None:
            return []
        ways: list[tuple[str, tuple[int, ...]]] = [
            (_ONWARD, (low, high - low + SLACK)),
            (_BACKWARD, (high, high - low + SLACK)),
            (_AT, (high,)),
        ]
        for words, bounds in ways:
            for row in self._all(words, bounds)[0]:
                if low < row[0] <= high:
                    found.setdefault(row[0], row)
        return list(found.values())

    def _all(self, words: str, bounds: tuple[int, ...]) -> tuple[list[Row], bool]:
        """What the engine answers until it ends or complains, and whether it complained."""
        rows: list[Row] = []
        try:
            for row in self._connection.execute(words, bounds):
                rows.append(row)  # noqa: PERF402  # what came before a complaint stays
        except _FAILURES:
            self._complained()
            return rows, True
        return rows, False

    def close(self) -> None:
        """Give the connection back."""
        with contextlib.suppress(dbapi2.Error):
            self._connection.close()


def _gaps(positions: Iterable[int], low: int, high: int) -> list[tuple[int, int]]:
    """The stretches beyond `low` up to `high` in which no position lies."""
    found: list[tuple[int, int]] = []
    for position in (*sorted(positions), high + 1):
        if position > low + 1:
            found.append((low, position - 1))
        low = position
    return found


def _backward(words: str) -> str:
    front, _, order = words.rpartition(" ORDER BY ")
    return f"{front} ORDER BY " + ", ".join(f"{column} DESC" for column in order.split(", "))


def is_ours(path: Path, key: bytes | None) -> bool:
    """Whether the file may be a damaged log of ours: not where it can be told to be something else, or of an older form."""
    old = OldFile(path, key)
    try:
        names = old.names()
        return not names or not names.isdisjoint(_OF_THIS_FORM)
    finally:
        old.close()
