"""Bytes an event in the log's file, indexes and all, with every audit column and the body sealed."""

from __future__ import annotations

from benchmarks import ours
from benchmarks.bench import STORES, Bench, BuiltLog
from benchmarks.results import Result, at_most

_COMPACT = """CREATE TABLE events (
    position INTEGER PRIMARY KEY, stream INTEGER, version INTEGER, event_id BLOB, type INTEGER, actor INTEGER,
    correlation BLOB, causation BLOB, command_id BLOB, recorded INTEGER, effective INTEGER, body BLOB,
    UNIQUE (stream, version))"""


def size(bench: Bench) -> list[Result]:
    """Bytes an event; the peer's has no audit columns, the limit's no chain and no index but order and stream."""
    peer = bench.peer_log.bytes_in_file() / bench.log("plain").events
    found = []
    for kind in STORES:
        built = bench.log(kind)
        own = ours.bytes_in_file(built.folder, built.key) / built.events
        found.append(
            Result(
                name=f"bytes_per_event_{kind}",
                unit="bytes",
                ours=own,
                peer=peer,
                limit=_limit(bench, built),
                ratio=own,
                ratio_of="ours in bytes",
                target=at_most(400),
                more={"events": built.events},
            )
        )
    return found


def _limit(bench: Bench, built: BuiltLog) -> float:
    """The same facts in one table with subjects and types as numbers, bodies as long as sealed ones."""
    path = bench.place("size-limit") / "limit.db"
    connection = ours.raw(path, None, "FULL")
    connection.execute(_COMPACT)
    store = built.open()
    connection.execute("BEGIN IMMEDIATE")
    connection.executemany(f"INSERT INTO events VALUES ({', '.join('?' * 12)})", store.compact_rows())  # noqa: S608
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    store.close()
    return path.stat().st_size / built.events
