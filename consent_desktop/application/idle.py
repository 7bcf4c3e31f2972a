"""When a screen that nobody touches is covered: told by whoever asks regularly, without Qt and without waiting.

A suspended machine stands still for some clocks, a clock that is set jumps for others. So three are read, and the one by
which most time has passed counts: nobody finds a session open because a lid was closed or a clock was set.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final, Self

from consent_desktop.domain.vocabulary import ActingRole

WARNING: Final = 30.0
"""Seconds before the lock in which the person is warned."""
PATIENT, STAFF = 120.0, 300.0
"""Seconds without a touch after which a session is locked."""
WOKEN: Final = 10.0
"""Seconds by which the clocks may part between two looks before that means that the machine slept, or a clock was set."""

Clock = Callable[[], float]


def boot_time() -> float:
    """Seconds since the machine was started, sleep included; where no clock tells that, those without sleep."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


@dataclass(frozen=True, slots=True)
class Clocks:
    """The three clocks, in seconds each."""

    monotonic: Clock = time.monotonic
    boot: Clock = boot_time
    wall: Clock = time.time

    def read(self) -> tuple[float, float, float]:
        """What they say now."""
        return self.monotonic(), self.boot(), self.wall()


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session may stay untouched, in seconds."""

    lock: float
    warning: float = WARNING

    @classmethod
    def of(cls, role: ActingRole) -> Self:
        """The limits of somebody who acts in that role."""
        return cls(PATIENT if role is ActingRole.PATIENT else STAFF)


class Idle(Enum):
    """Where a session stands."""

    AWAKE = auto()
    WARNED = auto()
    """The last seconds before the lock."""
    LOCKED = auto()
    """Over: only a new proof goes on, a touch does not."""


class IdleWatch:
    """Watches one session from its beginning to its lock. For one thread: the one that asks."""

    def __init__(self, limits: Limits, clocks: Clocks | None = None) -> None:
        self._limits = limits
        self._clocks = clocks or Clocks()
        self._touched = self._looked = self._clocks.read()
        self._locked = False

    def touch(self) -> Idle:
        """The person did something. What comes too late changes nothing: it may be somebody else."""
        state = self.look()
        if state is not Idle.LOCKED:
            self._touched = self._looked
        return state

    def look(self) -> Idle:
        """Where the session stands now; also locks it where the machine has slept, or a clock was set."""
        before, self._looked = self._looked, self._clocks.read()
        if _parted(before, self._looked) > WOKEN or self.left() <= 0:
            self._locked = True
        if self._locked:
            return Idle.LOCKED
        return Idle.WARNED if self.left() <= self._limits.warning else Idle.AWAKE

    def left(self) -> float:
        """Seconds until the lock, as of the last look; 0 or less: locked."""
        return 0.0 if self._locked else self._limits.lock - max(_gone(self._touched, self._looked))

    def lock(self) -> None:
        """Lock at once: the person asked for it, or the system locked the screen, or changed users."""
        self._locked = True

    def unlock(self) -> None:
        """The person has proved themself again; the time begins anew."""
        self._touched = self._looked = self._clocks.read()
        self._locked = False


def _gone(then: tuple[float, ...], now: tuple[float, ...]) -> list[float]:
    return [b - a for a, b in zip(then, now, strict=True)]


def _parted(then: tuple[float, ...], now: tuple[float, ...]) -> float:
    """By how many seconds the clocks disagree about the time between two looks."""
    gone = _gone(then, now)
    return max(gone) - min(gone)
