"""Reading your own write: from giving the command to an answer of the views that knows of it."""

from __future__ import annotations

from threading import Timer
from time import perf_counter
from uuid import uuid4

from benchmarks.bench import STORES, Bench
from benchmarks.ours import OurClinic, OurStore
from benchmarks.peer import PeerView
from benchmarks.results import Result, at_most
from benchmarks.rounds import percentile, timed
from benchmarks.workload import BEGIN, Fact, Kind, registration

COMMANDS_A_PATIENT = 20
LATE_SECONDS = 0.002
"""By how much the peer's view is behind when it is waited for."""
PEER_SAMPLES = 20


def own_write(bench: Bench) -> list[Result]:
    """Milliseconds, the 95th percentile."""
    peer = _peer(bench)
    found = []
    for kind in STORES:
        taken = _ours(bench, kind)
        p95 = percentile(taken, 95)
        found.append(
            Result(
                name=f"own_write_{kind}",
                unit="ms, p95",
                ours=p95,
                peer=percentile(peer, 95),
                ratio=p95,
                ratio_of="ours in ms",
                target=at_most(5),
                more={"p50": percentile(taken, 50), "p99": percentile(taken, 99), "samples": len(taken)},
            )
        )
    return found


def _ours(bench: Bench, kind: str) -> list[float]:
    """Milliseconds of a grant or revoke and the check after it, each sample."""
    folder, key = bench.place(f"own-write-{kind}"), STORES[kind]
    store = OurStore(folder, key)
    doctor = registration(store.claim, "doctor", "d", uuid4().hex)
    count = bench.sizes.own_writes // COMMANDS_A_PATIENT + 1  # the first patient is the warm-up
    patients = [registration(store.claim, "patient", f"p{n}", uuid4().hex) for n in range(count)]
    store.record(draft.chunk(BEGIN) for draft in (doctor, *patients))
    store.close()
    clinic = OurClinic(folder, key)
    taken: list[float] = []
    kinds: tuple[Kind, Kind] = ("granted", "revoked")
    with timed():
        for patient in patients:
            for number in range(COMMANDS_A_PATIENT):
                fact = Fact(kinds[number % 2], uuid4().hex, actor=doctor.stream, types=("exams",))
                begun = perf_counter()
                clinic.command(patient.stream, fact)
                has = clinic.has(patient.stream, doctor.stream, "exams")
                taken.append(1000 * (perf_counter() - begun))
                if has != (number % 2 == 0):
                    raise AssertionError("the views did not know of the command")
    clinic.close()
    return taken[COMMANDS_A_PATIENT:]


def _peer(bench: Bench) -> list[float]:
    """Milliseconds of the library's wait() for a view that is 2 ms behind, each sample."""
    view = PeerView(bench.place("own-write-peer") / "view.db")
    taken: list[float] = []
    for number in range(1, PEER_SAMPLES + 1):
        following = Timer(LATE_SECONDS, view.follow, (number,))
        begun = perf_counter()
        following.start()
        view.wait(number)
        taken.append(1000 * (perf_counter() - begun))
        following.join()
    view.close()
    return taken
