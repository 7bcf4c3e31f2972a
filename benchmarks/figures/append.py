"""Appending 100 events of one patient in one transaction, from the facts to the disk.

Making the events is timed with both: the peer's store takes no events but those that an aggregate has triggered.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import uuid4

from benchmarks.bench import STORES, Bench, close_all
from benchmarks.limit import LogCopy
from benchmarks.ours import OurStore, events_of
from benchmarks.peer import PeerStore, Subject
from benchmarks.results import Result, at_least
from benchmarks.rounds import interleaved, timed
from benchmarks.workload import Chunk, Claim, long_stream, unclaimed

AT_ONCE = 100


def batches(claim: Claim, count: int) -> list[Chunk]:
    """That many transactions of 100 events, each of another patient, with four doctors."""
    doctors = [uuid4().hex for _ in range(4)]
    return [chunk for _ in range(count) for chunk in long_stream(AT_ONCE, claim, doctors, uuid4().hex)]


class Ours:
    """Our store."""

    def __init__(self, bench: Bench, kind: str) -> None:
        self.folder, self.key = bench.place(f"append-{kind}"), STORES[kind]
        self.store = OurStore(self.folder, self.key)
        self._count = bench.sizes.appends
        self.bounds: list[int] = []

    def round(self) -> float:
        """Seconds an event."""
        chunks = batches(self.store.claim, self._count)
        begin, append = self.store.head(), self.store.append
        with timed() as watch:
            for chunk in chunks:
                append(chunk, events_of(chunk))
        self.bounds = list(range(begin, self.store.head() + 1, AT_ONCE))
        return watch.seconds / (len(chunks) * AT_ONCE)


class Peer:
    """The peer; `saving` alone is measured beside the whole."""

    def __init__(self, bench: Bench, *, saving: bool) -> None:
        self.store = PeerStore(bench.place("append-peer") / "peer.db")
        self._saving = saving
        self._count = bench.sizes.appends

    def round(self) -> float:
        """Seconds an event."""
        chunks = batches(unclaimed, self._count)
        pending, save = self.store.pending, self.store.save
        ready: Iterable[Subject] = map(pending, chunks)
        if self._saving:
            ready = list(ready)
        with timed() as watch:
            for subject in ready:
                save(subject)
        return watch.seconds / (len(chunks) * AT_ONCE)


class Limit:
    """The rows that our store has just written, written again by bare DBAPI."""

    def __init__(self, bench: Bench, ours: Ours) -> None:
        self._ours = ours
        self.copy = LogCopy(ours.folder, ours.key, bench.place("append-limit") / "limit.db")

    def round(self) -> float:
        """Seconds an event."""
        batches = self.copy.batches(self._ours.bounds)
        with timed() as watch:
            for rows in batches:
                self.copy.write(rows)
        return watch.seconds / (len(batches) * AT_ONCE)


def append(bench: Bench) -> list[Result]:
    """Events a second, 100 a transaction."""
    ours = {kind: Ours(bench, kind) for kind in STORES}
    limits = {kind: Limit(bench, ours[kind]) for kind in STORES}
    peer, saving = Peer(bench, saving=False), Peer(bench, saving=True)
    rounds = interleaved(
        {
            **{f"ours {kind}": ours[kind].round for kind in STORES},
            "peer": peer.round,
            "peer saving": saving.round,
            **{f"limit {kind}": limits[kind].round for kind in STORES},
        },
        bench.sizes.rounds,
    )
    close_all(*(o.store for o in ours.values()), *(x.copy for x in limits.values()), peer.store, saving.store)
    return [
        Result(
            name=f"append_100_{kind}",
            unit="events/s",
            ours=1 / rounds.median(f"ours {kind}"),
            peer=1 / rounds.median("peer"),
            limit=1 / rounds.median(f"limit {kind}"),
            ratio=rounds.times_faster(f"ours {kind}", "peer"),
            ratio_of="ours / peer",
            target=at_least(1.5),
            more={
                "limit_ratio": rounds.times_faster(f"limit {kind}", "peer"),
                "peer_saving_only": 1 / rounds.median("peer saving"),
                "ratio_saving_only": rounds.times_faster(f"ours {kind}", "peer saving"),
                "remark": "the limit writes rows that are ready; peer_saving_only leaves out the triggering of events",
            },
        )
        for kind in STORES
    ]
