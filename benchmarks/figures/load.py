"""Loading a patient's state from 10, 1,000 or 10,000 events, without a snapshot and with nothing of theirs cached."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from benchmarks.bench import STORES, Bench, BuiltLog
from benchmarks.ours import OurStore
from benchmarks.peer import PeerStore
from benchmarks.results import Result, at_least
from benchmarks.rounds import interleaved, timed
from benchmarks.workload import Chunk, Claim, long_stream, unclaimed


def patients(claim: Claim, length: int, count: int) -> list[list[Chunk]]:
    """That many patients with streams of that length."""
    doctors = [uuid4().hex for _ in range(8)]
    return [list(long_stream(length, claim, doctors, uuid4().hex)) for _ in range(count)]


class Ours:
    """Our store, opened anew for each round; one more patient is loaded before, so that connections are open."""

    def __init__(self, bench: Bench, kind: str, length: int, count: int) -> None:
        folder, key = bench.place(f"load-{length}-{kind}"), STORES[kind]
        store = OurStore(folder, key)
        people = patients(store.claim, length, count + 1)
        store.record(chunk for chunks in people for chunk in chunks)
        self.built = BuiltLog(folder, key, store.head())
        self.streams = [chunks[0].stream for chunks in people]
        store.close()

    def round(self) -> float:
        """Seconds a load."""
        store = self.built.open()
        seconds = loads(store.load, self.streams)
        store.close()
        return seconds


class Peer:
    """The peer, by repository.get."""

    def __init__(self, bench: Bench, length: int, count: int) -> None:
        self._file = bench.place(f"load-{length}-peer") / "peer.db"
        store = PeerStore(self._file)
        people = patients(unclaimed, length, count + 1)
        store.record(chunk for chunks in people for chunk in chunks)
        self._streams = [chunks[0].stream for chunks in people]
        store.close()

    def round(self) -> float:
        """Seconds a load."""
        store = PeerStore(self._file)
        seconds = loads(store.get, self._streams)
        store.close()
        return seconds


class Limit:
    """The same rows with their bodies in clear, read and decoded by bare DBAPI and msgspec, without a fold."""

    def __init__(self, bench: Bench, ours: Ours) -> None:
        self.copy = bench.copy_in_clear(ours.built)
        known = self.copy.streams()
        self._streams = [known[stream] for stream in ours.streams]

    def round(self) -> float:
        """Seconds a load."""
        return loads(self.copy.load, self._streams)


def loads(load: Callable[..., object], streams: list[str]) -> float:
    """Seconds a load of each stream but the first, which is loaded before."""
    load(streams[0])
    with timed() as watch:
        for stream in streams[1:]:
            load(stream)
    return watch.seconds / (len(streams) - 1)


def load(bench: Bench) -> list[Result]:
    """Milliseconds a load, for each length."""
    return [result for length, count in bench.sizes.loads for result in _of_length(bench, length, count)]


def _of_length(bench: Bench, length: int, count: int) -> list[Result]:
    ours = {kind: Ours(bench, kind, length, count) for kind in STORES}
    limits = {kind: Limit(bench, ours[kind]) for kind in STORES}
    peer = Peer(bench, length, count)
    rounds = interleaved(
        {
            **{f"ours {kind}": ours[kind].round for kind in STORES},
            "peer": peer.round,
            **{f"limit {kind}": limits[kind].round for kind in STORES},
        },
        bench.sizes.rounds,
    )
    for limit in limits.values():
        limit.copy.close()
    return [
        Result(
            name=f"load_{length}_{kind}",
            unit="ms",
            ours=1000 * rounds.median(f"ours {kind}"),
            peer=1000 * rounds.median("peer"),
            limit=1000 * rounds.median(f"limit {kind}"),
            ratio=rounds.times_faster(f"ours {kind}", "peer"),
            ratio_of="peer / ours",
            target=at_least(8),
            more={"limit_ratio": rounds.times_faster(f"limit {kind}", "peer")},
        )
        for kind in STORES
    ]
