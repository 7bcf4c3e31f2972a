"""From a stored row to its canonical bytes and to the event in it, as fast as Python goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from consent_desktop.domain.events import Erased
from consent_desktop.event_store import tables
from consent_desktop.event_store.codec import Registry
from consent_desktop.event_store.envelope import from_micros
from consent_desktop.event_store.errors import StoreDamaged
from consent_desktop.event_store.numbering import Numbering
from consent_desktop.event_store.recorded import Kind, RecordedEvent
from consent_desktop.event_store.sealing import NONCE_LENGTH, Seal
from consent_desktop.event_store.statements import Link

_e = tables.events.c
COLUMNS: Final = (
    _e.position, _e.event_id, _e.kind, _e.stream, _e.stream_version, _e.recorded, _e.effective, _e.actor,
    _e.correlation, _e.causation, _e.command_id, _e.body, _e.chain,
)  # fmt: skip
"""What every reading of events asks for, in the order that `canonical` and `Opener` take apart."""

EVENTS: Final = select(*COLUMNS)

Row = tuple[Any, ...]


class Seals(Protocol):
    """Where the keys of subjects come from."""

    def seals_of(self, subjects: Iterable[str]) -> Callable[[str], Seal | None]:
        """Something that gives each of the subjects' seal, None for one whose key is gone."""
        ...


def canonical(row: Row, numbering: Numbering) -> bytes:
    """The envelope's canonical bytes: what `Envelope.canonical` gives, straight from the row."""
    position, event_id, kind, stream, version, recorded, effective, actor, correlation, causation, command_id = row[:11]
    named = numbering.kinds[kind]
    event = event_id.hex()
    return (
        f'{{"actor":"{numbering.subjects[actor]}",'
        f'"causation":{"null" if causation is None else _quoted(causation)},"command":"{command_id.hex()}",'
        f'"correlation":"{event if correlation is None else correlation.hex()}",'
        f'"effective":{recorded if effective is None else effective},"event":"{event}",'
        f'"position":{position},"recorded":{recorded},"schema":{named.schema_version},'
        f'"stream":"{numbering.subjects[stream]}","type":"{named.type}","version":{version},'
        f'"vocabulary":{named.vocabulary}}}'
    ).encode("ascii")


def _quoted(value: bytes) -> str:
    return f'"{value.hex()}"'


class Opener:
    """Opens and decodes stored rows."""

    def __init__(self, seals: Seals, numbering: Numbering, registry: Registry) -> None:
        self._seals = seals
        self._numbering = numbering
        self._registry = registry

    def opened(self, link: Link, rows: list[Row]) -> list[RecordedEvent]:
        """The events in the rows; raises `StoreDamaged` at one that was altered."""
        if not rows:
            return []
        numbering = self._numbering
        known, named = numbering.subjects, numbering.kinds
        if not all(row[3] in known and row[7] in known and row[2] in named for row in rows):
            numbering.learn(link)
        try:
            seal_of = self._seals.seals_of({known[row[3]] for row in rows})
            return [self._one(row, known[row[3]], seal_of) for row in rows]
        except KeyError as error:
            raise altered(rows[0][0]) from error  # a number that the log never gave out

    def _one(self, row: Row, stream: str, seal_of: Callable[[str], Seal | None]) -> RecordedEvent:
        position, event_id, kind, _, version, recorded, effective, actor, correlation, causation, command_id = row[:11]
        body, chain = row[11], row[12]
        named: Kind = self._numbering.kinds[kind]
        if effective is None:
            effective = recorded
        seal = seal_of(stream)
        stored = (
            event_id, correlation, causation, command_id, named, self._numbering.subjects[actor], effective,
        )  # fmt: skip
        if seal is None:
            erased = Erased(subject=stream, effective_at=from_micros(effective))
            return RecordedEvent(position, erased, chain, version, recorded, stored)
        try:
            clear = seal.cipher.decrypt(body[:NONCE_LENGTH], body[NONCE_LENGTH:], canonical(row, self._numbering))
        except (InvalidTag, ValueError) as error:
            raise altered(position) from error
        event = self._registry.decode(named.type, named.schema_version, clear, stream, effective)
        return RecordedEvent(position, event, chain, version, recorded, stored)


def altered(position: int) -> StoreDamaged:
    """What is said of an event that does not open."""
    return StoreDamaged(
        f"Event {position} was altered and cannot be read. Nothing was written; run consent-desktop verify."
    )
