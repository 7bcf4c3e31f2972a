"""What every event store promises, whichever back end keeps the log."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Protocol

from consent_desktop.domain.events import Event
from consent_desktop.event_store.database import Watch
from consent_desktop.event_store.recorded import (
    Appended,
    Beside,
    Decide,
    Expected,
    Head,
    KeptCheckpoint,
    Origin,
    RecordedEvent,
    StoredLeaf,
)


class EventStore(Protocol):
    """The log of one clinic: append-only, in one order without gaps, hash-chained, bodies sealed per subject.

    Every method may be called from any thread. An event that `append` has returned is durable: it survives the death of
    the program and of the machine's power, as far as the disk keeps what it says it keeps. Readers never see half an
    append, nor a later event before an earlier one. Failures are `ClinicError`s with a sentence.
    """

    @property
    def name(self) -> str:
        """What sentences call it: a file's name, or a server's."""
        ...

    @property
    def store_id(self) -> str:
        """The random id that this log was born with."""
        ...

    @property
    def facts(self) -> Mapping[str, str]:
        """What was written once when the log was made: its id, the clinic's name and time zone."""
        ...

    @property
    def segment(self) -> int:
        """The number of the segment in use; another may take over from one that is damaged. Always 1 on a server."""
        ...

    @property
    def renewed(self) -> int:
        """The position at which a segment took over from one that had lost events, 0 if none ever did."""
        ...

    @property
    def lost(self) -> Collection[int]:
        """Positions of events that are lost to damage."""
        ...

    def head(self) -> Head:
        """The end of the log."""
        ...

    def version(self, stream: str) -> int:
        """How many events the stream has."""
        ...

    def append(
        self,
        stream: str,
        expected: int | Expected,
        events: Sequence[Event],
        origin: Origin,
        beside: Beside | None = None,
    ) -> Appended:
        """Record the events, all or none, durably. A command recorded before is not recorded again.

        `beside` is called with what is about to be durable while the disk is at work; it counts only if this returns.

        Raises `WrongExpectedVersion` (or its kinds `StreamExists`, `StreamNotFound`), `CommandIdReused`, or a
        `ClinicError`. After `StoreFailed` whether the events were kept is not known until the store was opened again.
        """
        ...

    def append_alone(self, stream: str, origin: Origin, decide: Decide, beside: Beside | None = None) -> Appended:
        """Decide while nobody else can record, and record that: nothing can come in between, others wait meanwhile.

        Raises what `decide` raises, and what `append` does.
        """
        ...

    def outcome(self, origin: Origin) -> Appended | None:
        """What the command led to when it was recorded before; raises `CommandIdReused` if it was another command."""
        ...

    def read(self, after: int = 0, upto: int | None = None, *, backward: bool = False) -> Iterator[RecordedEvent]:
        """All events beyond position `after` up to and with `upto`, in order or newest first."""
        ...

    def read_stream(
        self, stream: str, after: int = 0, upto: int | None = None, *, backward: bool = False
    ) -> Iterator[RecordedEvent]:
        """One subject's events beyond version `after` up to and with version `upto`, in order or newest first."""
        ...

    def events_of(self, stream: str, after: int = 0) -> Iterator[Event]:
        """One subject's bare events beyond version `after`, in order: all that folding a state needs."""
        ...

    def at(self, position: int) -> RecordedEvent | None:
        """The event at that position."""
        ...

    def by_id(self, event_id: str) -> RecordedEvent | None:
        """The event with that id."""
        ...

    def correlated(self, correlation: str) -> Iterator[RecordedEvent]:
        """Every event of one conversation, in order."""
        ...

    def chain_at(self, position: int) -> bytes | None:
        """The chain hash at that position, None if the log does not reach it."""
        ...

    def leaves(self, after: int = 0, upto: int | None = None) -> Iterator[StoredLeaf]:
        """The hash of what is stored of each event, computed now, and the chain hash stored with it; bodies stay closed."""
        ...

    def keep_checkpoint(self, checkpoint: KeptCheckpoint) -> None:
        """Keep a signed checkpoint beside the events; a second one of the same size is left out."""
        ...

    def last_checkpoint(self) -> KeptCheckpoint | None:
        """The checkpoint that covers most."""
        ...

    def checkpoints(self) -> Iterator[KeptCheckpoint]:
        """Every checkpoint, the one that covers least first."""
        ...

    def watch(self) -> Watch:
        """Something that tells when others may have written; for use by one thread."""
        ...

    def close(self) -> None:
        """Give the connections back."""
        ...
