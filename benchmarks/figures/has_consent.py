"""`has_consent` beside the bare indexed SELECT on the same file, with few consents and with very many.

The many are rows put straight into the table of permissions, as the projector would have left them: recording them all as
events would take most of an hour and change nothing that a check looks at.
"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter
from uuid import uuid4

from benchmarks.bench import STORES, Bench
from benchmarks.ours import OurConsent, OurStore, RawCheck, fill_permissions
from benchmarks.results import Result, at_most
from benchmarks.rounds import percentile, timed
from benchmarks.workload import BEGIN, Chunk, Claim, Fact, registration

FEW = 1000
PATIENTS, DOCTORS = 250, 4
"""Each patient permits one record type to each doctor: `FEW` consents."""


def _people(claim: Claim) -> tuple[list[Chunk], list[tuple[str, str]]]:
    """What is recorded, and every (patient, doctor) in subject ids."""
    doctors = [registration(claim, "doctor", f"d{n}", uuid4().hex) for n in range(DOCTORS)]
    chunks = [doctor.chunk(BEGIN) for doctor in doctors]
    pairs: list[tuple[str, str]] = []
    for number in range(PATIENTS):
        patient = registration(claim, "patient", f"p{number}", uuid4().hex)
        for doctor in doctors:
            patient.facts.append(Fact("granted", patient.next_id(), uuid4().hex, actor=doctor.stream, types=("exams",)))
            pairs.append((patient.stream, doctor.stream))
        chunks.append(patient.chunk(BEGIN))
    return chunks, pairs


class Checks:
    """One store with its consents, asked both ways."""

    def __init__(self, bench: Bench, kind: str, consents: int) -> None:
        folder, key = bench.place(f"has-consent-{kind}-{consents}"), STORES[kind]
        store = OurStore(folder, key)
        chunks, self._pairs = _people(store.claim)
        store.record(chunks)
        store.close()
        self.consent = OurConsent(folder, key)
        fill_permissions(folder, key, consents - FEW)
        self.raw = RawCheck(folder, key)
        self.ours_taken: list[float] = []
        self.raw_taken: list[float] = []

    def round(self, checks: int) -> None:
        """That many checks each way, half of them for a record type that is not permitted."""
        pairs = [(n, self._pairs[n % len(self._pairs)], ("exams", "conditions")[n % 2]) for n in range(checks)]
        numbers = [(f"p{n % FEW // DOCTORS}", f"d{n % FEW % DOCTORS}", what) for n, _, what in pairs]
        with timed():
            for patient, doctor, what in numbers:
                self.ours_taken.append(_seconds(self.consent.has, patient, doctor, what))
        with timed():
            for _, (patient, doctor), what in pairs:
                self.raw_taken.append(_seconds(self.raw.has, patient, doctor, what))

    def forget(self) -> None:
        """The warm-up is over."""
        self.ours_taken.clear()
        self.raw_taken.clear()

    def close(self) -> None:
        """Close everything."""
        self.consent.close()
        self.raw.close()


def _seconds(has: Callable[[str, str, str], bool], patient: str, doctor: str, what: str) -> float:
    begun = perf_counter()
    permitted = has(patient, doctor, what)
    taken = perf_counter() - begun
    if permitted != (what == "exams"):
        raise AssertionError("a check gave the wrong answer")
    return taken


def has_consent(bench: Bench) -> list[Result]:
    """Microseconds a check."""
    return [result for kind in STORES for result in _of_kind(bench, kind)]


def _of_kind(bench: Bench, kind: str) -> list[Result]:
    few, many = Checks(bench, kind, FEW), Checks(bench, kind, bench.sizes.consents)
    for number in range(bench.sizes.rounds + 1):
        for checks in (few, many):
            checks.round(bench.sizes.checks // bench.sizes.rounds)
            if not number:
                checks.forget()
    few.close()
    many.close()
    ours, raw = percentile(many.ours_taken, 50), percentile(many.raw_taken, 50)
    before = percentile(few.ours_taken, 50)
    p99 = 1000 * percentile(many.ours_taken, 99)
    size = {"consents": bench.sizes.consents}
    return [
        Result(
            name=f"has_consent_{kind}",
            unit="µs, p50",
            ours=1e6 * ours,
            limit=1e6 * raw,
            ratio=ours / raw,
            ratio_of="ours / limit",
            target=at_most(10),
            more={
                **size,
                "p95": 1e6 * percentile(many.ours_taken, 95),
                "raw_p95": 1e6 * percentile(many.raw_taken, 95),
            },
        ),
        Result(
            name=f"has_consent_p99_{kind}",
            unit="ms",
            ours=p99,
            limit=1000 * percentile(many.raw_taken, 99),
            ratio=p99,
            ratio_of="ours in ms",
            target=at_most(1),
            more=size,
        ),
        Result(
            name=f"has_consent_growth_{kind}",
            unit="µs, p50",
            ours=1e6 * ours,
            ratio=ours / before,
            ratio_of=f"{bench.sizes.consents:,} consents / {FEW:,}",
            target=at_most(2),
            more={"with_few": 1e6 * before, "remark": "further consents are rows put straight into the views' table"},
        ),
    ]
