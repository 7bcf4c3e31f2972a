"""Reading the whole log, every body opened and decoded."""

from __future__ import annotations

from collections.abc import Callable

from benchmarks.bench import STORES, Bench, close_all
from benchmarks.results import Result, at_least
from benchmarks.rounds import interleaved, timed


def log_read(bench: Bench) -> list[Result]:
    """Events a second."""
    stores = {kind: bench.log(kind).open() for kind in STORES}
    copies = {kind: bench.copy_in_clear(bench.log(kind)) for kind in STORES}
    peer = bench.peer_log
    rounds = interleaved(
        {
            **{f"ours {kind}": _reading(stores[kind].read_all) for kind in STORES},
            "peer": _reading(lambda: sum(map(len, peer.pages()))),
            **{f"limit {kind}": _reading(copies[kind].read_all) for kind in STORES},
        },
        bench.sizes.rounds,
    )
    close_all(*stores.values(), *copies.values())
    return [
        Result(
            name=f"log_read_{kind}",
            unit="events/s",
            ours=1 / rounds.median(f"ours {kind}"),
            peer=1 / rounds.median("peer"),
            limit=1 / rounds.median(f"limit {kind}"),
            ratio=rounds.times_faster(f"ours {kind}", "peer"),
            ratio_of="ours / peer",
            target=at_least(3),
            more={"events": bench.log(kind).events, "limit_ratio": rounds.times_faster(f"limit {kind}", "peer")},
        )
        for kind in STORES
    ]


def _reading(read: Callable[[], int]) -> Callable[[], float]:
    """A round of reading: seconds an event."""

    def once() -> float:
        with timed() as watch:
            count = read()
        return watch.seconds / count

    return once
