"""A command: durable, chained, sealed, validated, with the views caught up, on streams of at most 31 events."""

from __future__ import annotations

from uuid import uuid4

from benchmarks.bench import STORES, Bench, close_all
from benchmarks.limit import LogCopy
from benchmarks.ours import OurClinic, OurStore
from benchmarks.peer import PeerStore
from benchmarks.results import Result, at_least
from benchmarks.rounds import interleaved, timed
from benchmarks.workload import BEGIN, Claim, Draft, Fact, Kind, registration, unclaimed

CYCLES = 7
"""Times that each patient is asked, grants and revokes: with the notices of the asks 29 events in the stream."""
TARGETS = {"plain": 2.0, "encrypted": 1.5}
Pair = tuple[Draft, Draft]


def script(pairs: list[Pair]) -> list[tuple[str, Fact]]:
    """(patient, what is commanded) in the order in which it is commanded: patients take turns."""
    steps: list[tuple[str, Fact]] = []
    kinds: tuple[Kind, ...] = ("asked", "granted", "revoked")
    for cycle in range(CYCLES):
        for kind in kinds:
            for patient, doctor in pairs:
                types = ("exams",) if cycle % 2 else ("conditions", "er_visits")
                purpose = "TREAT" if cycle % 3 == 0 and kind != "revoked" else None
                identifier = uuid4().hex
                fact = Fact(kind, identifier, identifier, actor=doctor.stream, types=types, purpose=purpose)
                steps.append((patient.stream, fact))
    return steps


class Ours:
    """Our clinic with enough people for every round."""

    def __init__(self, bench: Bench, kind: str, *, notices: bool) -> None:
        self.folder, self.key = bench.place(f"command-{kind}-{notices}"), STORES[kind]
        store = OurStore(self.folder, self.key)
        self._rounds: list[list[Pair]] = []
        for number in range(bench.sizes.rounds + 1):
            people = range(bench.sizes.command_patients)
            self._rounds.append([_pair(store.claim, f"{number}-{person}") for person in people])
        store.record(draft.chunk(BEGIN) for pairs in self._rounds for pair in pairs for draft in pair)
        self.bounds: list[int] = []
        store.close()
        self.clinic = OurClinic(self.folder, self.key, notices=notices)

    def round(self) -> float:
        """Seconds a command, and where notices are recorded with what is left of them at the end."""
        steps = script(self._rounds.pop())
        command, firsts = self.clinic.command, []
        with timed() as watch:
            for patient, fact in steps:
                firsts.append(command(patient, fact).first)
            self.clinic.settle()
        self.bounds = [*(position - 1 for position in firsts), self.clinic.head()]
        return watch.seconds / len(steps)


class Peer:
    """The peer with as many people."""

    def __init__(self, bench: Bench, *, notices: bool) -> None:
        self.store = PeerStore(bench.place("command-peer") / "peer.db")
        self._people = bench.sizes.command_patients
        self._notices = notices

    def round(self) -> float:
        """Seconds a command."""
        pairs = [_pair(unclaimed, str(person)) for person in range(self._people)]
        self.store.record(draft.chunk(BEGIN) for pair in pairs for draft in pair)
        steps, command = script(pairs), self.store.command_with_notice if self._notices else self.store.command
        with timed() as watch:
            for patient, fact in steps:
                command(patient, fact)
        return watch.seconds / len(steps)


class Limit:
    """The rows that our clinic has just written, written again by bare DBAPI."""

    def __init__(self, bench: Bench, ours: Ours) -> None:
        self._ours = ours
        self.copy = LogCopy(ours.folder, ours.key, bench.place("command-limit") / "limit.db")

    def round(self) -> float:
        """Seconds a command."""
        batches, command = self.copy.batches(self._ours.bounds), self.copy.command
        with timed() as watch:
            for rows in batches:
                command(rows)
        return watch.seconds / len(batches)


def _pair(claim: Claim, number: str) -> Pair:
    return (
        registration(claim, "patient", f"p{number}", uuid4().hex),
        registration(claim, "doctor", f"d{number}", uuid4().hex),
    )


def command(bench: Bench) -> list[Result]:
    """Commands a second of one person after another."""
    ours = {kind: Ours(bench, kind, notices=False) for kind in STORES}
    ours_telling = {kind: Ours(bench, kind, notices=True) for kind in STORES}
    limits = {kind: Limit(bench, ours[kind]) for kind in STORES}
    peer, telling = Peer(bench, notices=False), Peer(bench, notices=True)
    rounds = interleaved(
        {
            **{f"ours {kind}": ours[kind].round for kind in STORES},
            **{f"ours {kind} with notices": ours_telling[kind].round for kind in STORES},
            "peer": peer.round,
            "peer with notices": telling.round,
            **{f"limit {kind}": limits[kind].round for kind in STORES},
        },
        bench.sizes.rounds,
    )
    close_all(
        *(o.clinic for both in (ours, ours_telling) for o in both.values()),
        *(x.copy for x in limits.values()),
        peer.store,
        telling.store,
    )
    return [
        Result(
            name=f"command_{kind}",
            unit="commands/s",
            ours=1 / rounds.median(f"ours {kind}"),
            peer=1 / rounds.median("peer"),
            limit=1 / rounds.median(f"limit {kind}"),
            ratio=rounds.times_faster(f"ours {kind}", "peer"),
            ratio_of="ours / peer",
            target=at_least(TARGETS[kind]),
            more={
                "limit_ratio": rounds.times_faster(f"limit {kind}", "peer"),
                "peer_with_notices": 1 / rounds.median("peer with notices"),
                "ours_with_notices": 1 / rounds.median(f"ours {kind} with notices"),
                "ratio_with_notices": rounds.times_faster(f"ours {kind} with notices", "peer with notices"),
                "remark": "a notice is a command of its own; with_notices both record one for every command as well",
            },
        )
        for kind in STORES
    ]
