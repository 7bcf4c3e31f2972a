"""Four eyes: somebody else has proved themself here within minutes, for one thing that one person wants to do."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Final

from consent_desktop.domain.commands import Command
from consent_desktop.domain.vocabulary import Acting, ActingRole

GOOD_FOR: Final = 300.0
"""Seconds."""
_WITHOUT_ACCOUNT: Final = frozenset({ActingRole.OPERATOR, ActingRole.SYSTEM})
"""Whoever acts on a plain store without an account has proved nothing; whom they name as the second person neither."""


class Approvals:
    """Who has approved something for whom at this workstation. Each counts once; any thread may ask."""

    def __init__(self, steady: Callable[[], float] = time.monotonic, wall: Callable[[], float] = time.time) -> None:
        self._clocks = (steady, wall)
        self._given: dict[tuple[str, str], tuple[float, ...]] = {}
        self._lock = threading.Lock()

    def give(self, acting: Acting, second: str) -> None:
        """The second person has just proved themself, for what the first is about to do."""
        if second == acting.id:
            raise ValueError("nobody approves what they do themself")
        with self._lock:
            self._given[acting.id, second] = self._now()

    def allows(self, acting: Acting, command: Command) -> bool:
        """Whether the person named in the command's `approved_by` has approved within five minutes; used up by that."""
        second: str | None = getattr(command, "approved_by", None)
        if second is None or second == acting.id:
            return False
        if acting.role in _WITHOUT_ACCOUNT:
            return True
        with self._lock:
            given = self._given.pop((acting.id, second), None)
        if given is None:
            return False
        gone = [now - then for now, then in zip(self._now(), given, strict=True)]
        return max(gone) <= GOOD_FOR

    def forget(self, person: str) -> None:
        """The person has left: what they approved, and what was approved for them, counts no more."""
        with self._lock:
            self._given = {pair: at for pair, at in self._given.items() if person not in pair}

    def _now(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self._clocks)
