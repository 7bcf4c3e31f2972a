"""The event store on a database of ours: append with an expected version, read in order, never change."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from sqlalchemy import bindparam, insert, select

from consent_desktop.domain.events import Event
from consent_desktop.event_store import reading, tables
from consent_desktop.event_store.appending import VERSION, Append, head_of, outcome_of
from consent_desktop.event_store.codec import REGISTRY, Registry
from consent_desktop.event_store.database import Database, Watch
from consent_desktop.event_store.envelope import GENESIS, from_micros, leaf_hash, to_micros
from consent_desktop.event_store.errors import StoreFailed
from consent_desktop.event_store.numbering import Numbering
from consent_desktop.event_store.reading import BATCH
from consent_desktop.event_store.recorded import (
    Appended,
    Beside,
    Expected,
    Head,
    KeptCheckpoint,
    Origin,
    RecordedEvent,
    StoredLeaf,
)
from consent_desktop.event_store.rows import Opener, Row, altered, canonical
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.event_store.telemetry import APPEND, begun, measured
from consent_desktop.event_store.vault import Vault

_FACTS: Final = Prepared(select(tables.store.c.name, tables.store.c.value), [])
_CHAIN: Final = Prepared(
    select(tables.events.c.chain).where(tables.events.c.position == bindparam("position")), ["position"]
)
_kept = tables.checkpoints.c
_KEEP: Final = Prepared(insert(tables.checkpoints), ["size", "note", "frontier", "made"])
_IS_KEPT: Final = Prepared(select(_kept.size).where(_kept.size == bindparam("size")), ["size"])
_KEPT: Final = Prepared(select(tables.checkpoints).order_by(_kept.size), [])
_LAST_KEPT: Final = Prepared(select(tables.checkpoints).order_by(_kept.size.desc()).limit(1), [])


class Log:
    """The log of one clinic; see `protocol.EventStore` for what it promises."""

    def __init__(
        self, database: Database, vault: Vault, watch: Callable[[], Watch], registry: Registry = REGISTRY
    ) -> None:
        self.database = database
        self.name = database.name
        self._vault = vault
        self._watch = watch
        self._registry = registry
        self._numbering = Numbering()
        self._opener = Opener(vault, self._numbering, registry)
        self._lock = threading.Lock()
        self._failed: StoreFailed | None = None
        with database.reading() as link:
            self.facts: dict[str, str] = dict(link.all(_FACTS))

    @property
    def store_id(self) -> str:
        """The random id that this log was born with."""
        return self.facts["store_id"]

    def head(self) -> Head:
        """The end of the log."""
        with self.database.reading() as link:
            return head_of(link)

    def version(self, stream: str) -> int:
        """How many events the stream has."""
        with self.database.reading() as link:
            number = self._number(link, stream)
            return 0 if number is None else link.scalar(VERSION, number) or 0

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

        Raises `WrongExpectedVersion`, `CommandIdReused`, or a `ClinicError`; after a failure of the disk this object
        never writes to the file again.
        """
        since = begun(APPEND)
        seal = self._vault.seal_of(stream)
        with self._lock:
            if self._failed is not None:
                raise self._failed
            try:
                writing = self.database.writing()
                with writing as link:
                    append = Append(link, self._numbering, self._registry)
                    appended = append.run(stream, expected, events, origin, seal)
                    if beside is not None and appended.events:
                        writing.beside = partial(beside, appended)
            except StoreFailed as failure:
                self._failed = failure
                raise
        if since:
            measured(APPEND, "append", since, events=len(appended.events), position=appended.last)
        return appended

    def outcome(self, origin: Origin) -> Appended | None:
        """What the command led to when it was recorded before; raises `CommandIdReused` if it was another command."""
        with self.database.reading() as link:
            return outcome_of(link, origin)

    def read(self, after: int = 0, upto: int | None = None, *, backward: bool = False) -> Iterator[RecordedEvent]:
        """All events beyond position `after` up to and with `upto`, in order or newest first."""
        statement = reading.LOG_BACKWARD if backward else reading.LOG

        def batch(link: Link, low: int, high: int) -> list[Row]:
            return link.all(statement, low, high, BATCH)

        opened = self._opener.opened
        for events in reading.batches(self.database, batch, opened, after, upto, 0, backward=backward):
            yield from events

    def read_stream(
        self, stream: str, after: int = 0, upto: int | None = None, *, backward: bool = False
    ) -> Iterator[RecordedEvent]:
        """One subject's events beyond version `after` up to and with version `upto`, in order or newest first."""
        statement = reading.STREAM_BACKWARD if backward else reading.STREAM

        def batch(link: Link, low: int, high: int) -> list[Row]:
            number = self._number(link, stream)
            return [] if number is None else link.all(statement, number, low, high, BATCH)

        opened = self._opener.opened
        for events in reading.batches(self.database, batch, opened, after, upto, 4, backward=backward):
            yield from events

    def events_of(self, stream: str, after: int = 0) -> Iterator[Event]:
        """One subject's bare events beyond version `after`, in order: all that folding a state needs."""

        def batch(link: Link, low: int, high: int) -> list[Row]:
            number = self._number(link, stream)
            return [] if number is None else link.all(reading.STREAM, number, low, high, BATCH)

        for events in reading.batches(self.database, batch, self._opener.events, after, None, 4, backward=False):
            yield from events

    def at(self, position: int) -> RecordedEvent | None:
        """The event at that position."""
        return next(self._found(reading.AT, position), None)

    def by_id(self, event_id: str) -> RecordedEvent | None:
        """The event with that id."""
        return next(self._found(reading.BY_ID, bytes.fromhex(event_id)), None)

    def correlated(self, correlation: str) -> Iterator[RecordedEvent]:
        """Every event of one conversation, in order."""
        return self._found(reading.CORRELATED, bytes.fromhex(correlation))

    def _found(self, statement: Prepared, value: object) -> Iterator[RecordedEvent]:
        with self.database.reading() as link:
            found = self._opener.opened(link, link.all(statement, value))
        return iter(found)

    def chain_at(self, position: int) -> bytes | None:
        """The chain hash at that position, None if the log does not reach it."""
        if position == 0:
            return GENESIS
        with self.database.reading() as link:
            chain: bytes | None = link.scalar(_CHAIN, position)
            return chain

    def leaves(self, after: int = 0, upto: int | None = None) -> Iterator[StoredLeaf]:
        """The hash of what is stored of each event, computed now, and the chain hash stored with it; bodies stay closed."""
        for rows in self.rows(after, upto):
            for row in rows:
                yield StoredLeaf(row[0], leaf_hash(self.canonical(row), row[11]), row[12])

    def rows(self, after: int = 0, upto: int | None = None) -> Iterator[list[Row]]:
        """The stored rows as they are, in order and in batches, for verification."""

        def batch(link: Link, low: int, high: int) -> list[Row]:
            return link.all(reading.LOG, low, high, BATCH)

        def learnt(link: Link, rows: list[Row]) -> list[Row]:
            self._numbering.learn(link)
            return rows

        return reading.batches(self.database, batch, learnt, after, upto, 0, backward=False)

    def canonical(self, row: Row) -> bytes:
        """The canonical envelope of a stored row; raises `StoreDamaged` where it names what the log does not know."""
        try:
            return canonical(row, self._numbering)
        except (KeyError, AttributeError, TypeError) as error:
            raise altered(row[0]) from error

    def keep_checkpoint(self, checkpoint: KeptCheckpoint) -> None:
        """Keep a signed checkpoint beside the events; a second one of the same size is left out."""
        with self._lock:
            if self._failed is not None:
                raise self._failed
            with self.database.writing() as link:
                if link.first(_IS_KEPT, checkpoint.size) is None:
                    made = to_micros(checkpoint.made_at)
                    link.run(_KEEP, checkpoint.size, checkpoint.note, checkpoint.frontier, made)

    def last_checkpoint(self) -> KeptCheckpoint | None:
        """The checkpoint that covers most."""
        with self.database.reading() as link:
            row = link.first(_LAST_KEPT)
        return None if row is None else KeptCheckpoint(row[0], row[1], row[2], from_micros(row[3]))

    def checkpoints(self) -> Iterator[KeptCheckpoint]:
        """Every checkpoint, the one that covers least first."""
        with self.database.reading() as link:
            rows = link.all(_KEPT)
        return (KeptCheckpoint(size, note, frontier, from_micros(made)) for size, note, frontier, made in rows)

    def _number(self, link: Link, stream: str) -> int | None:
        number = self._numbering.of_subject(stream)
        if number is None:
            self._numbering.learn(link)
            number = self._numbering.of_subject(stream)
        return number

    def watch(self) -> Watch:
        """Something that tells when others may have written; for use by one thread."""
        return self._watch()

    def close(self) -> None:
        """Give the connections back."""
        self.database.close()
