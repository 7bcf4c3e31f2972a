"""The event store on a database of ours: append with an expected version, read in order, never change."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Final

from sqlalchemy import bindparam, insert, select

from consent_desktop.domain.events import Event
from consent_desktop.domain.vocabulary import CLINIC
from consent_desktop.event_store import reading, tables
from consent_desktop.event_store.appending import VERSION, Append, head_of, outcome_of
from consent_desktop.event_store.codec import REGISTRY, Registry
from consent_desktop.event_store.database import Database, Watch
from consent_desktop.event_store.envelope import GENESIS, from_micros, leaf_hash, lost_leaf, to_micros
from consent_desktop.event_store.errors import StoreBusy, StoreFailed, WrongExpectedVersion
from consent_desktop.event_store.old_file import OldFile
from consent_desktop.event_store.open_segment import OpenSegment
from consent_desktop.event_store.reading import BATCH
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
from consent_desktop.event_store.rows import Row, altered, canonical
from consent_desktop.event_store.sealing import Seal
from consent_desktop.event_store.segments import Segments
from consent_desktop.event_store.statements import Link, Prepared
from consent_desktop.event_store.telemetry import APPEND, begun, measured
from consent_desktop.event_store.vault import Vault
from consent_desktop.event_store.wholeness import opens

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
        self,
        database: Database,
        vault: Vault,
        watch: Callable[[], Watch],
        registry: Registry = REGISTRY,
        *,
        segments: Segments | None = None,
        number: int = 1,
    ) -> None:
        """`segments` and the `number` of the one in `database` where later ones may take over from it."""
        self._vault = vault
        self._watch = watch
        self._registry = registry
        self._segments = segments
        self._open = OpenSegment(database, number, vault, registry)
        self._guards: list[OldFile] = []
        self._lock = threading.RLock()
        self._failed: StoreFailed | None = None
        self.facts = self._open.facts

    @property
    def database(self) -> Database:
        """The current segment's database."""
        return self._current().database

    @property
    def name(self) -> str:
        """What sentences call it."""
        return self._open.database.name

    @property
    def segment(self) -> int:
        """The number of the segment in use here; a later one may have taken over since."""
        return self._open.number

    @property
    def failed(self) -> bool:
        """Whether this object never writes to the segment again, because the disk failed."""
        return self._failed is not None

    @property
    def lost(self) -> frozenset[int]:
        """Positions of events that are lost to damage."""
        return self._current().lost

    @property
    def renewed(self) -> int:
        """The position at which a segment took over from one that had lost events, 0 if none ever did."""
        return self._current().renewed

    def follow(self) -> int:
        """Go over to the newest segment now and not at the next reading or writing; gives its number."""
        return self._current().number

    def _current(self) -> OpenSegment:
        """The segment in use, once it is certain that no later one has taken over."""
        segments = self._segments
        if segments is not None and segments.taken_over(self._open.number):
            self._move(segments)
        return self._open

    def _move(self, segments: Segments) -> None:
        """Go over to the newest segment. The old file is held open read-only, so that closing writes nothing to it."""
        with self._lock:
            old = self._open
            if not segments.taken_over(old.number):
                return
            number = segments.newest()
            self._open = OpenSegment(segments.open(number), number, self._vault, self._registry)
            self._failed = None
            self._guards.append(OldFile(segments.path(old.number), segments.key))
            old.database.close()

    @property
    def store_id(self) -> str:
        """The random id that this log was born with."""
        return self.facts["store_id"]

    def head(self) -> Head:
        """The end of the log."""
        with self._current().database.reading() as link:
            return head_of(link)

    def version(self, stream: str) -> int:
        """How many events the stream has."""
        current = self._current()
        with current.database.reading() as link:
            number = current.number_of(link, stream)
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
        return self._append(stream, origin, lambda: (expected, events, origin), beside)

    def append_alone(self, stream: str, origin: Origin, decide: Decide, beside: Beside | None = None) -> Appended:
        """Decide while nobody else can record, and record that: nothing can come in between, others wait meanwhile.

        Raises what `decide` raises, and what `append` does.
        """
        return self._append(stream, origin, decide, beside)

    def _append(self, stream: str, origin: Origin, decide: Decide, beside: Beside | None) -> Appended:
        since = begun(APPEND)
        seal = self._vault.seal_of(stream) or self._clinics_own(stream)
        with self._lock:
            current = self._current()
            if self._failed is not None:
                raise self._failed
            if origin.segment not in (None, current.number):
                raise WrongExpectedVersion(stream)
            try:
                writing = current.database.writing()
                with writing as link:
                    expected, events, origin = decide()
                    append = Append(link, current.numbering, self._registry)
                    appended = append.run(stream, expected, events, origin, seal)
                    if beside is not None and appended.events:
                        writing.beside = partial(beside, appended)
            except StoreFailed as failure:
                self._failed = failure
                raise
            if self._segments is not None and self._segments.under_way(current.number):
                self._see_it_kept(stream, origin, appended)
        if since:
            measured(APPEND, "append", since, events=len(appended.events), position=appended.last)
        return appended

    def _clinics_own(self, stream: str) -> Seal | None:
        """The clinic is no registered person: its key is made with its first event."""
        if stream != CLINIC or self.version(stream):
            return None
        self._vault.key_for(stream)
        return self._vault.seal_of(stream)

    def _see_it_kept(self, stream: str, origin: Origin, appended: Appended) -> None:
        """Somebody was copying the segment while this was written to it: wait, and see whether the copy has it.

        Raises `WrongExpectedVersion` where it has not, so that it is decided again on the copy.
        """
        assert self._segments is not None
        while self._segments.under_way(self._open.number) and not self._segments.taken_over(self._open.number):
            with contextlib.suppress(StoreBusy), self._vault.database.writing():  # who copies holds this
                if not self._segments.taken_over(self._open.number):
                    self._segments.clear_away(self._open.number)
                    return  # the copying was cut off; the segment goes on
        before = self._open
        if self._current() is not before and appended.events and self.outcome(origin) is None:
            raise WrongExpectedVersion(stream)

    def outcome(self, origin: Origin) -> Appended | None:
        """What the command led to when it was recorded before; raises `CommandIdReused` if it was another command."""
        with self._current().database.reading() as link:
            return outcome_of(link, origin)

    def read(self, after: int = 0, upto: int | None = None, *, backward: bool = False) -> Iterator[RecordedEvent]:
        """All events beyond position `after` up to and with `upto`, in order or newest first."""
        statement = reading.LOG_BACKWARD if backward else reading.LOG

        def batch(link: Link, low: int, high: int) -> list[Row]:
            return link.all(statement, low, high, BATCH)

        current = self._current()
        for events in reading.batches(current.database, batch, current.opened, after, upto, 0, backward=backward):
            yield from events

    def read_stream(
        self, stream: str, after: int = 0, upto: int | None = None, *, backward: bool = False
    ) -> Iterator[RecordedEvent]:
        """One subject's events beyond version `after` up to and with version `upto`, in order or newest first."""
        statement = reading.STREAM_BACKWARD if backward else reading.STREAM
        current = self._current()

        def batch(link: Link, low: int, high: int) -> list[Row]:
            number = current.number_of(link, stream)
            return [] if number is None else link.all(statement, number, low, high, BATCH)

        for events in reading.batches(current.database, batch, current.opened, after, upto, 4, backward=backward):
            yield from events

    def events_of(self, stream: str, after: int = 0) -> Iterator[Event]:
        """One subject's bare events beyond version `after`, in order: all that folding a state needs.

        There are as many as the stream has versions: in the place of a lost one comes one that changes nothing.
        """
        current = self._current()
        reached = after

        def batch(link: Link, low: int, high: int) -> list[Row]:
            number = current.number_of(link, stream)
            return [] if number is None else link.all(reading.STREAM, number, low, high, BATCH)

        def folded(link: Link, rows: list[Row]) -> list[Event]:
            nonlocal reached
            events = current.in_order(link, rows, stream, reached)
            reached += len(events)
            return events

        for events in reading.batches(current.database, batch, folded, after, None, 4, backward=False):
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
        current = self._current()
        with current.database.reading() as link:
            found = current.opened(link, link.all(statement, value))
        return iter(found)

    def chain_at(self, position: int) -> bytes | None:
        """The chain hash at that position, None if the log does not reach it."""
        if position == 0:
            return GENESIS
        with self._current().database.reading() as link:
            chain: bytes | None = link.scalar(_CHAIN, position)
            return chain

    def leaves(self, after: int = 0, upto: int | None = None) -> Iterator[StoredLeaf]:
        """The hash of what is stored of each event, computed now, and the chain hash stored with it; bodies stay closed."""
        lost = self.lost
        if not lost:
            for rows in self.rows(after, upto):
                for row in rows:
                    yield StoredLeaf(row[0], leaf_hash(self.canonical(row), row[11]), row[12])
            return
        position = after
        for rows in self.rows(after, upto):
            for row in rows:
                while position + 1 < row[0] and position + 1 in lost:
                    position += 1
                    yield StoredLeaf(position, lost_leaf(position), None)
                position = row[0]
                if position in lost:
                    yield StoredLeaf(position, lost_leaf(position), None)
                else:
                    yield StoredLeaf(position, leaf_hash(self.canonical(row), row[11]), row[12])
        end = max(lost) if upto is None else upto
        while position < end and position + 1 in lost:
            position += 1
            yield StoredLeaf(position, lost_leaf(position), None)

    def rows(self, after: int = 0, upto: int | None = None) -> Iterator[list[Row]]:
        """The stored rows as they are, in order and in batches, for verification."""
        current = self._current()

        def batch(link: Link, low: int, high: int) -> list[Row]:
            return link.all(reading.LOG, low, high, BATCH)

        def learnt(link: Link, rows: list[Row]) -> list[Row]:
            current.numbering.learn(link)
            return rows

        return reading.batches(current.database, batch, learnt, after, upto, 0, backward=False)

    def canonical(self, row: Row) -> bytes:
        """The canonical envelope of a stored row; raises `StoreDamaged` where it names what the log does not know."""
        try:
            return canonical(row, self._open.numbering)
        except (KeyError, AttributeError, TypeError) as error:
            raise altered(row[0]) from error

    def opens(self, row: Row) -> bool:
        """Whether the row's own subject sealed it as it stands."""
        return opens(row, self._open.numbering, self._vault.seal_of)

    def keep_checkpoint(self, checkpoint: KeptCheckpoint) -> None:
        """Keep a signed checkpoint beside the events; a second one of the same size is left out."""
        with self._lock:
            current = self._current()
            if self._failed is not None:
                raise self._failed
            with current.database.writing() as link:
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

    def watch(self) -> Watch:
        """Something that tells when others may have written; for use by one thread."""
        return self._watch()

    def close(self) -> None:
        """Give the connections back."""
        self._open.database.close()
        while self._guards:
            self._guards.pop().close()
