"""What an experiment counted, which promises broke, and whether its controls failed as they must."""

from __future__ import annotations

import argparse
import json
import random
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

OUT: Final = Path(__file__).resolve().parents[2] / "build" / "faults"
"""Where each experiment leaves its counts for the runner."""
SHOWN: Final = 20
"""Broken promises that are printed in full; the file holds them all."""


@dataclass
class Tally:
    """One run of one experiment. A control is a case that is made to fail: if it does not, the harness sees nothing."""

    name: str
    counts: dict[str, int] = field(default_factory=dict)
    broken: list[str] = field(default_factory=list)
    controls: dict[str, bool] = field(default_factory=dict)
    skipped: str = ""

    def add(self, what: str, number: int = 1) -> None:
        """Count something; a count of nothing is shown too."""
        self.counts[what] = self.counts.get(what, 0) + number

    def broke(self, promise: str) -> None:
        """A promise was broken; `promise` says which and how to see it again."""
        self.broken.append(promise)

    def control(self, what: str, *, failed: bool) -> None:
        """Whether the case that has to fail did."""
        self.controls[what] = failed

    @property
    def passed(self) -> bool:
        """Whether every promise held and every control failed."""
        return not self.broken and all(self.controls.values())

    def lines(self) -> list[str]:
        """The counts as a small table."""
        found = [f"{self.name}:"]
        if self.skipped:
            found.append(f"  skipped: {self.skipped}")
        found += [f"  {number:>9,}  {what}" for what, number in self.counts.items()]
        found += [f"  control {'failed, as it must' if f else 'DID NOT FAIL'}: {w}" for w, f in self.controls.items()]
        found += [f"  BROKEN: {promise}" for promise in self.broken[:SHOWN]]
        if len(self.broken) > SHOWN:
            found.append(f"  BROKEN: … and {len(self.broken) - SHOWN} more")
        return found

    def write(self) -> None:
        """Leave the counts for the runner, in build/faults/NAME.json."""
        OUT.mkdir(parents=True, exist_ok=True)
        (OUT / f"{self.name}.json").write_text(json.dumps(asdict(self), indent=1), encoding="utf-8")


Experiment = Callable[[Tally, int, random.Random], None]
"""Given the tally to fill, the number of rounds, and the source of chance."""


def run(name: str, experiment: Experiment, *, rounds: int, arguments: Sequence[str] | None = None) -> int:
    """Run the experiment from the command line (``--rounds N --seed N``); gives the program's exit status."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.faults.{name}")
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--seed", type=int, default=1, help="the same seed draws the same faults")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # told to end: still unmount and stop what was started
    tally = Tally(name)
    began = time.monotonic()
    experiment(tally, chosen.rounds, random.Random(chosen.seed))
    tally.write()
    print("\n".join(tally.lines()))
    print(f"  {time.monotonic() - began:.0f} s, seed {chosen.seed}: {'passed' if tally.passed else 'FAILED'}")
    sys.stdout.flush()
    return 0 if tally.passed else 1
