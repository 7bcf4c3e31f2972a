"""Growing delays after tries in vain, per account and per workstation: 0, 0, 1, 2, 4 … 300 seconds. Nobody is locked out.

They lie in the vault, so a restart changes nothing. A clock that is set back makes none shorter; that it would make one
longer is kept from happening by the time for which this program itself has waited.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from consent_desktop.domain.door_errors import SignInDelayed
from consent_desktop.event_store.envelope import to_micros
from consent_desktop.event_store.tries import KeptTries, Tries

LONGEST: Final = 300.0
"""Seconds."""
FREE: Final = 2
"""Tries in vain that cost no wait: everybody mistypes."""
_MICROS: Final = 1_000_000


def delay_after(failures: int) -> float:
    """Seconds between so many tries in vain in a row and the next that is looked at."""
    if failures <= FREE:
        return 0.0
    return min(LONGEST, 2.0 ** min(failures - FREE - 1, 30))


@dataclass(frozen=True, slots=True)
class Try:
    """One try that is being looked at, counted as one in vain until it turns out to be a good one."""

    account: bytes
    workstation: bytes
    counted: int
    before: int
    """The latest moment of a try at the workstation, in microseconds: as it is now, and as it was."""


class Delays:
    """Asks before a try is looked at, and counts it before it is: so two programs at once get no more tries than one."""

    def __init__(
        self, kept: KeptTries, now: Callable[[], datetime], steady: Callable[[], float] = time.monotonic
    ) -> None:
        self._kept = kept
        self._now = now
        self._steady = steady
        self._seen: dict[bytes, tuple[Tries, float]] = {}
        """Of each owner what was kept of it, and since when, by the steady clock, this program knows that."""
        self._told: tuple[Tries, ...] = ()
        """What was kept when a try was last turned away here."""
        self._lock = threading.Lock()

    def begin(self, account: bytes, workstation: bytes) -> Try:
        """One try is about to be looked at; raises `SignInDelayed` where it is too early for that.

        Unless `succeeded` follows, it was in vain.
        """
        owners = (account, workstation)
        while True:
            before = self._kept.of(owners)
            wait = self._wait(owners, before)
            if wait > 0:
                told = tuple(before)
                first, self._told = told != self._told, told
                raise SignInDelayed(wait, first=first)
            now = to_micros(self._now())
            if self._kept.count(owners, before, now):
                self.wait(account, workstation)  # from now on this program knows it
                return Try(account, workstation, max(now, before[1].last), before[1].last)

    def wait(self, account: bytes, workstation: bytes) -> float:
        """Seconds until a try is looked at; 0: at once."""
        owners = (account, workstation)
        return self._wait(owners, self._kept.of(owners))

    def succeeded(self, good: Try) -> None:
        """The try was a good one: the account begins anew, the workstation gets on slowly, and nobody waits for it."""
        self._kept.succeeded(good.account, good.workstation, good.counted, good.before)

    def _wait(self, owners: Sequence[bytes], kept: Sequence[Tries]) -> float:
        now, steady = to_micros(self._now()), self._steady()
        longest = 0.0
        for owner, tries in zip(owners, kept, strict=True):
            gone = max((now - tries.last) / _MICROS, steady - self._known_since(owner, tries, steady), 0.0)
            longest = max(longest, delay_after(tries.failures) - gone)
        return longest

    def _known_since(self, owner: bytes, tries: Tries, steady: float) -> float:
        with self._lock:
            known = self._seen.get(owner)
            if known is None or known[0] != tries:
                known = self._seen[owner] = (tries, steady)
            return known[1]
