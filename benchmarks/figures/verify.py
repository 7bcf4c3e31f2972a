"""Checking the whole log against its hash chain."""

from __future__ import annotations

from benchmarks.bench import STORES, Bench
from benchmarks.results import Result, at_least
from benchmarks.rounds import interleaved, timed


def verify(bench: Bench) -> list[Result]:
    """Events a second; with `--large` over the long log."""
    found = []
    for kind in STORES:
        store = bench.log(kind, bench.sizes.large).open()

        def once() -> float:
            with timed() as watch:
                count = store.verify()  # noqa: B023 - called within this turn of the loop
            return watch.seconds / count

        speed = 1 / interleaved({"ours": once}, 3 if bench.sizes.large else bench.sizes.rounds).median("ours")
        store.close()
        found.append(
            Result(
                name=f"verify_{kind}",
                unit="events/s",
                ours=speed,
                ratio=speed,
                ratio_of="ours in events/s",
                target=at_least(100_000),
                more={"events": bench.log(kind, bench.sizes.large).events},
            )
        )
    return found
