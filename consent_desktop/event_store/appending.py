"""What happens inside the transaction of an append: was it recorded before, is the version as expected, then the rows."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha1
from typing import Final
from uuid import UUID

from sqlalchemy import BigInteger, bindparam, cast, extract, func, insert, select

from consent_desktop.domain.errors import CommandIdReused
from consent_desktop.domain.events import Event, caused_by
from consent_desktop.domain.vocabulary import VOCABULARY_VERSION
from consent_desktop.event_store import tables
from consent_desktop.event_store.codec import Registry
from consent_desktop.event_store.envelope import GENESIS, chain_hash, leaf_hash, to_micros
from consent_desktop.event_store.errors import (
    StoreDamaged,
    StreamExists,
    StreamNotFound,
    WrongExpectedVersion,
)
from consent_desktop.event_store.numbering import NewNumbers, Numbering
from consent_desktop.event_store.recorded import Appended, Expected, Head, Kind, Origin, RecordedEvent
from consent_desktop.event_store.rows import canonical
from consent_desktop.event_store.sealing import Seal
from consent_desktop.event_store.statements import Link, Prepared

DIGEST_LENGTH: Final = 16
"""Bytes of a command's keyed digest that are kept: enough that nobody finds a second content for one."""

_events, _commands = tables.events, tables.commands
HEAD: Final = Prepared(
    select(_events.c.position, _events.c.chain).order_by(_events.c.position.desc()).limit(1),
    [],
)
VERSION: Final = Prepared(
    select(func.max(_events.c.stream_version)).where(_events.c.stream == bindparam("stream")), ["stream"]
)
_BEFORE: Final = Prepared(
    select(
        select(_events.c.position).where(_events.c.event_id == bindparam("event_id")).scalar_subquery(),
        select(_commands.c.position).where(_commands.c.command_id == bindparam("command_id")).scalar_subquery(),
        select(func.max(_events.c.stream_version)).where(_events.c.stream == bindparam("stream")).scalar_subquery(),
        select(func.max(_events.c.position)).scalar_subquery(),
        select(_events.c.chain).order_by(_events.c.position.desc()).limit(1).scalar_subquery(),
    ),
    ["event_id", "command_id", "stream"],
)
"""All that an append has to know beforehand, in one question: was it recorded, the stream's version, the head."""
_SERVER_TIME: Final = Prepared(select(cast(extract("epoch", func.clock_timestamp()) * 1_000_000, BigInteger)), [])
_NOTIFY: Final = Prepared(select(func.pg_notify(bindparam("channel"), bindparam("position"))), ["channel", "position"])
CHANNEL: Final = "consent_log"
"""What an append notifies on, on a server; with it comes the last position, and all of it is only a hint."""
_KINDS_SINCE: Final = Prepared(
    select(_events.c.kind)
    .distinct()
    .where(_events.c.stream == bindparam("stream"), _events.c.stream_version > bindparam("version")),
    ["stream", "version"],
)
_INSERT: Final = Prepared(insert(_events), [c.name for c in _events.c])
_OF_EVENT: Final = Prepared(
    select(_events.c.position, _events.c.digest, _events.c.correlation).where(
        _events.c.event_id == bindparam("event_id")
    ),
    ["event_id"],
)
_COMMANDS_FROM: Final = Prepared(
    select(_events.c.command_id)
    .where(_events.c.position > bindparam("position"))
    .order_by(_events.c.position)
    .limit(1000),
    ["position"],
)
_EMPTY: Final = Prepared(
    select(_commands.c.digest, _commands.c.position).where(_commands.c.command_id == bindparam("command_id")),
    ["command_id"],
)
_INSERT_EMPTY: Final = Prepared(insert(_commands), ["command_id", "digest", "position"])


def event_id_of(command_id: UUID, index: int) -> bytes:
    """The id of a command's event: it follows from the command's, so that the same command makes the same events.

    The first is `uuid.uuid5(command_id, "0")` (RFC 9562, version 5), without making the objects; the others count on from
    there in their last 48 bits, so that what is written together also lies together in the index of ids.
    """
    first = bytearray(sha1(command_id.bytes + b"0", usedforsecurity=False).digest()[:16])
    first[6] = first[6] & 0x0F | 0x50
    first[8] = first[8] & 0x3F | 0x80
    if index:
        node = (int.from_bytes(first[10:]) + index) % (1 << 48)
        first[10:] = node.to_bytes(6)
    return bytes(first)


def head_of(link: Link) -> Head:
    """The end of the log."""
    row = link.first(HEAD)
    return Head(0, GENESIS) if row is None else Head(row[0], row[1])


def outcome_of(link: Link, origin: Origin) -> Appended | None:
    """What the command led to when it was recorded before; raises `CommandIdReused` if it was another command."""
    row = link.first(_OF_EVENT, event_id_of(origin.command_id, 0))
    if row is not None:
        first: int = row[0]
        _same(row[1], origin)
        raw = origin.command_id.bytes
        following = link.all(_COMMANDS_FROM, first)
        more = next((n for n, (command_id,) in enumerate(following) if command_id != raw), len(following))
        return Appended(first, first + more, repeated=True)
    row = link.first(_EMPTY, origin.command_id.bytes)
    if row is None:
        return None
    _same(row[0], origin)
    return Appended(0, row[1], repeated=True)


def _same(digest: bytes | None, origin: Origin) -> None:
    if digest != origin.digest[:DIGEST_LENGTH]:
        raise CommandIdReused("Nothing was recorded: this command's id was used before for another command.")


class Append:
    """One append inside its transaction."""

    def __init__(self, link: Link, numbering: Numbering, registry: Registry) -> None:
        self._link = link
        self._numbering = numbering
        self._registry = registry
        self._numbers = NewNumbers(numbering, link)

    def run(
        self,
        stream: str,
        expected: int | Expected,
        events: Sequence[Event],
        origin: Origin,
        seal: Seal | None,
        onto: Head | None = None,
    ) -> Appended:
        """Write the events, or find that the command was recorded before. Raises `WrongExpectedVersion`.

        `onto` is the head to put them on where the log's own last event is lost.
        """
        number = self._number(stream)
        first_id = event_id_of(origin.command_id, 0)
        recorded, refused, version, position, chain = self._link.first(
            _BEFORE, first_id, origin.command_id.bytes, number
        )
        if recorded is not None or refused is not None:
            earlier = outcome_of(self._link, origin)
            assert earlier is not None
            return earlier
        for name, also in origin.also.items():
            self._expect_other(name, also, origin.beside_the_point)
        version = version or 0
        _expect(stream, version, expected)
        head = onto or Head(position or 0, chain or GENESIS)
        if not events:
            self._link.run(_INSERT_EMPTY, origin.command_id.bytes, origin.digest[:DIGEST_LENGTH], head.position)
            return Appended(0, head.position, repeated=False, before=head)
        if seal is None:
            raise StoreDamaged(f"The vault holds no key for {stream}. Nothing was recorded; restore the vault file.")
        recorded = tuple(self._write(stream, version, events, origin, seal, head))
        return Appended(head.position + 1, head.position + len(events), repeated=False, events=recorded, before=head)

    def _now(self, origin: Origin) -> int:
        """Microseconds: a server tells the time for every workstation, a file has only the clock of this one."""
        if self._link.dialect == "postgresql":
            return int(self._link.scalar(_SERVER_TIME))
        return to_micros(origin.recorded_at)

    def _expect_other(self, stream: str, version: int, beside_the_point: frozenset[str]) -> None:
        """Raise unless nothing that matters came to the other stream since that version."""
        number = self._number(stream)
        now = self._link.scalar(VERSION, number) or 0
        if now > version and beside_the_point:
            came = {kind for (kind,) in self._link.all(_KINDS_SINCE, number, version)}
            if not came <= self._numbering.kinds.keys():
                self._numbering.learn(self._link)
            if all(self._numbering.kinds[kind].type in beside_the_point for kind in came):
                return
        _expect(stream, now, version)

    def _number(self, stream: str) -> int | None:
        number = self._numbering.of_subject(stream)
        if number is None:
            self._numbering.learn(self._link)
            number = self._numbering.of_subject(stream)
        return number

    def _write(
        self, stream: str, version: int, events: Sequence[Event], origin: Origin, seal: Seal, head: Head
    ) -> list[RecordedEvent]:
        number, actor = self._numbers.subject(stream), self._numbers.subject(origin.actor)
        recorded_at = self._now(origin)
        made: list[RecordedEvent] = []
        rows: list[tuple[object, ...]] = []
        chain, conversations = head.chain, _Conversations(self._link)
        known = _With(self._numbering, {number: stream, actor: origin.actor})
        for index, event in enumerate(events):
            form = self._registry.form_of(event)
            kind = Kind(form.name, form.schema_version, VOCABULARY_VERSION)
            kind_number = self._numbers.kind(kind)
            known.kinds[kind_number] = kind
            event_id = event_id_of(origin.command_id, index)
            # No fact is from after the moment at which the store learns it, whatever a workstation's clock says.
            effective = min(to_micros(event.effective_at), recorded_at)
            causation = conversations.cause(event)
            correlation = conversations.of(causation)
            conversations.add(event_id, correlation)
            position, stream_version = head.position + 1 + index, version + 1 + index
            stored_effective = None if effective == recorded_at else effective
            front = (
                position, event_id, kind_number, number, stream_version, recorded_at, stored_effective, actor,
                correlation, causation, origin.command_id.bytes,
            )  # fmt: skip
            envelope = canonical(front, known)
            body = seal.close(form.encode(event), envelope)
            chain = chain_hash(chain, leaf_hash(envelope, body))
            digest = origin.digest[:DIGEST_LENGTH] if index == 0 else None
            rows.append((*front, digest, body, chain))
            stored = (event_id, correlation, causation, origin.command_id.bytes, kind, origin.actor, effective)
            if effective != to_micros(event.effective_at):
                event = form.decode(form.encode(event), stream, effective)  # noqa: PLW2901  # as reading will give it
            made.append(RecordedEvent(position, event, chain, stream_version, recorded_at, stored))
        if len(rows) == 1:
            self._link.run(_INSERT, *rows[0])
        else:
            self._link.many(_INSERT, rows)
        if self._link.dialect == "postgresql":
            self._link.first(_NOTIFY, CHANNEL, str(head.position + len(rows)))
        return made


def _expect(stream: str, version: int, expected: int | Expected) -> None:
    """Raise unless the stream's version is as expected."""
    match expected:
        case Expected.ANY:
            pass
        case Expected.NEW_STREAM:
            if version:
                raise StreamExists(stream)
        case Expected.EXISTING_STREAM:
            if not version:
                raise StreamNotFound(stream)
        case _:
            if version != expected:
                raise WrongExpectedVersion(stream)


class _With(Numbering):
    """What is known, and the few numbers of this transaction before it."""

    def __init__(self, numbering: Numbering, subjects: dict[int, str]) -> None:
        super().__init__()
        self.subjects = subjects
        self.kinds = dict(numbering.kinds)


class _Conversations:
    """An event belongs to the conversation of the one that led to it; one that nothing led to begins its own."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._found: dict[bytes, bytes | None] = {}

    def cause(self, event: Event) -> bytes | None:
        """The id of the event that led to this one."""
        source = caused_by(event)
        return None if source is None else bytes.fromhex(source)

    def of(self, causation: bytes | None) -> bytes | None:
        """The conversation of that event, None for a new one."""
        if causation is None:
            return None
        if causation not in self._found:
            row = self._link.first(_OF_EVENT, causation)
            self._found[causation] = None if row is None else (row[2] or causation)
        return self._found[causation]

    def add(self, event_id: bytes, correlation: bytes | None) -> None:
        """Events of one append may lead to each other."""
        self._found[event_id] = correlation or event_id
