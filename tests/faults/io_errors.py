"""Disk calls that fail, at every n-th call of every phase, on the engine that we ship: nothing acknowledged is lost.

A layer loaded before the C library (shim.c) fails opens, reads, writes, syncs, truncations and unlinks on the store's
files with EIO or ENOSPC, once or from then on, and tears writes in half. After each case the disk is well again and
the store is opened, verified and compared. The control is a disk that says it wrote and did not.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.faults.io_strace import io_strace
from tests.faults.shim import build_library
from tests.faults.tally import Tally, run

SHARES: Final = (("append", "claim", "checkpoint", "rebuild"), ("make", "start", "command", "read", "migrate"))
"""One process a share."""
BY_STRACE: Final = 60
"""Cases where there is no C compiler: each is a process."""
PATIENCE: Final = 3600
"""Seconds for one share."""


def _started(layer: Path, share: tuple[str, ...], most: int, seed: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.faults.io_cases", *share, "--most", str(most), "--seed", str(seed)]
    loaded = {**os.environ, "LD_PRELOAD": str(layer)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=loaded)


def io_errors(tally: Tally, rounds: int, chance: random.Random) -> None:
    """`rounds` cases at most, 0 for every one there is; half of them in each of two processes."""
    layer = build_library("shim")
    if isinstance(layer, str):
        tally.add(f"not tried at every call: {layer}; a few by strace instead")
        io_strace(tally, BY_STRACE, chance)
        return
    seed = chance.randrange(1 << 30)
    running = [_started(layer, share, -(-rounds // len(SHARES)), seed) for share in SHARES]
    sites: set[str] = set()
    noticed = 0
    try:
        for share, process in zip(SHARES, running, strict=True):
            said, _ = process.communicate(timeout=PATIENCE)
            if process.returncode:
                tally.broke(f"the process for {', '.join(share)} ended with {process.returncode}")
                continue
            told: dict[str, Any] = json.loads(said)
            tally.add("cases that there are", told["planned"])
            for what, number in told["counts"].items():
                tally.add(what, number)
            tally.broken += told["broken"]
            sites |= set(told["sites"])
            noticed += told["noticed"]
    finally:
        for process in running:
            process.kill()
            process.wait(60)
    tally.add("distinct call sites (phase, call, file, way through the engine)", len(sites))
    tally.add("distinct calls by phase and file", len({site.rsplit(" ", 1)[0] for site in sites}))
    tally.add("cases of a lying disk noticed, of 20", noticed)
    tally.control("a disk that says it wrote and did not is noticed", failed=noticed > 0)


if __name__ == "__main__":
    sys.exit(run("io_errors", io_errors, rounds=2400))
