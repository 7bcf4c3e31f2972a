"""Signing in beside one bare argon2id verification with the same parameters, and how soon an untouched window is covered."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.bench import STORES, Bench
from benchmarks.our_door import BareVerification, OurDoor
from benchmarks.results import Result, at_most
from benchmarks.rounds import Contender, interleaved, timed

ROOT: Final = Path(__file__).resolve().parents[2]
TRIES: Final = 3
"""In a round."""


def sign_in(bench: Bench) -> list[Result]:
    """Milliseconds a try with the right PIN, a wrong one, and for nobody; for each kind of store, and the lock."""
    return [*(result for kind in STORES for result in _of_kind(bench, kind)), _lock(bench)]


def _of_kind(bench: Bench, kind: str) -> list[Result]:
    door, bare = OurDoor(bench.place(f"sign-in-{kind}"), STORES[kind]), BareVerification()
    rounds = interleaved(
        {
            "right": _round(door.right),
            "wrong": _round(door.wrong),
            "unknown": _round(door.unknown),
            "bare right": _round(bare.right),
            "bare wrong": _round(bare.wrong),
        },
        bench.sizes.rounds,
    )
    door.close()
    asked = [("right", "bare right", 1.25), ("wrong", "bare wrong", 1.25)]
    return [
        *(
            Result(
                name=f"sign_in_{name}_{kind}",
                unit="ms",
                ours=1000 * rounds.median(name),
                limit=1000 * rounds.median(limit),
                ratio=rounds.times_faster(limit, name),
                ratio_of="ours / limit",
                target=at_most(target),
                more={"remark": "limit: one argon2id verification with the same parameters, nothing recorded"},
            )
            for name, limit, target in asked
        ),
        Result(
            name=f"sign_in_unknown_{kind}",
            unit="ms",
            ours=1000 * rounds.median("unknown"),
            limit=1000 * rounds.median("wrong"),
            ratio=rounds.times_faster("wrong", "unknown"),
            ratio_of="unknown / wrong PIN",
            target=at_most(1.1),
            more={"remark": "limit: a wrong PIN; who is unknown is not told apart from who mistypes"},
        ),
    ]


def _round(once: Callable[[], None]) -> Contender:
    def round_() -> float:
        with timed() as watch:
            for _ in range(TRIES):
                once()
        return watch.seconds / TRIES

    return round_


def _lock(bench: Bench) -> Result:
    """A process of its own with a real window that nobody touches."""
    worker = subprocess.run(
        [sys.executable, "-m", "benchmarks.lock_worker", str(bench.sizes.rounds)],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    measured: dict[str, float] = json.loads(worker.stdout)
    return Result(
        name="lock_reaction",
        unit="ms",
        ours=1000 * measured["late"],
        limit=1000 * measured["interval"],
        ratio=measured["late"] / measured["interval"],
        ratio_of="from the limit to the lock / interval of the looks",
        target=at_most(1.1),
        more={"remark": "limit: the interval at which an untouched window is looked at; the worst of all rounds"},
    )
