"""A random sample of the mutants that have not run, and what it says of them: a whole run takes hours on two cores."""

import json
import math
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from mutants_gathered import Mutant

SEED = 1
_NOTICED = ("tests", "time-out")
_Z = 1.96  # of a normal distribution 95 % lie within that many deviations


@dataclass(frozen=True, slots=True)
class Estimate:
    """The score of a room, with the bounds between which it lies 95 times in 100 (Wilson's interval)."""

    percent: float
    low: float
    high: float
    drawn: int
    """How many mutants of the sample have a verdict."""


def drawn(mutants: Sequence[Mutant], each: int, before: Collection[str]) -> list[str]:
    """The names of at most ``each`` mutants a room that would count and have not run; those drawn ``before`` come first."""
    chance, names = random.Random(SEED), []  # a sample, no secret
    for room in sorted({one.room for one in mutants}):
        open_ones = sorted(
            one.name for one in mutants if one.room == room and one.sort == "behaviour" and one.verdict == "unknown"
        )
        chance.shuffle(open_ones)
        open_ones.sort(key=lambda name: name not in before)
        names += open_ones[:each]
    return names


def estimate(mutants: Sequence[Mutant], sampled: Collection[str]) -> Estimate | None:
    """What a room's score would be if all had run; None where nothing of the sample has a verdict."""
    counting = [one for one in mutants if one.sort == "behaviour" and one.verdict != "types"]
    inside = [one for one in counting if one.name in sampled and one.verdict != "unknown"]
    exact = [one for one in counting if one.name not in sampled and one.verdict != "unknown"]
    if not inside:
        return None
    known, noticed = len(exact), sum(one.verdict in _NOTICED for one in exact)
    rest = len(counting) - known
    count, share = len(inside), sum(one.verdict in _NOTICED for one in inside) / len(inside)
    middle = (share + _Z**2 / (2 * count)) / (1 + _Z**2 / count)
    half = _Z * math.sqrt(share * (1 - share) / count + _Z**2 / (4 * count**2)) / (1 + _Z**2 / count)
    whole = [100.0 * (noticed + part * rest) / len(counting) for part in (share, middle - half, middle + half)]
    return Estimate(whole[0], whole[1], min(100.0, whole[2]), count)


def read(path: Path) -> frozenset[str]:
    """The names in the sample so far; none where there is none."""
    return frozenset(json.loads(path.read_text("utf-8"))) if path.is_file() else frozenset()


def keep(path: Path, names: Collection[str]) -> None:
    """Note the sample."""
    path.write_text(json.dumps(sorted(names), indent=1), "utf-8")
