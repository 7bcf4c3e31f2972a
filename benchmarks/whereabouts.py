"""`python -m benchmarks.whereabouts [--write FILE.md]`: where the time goes of what misses its target, stage by stage.

Stages are timed one after the other on the same events, the shortest of several turns each, so that they add up to about
what the whole takes; the rest is calls, loops and the collector.
"""

from __future__ import annotations

import argparse
import os
import timeit
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter
from typing import Any, Final
from uuid import uuid4

from benchmarks.bench import FULL, Bench
from benchmarks.figures.command import Ours
from benchmarks.ours import OurStore
from benchmarks.report import replace_between
from benchmarks.workload import long_stream, registration
from consent_desktop.domain import aggregate
from consent_desktop.event_store import reading
from consent_desktop.event_store.rows import canonical
from consent_desktop.event_store.sealing import NONCE_LENGTH

ROOT: Final = Path(__file__).resolve().parents[1]
LENGTH: Final = 1000
TURNS: Final = 9
BEGIN, END = "<!-- begin: where the time goes -->", "<!-- end: where the time goes -->"

Share = tuple[str, float]
"""What was done, and microseconds of it an event or a command."""


class Watched:
    """A cursor that adds up how long each kind of statement takes."""

    def __init__(self, cursor: Any, taken: dict[str, float]) -> None:
        self._cursor, self._taken = cursor, taken

    def execute(self, words: str, *values: Any) -> Any:
        """Run it, timed."""
        return self._timed(words, self._cursor.execute, *values)

    def executemany(self, words: str, *values: Any) -> Any:
        """Run it, timed."""
        return self._timed(words, self._cursor.executemany, *values)

    def _timed(self, words: str, run: Callable[..., Any], *values: Any) -> Any:
        begun = perf_counter()
        try:
            return run(words, *values)
        finally:
            self._taken[words] += perf_counter() - begun

    def __getattr__(self, name: str) -> Any:
        """Whatever else a cursor does."""
        return getattr(self._cursor, name)


def of_a_command(bench: Bench) -> list[Share]:
    """Where a command spends its time, without its notice."""
    ours = Ours(bench, "plain", notices=False)
    ours.round()
    clinic, taken = ours.clinic.clinic, {"log": defaultdict[str, float](float), "views": defaultdict[str, float](float)}
    for name, database in (("log", clinic.log.database), ("views", clinic.views.database)):
        link: Any = database._link
        link._cursor = Watched(link._cursor, taken[name])
    begun, before = perf_counter(), ours.clinic.head()
    ours.round()
    count = ours.clinic.head() - before
    whole = (perf_counter() - begun) / count * 1e6
    shares = [(f"{name}: commit", seconds.pop("COMMIT", 0.0) / count * 1e6) for name, seconds in taken.items()] + [
        (f"{name}: other statements", sum(seconds.values()) / count * 1e6) for name, seconds in taken.items()
    ]
    ours.clinic.close()
    beside = "in all (the log's commit runs beside the views' statements and ours)"
    return [*shares, (beside, whole)]


def of_reading(bench: Bench) -> list[Share]:
    """Where loading a patient, or reading the log, spends its time, an event."""
    store = OurStore(bench.place("whereabouts"), None)
    doctor = registration(store.claim, "doctor", "d", uuid4().hex)
    store.record(long_stream(LENGTH, store.claim, [doctor.stream], "whereabouts"))
    log: Any = store.log
    stream = next(store.log.read()).stream
    numbering, opener = log._open.numbering, log._open._opener
    with store.log.database.reading() as link:
        number = numbering.of_subject(stream)

        def rows() -> list[Any]:
            return link.all(reading.STREAM, number, 0, LENGTH, LENGTH)

        stored = rows()
        seal = store.opened.vault.seal_of(stream)
        assert seal is not None
        envelopes = [canonical(row, numbering) for row in stored]
        events = opener.events(link, stored)
        stages: list[tuple[str, Callable[[], object]]] = [
            ("rows from the disk's cache", rows),
            ("envelopes put into their canonical bytes", lambda: [canonical(row, numbering) for row in stored]),
            (
                "bodies opened (AES-256-GCM)",
                lambda: [
                    seal.cipher.decrypt(r[11][:NONCE_LENGTH], r[11][NONCE_LENGTH:], e)
                    for r, e in zip(stored, envelopes, strict=True)
                ],
            ),
            ("all of that, and bodies decoded into events", lambda: opener.events(link, rows())),
            ("events folded into the state", lambda: aggregate.fold(events)),
        ]
        shares = [(name, min(timeit.repeat(stage, number=1, repeat=TURNS)) / LENGTH * 1e6) for name, stage in stages]
    whole = min(timeit.repeat(lambda: store.load(stream), number=1, repeat=TURNS)) / LENGTH * 1e6
    store.close()
    return [*shares, ("loading a patient, in all", whole)]


def as_markdown(command: Sequence[Share], read: Sequence[Share]) -> str:
    """Both lists as tables."""
    lines = [
        "| of a command (plain) | µs |",
        "|---|---|",
        *(f"| {name} | {micros:.0f} |" for name, micros in command),
        "",
    ]
    lines += ["| of an event that is read (plain) | µs |", "|---|---|"]
    return "\n".join(lines + [f"| {name} | {micros:.2f} |" for name, micros in read])


def main() -> None:
    """Measure, print, and write into the page if asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.whereabouts", description=__doc__)
    parser.add_argument("--write", type=Path, help="also replace the tables in this Markdown file")
    write = parser.parse_args().write
    bench = Bench(ROOT / "build" / f"whereabouts-{os.getpid()}", FULL, print)
    try:
        said = as_markdown(of_a_command(bench), of_reading(bench))
    finally:
        bench.close()
    print(said)
    if write is not None:
        replace_between(write, BEGIN, END, said)


if __name__ == "__main__":
    main()
