"""The process in which disk calls are made to fail: started by io_errors.py with the layer loaded, prints JSON."""

from __future__ import annotations

import argparse
import errno
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from pathlib import Path
from typing import Any, Final

from tests.faults.io_phases import PATIENT, PHASES, Case, templates
from tests.faults.judge import Ack, judged, stored
from tests.faults.shim import Call, Fault, Manner, Shim
from tests.support.stores import KEY, a_store, origin, some_event

NEVER: Final = Fault(number=-1, code=0)
VIEWED: Final = frozenset({"command", "rebuild", "start"})
"""Phases after which the views are compared with a rebuild."""


@dataclass
class Bench:
    """Runs cases and keeps what came of them."""

    root: Path
    counts: Counter[str] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    sites: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._held: dict[tuple[str, bytes | None], list[Ack]] = {}
        self.folder = self.root / "case"
        self.shim = Shim(self.folder)
        self.templates = {key: templates(self._made(key), key) for key in (None, KEY)}

    def _made(self, key: bytes | None) -> Path:
        place = self.root / ("encrypted" if key else "plain")
        place.mkdir()
        return place

    def ran(self, phase: str, key: bytes | None, fault: Fault) -> Case:
        """Run the phase with the fault on a fresh copy of its folder."""

        @contextmanager
        def armed() -> Iterator[None]:
            self.shim.arm(fault)
            try:
                yield
            finally:
                self.shim.disarm()

        shutil.rmtree(self.folder, ignore_errors=True)
        act, template = PHASES[phase]
        if template != "nothing":
            shutil.copytree(self.templates[key][template], self.folder)
        case = Case(self.folder, key, armed)
        case.attempt(lambda: act(case))
        return case

    def before(self, phase: str, key: bytes | None) -> list[Ack]:
        """What the phase's folder held before: as much acknowledged as anything."""
        template = PHASES[phase][1]
        if template == "nothing":
            return []
        if (template, key) not in self._held:
            with tempfile.TemporaryDirectory(dir=self.root) as place:
                copied = Path(place, "copied")
                shutil.copytree(self.templates[key][template], copied)
                self._held[template, key] = sorted(stored(copied, key).items())
        return self._held[template, key]

    def calls(self, phase: str, key: bytes | None, kinds: frozenset[Call]) -> int:
        """How many disk calls the phase makes when nothing fails."""
        case = self.ran(phase, key, Fault(-1, 0, calls=kinds))
        if case.told or case.wrong:
            raise RuntimeError(f"{phase} fails with no fault at all: {case.told} {case.wrong}")
        return self.shim.calls

    def try_one(self, phase: str, key: bytes | None, fault: Fault) -> None:
        """One case with its verdict."""
        case = self.ran(phase, key, fault)
        if not self.shim.fired:
            self.counts["call not reached"] += 1
            return
        self.sites.add(f"{phase} {self.shim.site}")
        self.counts["cases"] += 1
        self.counts[f"cases in {phase}"] += 1
        self.counts["calls made to fail"] += self.shim.fired
        self.counts["events acknowledged"] += len(case.acks)
        self.counts["errors told, all typed"] += len(case.told)
        faults = list(case.wrong)
        finding = judged(self.folder, key, [*self.before(phase, key), *case.acks], views=phase in VIEWED)
        self.counts["acknowledged events lost"] += len(finding.lost)
        faults += finding.faults
        if finding.lost:
            faults.append(f"{len(finding.lost)} acknowledged events lost")
        if not finding.faults:
            faults += self._asked_again(case)
        if faults:
            what = "for ever" if fault.for_ever else fault.manner.name.lower()
            where = (
                f"{phase}, {'encrypted' if key else 'plain'}, call {fault.number} ({self.shim.site.rsplit(' ', 1)[0]})"
            )
            self.broken.append(f"{where}, {errno.errorcode[fault.code]} {what}: {'; '.join(faults)}")

    def _asked_again(self, case: Case) -> list[str]:
        """A command with an unknown outcome, given again under its id, is there once."""
        for command_id in case.unknown:
            self.counts["unknown outcomes asked for again"] += 1
            with a_store(self.folder, case.key) as store:
                stream = store.vault.find("patient", PATIENT)
                if stream is None:
                    return ["the patient is gone"]
                version = sum(1 for _ in store.log.read_stream(stream))
                done = store.log.append(stream, version, [some_event(stream)], origin(command_id))
            found = sum(command == command_id.hex for command in stored(self.folder, case.key).values())
            if found != done.last - done.first + 1:
                return [f"a command given again has {found} events"]
        return []


def plan(bench: Bench, phases: list[str]) -> list[tuple[str, bytes | None, Fault]]:
    """Every n-th call of every phase, each with every way of failing."""
    found: list[tuple[str, bytes | None, Fault]] = []
    writes = frozenset({Call.WRITE})
    for key in (None, KEY):
        for phase in phases:
            if phase == "migrate" and key is not None:
                continue  # the stored folders are plain
            for number in range(1, bench.calls(phase, key, NEVER.calls) + 1):
                for code in (errno.EIO, errno.ENOSPC):
                    found += [(phase, key, Fault(number, code, ever)) for ever in (False, True)]
            for number in range(1, bench.calls(phase, key, writes) + 1):
                found.append((phase, key, Fault(number, errno.EIO, manner=Manner.TORN, calls=writes)))
    return found


def drawn(
    cases: list[tuple[str, bytes | None, Fault]], most: int, chance: random.Random
) -> list[tuple[str, bytes | None, Fault]]:
    """That many cases, as many of each phase as there are: a phase with few calls is tried in full."""
    by_phase: dict[str, list[tuple[str, bytes | None, Fault]]] = {}
    for case in cases:
        by_phase.setdefault(case[0], []).append(case)
    for found in by_phase.values():
        chance.shuffle(found)
    turns = zip_longest(*by_phase.values())
    return [case for turn in turns for case in turn if case is not None][:most]


def lying_disk(bench: Bench) -> int:
    """The control: the disk says that it wrote the log's WAL and did not. Gives how many cases the judge noticed."""
    noticed = 0
    for number in range(1, 11):
        fault = Fault(number, errno.EIO, for_ever=True, manner=Manner.DROP, calls=frozenset({Call.WRITE}))
        case = bench.ran("append", None, fault)
        noticed += not judged(bench.folder, None, case.acks).sound or bool(case.told or case.wrong)
    return noticed


def main() -> int:
    """Run the share of the cases that the command line names."""
    parser = argparse.ArgumentParser()
    parser.add_argument("phases", nargs="+")
    parser.add_argument("--most", type=int, required=True, help="cases at most, drawn evenly; 0: all")
    parser.add_argument("--seed", type=int, required=True)
    chosen = parser.parse_args()
    memory = Path("/dev/shm")  # noqa: S108 - a file system in memory, so that a thousand syncs cost nothing
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as place:
        bench = Bench(Path(place))
        cases = plan(bench, chosen.phases)
        planned = len(cases)
        if chosen.most:
            cases = drawn(cases, chosen.most, random.Random(chosen.seed))
        for phase, key, fault in cases:
            bench.try_one(phase, key, fault)
        noticed = lying_disk(bench)
    told: dict[str, Any] = {"planned": planned, "counts": bench.counts, "broken": bench.broken, "noticed": noticed}
    print(json.dumps({**told, "sites": sorted(bench.sites)}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
