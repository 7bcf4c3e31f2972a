"""One checkpoint held against a history: what it says, as a judgement and a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from consent_desktop.event_store.recorded import KeptCheckpoint
from consent_desktop.evidence.checkpoint import Checkpoint
from consent_desktop.evidence.errors import NoteUnreadable, SignatureWrong
from consent_desktop.evidence.signed_note import Verifier, text_of


class Judgement(Enum):
    """What a checkpoint says of the history."""

    CONSISTENT = "consistent"
    ALTERED = "altered"
    ROLLED_BACK = "rolled_back"
    ANOTHER_LOG = "another_log"
    SIGNATURE_WRONG = "signature_wrong"
    UNREADABLE = "unreadable"
    NOT_COMPARED = "not_compared"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One checkpoint held against the history."""

    judgement: Judgement
    size: int | None
    """Events that it counts; None where it cannot be read."""
    sentence: str


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

    def counting_lost(self, roots: Mapping[int, bytes], first_unknown: int | None) -> Comparison | None:
        """The judgement where this one counts a lost event that no checkpoint beside the log speaks for; else None."""
        if self.checkpoint is None or first_unknown is None or self.checkpoint.size < first_unknown:
            return None
        if roots.get(self.checkpoint.size) == self.checkpoint.root:
            return None
        size = self.checkpoint.size
        return Comparison(
            Judgement.NOT_COMPARED,
            size,
            f"The checkpoint of {size} events could not be held against the history: event {first_unknown}, which it counts, "
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
        made = self.checkpoint.made_at
        when = f" of {made:%Y-%m-%d %H:%M} UTC" if made is not None else ""
        return Comparison(
            Judgement.CONSISTENT, size, f"The first {size} events are those of the checkpoint{when}: none was changed."
        )
