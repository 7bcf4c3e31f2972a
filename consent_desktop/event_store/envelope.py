"""The clear part of a stored event, its canonical bytes, and the hashes over them. The form is final.

leaf = SHA-256(0x00 ‖ envelope bytes ‖ stored body bytes), as a leaf of RFC 6962; chain = SHA-256(previous ‖ leaf).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
GENESIS: Final = bytes(32)
"""What the first event is chained to."""


def to_micros(moment: datetime) -> int:
    """Microseconds since 1970 of an aware moment."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def from_micros(micros: int) -> datetime:
    """The moment, in UTC."""
    return EPOCH + timedelta(0, 0, micros)


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the log says in clear of one event: ids, times and order; never a name or a record number.

    Ids are 32 hexadecimal digits; times are microseconds since 1970 in UTC.
    """

    position: int
    event_id: str
    type: str
    schema_version: int
    stream: str
    stream_version: int
    recorded: int
    effective: int
    actor: str
    correlation: str
    causation: str | None
    command_id: str
    vocabulary: int

    def canonical(self) -> bytes:
        """The bytes that are hashed and authenticated: JSON, keys sorted, no white space."""
        causation = "null" if self.causation is None else f'"{self.causation}"'
        return (
            f'{{"actor":"{self.actor}","causation":{causation},"command":"{self.command_id}",'
            f'"correlation":"{self.correlation}","effective":{self.effective},"event":"{self.event_id}",'
            f'"position":{self.position},"recorded":{self.recorded},"schema":{self.schema_version},'
            f'"stream":"{self.stream}","type":"{self.type}","version":{self.stream_version},'
            f'"vocabulary":{self.vocabulary}}}'
        ).encode("ascii")


def leaf_hash(canonical: bytes, body: bytes) -> bytes:
    """The hash of one stored event."""
    return hashlib.sha256(b"\x00" + canonical + body).digest()


def lost_leaf(position: int) -> bytes:
    """What stands in the tree for an event that is lost to damage before any checkpoint counted it.

    It begins with another byte than leaves and inner nodes do, so that no event can ever have it.
    """
    return hashlib.sha256(b"\x02" + str(position).encode("ascii")).digest()


def chain_hash(previous: bytes, leaf: bytes) -> bytes:
    """The hash of the history up to and with this event."""
    return hashlib.sha256(previous + leaf).digest()
