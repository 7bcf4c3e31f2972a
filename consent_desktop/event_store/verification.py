"""Checking the whole log against its hash chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.envelope import GENESIS, chain_hash, leaf_hash
from consent_desktop.event_store.log import Log
from consent_desktop.event_store.rows import Row


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the log found."""

    events: int
    """Events found whole before the first broken one."""
    first_broken: int | None
    reason: str | None

    @property
    def unbroken(self) -> bool:
        """Whether every event is where and what the chain says."""
        return self.first_broken is None


def verify(store: Log, progress: Callable[[int], None] | None = None) -> Verification:
    """Recompute every hash; names the first position that does not fit.

    A chain notices changes inside the log. That its end was cut off only an anchor kept elsewhere can show.
    """
    checking = _Checking(store)
    try:
        for rows in store.rows():
            for row in rows:
                reason = checking.reason(row)
                if reason is not None:
                    return Verification(checking.whole, checking.whole + 1, reason)
            if progress is not None:
                progress(checking.whole)
    except ClinicError as error:
        return Verification(checking.whole, checking.whole + 1, str(error))
    return Verification(checking.whole, None, None)


class _Checking:
    """How far the check has come, and what must come next."""

    def __init__(self, store: Log) -> None:
        self._store = store
        self._chain = GENESIS
        self._versions: dict[int, int] = {}
        self.whole = 0

    def reason(self, row: Row) -> str | None:
        """What is wrong with the next row; None: nothing."""
        if row[0] != self.whole + 1:
            return "an event is missing"
        self._chain = chain_hash(self._chain, leaf_hash(self._store.canonical(row), row[11]))
        if self._chain != row[12]:
            return "the event or its hash was altered"
        stream, version = row[3], row[4]
        if version != self._versions.get(stream, 0) + 1:
            return "an event of this person is missing"
        self._versions[stream] = version
        self.whole += 1
        return None
