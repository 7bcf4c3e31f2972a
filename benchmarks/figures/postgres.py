"""A grant on one workstation seen on another, with four writers on one PostgreSQL store: nothing lost, no gaps.

Every workstation is a process of its own with the whole program in it: commands through the bus, views, notices. All of them
and the server share this machine's cores; its data lies on the run's disk, with `fsync` and `synchronous_commit` on.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from typing import Any, Final, Self

from benchmarks.bench import Bench
from benchmarks.postgres_worker import subject_of
from benchmarks.results import Result, at_most
from benchmarks.rounds import percentile
from consent_desktop.application.clinic import Clinic
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_SYSTEM, Actor, ActorKind, PersonKind, RecordType
from tests.support.servers import Postgres

ROOT: Final = Path(__file__).resolve().parents[2]
WRITERS: Final = 4
MOST_SAMPLES: Final = 200
WARM_UP: Final = 5


def postgres(bench: Bench) -> list[Result]:
    """Milliseconds from giving the command to the other view's yes, the 95th percentile; and commands a second."""
    server = Postgres({}, place=bench.place("postgres"))
    try:
        samples = min(bench.sizes.own_writes, MOST_SAMPLES)
        alone = _run(server, 1, samples // 4)
        together = _run(server, WRITERS, samples)
    finally:
        server.stop()
    p95 = percentile(together.taken, 95)
    return [
        Result(
            name="postgres_seen",
            unit="ms, p95",
            ours=p95,
            ratio=p95,
            ratio_of="ours in ms",
            target=at_most(100),
            more={
                "p50": percentile(together.taken, 50),
                "p50_after_acknowledged": percentile(together.after_acknowledged, 50),
                "p95_after_acknowledged": percentile(together.after_acknowledged, 95),
                "samples": len(together.taken),
                "writers": WRITERS,
                "events": together.events,
                "lost": together.lost,
                "gaps": together.gaps,
                "remark": f"{together.events:,} events by {WRITERS} writers and a granter: {together.lost} lost, {together.gaps} gaps",
            },
        ),
        Result(
            name="postgres_commands",
            unit=f"commands/s, {WRITERS} writers",
            ours=together.commands_a_second,
            ratio=together.commands_a_second / alone.commands_a_second,
            ratio_of=f"{WRITERS} writers / 1 writer",
            more={"one_writer": alone.commands_a_second},
        ),
    ]


class _Run:
    """What one run measured."""

    def __init__(self) -> None:
        self.taken: list[float] = []
        """Milliseconds from giving the command on one workstation to the yes of another's view."""
        self.after_acknowledged: list[float] = []
        self.commands_a_second = 0.0
        self.events = self.lost = self.gaps = 0


class _Workstation:
    """A worker that is told and answers by lines."""

    def __init__(self, work: str, address: str, name: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.postgres_worker", work, address, name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.returncode is None:
            self.process.kill()
            self.process.communicate()

    def tell(self) -> None:
        """Let it go on."""
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        """The next line that it says; raises `RuntimeError` where it has ended."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError("a workstation ended before it answered")
        return line.strip()

    def result(self) -> Any:
        """End its input and take what it says at the end."""
        said, _ = self.process.communicate()
        return json.loads(said)


def _run(server: Postgres, writers: int, samples: int) -> _Run:
    address, run = server.new_database(), _Run()
    clinic = open_clinic(address, plain=True)
    with ExitStack() as stack:
        stack.callback(clinic.close)
        names = [f"w{number}" for number in range(writers)]
        writing = [stack.enter_context(_Workstation("writer", address, name)) for name in names]
        granter = stack.enter_context(_Workstation("granter", address, "g"))
        for one in (*writing, granter):
            one.answer()
        for one in writing:
            one.tell()
        _watched(clinic, granter, samples, run)
        results = [one.result() for one in writing]
        run.commands_a_second = sum(len(found["acks"]) / found["seconds"] for found in results)
        _counted(clinic, [ack for found in results for ack in found["acks"]], run)
    return run


def _watched(clinic: Clinic, granter: _Workstation, samples: int, run: _Run) -> None:
    """Wait on a watch for each grant and each stop of the other workstation; the grants count."""
    patient = subject_of(clinic, PersonKind.PATIENT, "p-g")
    doctor = Actor(ActorKind.DOCTOR, subject_of(clinic, PersonKind.DOCTOR, "d-g"))
    watch = clinic.watch()
    try:
        for number in range(2 * (samples + WARM_UP)):
            wanted = number % 2 == 0
            granter.tell()
            while clinic.check(THE_SYSTEM, patient, doctor, (RecordType.EXAMS,)).lines[0].permitted is not wanted:
                if watch.wait(1, threading.Event()):
                    clinic.catch_up()
            seen = monotonic()
            begun, returned = map(float, granter.answer().split())
            if wanted and number >= 2 * WARM_UP:
                run.taken.append(1000 * (seen - begun))
                run.after_acknowledged.append(1000 * (seen - returned))
    finally:
        watch.close()


def _counted(clinic: Clinic, acks: list[tuple[int, int, str]], run: _Run) -> None:
    """Look for every acknowledged event, and for positions that nobody has; raises `AssertionError` for either."""
    stored = {recorded.position: recorded.envelope.command_id for recorded in clinic.log.read()}
    run.events = len(stored)
    run.gaps = max(stored) - len(stored)
    run.lost = sum(1 for first, last, command in acks for at in range(first, last + 1) if stored.get(at) != command)
    if run.lost or run.gaps or not clinic.verify().unbroken:
        raise AssertionError(f"{run.lost} acknowledged events lost, {run.gaps} gaps")
