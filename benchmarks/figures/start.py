"""Starting: from the command to the first window that can be used, and the memory then, beside a bare PySide6 window.

The installed program where `make package` has built it, else the checkout; on an empty clinic and on one with a long log.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from benchmarks.bench import Bench
from benchmarks.ours import OurViews
from benchmarks.results import Result, at_most
from benchmarks.rounds import Rounds, interleaved
from consent_desktop.bootstrap import open_clinic
from consent_desktop.desktop.shell.first_paint import SHOWN

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / "build" / "package-work" / "freeze" / "dist" / "consent-desktop" / "consent-desktop"
ROUNDS = 5


def start(bench: Bench) -> list[Result]:
    """Milliseconds and megabytes."""
    empty = bench.place("start-empty")
    open_clinic(empty, plain=True).close()
    built = bench.log("plain", bench.sizes.large)
    store = built.open()
    views = OurViews(store)
    views.rebuild()
    views.close()
    store.close()
    megabytes: dict[str, list[float]] = {}
    bare = [sys.executable, "-m", "benchmarks.start_worker"]
    contenders = {
        name: _contender(name, command, megabytes)
        for name, command in (("bare", bare), ("empty", _ours(empty)), ("long", _ours(built.folder)))
    }
    rounds = interleaved(contenders, min(bench.sizes.rounds, ROUNDS))
    remark = f"{'the installed program' if BUNDLE.exists() else 'the checkout'}; limit: a bare PySide6 window"
    return [
        _time("start", "empty", rounds, {"remark": remark}),
        _time("start_long", "long", rounds, {"remark": remark, "events": built.events}),
        Result(
            name="start_memory",
            unit="MB",
            ours=median(megabytes["long"]),
            limit=median(megabytes["bare"]),
            ratio=median(megabytes["long"]) / median(megabytes["bare"]),
            ratio_of="ours / limit",
            target=at_most(2.0),
            more={"remark": remark, "events": built.events},
        ),
    ]


def _time(name: str, contender: str, rounds: Rounds, more: dict[str, float | int | str]) -> Result:
    return Result(
        name=name,
        unit="ms",
        ours=1000 * rounds.median(contender),
        limit=1000 * rounds.median("bare"),
        ratio=rounds.times_faster("bare", contender),
        ratio_of="ours / limit",
        target=at_most(2.5),
        more=more,
    )


def _ours(folder: Path) -> list[str]:
    program = [str(BUNDLE)] if BUNDLE.exists() else [sys.executable, "-m", "consent_desktop.cli.main"]
    return [*program, "--store", str(folder), "--log-json"]


def _contender(name: str, command: list[str], megabytes: dict[str, list[float]]) -> Callable[[], float]:
    def once() -> float:
        seconds, resident = _start(command)
        megabytes.setdefault(name, []).append(resident)
        return seconds

    return once


def _start(command: list[str]) -> tuple[float, float]:
    """Seconds until the window was painted, and megabytes then."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    begun = perf_counter()
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None  # asked for above
        try:
            said = []
            for line in program.stderr:
                said.append(line)
                if SHOWN in line:
                    return perf_counter() - begun, _resident(program.pid)
        finally:
            program.terminate()
    raise RuntimeError(f"{command[0]} never showed its window:\n{''.join(said)}")


def _resident(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:"))
