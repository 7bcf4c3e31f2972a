"""Interleaved rounds: what is compared runs turn by turn, so that a slow moment of the disk hits all alike."""

from __future__ import annotations

import gc
import math
import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from time import perf_counter

Contender = Callable[[], float]
"""Does the work of one round and gives the seconds that one unit of it took; what it prepares is not timed."""


class Stopwatch:
    """Seconds between entering and leaving `timed`."""

    seconds = 0.0


@contextmanager
def timed() -> Iterator[Stopwatch]:
    """Time what is inside. Garbage of what ran before is swept first and what lives on is set aside, for all alike."""
    gc.collect()
    gc.freeze()
    watch = Stopwatch()
    begun = perf_counter()
    try:
        yield watch
    finally:
        watch.seconds = perf_counter() - begun
        gc.unfreeze()


class Rounds:
    """Seconds per unit of each contender, round by round."""

    def __init__(self, seconds: Mapping[str, Sequence[float]]) -> None:
        self._seconds = seconds

    def median(self, name: str) -> float:
        """The contender's median seconds per unit."""
        return statistics.median(self._seconds[name])

    def times_faster(self, name: str, than: str) -> float:
        """Median over the rounds of how many times faster `name` was in that very round."""
        pairs = zip(self._seconds[name], self._seconds[than], strict=True)
        return statistics.median(slow / fast for fast, slow in pairs)


def interleaved(contenders: Mapping[str, Contender], rounds: int) -> Rounds:
    """Run the contenders in turn, once to warm up, which is thrown away, and then `rounds` times."""
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, contender in contenders.items():
            taken = contender()
            if number:
                seconds[name].append(taken)
    return Rounds(seconds)


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that `percent` of the values do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(len(ranked) * percent / 100) - 1)]
