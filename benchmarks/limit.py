"""The limit: a bare DBAPI connection of our engine that writes and reads the very rows that our store wrote.

It neither decides, seals, hashes nor guards by triggers, and keeps no views: what it takes is what the disk and SQLite take.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
from sqlcipher3 import dbapi2

from benchmarks import ours

Rows = dict[str, list[tuple[Any, ...]]]
"""Rows by table."""


class Shape:
    """Tables of one file without its triggers, made in another file."""

    def __init__(self, source: dbapi2.Connection, target: dbapi2.Connection) -> None:
        listed = source.execute(
            "SELECT name, sql, type FROM sqlite_schema WHERE type IN ('table', 'index') AND sql IS NOT NULL "
            "AND name NOT LIKE 'sqlite_%' ORDER BY type DESC"
        )
        self.inserts: dict[str, str] = {}
        for name, sql, kind in listed.fetchall():
            target.execute(sql)
            if kind == "table":
                columns = source.execute("SELECT count(*) FROM pragma_table_info(?)", (name,)).fetchone()[0]
                self.inserts[name] = _insert(name, columns)


def _insert(table: str, columns: int) -> str:
    places = ", ".join("?" * columns)
    return f'INSERT INTO "{table}" VALUES ({places})'  # noqa: S608 - names come from our own schema


class LogCopy:
    """A second file with the same tables, to which the rows of our log are written again."""

    def __init__(self, store: Path, key: bytes | None, target: Path) -> None:
        self.source = ours.raw_log(store, key)
        self.target = ours.raw(target, key, "FULL")
        shape = Shape(self.source, self.target)
        self._inserts = {table: shape.inserts[table] for table, _ in ours.COPIED}
        names = [row[1] for row in self.source.execute("PRAGMA table_info(events)")]
        self._stream, self._body = names.index("stream"), names.index("body")
        self._copied = 0

    def rows(self, after: int, upto: int) -> Rows:
        """What our store wrote between the two positions."""
        return {table: self.source.execute(query, (after, upto)).fetchall() for table, query in ours.COPIED}

    def batches(self, bounds: Sequence[int]) -> list[Rows]:
        """What was written between each position and the next; what lies before the first is copied now, untimed."""
        self.write(self.rows(self._copied, bounds[0]))
        self._copied = bounds[-1]
        return [self.rows(after, upto) for after, upto in pairwise(bounds)]

    def write(self, rows: Rows) -> None:
        """The rows in one durable transaction."""
        execute = self.target.execute
        execute("BEGIN IMMEDIATE")
        for table, statement in self._inserts.items():
            self.target.executemany(statement, rows[table])
        execute("COMMIT")

    def command(self, rows: Rows) -> None:
        """Read the stream that the rows belong to, then write them."""
        self.read_stream(rows["events"][0][self._stream])
        self.write(rows)

    def read_stream(self, stream: Any) -> list[tuple[Any, ...]]:
        """The rows of one stream."""
        return self.target.execute(ours.STREAM_ROWS, (stream,)).fetchall()  # type: ignore[no-any-return]

    def fill_in_clear(self, bodies: Iterator[bytes], head: int) -> None:
        """Copy the log with its bodies opened, so that reading it needs no key: what a store without seals would hold."""
        body = self._body
        source = self.source.execute(ours.EVENT_ROWS, (0, head))
        self.target.execute("BEGIN IMMEDIATE")
        clear = ((*row[:body], text, *row[body + 1 :]) for row, text in zip(source, bodies, strict=True))
        self.target.executemany(self._inserts["events"], clear)
        self.target.execute("COMMIT")

    def streams(self) -> dict[str, Any]:
        """What stands for each stream in its column, by the stream's id."""
        return dict(self.source.execute(ours.STREAMS).fetchall())

    def load(self, stream: Any) -> int:
        """Read and decode one stream of a copy in clear; gives how many events."""
        decode, body = _DECODER.decode, self._body
        return len([decode(row[body]) for row in self.target.execute(ours.STREAM_ROWS, (stream,))])

    def read_all(self) -> int:
        """Read and decode a whole copy in clear; gives how many events."""
        decode, body, count = _DECODER.decode, self._body, 0
        cursor = self.target.execute("SELECT * FROM events ORDER BY position")
        while rows := cursor.fetchmany(1000):
            count += len([decode(row[body]) for row in rows])
        return count

    def close(self) -> None:
        """Close both files."""
        self.source.close()
        self.target.close()


class _Who(msgspec.Struct):
    kind: str
    id: str


class _What(msgspec.Struct):
    code: str
    words: str


class _Body(msgspec.Struct):
    """Any body, typed, with every field that some event has."""

    actor: _Who | None = None
    record_types: tuple[str, ...] = ()
    note: str | None = None
    on_authority_of: str | None = None
    request_id: str | None = None
    grant_id: str | None = None
    grant_ids: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    purpose: _What | None = None
    until: datetime | None = None
    until_zone: str | None = None
    rests_on: int = 0
    notice_id: str | None = None
    kind: str | None = None
    record_number: str | None = None
    name: str | None = None
    birth_date: date | None = None


_DECODER = msgspec.json.Decoder(_Body)
