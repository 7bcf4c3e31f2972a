"""One checkpoint held against a history: what it says, as a judgement and a sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from consent_desktop.event_store.recorded import KeptCheckpoint
from consent_desktop.evidence.checkpoint import Checkpoint, telling_lost
from consent_desktop.evidence.errors import NoteUnreadable, SignatureWrong
from consent_desktop.evidence.signed_note import Verifier, text_of
from consent_desktop.evidence.standing import Standing


class Judgement(Enum):
    """What a checkpoint says of the history."""

    CONSISTENT = "consistent"
    ALTERED = "altered"
    ROLLED_BACK = "rolled_back"
    ANOTHER_LOG = "another_log"
    SIGNATURE_WRONG = "signature_wrong"
    UNREADABLE = "unreadable"
    NOT_COMPARED = "not_compared"
    LOST = "lost"
    """The hashes agree, but events that it counts were lost to damage since, or somebody says so."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One checkpoint held against the history."""

    judgement: Judgement
    size: int | None
    """Events that it counts; None where it cannot be read."""
    sentence: str
    lost: int = 0
    """Events that it counts and that are lost to damage."""
    held: int | None = None
    """Events that were held against it, each unchanged; None where it does not agree."""


class Claim:
    """A note that says it is a checkpoint of a log, examined for what is wrong with it in itself."""

    def __init__(self, note: str, origin: str, key: Verifier, beside: KeptCheckpoint | None = None) -> None:
        self.checkpoint: Checkpoint | None = None
        """None where it may not be relied on; `fault` then says why."""
        self.fault: Comparison | None = None
        self._name = (
            "the checkpoint" if beside is None else f"the checkpoint of {beside.size} events beside the history"
        )
        self._examine(note, origin, key)
        if beside is not None and self.checkpoint is not None and self.checkpoint.size != beside.size:
            self._blame(Judgement.ALTERED, beside.size, f"{{}} signs {self.checkpoint.size} events: it was altered.")

    def _examine(self, note: str, origin: str, key: Verifier) -> None:
        try:
            stated = Checkpoint.parse(text_of(note))
        except NoteUnreadable:
            self._blame(Judgement.UNREADABLE, None, "{} cannot be read: it is none, or it was altered.")
            return
        if stated.origin != origin:
            self._blame(
                Judgement.ANOTHER_LOG,
                stated.size,
                f"{{}} is of {stated.origin}; this is {origin}. It is another store's, or this history was replaced.",
            )
            return
        try:
            self.checkpoint = Checkpoint.opened(note, [key])
        except SignatureWrong:
            self._blame(
                Judgement.SIGNATURE_WRONG,
                stated.size,
                "{} is not signed with this store's key: it was altered, or the store's keys were replaced.",
            )

    def _blame(self, judgement: Judgement, size: int | None, sentence: str) -> None:
        self.checkpoint = None
        self.fault = Comparison(judgement, size, sentence.format(self._name[0].upper() + self._name[1:]))

    def cut_off(self, events: int) -> Comparison | None:
        """The judgement where the history could be read up to `events` only and this one counts more; else None."""
        if self.checkpoint is None or self.checkpoint.size <= events:
            return None
        size = self.checkpoint.size
        return Comparison(
            Judgement.NOT_COMPARED,
            size,
            f"The checkpoint of {size} events could not be held against the history, which cannot be read beyond event {events}.",
        )

    def judged(
        self, trees: Mapping[int, Standing], events: int, agreeing: int, lost: Collection[int] = ()
    ) -> Comparison:
        """The judgement, given the history's trees by size, its events, the newest agreeing checkpoint's size, and what is lost."""
        if self.checkpoint is None:
            assert self.fault is not None
            return self.fault
        size = self.checkpoint.size
        tree = trees.get(size)
        if tree is not None and tree.unknown is not None and tree.root != self.checkpoint.root:
            return self._counting_lost(tree.unknown)
        found = self.held_against({at: one.root for at, one in trees.items()}, events, agreeing)
        counted = sum(position <= size for position in lost)
        if not counted or tree is None or found.judgement is not Judgement.CONSISTENT:
            return found
        return self._but_for_lost(tree, counted)

    def _counting_lost(self, unknown: int) -> Comparison:
        """Where this one counts a lost event that no checkpoint beside the log speaks for."""
        assert self.checkpoint is not None
        size = self.checkpoint.size
        return Comparison(
            Judgement.NOT_COMPARED,
            size,
            f"The checkpoint of {size} events could not be held against the history: event {unknown}, which it counts, "
            "is lost to damage.",
        )

    def held_against(self, roots: Mapping[int, bytes], events: int, agreeing: int) -> Comparison:
        """The judgement, given the history's tree hashes by size, its events, and the newest agreeing checkpoint's size."""
        if self.checkpoint is None:
            assert self.fault is not None
            return self.fault
        size = self.checkpoint.size
        if size > events:
            return Comparison(
                Judgement.ROLLED_BACK,
                size,
                f"The history was rolled back: {self._name} counts {size} events and the store holds {events}. "
                f"At least {size - events} are missing from its end.",
            )
        if roots.get(size) != self.checkpoint.root:
            agrees = f" The checkpoint of {agreeing} events beside it still agrees." if 0 < agreeing < size else ""
            return Comparison(
                Judgement.ALTERED,
                size,
                f"The history was altered: its first {size} events are not those that {self._name} was made of.{agrees}",
            )
        whole = f"The first {size} events are those of {self._dated()}: none was changed."
        return Comparison(Judgement.CONSISTENT, size, whole, held=size)

    def _but_for_lost(self, tree: Standing, lost: int) -> Comparison:
        """Where this one agrees and counts lost events.

        If its signed text tells them as lost, they were so before it was made. Else it speaks against their loss: whoever
        has the files and the keys can also claim damage.
        """
        assert self.checkpoint is not None
        size, told, stored = self.checkpoint.size, self.checkpoint.told_lost, tree.stored or b""
        counts = f"Of the first {size} events, which {self._dated()} counts,"
        if telling_lost(lost, stored) in self.checkpoint.extensions:
            sentence = f"{counts} {lost} {'was' if lost == 1 else 'were'} lost to damage before it was made; of the other {size - lost} none was changed."
            return Comparison(Judgement.CONSISTENT, size, sentence, lost, size - lost)
        if told >= lost:
            altered = f"The history was altered: what was left of its first {size} events when {self._name} was made is not there."
            return Comparison(Judgement.ALTERED, size, altered, lost)
        beside = size - lost - tree.held
        but = f" Events that cannot be held against it without what is lost: {beside}." if beside else ""
        since = f"it tells {told} as lost" if told else "it tells none as lost"
        sentence = (
            f"{counts} {lost} {'is' if lost == 1 else 'are'} said to be lost to damage, and {since}: damaged or deleted, it cannot "
            f"show which. Compare with a backup.{but} Of {tree.held} that were held against it none was changed."
        )
        return Comparison(Judgement.LOST, size, sentence, lost, tree.held)

    def _dated(self) -> str:
        made = None if self.checkpoint is None else self.checkpoint.made_at
        return "the checkpoint" if made is None else f"the checkpoint of {made:%Y-%m-%d %H:%M} UTC"
