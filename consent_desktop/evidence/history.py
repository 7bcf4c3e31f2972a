"""What evidence needs of a log: its leaves in order, and a place for the checkpoints that are kept beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from consent_desktop.event_store.recorded import Head, KeptCheckpoint, StoredLeaf


class History(Protocol):
    """A log whose events are never changed."""

    @property
    def store_id(self) -> str:
        """The random id that the log was born with."""
        ...

    @property
    def lost(self) -> Collection[int]:
        """Positions of events that are lost to damage."""
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
