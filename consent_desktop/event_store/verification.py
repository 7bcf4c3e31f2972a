"""Checking the whole log against its hash chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.envelope import GENESIS, chain_hash, leaf_hash
from consent_desktop.event_store.errors import StoreDamaged
from consent_desktop.event_store.log import Log
from consent_desktop.event_store.rows import Row
from consent_desktop.event_store.wholeness import runs


@dataclass(frozen=True, slots=True)
class Verification:
    """What a check of the log found."""

    events: int
    """Events before the first broken one, those known to be lost among them: the last one's number."""
    first_broken: int | None
    reason: str | None
    lost: tuple[tuple[int, int], ...] = field(default=())
    """First and last position of each run of events that are known to be lost to damage. They are not counted as broken."""

    @property
    def unbroken(self) -> bool:
        """Whether every event is where and what the chain says, but for those known to be lost."""
        return self.first_broken is None

    @property
    def lost_count(self) -> int:
        """How many events are known to be lost."""
        return sum(last - first + 1 for first, last in self.lost)


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
                    return checking.found(checking.position + 1, reason)
            if progress is not None:
                progress(checking.position)
    except StoreDamaged as error:
        return checking.found(checking.position + 1, unreadable(error))
    except ClinicError as error:
        return checking.found(checking.position + 1, str(error))
    return checking.found(None, None)


def unreadable(error: StoreDamaged) -> str:
    """Why the check came no further: what to do about it is for whoever asked to say."""
    if not error.file:
        return str(error).rstrip(".")
    return f"{error.file} is damaged there or soon after, and cannot be read on"


class _Checking:
    """How far the check has come, and what must come next."""

    def __init__(self, store: Log) -> None:
        self._store = store
        self._lost = store.lost
        self._chain = GENESIS
        self._after_lost = False
        self._versions: dict[int, int] = {}
        self.position = 0

    def found(self, first_broken: int | None, reason: str | None) -> Verification:
        """The finding."""
        return Verification(self.position, first_broken, reason, runs(sorted(self._lost)))

    def reason(self, row: Row) -> str | None:
        """What is wrong with the next row; None: nothing."""
        while self.position + 1 in self._lost:
            self.position += 1
            self._after_lost = True
            if row[0] == self.position:
                return None  # it is there, and known not to be whole
        if row[0] != self.position + 1:
            return "an event is missing"
        expected = chain_hash(self._chain, leaf_hash(self._store.canonical(row), row[11]))
        # What comes after a lost one has nothing to link to: then its seal must open.
        if expected != row[12] and not (self._after_lost and self._store.opens(row)):
            return "the event or its hash was altered"
        self._chain = row[12]
        stream, version = row[3], row[4]
        before = self._versions.get(stream, 0)
        if version != before + 1 and not (self._lost and version > before):
            return "an event of this person is missing"
        self._versions[stream] = version
        self._after_lost = False
        self.position += 1
        return None
