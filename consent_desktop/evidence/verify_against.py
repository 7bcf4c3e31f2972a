"""Checking the whole log: its chain, and its tree against the checkpoints beside it and against ones kept elsewhere.

What this shows: whether anything that a checkpoint counts was changed since, if the checkpoint itself was out of reach
of whoever changed it. What it cannot show: changes to events newer than every such checkpoint.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.envelope import GENESIS, chain_hash
from consent_desktop.event_store.errors import StoreDamaged
from consent_desktop.event_store.recorded import StoredLeaf
from consent_desktop.event_store.verification import unreadable
from consent_desktop.evidence.checkpoint import origin_of
from consent_desktop.evidence.comparison import Claim, Comparison, Judgement
from consent_desktop.evidence.gapped_tree import standing_of, tree_of
from consent_desktop.evidence.history import History
from consent_desktop.evidence.signed_note import Verifier

Progress = Callable[[int, int], None]
"""Called with the events done and in all."""
STEP: Final = 10_000
"""Events between two calls of a `Progress`."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check of the whole log found."""

    events: int
    """Events before the first broken one, those known to be lost among them: the last one's number."""
    first_broken: int | None
    """The first position at which the chain does not fit."""
    reason: str | None
    kept: int
    """Checkpoints beside the log that agree with it."""
    kept_at_fault: Comparison | None
    """The first of them that does not."""
    against: tuple[Comparison, ...]
    """The checkpoints given, in their order."""
    lost: int = 0
    """Events that are known to be lost to damage; they break nothing, and nothing can be said of them."""

    @property
    def unbroken(self) -> bool:
        """Whether the chain fits and every checkpoint agrees."""
        return self.first_broken is None and self._at_fault is None

    @property
    def _at_fault(self) -> Comparison | None:
        every = [one for one in (self.kept_at_fault, *self.against) if one is not None]
        return next((one for one in every if one.judgement is not Judgement.CONSISTENT), None)

    @property
    def sentence(self) -> str:
        """The finding for a person: the first fact that differs, or that none does."""
        if self.first_broken is not None:
            return f"The history is broken at event {self.first_broken}: {self.reason}."
        if self._at_fault is not None:
            return self._at_fault.sentence
        beside = f" Checkpoints beside it that agree: {self.kept}." if self.kept else ""
        but = f", but for {self.lost} lost to damage" if self.lost else ""
        return " ".join(
            [f"The history is unbroken: {self.events} events{but}.{beside}", *(one.sentence for one in self.against)]
        )


def verify_log(
    history: History, key: Verifier, against: Sequence[str] = (), progress: Progress | None = None
) -> Verdict:
    """Recompute every hash in one pass and hold every checkpoint against the result; `against` are signed notes."""
    origin = origin_of(history.store_id)
    given = [Claim(note, origin, key) for note in against]
    walk = _Walk(history, key, {one.checkpoint.size for one in given if one.checkpoint is not None})
    cut = False
    try:
        walk.run((Claim(kept.note, origin, key, kept) for kept in history.checkpoints()), progress)
    except StoreDamaged as error:
        cut = True
        walk.break_off(walk.tree.size + 1, unreadable(error))
    except ClinicError as error:
        cut = True
        walk.break_off(walk.tree.size + 1, str(error).rstrip("."))
    return Verdict(
        events=walk.whole,
        first_broken=walk.first_broken,
        reason=walk.reason,
        kept=walk.agreeing,
        kept_at_fault=walk.at_fault,
        against=tuple((one.cut_off(walk.tree.size) if cut else None) or walk.judge(one) for one in given),
        lost=len(walk.lost),
    )


class _Walk:
    """One pass over the leaves: the chain, the tree, and the checkpoints beside the log as their sizes are reached."""

    def __init__(self, history: History, key: Verifier, sizes: set[int]) -> None:
        self._history = history
        self.lost = frozenset(history.lost)
        self.tree = tree_of(history, self.lost, key)
        self._found = {0: standing_of(self.tree)}
        self._sizes = sizes
        self._chain: bytes | None = GENESIS
        self.whole = 0
        self.first_broken: int | None = None
        self.reason: str | None = None
        self.agreeing = 0
        self.agreeing_size = 0
        self.at_fault: Comparison | None = None

    def run(self, beside: Iterator[Claim], progress: Progress | None) -> None:
        """Walk to the end of the log; raises a `ClinicError` where it cannot be read any further."""
        total = self._history.head().position if progress is not None else 0
        claim = next(beside, None)
        walked = -1
        while walked < self.tree.size:  # until nothing was recorded meanwhile: a newer checkpoint counts newer events
            walked = self.tree.size
            for stored in self._history.leaves(after=walked):
                self._step(stored)
                size = self.tree.size
                while claim is not None and _due(claim) <= size:
                    self._hold(claim)
                    claim = next(beside, None)
                if progress is not None and size % STEP == 0:
                    progress(size, total)
        while claim is not None:
            self._hold(claim)
            claim = next(beside, None)
        if self.first_broken is None:
            self.whole = self.tree.size

    def _step(self, stored: StoredLeaf) -> None:
        size = self.tree.size + 1
        if stored.position != size:
            self.break_off(size, "an event is missing")
        elif stored.chain is None or self._chain is None:
            pass  # lost, or after a lost one: no link to compare
        elif chain_hash(self._chain, stored.leaf) != stored.chain:
            self.break_off(size, "the event or its hash was altered")
        self._chain = stored.chain
        self.tree.append(stored.leaf)
        if size in self._sizes:
            self._found[size] = standing_of(self.tree)

    def break_off(self, position: int, reason: str) -> None:
        """Note where the chain first does not fit; what follows is told by the checkpoints only."""
        if self.first_broken is None:
            self.first_broken, self.reason, self.whole = position, reason, position - 1

    def _hold(self, claim: Claim) -> None:
        if self.at_fault is not None:
            return
        size = self.tree.size
        found = claim.judged({size: standing_of(self.tree)}, size, self.agreeing_size, self.lost)
        if found.judgement in {Judgement.CONSISTENT, Judgement.LOST}:  # beside the log, what was lost since is no fault
            self.agreeing, self.agreeing_size = self.agreeing + 1, size
        else:
            self.at_fault = found

    def judge(self, claim: Claim) -> Comparison:
        """What a checkpoint from elsewhere says, once the walk has ended."""
        return claim.judged(self._found, self.tree.size, self.agreeing_size, self.lost)


def _due(claim: Claim) -> int:
    """The size at which the claim can be held against the log; one at fault in itself at once."""
    return 0 if claim.checkpoint is None else claim.checkpoint.size
