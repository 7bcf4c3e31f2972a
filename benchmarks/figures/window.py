"""The history window over the whole log: to order it, to paint its first lines, to jump anywhere in it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.bench import STORES, Bench
from benchmarks.ours import OurViews
from benchmarks.results import Result, at_most

ROOT = Path(__file__).resolve().parents[2]


def window(bench: Bench) -> list[Result]:
    """Milliseconds beside bare tuples in the same table; with `--large` over the long log."""
    return [result for kind in STORES for result in _of_kind(bench, kind)]


def _of_kind(bench: Bench, kind: str) -> list[Result]:
    built = bench.log(kind, bench.sizes.large)
    store = built.open()
    views = OurViews(store)
    views.rebuild()
    views.close()
    store.close()
    rounds = bench.sizes.rounds
    worker = subprocess.run(
        [sys.executable, "-m", "benchmarks.window_worker", str(built.folder), kind, str(rounds)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    measured: dict[str, tuple[float, float, float]] = json.loads(worker.stdout)
    return [
        Result(
            name=f"window_{what}_{kind}",
            unit="ms",
            ours=1000 * seconds,
            limit=1000 * bare,
            ratio=ratio,
            ratio_of="ours / limit",
            target=at_most(1.3),
            more={
                "events": built.events,
                "remark": "limit: the same table over bare tuples, without names, words or a background thread",
            },
        )
        for what, (seconds, bare, ratio) in measured.items()
    ]
