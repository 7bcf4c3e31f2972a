"""`python -m benchmarks`: run the figures, print the table, write build/bench.json."""

from __future__ import annotations

import argparse
import dataclasses
import json
import os
import platform
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Final

from sqlcipher3 import dbapi2

from benchmarks import report
from benchmarks.bench import FULL, QUICK, Bench, Sizes
from benchmarks.figures.append import append
from benchmarks.figures.command import command
from benchmarks.figures.has_consent import has_consent
from benchmarks.figures.load import load
from benchmarks.figures.log_read import log_read
from benchmarks.figures.memory import memory
from benchmarks.figures.own_write import own_write
from benchmarks.figures.postgres import postgres
from benchmarks.figures.rebuild import rebuild, rebuild_large
from benchmarks.figures.sign_in import sign_in
from benchmarks.figures.size import size
from benchmarks.figures.start import start
from benchmarks.figures.verify import verify
from benchmarks.figures.window import window
from benchmarks.results import Result, from_json

ROOT: Final = Path(__file__).resolve().parents[1]
FIGURES: Final[Mapping[str, Callable[[Bench], list[Result]]]] = {
    "command": command,
    "append": append,
    "load": load,
    "log_read": log_read,
    "rebuild": rebuild,
    "rebuild_large": rebuild_large,
    "own_write": own_write,
    "has_consent": has_consent,
    "size": size,
    "verify": verify,
    "memory": memory,
    "window": window,
    "start": start,
    "sign_in": sign_in,
    "postgres": postgres,
}


def arguments(given: Sequence[str] | None) -> argparse.Namespace:
    """What was asked for on the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="few rounds and small sizes: shows that it runs, measures little"
    )
    parser.add_argument("--large", action="store_true", help="also what needs 1,000,000 events: takes many minutes")
    parser.add_argument("--only", action="append", choices=[*FIGURES], help="run this figure only; may be given again")
    parser.add_argument(
        "--beside",
        type=Path,
        help="put those figures of an earlier run of the same day, from its JSON, before these that are not measured anew",
    )
    parser.add_argument("--rounds", type=int, help="rounds of each comparison (default 7)")
    parser.add_argument(
        "--json", type=Path, default=ROOT / "build" / "bench.json", help="where the results are written"
    )
    parser.add_argument("--write", type=Path, help="also replace the table in this Markdown file")
    return parser.parse_args(given)


def sizes_of(asked: argparse.Namespace) -> Sizes:
    """How much of everything was asked for."""
    sizes = QUICK if asked.quick else FULL
    if asked.large:
        sizes = dataclasses.replace(sizes, large=10 * sizes.log)
    return dataclasses.replace(sizes, rounds=asked.rounds) if asked.rounds else sizes


def about(sizes: Sizes) -> dict[str, object]:
    """What the run was, for whoever reads its numbers later."""
    return {
        "on": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "sqlite": dbapi2.sqlite_version,
        "rounds": sizes.rounds,
        "log_events": sizes.log,
    }


def main(given: Sequence[str] | None = None) -> int:
    """Run what was asked for."""
    asked = arguments(given)
    sizes = sizes_of(asked)
    bench = Bench(
        ROOT / "build" / f"bench-{os.getpid()}", sizes, lambda words: print(words, file=sys.stderr, flush=True)
    )
    results: list[Result] = []
    try:
        for name in asked.only or FIGURES:
            begun = perf_counter()
            results += FIGURES[name](bench)
            bench.say(f"{name}: {perf_counter() - begun:.0f} s")
    finally:
        bench.close()
    if asked.beside is not None:
        earlier = json.loads(asked.beside.read_text(encoding="utf-8"))
        anew = {result.name for result in results}
        results = [from_json(name, said) for name, said in earlier.items() if name not in {"about", *anew}] + results
    print(report.as_text(results))
    report.write_json(asked.json, results, about(sizes))
    if asked.write is not None:
        report.write_markdown(asked.write, results, about(sizes))
    return 0


if __name__ == "__main__":
    sys.exit(main())
