"""A grant on one workstation seen on another, with four writers on one PostgreSQL store: nothing lost, no gaps."""

from __future__ import annotations

from benchmarks.bench import Bench
from benchmarks.results import Result


def postgres(bench: Bench) -> list[Result]:
    """Milliseconds, the 95th percentile, at most 100; nothing yet, until the back end is joined."""
    bench.say("postgres: the back end is not joined to the benchmarks yet; the figure is left out")
    return []
