"""The event store on SQLite: append with an expected version, read in order, never change."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast
from uuid import uuid5

from cryptography.exceptions import InvalidTag
from sqlalchemy import Connection, Row, Select, func, insert, select

from consent_desktop.domain.errors import CommandIdReused
from consent_desktop.domain.events import Erased, Event, caused_by
from consent_desktop.domain.vocabulary import VOCABULARY_VERSION
from consent_desktop.event_store import schema
from consent_desktop.event_store.codec import decode, form_of
from consent_desktop.event_store.engine import open_engine
from consent_desktop.event_store.envelope import GENESIS, Envelope, chain_hash, from_micros, leaf_hash, to_micros
from consent_desktop.event_store.errors import StoreDamaged, StoreFailed, WrongExpectedVersion, in_plain_words
from consent_desktop.event_store.recorded import Appended, Head, Origin, RecordedEvent
from consent_desktop.event_store.vault import Vault

_events, _commands = schema.events, schema.commands
BATCH = 500
"""Events read at a time."""


class EventStore:
    """The log of one clinic. Every method may be called from any thread; writes wait for each other."""

    def __init__(self, folder: Path, file_key: bytes | None, vault: Vault) -> None:
        self.path = folder / schema.LOG_FILE.name
        self._vault = vault
        self._writer = open_engine(self.path, file_key, synchronous="FULL", writer=True)
        self._reader = open_engine(self.path, file_key, synchronous="FULL", writer=False, connections=8)
        self._lock = threading.Lock()
        self._failed: StoreFailed | None = None
        self.facts = self._read_facts()

    @property
    def store_id(self) -> str:
        """The random id that this log was born with."""
        return self.facts["store_id"]

    def _read_facts(self) -> dict[str, str]:
        with in_plain_words(self.path), self._reader.connect() as connection:
            rows = connection.execute(select(schema.store.c.name, schema.store.c.value))
            return {row.name: row.value for row in rows}

    def head(self) -> Head:
        """The end of the log."""
        with in_plain_words(self.path), self._reader.connect() as connection:
            return _head(connection)

    def append(self, stream: str, expected_version: int, events: Sequence[Event], origin: Origin) -> Appended:
        """Record the events, all or none, durably. A command recorded before is not recorded again.

        Raises `WrongExpectedVersion`, `CommandIdReused`, or a `ClinicError`; after a failure of the disk this object
        never writes to the file again.
        """
        with self._lock:
            if self._failed is not None:
                raise self._failed
            try:
                with in_plain_words(self.path), self._writer.begin() as connection:
                    return self._append(connection, stream, expected_version, events, origin)
            except StoreFailed as failure:
                self._failed = failure
                raise

    def _append(
        self, connection: Connection, stream: str, expected_version: int, events: Sequence[Event], origin: Origin
    ) -> Appended:
        earlier = _outcome(connection, origin)
        if earlier is not None:
            return earlier
        for name, version in {**origin.also, stream: expected_version}.items():
            if _version(connection, name) != version:
                raise WrongExpectedVersion(name)
        head = _head(connection)
        rows = list(self._rows(connection, head, stream, expected_version, events, origin))
        if rows:
            connection.execute(insert(_events), rows)
        first = head.position + 1 if rows else 0
        last = head.position + len(rows)
        connection.execute(
            insert(_commands).values(
                command_id=origin.command_id.bytes, digest=origin.digest, first_position=first, last_position=last
            )
        )
        return Appended(first, last, repeated=False)

    def _rows(
        self, connection: Connection, head: Head, stream: str, version: int, events: Sequence[Event], origin: Origin
    ) -> Iterator[dict[str, object]]:
        seal = self._vault.seal_of(stream)
        if seal is None:
            raise StoreDamaged(f"The vault holds no key for {stream}. Nothing was recorded; restore the vault file.")
        chain = head.chain
        for index, event in enumerate(events):
            event_id = uuid5(origin.command_id, str(index)).hex
            causation = caused_by(event)
            name, form = form_of(event)
            envelope = Envelope(
                position=head.position + 1 + index,
                event_id=event_id,
                type=name,
                schema_version=form.schema_version,
                stream=stream,
                stream_version=version + 1 + index,
                recorded=to_micros(origin.recorded_at),
                effective=to_micros(event.effective_at),
                actor=origin.actor,
                correlation=_correlation(connection, causation) or event_id,
                causation=causation,
                command_id=origin.command_id.hex,
                vocabulary=VOCABULARY_VERSION,
            )
            canonical = envelope.canonical()
            body = seal.close(form.encode(event), canonical)
            chain = chain_hash(chain, leaf_hash(canonical, body))
            yield _to_row(envelope, body, chain)

    def outcome(self, origin: Origin) -> Appended | None:
        """What the command led to when it was recorded before; raises `CommandIdReused` if it was another command."""
        with in_plain_words(self.path), self._reader.connect() as connection:
            return _outcome(connection, origin)

    def read_stream(self, stream: str, after: int = 0) -> Iterator[RecordedEvent]:
        """One subject's events in order, from the one after the given version."""
        raw = bytes.fromhex(stream)
        query = select(_events).where(_events.c.stream == raw, _events.c.stream_version > after)
        return self._read(query.order_by(_events.c.stream_version))

    def read(self, after: int = 0, upto: int | None = None) -> Iterator[RecordedEvent]:
        """All events in order, from the one after the given position."""
        query = select(_events).where(_events.c.position > after)
        if upto is not None:
            query = query.where(_events.c.position <= upto)
        return self._read(query.order_by(_events.c.position))

    def at(self, position: int) -> RecordedEvent | None:
        """The event at that position."""
        return next(self._read(select(_events).where(_events.c.position == position)), None)

    def by_id(self, event_id: str) -> RecordedEvent | None:
        """The event with that id."""
        return next(self._read(select(_events).where(_events.c.event_id == bytes.fromhex(event_id))), None)

    def correlated(self, correlation: str) -> Iterator[RecordedEvent]:
        """Every event of one conversation, in order."""
        query = select(_events).where(_events.c.correlation == bytes.fromhex(correlation))
        return self._read(query.order_by(_events.c.position))

    def chain_at(self, position: int) -> bytes | None:
        """The chain hash at that position, None if the log does not reach it."""
        if position == 0:
            return GENESIS
        with in_plain_words(self.path), self._reader.connect() as connection:
            return connection.execute(select(_events.c.chain).where(_events.c.position == position)).scalar()

    def rows(self) -> Iterator[Row[Any]]:
        """The stored rows as they are, in order, for verification."""
        with in_plain_words(self.path), self._reader.connect() as connection:
            query = select(_events).order_by(_events.c.position)
            yield from connection.execution_options(yield_per=BATCH).execute(query)

    def _read(self, query: Select[Any]) -> Iterator[RecordedEvent]:
        with in_plain_words(self.path), self._reader.connect() as connection:
            for row in connection.execution_options(yield_per=BATCH).execute(query):
                yield self._opened(row)

    def _opened(self, row: Row[Any]) -> RecordedEvent:
        envelope = envelope_of(row)
        seal = self._vault.seal_of(envelope.stream)
        if seal is None:
            erased = Erased(subject=envelope.stream, effective_at=from_micros(envelope.effective))
            return RecordedEvent(envelope, erased, bytes(row.chain))
        try:
            body = seal.open(bytes(row.body), envelope.canonical())
        except InvalidTag as error:
            raise StoreDamaged(
                f"Event {envelope.position} was altered and cannot be read. Nothing was written; run consent-desktop verify."
            ) from error
        return RecordedEvent(envelope, decode(body, envelope), bytes(row.chain))

    def close(self) -> None:
        """Give the connections back."""
        self._writer.dispose()
        self._reader.dispose()


def envelope_of(row: Row[Any]) -> Envelope:
    """The envelope in a stored row."""
    return Envelope(
        position=row.position,
        event_id=row.event_id.hex(),
        type=row.type,
        schema_version=row.schema_version,
        stream=row.stream.hex(),
        stream_version=row.stream_version,
        recorded=row.recorded,
        effective=row.effective,
        actor=row.actor.hex(),
        correlation=row.correlation.hex(),
        causation=None if row.causation is None else row.causation.hex(),
        command_id=row.command_id.hex(),
        vocabulary=row.vocabulary,
    )


def _to_row(envelope: Envelope, body: bytes, chain: bytes) -> dict[str, object]:
    return {
        "position": envelope.position,
        "event_id": bytes.fromhex(envelope.event_id),
        "type": envelope.type,
        "schema_version": envelope.schema_version,
        "stream": bytes.fromhex(envelope.stream),
        "stream_version": envelope.stream_version,
        "recorded": envelope.recorded,
        "effective": envelope.effective,
        "actor": bytes.fromhex(envelope.actor),
        "correlation": bytes.fromhex(envelope.correlation),
        "causation": None if envelope.causation is None else bytes.fromhex(envelope.causation),
        "command_id": bytes.fromhex(envelope.command_id),
        "vocabulary": envelope.vocabulary,
        "body": body,
        "chain": chain,
    }


def _head(connection: Connection) -> Head:
    row = connection.execute(
        select(_events.c.position, _events.c.chain).order_by(_events.c.position.desc()).limit(1)
    ).first()
    return Head(0, GENESIS) if row is None else Head(row.position, bytes(row.chain))


def _version(connection: Connection, stream: str) -> int:
    query = select(func.max(_events.c.stream_version)).where(_events.c.stream == bytes.fromhex(stream))
    return cast("int | None", connection.execute(query).scalar()) or 0


def _correlation(connection: Connection, causation: str | None) -> str | None:
    """An event belongs to the conversation of the one that led to it."""
    if causation is None:
        return None
    query = select(_events.c.correlation).where(_events.c.event_id == bytes.fromhex(causation))
    found = connection.execute(query).scalar()
    return None if found is None else bytes(found).hex()


def _outcome(connection: Connection, origin: Origin) -> Appended | None:
    row = connection.execute(select(_commands).where(_commands.c.command_id == origin.command_id.bytes)).first()
    if row is None:
        return None
    if bytes(row.digest) != origin.digest:
        raise CommandIdReused("Nothing was recorded: this command's id was used before for another command.")
    return Appended(row.first_position, row.last_position, repeated=True)
