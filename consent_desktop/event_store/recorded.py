"""An event as the log gives it back, and what is said with an append."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any
from uuid import UUID

from consent_desktop.domain.events import Event
from consent_desktop.event_store.envelope import Envelope, from_micros


class Expected(Enum):
    """What an append expects of its stream where it names no version."""

    ANY = "any"
    NEW_STREAM = "new"
    EXISTING_STREAM = "existing"


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log: the last position (0: empty) and the chain hash there."""

    position: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class Kind:
    """What the log writes once for all events of a kind."""

    type: str
    schema_version: int
    vocabulary: int


@dataclass(slots=True)
class RecordedEvent:
    """An event with its envelope and the chain hash at it. A value: nothing in it is ever set again.

    The envelope's parts stay as the log stores them until somebody asks: reading a long log asks for few of them.
    """

    position: int
    """Place in the whole log, from 1, without gaps."""
    event: Event
    chain: bytes
    stream_version: int
    recorded: int
    """Microseconds since 1970 at which the store learnt it."""
    _stored: tuple[Any, ...]
    """Event id, correlation, causation and command id as bytes; kind; actor; effective time in microseconds."""

    @property
    def stream(self) -> str:
        """Whose stream it is in."""
        return self.event.subject

    @property
    def recorded_at(self) -> datetime:
        """When the store learnt it."""
        return from_micros(self.recorded)

    @property
    def event_id(self) -> str:
        """Its id, 32 hexadecimal digits."""
        event_id: bytes = self._stored[0]
        return event_id.hex()

    @property
    def type(self) -> str:
        """The stored name of its type; for an erased event that of what it was."""
        kind: Kind = self._stored[4]
        return kind.type

    @property
    def actor(self) -> str:
        """Subject id of who gave the command."""
        actor: str = self._stored[5]
        return actor

    @property
    def effective(self) -> int:
        """Microseconds since 1970 at which it was true."""
        effective: int = self._stored[6]
        return effective

    @property
    def event_id_bytes(self) -> bytes:
        """Its id as it is stored."""
        event_id: bytes = self._stored[0]
        return event_id

    @property
    def envelope(self) -> Envelope:
        """The whole envelope."""
        event_id, correlation, causation, command_id, kind, actor, effective = self._stored
        return Envelope(
            position=self.position,
            event_id=event_id.hex(),
            type=kind.type,
            schema_version=kind.schema_version,
            stream=self.event.subject,
            stream_version=self.stream_version,
            recorded=self.recorded,
            effective=effective,
            actor=actor,
            correlation=(correlation or event_id).hex(),
            causation=None if causation is None else causation.hex(),
            command_id=command_id.hex(),
            vocabulary=kind.vocabulary,
        )


@dataclass(frozen=True, slots=True)
class StoredLeaf:
    """What evidence is made of: an event's place, the hash of what is stored of it, and the chain hash stored with it."""

    position: int
    leaf: bytes
    """For an event that is lost to damage `envelope.lost_leaf`."""
    chain: bytes | None
    """None for an event that is lost."""


@dataclass(frozen=True, slots=True)
class KeptCheckpoint:
    """A signed checkpoint as the store keeps it: how many events it covers, its text, the tree's frontier there."""

    size: int
    note: str
    frontier: bytes
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Origin:
    """Where events come from: who acts, by which command, when."""

    actor: str
    command_id: UUID
    digest: bytes
    """`StoreKeys.command_digest` of the command."""
    recorded_at: datetime
    also: Mapping[str, int] = field(default_factory=dict)
    """Versions of other streams that the decision rests on; they are read again in the append's transaction."""
    beside_the_point: frozenset[str] = frozenset()
    """Types of events that may have come to those streams meanwhile: nothing in the decision rests on them."""
    segment: int | None = None
    """The segment of the log that was decided on: where a later one has taken over it is decided again. None: any."""


@dataclass(frozen=True, slots=True)
class Appended:
    """Positions that a command's events have; first is 0 where it led to none."""

    first: int
    last: int
    repeated: bool
    """Whether the same command had been recorded before, and nothing was now."""
    events: tuple[RecordedEvent, ...] = ()
    """What was recorded now, as reading would give it, so that nobody has to read it back."""
    before: Head = Head(0, bytes(32))
    """The head that the events were put on."""


Beside = Callable[[Appended], None]
"""What is done with events while the disk makes them durable. It must not raise, nor show anybody what is not durable yet."""

Decide = Callable[[], tuple[int | Expected, Sequence[Event], Origin]]
"""Decides on the newest state: what is expected of the stream, what to record, and what that rests on."""
