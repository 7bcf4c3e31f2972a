"""Everything that the figures ask of our engine, in one place: where its insides change, only this module follows."""

from __future__ import annotations

import shutil
from array import array
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any, Final

from sqlcipher3 import dbapi2

from benchmarks.workload import Chunk, Fact
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.consent import ConsentCalls
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain import aggregate
from consent_desktop.domain.aggregate import SubjectState
from consent_desktop.domain.commands import AskConsent, ConsentCommand, GrantConsent, RevokeConsent
from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentGranted,
    ConsentRevoked,
    Event,
    NoticeRaised,
    PersonRegistered,
    RequestDeclined,
)
from consent_desktop.domain.vocabulary import (
    OPERATOR,
    THE_OPERATOR,
    THE_SYSTEM,
    Acting,
    ActingRole,
    Actor,
    ActorKind,
    PersonKind,
    Purpose,
    RecordType,
)
from consent_desktop.event_store.codec import REGISTRY
from consent_desktop.event_store.engine import Synchronous, connect
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.opening import FileKeys, open_store
from consent_desktop.event_store.recorded import Origin
from consent_desktop.event_store.verification import verify
from consent_desktop.read_models import history
from consent_desktop.read_models.history import HistoryQuery
from consent_desktop.read_models.opening import open_views
from consent_desktop.read_models.tables import VIEWS_FILE
from consent_desktop.read_models.views import Views

KEY: Final = bytes(range(32))
"""The store's key where the store is an encrypted one."""
NOW: Final = datetime(2026, 3, 12, 9, tzinfo=UTC)
SEAL_LENGTH: Final = 28
"""Bytes that sealing adds to a body: nonce and tag."""
_FACTS: Final = {"time_zone": "UTC"}

EVENT_ROWS: Final = "SELECT * FROM events WHERE position > ? AND position <= ? ORDER BY position"
STREAM_ROWS: Final = "SELECT * FROM events WHERE stream = ? ORDER BY stream_version"
_NEW_SUBJECTS: Final = (
    "SELECT * FROM subjects WHERE number IN "
    "(SELECT stream FROM events WHERE position > ? AND position <= ? AND stream_version = 1)"
)
COPIED: Final = (("subjects", _NEW_SUBJECTS), ("events", EVENT_ROWS))
"""The tables that an append writes, and how to read what was written between two positions."""
STREAMS: Final = "SELECT lower(hex(subject)), number FROM subjects"
"""Each stream's id, and what stands for it in the column `stream`."""


class OurStore:
    """A log with its vault, without views."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        self.folder, self.key = folder, key
        self.opened = open_store(folder, plain=key is None, key=key, facts=_FACTS)
        self.log = self.opened.log

    def claim(self, kind: str, number: str) -> str:
        """A new subject with a durable key."""
        return self.opened.vault.claim(kind, number)

    def append(self, chunk: Chunk, events: list[Event]) -> None:
        """Record the chunk in one transaction; `events` are its facts as our events."""
        origin = Origin(OPERATOR, chunk.command_id, bytes(32), chunk.recorded_at)
        self.log.append(chunk.stream, chunk.version, events, origin)

    def record(self, chunks: Iterable[Chunk]) -> None:
        """Record a history."""
        for chunk in chunks:
            self.append(chunk, events_of(chunk))

    def head(self) -> int:
        """The last position."""
        return self.log.head().position

    def read_all(self) -> int:
        """Read the whole log, opened and decoded; gives how many events."""
        return sum(1 for _ in self.log.read())

    def load(self, stream: str) -> SubjectState:
        """The state of one stream from its events, as the bus loads one that it does not know yet."""
        return aggregate.fold(recorded.event for recorded in self.log.read_stream(stream))

    def clear_bodies(self) -> Iterator[bytes]:
        """Every event's body, opened, in order."""
        for recorded in self.log.read():
            yield REGISTRY.form_of(recorded.event).encode(recorded.event)

    def verify(self) -> int:
        """Check the whole log; gives how many events were whole."""
        found = verify(self.log)
        if not found.unbroken:
            raise AssertionError(f"the benchmark's own log is broken at {found.first_broken}")
        return found.events

    def compact_rows(self) -> Iterator[tuple[object, ...]]:
        """Every event as a row of plain facts: ids as bytes, subjects and types as numbers, the body as long as sealed."""
        numbers: dict[str, int] = {}
        for recorded in self.log.read():
            envelope = recorded.envelope
            ids = (envelope.correlation, envelope.causation, envelope.command_id)
            yield (
                envelope.position,
                numbers.setdefault(envelope.stream, len(numbers)),
                envelope.stream_version,
                bytes.fromhex(envelope.event_id),
                numbers.setdefault(envelope.type, len(numbers)),
                numbers.setdefault(envelope.actor, len(numbers)),
                *(None if i is None else bytes.fromhex(i) for i in ids),
                envelope.recorded,
                envelope.effective,
                REGISTRY.form_of(recorded.event).encode(recorded.event) + bytes(SEAL_LENGTH),
            )

    def close(self) -> None:
        """Close the files."""
        self.opened.close()


class OurViews:
    """The views of a log, for rebuilding them."""

    def __init__(self, store: OurStore) -> None:
        self.views = Views(open_views(store.folder, store.opened.file_keys.views), store.log)

    def rebuild(self) -> None:
        """Build every view anew and switch."""
        self.views.rebuild()

    def close(self) -> None:
        """Close the file."""
        self.views.close()


class OurClinic:
    """A whole clinic, for commands and checks."""

    def __init__(self, folder: Path, key: bytes | None, *, notices: bool = True) -> None:
        self.clinic: Clinic = open_clinic(
            folder, plain=key is None, key=key, facts=_FACTS, clock=FixedClock(NOW), chores=notices
        )

    def settle(self) -> None:
        """Record now the notices that are due."""
        self.clinic.settle()

    def command(self, patient: str, fact: Fact) -> Recorded:
        """Make, check and dispatch the command that leads to the fact; its events are durable and the views follow."""
        actor = Actor(ActorKind(fact.actor_kind), fact.actor)
        types = frozenset(map(RecordType, fact.types))
        acting = Acting(patient, ActingRole.PATIENT)
        command: ConsentCommand
        if fact.kind == "asked":
            command = AskConsent(
                patient=patient,
                actor=actor,
                record_types=types,
                until=fact.until,
                purpose=_purpose(fact),
                note=fact.note,
            )
            acting = Acting(actor.id, ActingRole(actor.kind.value))
        elif fact.kind == "granted":
            command = GrantConsent(
                patient=patient, actor=actor, record_types=types, until=fact.until, purpose=_purpose(fact)
            )
        else:
            command = RevokeConsent(patient=patient, actor=actor, record_types=types)
        recorded = self.clinic.dispatch(Dispatch(command, acting))
        if recorded.views_behind:
            raise AssertionError("the views did not follow a strong dispatch")
        return recorded

    def has(self, patient: str, doctor: str, record_type: str) -> bool:
        """Whether the doctor may see that record type now, asked as the windows ask."""
        return self.clinic.has(THE_SYSTEM, patient, Actor(ActorKind.DOCTOR, doctor), RecordType(record_type))

    def head(self) -> int:
        """The position up to which the views have followed."""
        return self.clinic.views.position()

    def close(self) -> None:
        """Close the files."""
        self.clinic.close()


class OurConsent:
    """The article's calls, by the clinic's record numbers."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        clinic = open_clinic(folder, plain=key is None, key=key, facts=_FACTS, clock=FixedClock(NOW))
        self._consent = ConsentCalls(clinic, THE_OPERATOR, registers=False)

    def has(self, patient: str, doctor: str, record_type: str) -> bool:
        """`has_consent` of the article."""
        return self._consent.has_consent(patient, "doctor", doctor, record_type)

    def close(self) -> None:
        """Close the files."""
        self._consent.close()


class RawCheck:
    """The bare SELECT that answers `has_consent`, on the same file and with subject ids known."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        self._connection = raw_views(folder, key)
        table = view_table(self._connection, "permissions")
        self._query = (
            f"SELECT 1 FROM {table} WHERE patient = ? AND actor_kind = 'doctor' AND actor = ? AND record_type = ? "  # noqa: S608
            "AND (until IS NULL OR until > ?) LIMIT 1"
        )
        self._now = int(NOW.timestamp() * 1_000_000)

    def has(self, patient: str, doctor: str, record_type: str) -> bool:
        """Whether there is such a row."""
        found = self._connection.execute(
            self._query, (bytes.fromhex(patient), bytes.fromhex(doctor), record_type, self._now)
        ).fetchone()
        return found is not None

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


class OurHistory:
    """The lines of the history, as its window asks for them."""

    def __init__(self, folder: Path, key: bytes | None) -> None:
        self.clinic: Clinic = open_clinic(folder, plain=key is None, key=key, facts=_FACTS, clock=FixedClock(NOW))

    def order(self) -> array[int]:
        """Every position, newest first."""
        return self.clinic.ask(THE_SYSTEM, history.positions, HistoryQuery(notices=True))


def view_table(connection: dbapi2.Connection, view: str) -> str:
    """The name of a view's table: its name and the number of its generation, of which there is one while none is made."""
    found = connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name GLOB ?", (f"{view}_[0-9]*",)
    )
    [(name,)] = found.fetchall()
    return str(name)


def fill_permissions(folder: Path, key: bytes | None, count: int) -> None:
    """Put permissions of people whom nobody asks about into the views' table, as its projector would have left them."""
    connection = raw_views(folder, key)
    statement = (
        f"INSERT INTO {view_table(connection, 'permissions')} "  # noqa: S608 - the name is our own
        "(patient, actor_kind, actor, record_type, position, through_all, purpose, until, since) "
        "VALUES (?, 'doctor', ?, 'exams', ?, 0, NULL, NULL, 0)"
    )
    rng = Random(count)
    doctors = [rng.randbytes(16) for _ in range(100)]
    connection.execute("BEGIN IMMEDIATE")
    patients = (rng.randbytes(16) for _ in range(count))
    connection.executemany(statement, ((p, doctors[n % 100], 1_000_000 + n) for n, p in enumerate(patients)))
    connection.execute("COMMIT")
    connection.close()


def events_of(chunk: Chunk) -> list[Event]:
    """The chunk's facts as our events."""
    return [_event(chunk, fact) for fact in chunk.facts]


def _event(chunk: Chunk, fact: Fact) -> Event:
    subject, at = chunk.stream, chunk.recorded_at
    if fact.kind == "registered":
        kind = PersonKind(fact.person_kind)
        return PersonRegistered(
            subject=subject, effective_at=at, kind=kind, record_number=fact.record_number, name=fact.name
        )
    if fact.kind == "notice":
        return NoticeRaised(subject=subject, effective_at=at, notice_id=fact.about)
    between: dict[str, Any] = {
        "subject": subject,
        "effective_at": at,
        "actor": Actor(ActorKind(fact.actor_kind), fact.actor),
        "record_types": tuple(map(RecordType, fact.types)),
    }
    if fact.kind == "asked":
        return ConsentAsked(**between, request_id=fact.id, until=fact.until, purpose=_purpose(fact), note=fact.note)
    if fact.kind == "granted":
        return ConsentGranted(
            **between, grant_id=fact.id, answers=(fact.about,), until=fact.until, purpose=_purpose(fact), rests_on=1
        )
    if fact.kind == "declined":
        return RequestDeclined(**between, answers=(fact.about,))
    return ConsentRevoked(**between, grant_ids=(fact.about,))


def _purpose(fact: Fact) -> Purpose | None:
    return None if fact.purpose is None else Purpose(fact.purpose, "Your treatment here")


def log_path(folder: Path) -> Path:
    """The log's file in a store's folder."""
    return folder / LOG_FILE.name


def bytes_in_file(folder: Path, key: bytes | None) -> int:
    """The size of the log's file once its write-ahead log is in it. Not while others have it open."""
    connection = raw_log(folder, key)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    return log_path(folder).stat().st_size


def raw_log(folder: Path, key: bytes | None) -> dbapi2.Connection:
    """A bare connection to the log of a store, of our engine and with our pragmas."""
    return raw(log_path(folder), FileKeys.of(key).log, "FULL")


def raw_views(folder: Path, key: bytes | None) -> dbapi2.Connection:
    """A bare connection to the views of a store."""
    return raw(folder / VIEWS_FILE.name, FileKeys.of(key).views, "NORMAL")


def raw(path: Path, key: bytes | None, synchronous: Synchronous) -> dbapi2.Connection:
    """A bare connection of our engine, with our pragmas."""
    return connect(path, key, synchronous=synchronous)


def fresh(folder: Path) -> Path:
    """The folder, emptied."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
