"""Peak memory of a process that appends, projects and verifies a log, and of one with a log ten times as long."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.bench import STORES, Bench
from benchmarks.results import Result, at_most

ROOT = Path(__file__).resolve().parents[2]


def memory(bench: Bench) -> list[Result]:
    """Megabytes; without `--large` the two logs are a tenth of the sizes that the target speaks of."""
    long = bench.sizes.large or bench.sizes.log
    found = []
    for kind in STORES:
        small, large = (_peak(bench, kind, events) for events in (long // 10, long))
        found.append(
            Result(
                name=f"memory_{kind}",
                unit="MB",
                ours=large,
                ratio=large / small,
                ratio_of=f"{long:,} events / {long // 10:,} events",
                target=at_most(1.2),
                more={"small": small, "events": long},
            )
        )
    return found


def _peak(bench: Bench, kind: str, events: int) -> float:
    """Megabytes of a fresh process."""
    bench.say(f"memory of {events:,} events, {kind}")
    folder = bench.place(f"memory-{kind}-{events}")
    worker = subprocess.run(
        [sys.executable, "-m", "benchmarks.memory_worker", str(folder), kind, str(events)],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return int(worker.stdout) / 1024
