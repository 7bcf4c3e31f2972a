"""From a stored row to its canonical bytes and to the event in it, as fast as Python goes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final, Protocol

from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from consent_desktop.domain.events import Erased, Event
from consent_desktop.event_store import tables
from consent_desktop.event_store.codec import Decode, Registry
from consent_desktop.event_store.envelope import from_micros
from consent_desktop.event_store.errors import StoreDamaged
from consent_desktop.event_store.numbering import Numbering
from consent_desktop.event_store.recorded import RecordedEvent
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
        self._decoders: dict[int, Decode] = {}

    def opened(self, link: Link, rows: list[Row]) -> list[RecordedEvent]:
        """The events in the rows; raises `StoreDamaged` at one that was altered."""
        kinds, subjects = self._numbering.kinds, self._numbering.subjects
        recorded = []
        for row, event in zip(rows, self.events(link, rows), strict=True):
            effective = row[5] if row[6] is None else row[6]
            stored = (row[1], row[8], row[9], row[10], kinds[row[2]], subjects[row[7]], effective)
            recorded.append(RecordedEvent(row[0], event, row[12], row[4], row[5], stored))
        return recorded

    def events(self, link: Link, rows: list[Row]) -> list[Event]:
        """The bare events in the rows, for whoever needs nothing of their envelopes."""
        if not rows:
            return []
        subjects, kinds = self._numbering.subjects, self._numbering.kinds
        if not all(row[3] in subjects and row[7] in subjects and row[2] in kinds for row in rows):
            self._numbering.learn(link)
        row = rows[0]
        try:
            for number in {row[2] for row in rows} - self._decoders.keys():
                self._decoders[number] = self._registry.decoder(kinds[number].type, kinds[number].schema_version)
            seal_of = self._seals.seals_of({subjects[row[3]] for row in rows})
            decoders, numbering = self._decoders, self._numbering
            events: list[Event] = []
            for row in rows:
                stream, body = subjects[row[3]], row[11]
                effective = row[5] if row[6] is None else row[6]
                seal = seal_of(stream)
                if seal is None:
                    events.append(Erased(subject=stream, effective_at=from_micros(effective)))
                    continue
                clear = seal.cipher.decrypt(body[:NONCE_LENGTH], body[NONCE_LENGTH:], canonical(row, numbering))
                events.append(decoders[row[2]](clear, stream, effective))
        except (
            KeyError,
            InvalidTag,
            ValueError,
        ) as error:  # a number that the log never gave out, or a seal that is broken
            raise altered(row[0]) from error
        return events


def altered(position: int) -> StoreDamaged:
    """What is said of an event that does not open."""
    return StoreDamaged(
        f"Event {position} was altered and cannot be read. Nothing was written; run consent-desktop verify."
    )
