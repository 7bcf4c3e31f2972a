"""Making checkpoints when they are due, and putting them where they are out of reach."""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum, auto
from pathlib import Path
from typing import Final, Protocol
from zoneinfo import ZoneInfo

from consent_desktop.domain.errors import ClinicError, ConsentDesktopError
from consent_desktop.event_store.envelope import GENESIS, chain_hash
from consent_desktop.event_store.recorded import KeptCheckpoint
from consent_desktop.evidence.anchor_settings import AnchorSettings
from consent_desktop.evidence.anchors import Anchors
from consent_desktop.evidence.checkpoint import Checkpoint, origin_of, telling_lost
from consent_desktop.evidence.errors import (
    HistoryAltered,
    HistoryRolledBack,
    NoteUnreadable,
    NothingToSign,
    SignatureWrong,
)
from consent_desktop.evidence.history import History
from consent_desktop.evidence.merkle import Frontier
from consent_desktop.evidence.signed_note import Ed25519Signer

EVERY: Final = 50
"""Events after which a checkpoint is due."""
LATE: Final = timedelta(days=1)

log = logging.getLogger(__name__)


class Occasion(Enum):
    """Why somebody asks whether a checkpoint is due."""

    RECORDED = auto()
    """Events were recorded, or time went by: due after `EVERY` events, and when the clinic's day is over."""
    EXIT = auto()
    BACKUP = auto()
    EXPORT = auto()
    """Due whenever there are events since the last one."""


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        ...


@dataclass(frozen=True, slots=True)
class LastAnchored:
    """The newest anchor, as far as this machine remembers."""

    position: int
    at: datetime
    folder: Path
    events_since: int
    lost: int = 0
    """Events among the anchored ones that are lost to damage."""

    def late(self, now: datetime) -> bool:
        """Whether events have been waiting for an anchor for longer than a day."""
        return self.events_since > 0 and now - self.at > LATE


@dataclass(frozen=True, slots=True)
class Attended:
    """What came of an occasion."""

    checkpoint: KeptCheckpoint | None = None
    """The one made now, None where none was due."""
    anchored: tuple[Path, ...] = ()
    problems: tuple[str, ...] = ()
    """Sentences about what did not go well. None of them stops anything else."""


class Checkpointer:
    """Signs the history of one store. Every method may be called from any thread."""

    def __init__(
        self, history: History, signer: Ed25519Signer, clock: Clock, zone: ZoneInfo, settings: AnchorSettings
    ) -> None:
        self._history = history
        self._signer = signer
        self._clock = clock
        self._zone = zone
        self.settings = settings
        self._anchors = Anchors(history, signer.verifier, settings.store_folder)
        self._lock = threading.RLock()
        self._stored, self._stored_lost = Frontier(), frozenset[int]()
        last = history.last_checkpoint()
        self._signed = 0 if last is None else last.size
        self._day = self._today() if last is None else last.made_at.astimezone(zone).date()

    def make(self) -> KeptCheckpoint:
        """The checkpoint of everything recorded until now, made and kept unless it is there already.

        Raises `NothingToSign`, and `HistoryAltered` or `HistoryRolledBack` where the log does not fit what was signed
        before: a new signature must never cover that up.
        """
        with self._lock:
            last, head = self._history.last_checkpoint(), self._history.head().position
            if head == 0 and last is None:
                raise NothingToSign("The history is empty, so there is nothing to sign yet.")
            if last is not None and head < last.size:
                raise HistoryRolledBack(
                    f"A checkpoint of {last.size} events was signed before and the store holds {head}. Nothing was signed; run "
                    "consent-desktop verify."
                )
            frontier = Frontier() if last is None else self._resumed(last)
            kept = last if last is not None and last.size == head else self._grown(frontier, head)
            self._signed, self._day = kept.size, max(self._day, self._today())
            return kept

    def _resumed(self, last: KeptCheckpoint) -> Frontier:
        """The tree of the last checkpoint, once it is certain that it is ours."""
        altered = HistoryAltered(
            f"The checkpoint of {last.size} events beside the history was altered, or this store's keys were replaced. Nothing "
            "was signed; run consent-desktop verify."
        )
        try:
            stated = Checkpoint.opened(last.note, [self._signer.verifier])
            frontier = Frontier.from_bytes(last.size, last.frontier)
        except (NoteUnreadable, SignatureWrong, ValueError) as error:
            raise altered from error
        if (stated.origin, stated.size, stated.root) != (self._origin, last.size, frontier.root()):
            raise altered
        return frontier

    def _grown(self, frontier: Frontier, head: int) -> KeptCheckpoint:
        chain: bytes | None = GENESIS
        for stored in self._history.leaves(after=max(frontier.size - 1, 0), upto=head):
            if stored.position == frontier.size:  # the last one signed: what the next is chained to
                chain = stored.chain
                continue
            # what comes after a lost event has nothing to link to
            fits = None in (chain, stored.chain) or stored.chain == chain_hash(chain or GENESIS, stored.leaf)
            chain = stored.chain
            if stored.position != frontier.size + 1 or not fits:
                raise HistoryAltered(
                    f"The history does not fit its own hashes at event {frontier.size + 1}. Nothing was signed; run "
                    "consent-desktop verify."
                )
            frontier.append(stored.leaf)
        now = self._clock.now()
        told = self._told_lost(frontier.size)
        note = Checkpoint(self._origin, frontier.size, frontier.root(), now, told).signed([self._signer])
        kept = KeptCheckpoint(frontier.size, note, frontier.to_bytes(), now)
        self._history.keep_checkpoint(kept)
        return kept

    def _told_lost(self, size: int) -> tuple[str, ...]:
        """What the checkpoint has to tell of lost events. The tree of what is stored grows with the history."""
        lost = frozenset(position for position in self._history.lost if position <= size)
        if not lost:
            return ()
        if lost != self._stored_lost or size < self._stored.size:
            self._stored, self._stored_lost = Frontier(), lost
        for stored in self._history.leaves(after=self._stored.size, upto=size):
            self._stored.append(stored.leaf)
        return (telling_lost(len(lost), self._stored.root()),)

    def anchor(self, folder: Path, *, remember: bool = True) -> KeptCheckpoint:
        """Make a checkpoint and put it into the folder; with `remember`, later ones go there by themselves too.

        Raises what `make` and `Anchors.put` raise.
        """
        with self._lock:
            kept = self.make()
            self._put(folder.absolute(), kept, remember=remember)
            return kept

    def _put(self, folder: Path, kept: KeptCheckpoint, *, remember: bool) -> None:
        self._anchors.put(folder, kept)
        self.settings.anchored(folder, kept.size, self._clock.now(), remember=remember)

    def attend(self, occasion: Occasion, position: int | None = None) -> Attended:
        """Make and anchor what is due. Never raises a `ClinicError`: nobody's work waits for evidence.

        `position` is the end of the log where the caller knows it, which saves reading it.
        """
        if not self._lock.acquire(blocking=occasion is not Occasion.RECORDED):
            return Attended()  # somebody is at it, perhaps with a slow stick
        try:
            if not self._due(occasion, position):
                return Attended()
            before = self._signed
            kept = self.make()
            anchored, problems = self._serve(kept)
            return Attended(kept if kept.size > before else None, anchored, problems)
        except NothingToSign:
            return Attended()
        except ClinicError as error:
            log.info("no checkpoint: %s", error.code)
            return Attended(problems=(str(error),))
        finally:
            self._lock.release()

    def _due(self, occasion: Occasion, position: int | None) -> bool:
        if occasion is not Occasion.RECORDED:
            return True
        if self._today() > self._day:
            return True
        return (self._history.head().position if position is None else position) - self._signed >= EVERY

    def _serve(self, kept: KeptCheckpoint) -> tuple[tuple[Path, ...], tuple[str, ...]]:
        """Every remembered folder that is behind; one that fails does not stop the others."""
        anchored: list[Path] = []
        problems: list[str] = []
        for place in self.settings.places():
            if not place.remembered or place.position >= kept.size:
                continue
            try:
                self._put(place.folder, kept, remember=True)
                anchored.append(place.folder)
            except ConsentDesktopError as error:
                log.info("no anchor: %s", error.code)
                problems.append(str(error))
        return tuple(anchored), tuple(problems)

    def last_anchored(self) -> LastAnchored | None:
        """The newest anchor and what was recorded since, None if there never was one."""
        placed = [(place.position, place.at, place.folder) for place in self.settings.places() if place.at is not None]
        if not placed:
            return None
        position, at, folder = max(placed, key=lambda one: (one[0], one[1]))
        lost = sum(one <= position for one in self._history.lost)
        return LastAnchored(position, at, folder, max(self._history.head().position - position, 0), lost)

    @property
    def _origin(self) -> str:
        return origin_of(self._history.store_id)

    def _today(self) -> date:
        return self._clock.now().astimezone(self._zone).date()
