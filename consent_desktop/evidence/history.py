"""What evidence needs of a log: its leaves in order, and a place for the checkpoints that are kept beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from consent_desktop.event_store.recorded import Head


class StoredLeaf(Protocol):
    """One stored event as the evidence sees it."""

    @property
    def position(self) -> int:
        """Its place, from 1."""
        ...

    @property
    def leaf(self) -> bytes:
        """Its hash, computed anew from what is stored."""
        ...

    @property
    def chain(self) -> bytes:
        """The chain hash that is stored with it."""
        ...


@dataclass(frozen=True, slots=True)
class KeptCheckpoint:
    """A signed checkpoint as it lies beside the log, with the frontier from which the next one goes on."""

    size: int
    note: str
    frontier: bytes
    made_at: datetime


class History(Protocol):
    """A log whose events are never changed."""

    @property
    def store_id(self) -> str:
        """The random id that the log was born with."""
        ...

    def head(self) -> Head:
        """Its end."""
        ...

    def leaves(self, after: int = 0, upto: int | None = None) -> Iterator[StoredLeaf]:
        """The leaves in order, from the one after the given position."""
        ...

    def keep_checkpoint(self, kept: KeptCheckpoint) -> None:
        """Keep a checkpoint durably; a second of the same size is ignored."""
        ...

    def last_checkpoint(self) -> KeptCheckpoint | None:
        """The one of the greatest size."""
        ...

    def checkpoints(self) -> Iterator[KeptCheckpoint]:
        """All of them, the smallest first."""
        ...


def hashes(history: History, upto: int) -> Iterator[bytes]:
    """The leaf hashes of the first `upto` events."""
    return (leaf.leaf for leaf in history.leaves(upto=upto))
