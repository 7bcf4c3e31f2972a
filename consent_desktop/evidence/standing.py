"""What a tree over the history says at one size; where events are lost there is more to say than its root."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """The tree over the first so many events."""

    root: bytes
    """The tree hash; signed subtrees stand for what is lost."""
    held: int
    """Events that this root vouches for: an altered one among them gives another root."""
    unknown: int | None = None
    """The first lost event in whose place nothing signed stands."""
    stored: bytes | None = None
    """The tree hash of what is stored, `envelope.lost_leaf` in the place of every lost event; None where none is lost."""
