"""Rebuilding every view from the log; ten times the events may take at most eleven times as long."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from benchmarks import ours
from benchmarks.bench import STORES, Bench, BuiltLog, close_all
from benchmarks.limit import LogCopy, Shape
from benchmarks.ours import OurViews
from benchmarks.results import Result, at_least, at_most
from benchmarks.rounds import interleaved, timed

AT_ONCE = 1000


class Ours:
    """Our views on one built log."""

    def __init__(self, built: BuiltLog) -> None:
        self.events = built.events
        self._store = built.open()
        self._views = OurViews(self._store)

    def round(self) -> float:
        """Seconds a rebuild."""
        with timed() as watch:
            self._views.rebuild()
        return watch.seconds

    def close(self) -> None:
        """Close everything."""
        self._views.close()
        self._store.close()


class Limit:
    """The rows that our views end up with, written by bare DBAPI while the log is read and decoded."""

    def __init__(self, built: BuiltLog, copy: LogCopy, place: Path) -> None:
        self._copy, self._place, self._key, self._number = copy, place, built.key, 0
        self._source = ours.raw_views(built.folder, built.key)

    def round(self) -> float:
        """Seconds for reading the log and writing every row once."""
        self._number += 1
        target = ours.raw(self._place / f"views-{self._number}.db", self._key, "NORMAL")
        shape = Shape(self._source, target)
        rows = {table: self._source.execute(f'SELECT * FROM "{table}"').fetchall() for table in shape.inserts}  # noqa: S608
        with timed() as watch:
            self._copy.read_all()
            for table, statement in shape.inserts.items():
                for begin in range(0, len(rows[table]), AT_ONCE):
                    target.execute("BEGIN IMMEDIATE")
                    target.executemany(statement, rows[table][begin : begin + AT_ONCE])
                    target.execute("COMMIT")
        target.close()
        return watch.seconds

    def close(self) -> None:
        """Close everything."""
        self._source.close()
        self._copy.close()


def _peer(bench: Bench) -> Callable[[], float]:
    place, peer = bench.place("rebuild-peer"), bench.peer_log
    numbers = iter(range(1000))

    def once() -> float:
        with timed() as watch:
            peer.rebuild_one_view(place / f"view-{next(numbers)}.db")
        return watch.seconds

    return once


def rebuild(bench: Bench) -> list[Result]:
    """Seconds for all our views, beside the peer's one."""
    built = {kind: bench.log(kind) for kind in STORES}
    views = {kind: Ours(built[kind]) for kind in STORES}
    for own in views.values():
        own.round()  # the limit copies the rows that are there
    limits = {kind: Limit(built[kind], bench.copy_in_clear(built[kind]), bench.place("rebuild")) for kind in STORES}
    rounds = interleaved(
        {
            **{f"ours {kind}": views[kind].round for kind in STORES},
            "peer": _peer(bench),
            **{f"limit {kind}": limits[kind].round for kind in STORES},
        },
        bench.sizes.rounds,
    )
    close_all(*views.values(), *limits.values())
    return [
        Result(
            name=f"rebuild_{kind}",
            unit="s",
            ours=rounds.median(f"ours {kind}"),
            peer=rounds.median("peer"),
            limit=rounds.median(f"limit {kind}"),
            ratio=rounds.times_faster(f"ours {kind}", "peer"),
            ratio_of="peer / ours",
            target=at_least(0.7),
            more={
                "events": built[kind].events,
                "limit_ratio": rounds.times_faster(f"limit {kind}", "peer"),
                "remark": "ours: every view; peer: one view by hand",
            },
        )
        for kind in STORES
    ]


def rebuild_large(bench: Bench) -> list[Result]:
    """How many times as long ten times the events take."""
    if bench.sizes.large is None:
        return []
    found = []
    for kind in STORES:
        small, large = Ours(bench.log(kind)), Ours(bench.log(kind, bench.sizes.large))
        rounds = interleaved({"small": small.round, "large": large.round}, 1)
        found.append(
            Result(
                name=f"rebuild_large_{kind}",
                unit="s",
                ours=rounds.median("large"),
                ratio=rounds.times_faster("small", "large"),
                ratio_of=f"{large.events:,} events / {small.events:,} events",
                target=at_most(11),
                more={"events": large.events, "seconds_small": rounds.median("small")},
            )
        )
        close_all(small, large)
    return found
