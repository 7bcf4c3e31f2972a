"""Proofs as files that stand alone: of one event (C2SP tlog-proof), and that an older checkpoint is a prefix of a newer.

The second kind has the text of the add-checkpoint request of C2SP tlog-witness: `old`, the proof, the new checkpoint.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Self

from consent_desktop.evidence import merkle
from consent_desktop.evidence.checkpoint import Checkpoint
from consent_desktop.evidence.errors import NoteUnreadable
from consent_desktop.evidence.signed_note import Verifier

_FIRST_LINE: Final = "c2sp.org/tlog-proof@v1"
_NUMBER: Final = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)
_LONGEST: Final = 63
"""Hashes in a proof; one tree of more than 2^63 leaves is none of ours."""


@dataclass(frozen=True, slots=True)
class EventProof:
    """That an event is in a checkpointed log."""

    index: int
    """Counted from 0: the event's position less one."""
    hashes: tuple[bytes, ...]
    checkpoint: str
    """The signed note, verbatim."""
    record: bytes | None = None
    """The event as it is stored, envelope and sealed body: what the leaf is the hash of. Proved by the proof alone."""

    def text(self) -> str:
        """The file's text."""
        extra = [] if self.record is None else [f"extra {_encoded(self.record)}"]
        lines = [_FIRST_LINE, *extra, f"index {self.index}", *map(_encoded, self.hashes)]
        return "\n".join(lines) + f"\n\n{self.checkpoint}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The proof in a file's text; raises `NoteUnreadable`."""
        lines, checkpoint = _parted(text)
        if lines.pop(0) != _FIRST_LINE:
            raise _unreadable()
        record = _decoded(lines.pop(0).removeprefix("extra ")) if lines and lines[0].startswith("extra ") else None
        return cls(_numbered("index ", lines), _hashes(lines), checkpoint, record)

    @property
    def leaf(self) -> bytes | None:
        """The leaf hash of the record, if it is in the proof."""
        return None if self.record is None else hashlib.sha256(b"\x00" + self.record).digest()

    def verify(self, leaf: bytes, trusted: Sequence[Verifier]) -> bool:
        """Whether the leaf is at the index in the tree that a trusted key signed.

        Raises `NoteUnreadable` or `SignatureWrong` where the checkpoint is not to be relied on.
        """
        checkpoint = Checkpoint.opened(self.checkpoint, trusted)
        return merkle.verify_inclusion(leaf, self.index, checkpoint.size, self.hashes, checkpoint.root)


@dataclass(frozen=True, slots=True)
class GrowthProof:
    """That the log of an older checkpoint is a prefix of a newer one's."""

    old_size: int
    hashes: tuple[bytes, ...]
    checkpoint: str
    """The newer one's signed note, verbatim."""

    def text(self) -> str:
        """The file's text."""
        return "\n".join([f"old {self.old_size}", *map(_encoded, self.hashes)]) + f"\n\n{self.checkpoint}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The proof in a file's text; raises `NoteUnreadable`."""
        lines, checkpoint = _parted(text)
        return cls(_numbered("old ", lines), _hashes(lines), checkpoint)

    def verify(self, old: Checkpoint, trusted: Sequence[Verifier]) -> bool:
        """Whether the log of `old`, whose signature was verified, only grew; raises as `EventProof.verify` does."""
        new = Checkpoint.opened(self.checkpoint, trusted)
        return (
            old.origin == new.origin
            and old.size == self.old_size
            and merkle.verify_consistency(old.size, new.size, old.root, new.root, self.hashes)
        )


def prove_event(leaves: Iterable[bytes], position: int, size: int, note: str, record: bytes | None) -> EventProof:
    """The proof of the event at that position under the checkpoint `note` of `size` events; one pass over the leaves."""
    ranges = merkle.inclusion_ranges(position - 1, size)
    return EventProof(position - 1, tuple(merkle.range_roots(leaves, ranges)), note, record)


def prove_growth(leaves: Iterable[bytes], old_size: int, size: int, note: str) -> GrowthProof:
    """The proof that the first `old_size` events are a prefix of those under the checkpoint `note` of `size` events."""
    ranges = merkle.consistency_ranges(old_size, size)
    return GrowthProof(old_size, tuple(merkle.range_roots(leaves, ranges)), note)


def _unreadable() -> NoteUnreadable:
    return NoteUnreadable("This is not a proof. Nothing was checked; give the whole file as it was written.")


def _encoded(content: bytes) -> str:
    return base64.b64encode(content).decode()


def _decoded(line: str) -> bytes:
    try:
        return base64.b64decode(line, validate=True)
    except (binascii.Error, ValueError) as error:
        raise _unreadable() from error


def _parted(text: str) -> tuple[list[str], str]:
    head, blank, checkpoint = text.partition("\n\n")
    if not blank:
        raise _unreadable()
    return head.split("\n"), checkpoint


def _numbered(word: str, lines: list[str]) -> int:
    first = lines.pop(0) if lines else ""
    if not first.startswith(word) or not _NUMBER.fullmatch(first.removeprefix(word)):
        raise _unreadable()
    return int(first.removeprefix(word))


def _hashes(lines: list[str]) -> tuple[bytes, ...]:
    hashes = tuple(map(_decoded, lines))
    if len(hashes) > _LONGEST or any(len(one) != merkle.HASH_LENGTH for one in hashes):
        raise _unreadable()
    return hashes
