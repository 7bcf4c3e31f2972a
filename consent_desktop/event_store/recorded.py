"""An event as the log gives it back, and what is said with an append."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from consent_desktop.domain.events import Event
from consent_desktop.event_store.envelope import Envelope, from_micros


@dataclass(frozen=True, slots=True)
class Head:
    """The end of the log: the last position (0: empty) and the chain hash there."""

    position: int
    chain: bytes


@dataclass(frozen=True, slots=True)
class RecordedEvent:
    """An event with its envelope and the chain hash at it."""

    envelope: Envelope
    event: Event
    chain: bytes

    @property
    def position(self) -> int:
        """Place in the whole log, from 1, without gaps."""
        return self.envelope.position

    @property
    def recorded_at(self) -> datetime:
        """When the store learnt it."""
        return from_micros(self.envelope.recorded)


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


@dataclass(frozen=True, slots=True)
class Appended:
    """Positions that a command's events have; first is 0 where it led to none."""

    first: int
    last: int
    repeated: bool
    """Whether the same command had been recorded before, and nothing was now."""
