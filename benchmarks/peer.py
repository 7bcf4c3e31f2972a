"""The peer: PyPI `eventsourcing` 9.5 on SQLite as it installs, with the same facts. Only ever on its own files."""
# ruff: noqa: ARG002 - the library makes a method's arguments the fields of its event, used or not

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import Tracking
from eventsourcing.sqlite import SQLiteDatastore, SQLiteTrackingRecorder

from benchmarks.workload import Chunk, Fact

PAGE = 1000
_VIEW = (
    "CREATE TABLE consents (patient TEXT, actor TEXT, record_type TEXT, state TEXT, at TEXT, "
    "PRIMARY KEY (patient, actor, record_type)) WITHOUT ROWID"
)
_ENTER = (
    "INSERT INTO consents VALUES (?, ?, ?, ?, ?) ON CONFLICT (patient, actor, record_type) "
    "DO UPDATE SET state = excluded.state, at = excluded.at"
)


class Subject(Aggregate):
    """A person's stream: the register entry, consents and notices, with the check that each command needs."""

    @event("Registered")
    def __init__(self, subject: UUID, kind: str, record_number: str, name: str) -> None:
        self.kind, self.record_number, self.name = kind, record_number, name
        self.open: dict[tuple[str, str], list[str]] = {}
        self.granted: dict[tuple[str, str], dict[str, datetime | None]] = {}
        self.notices: dict[str, str] = {}

    @staticmethod
    def create_id(subject: UUID) -> UUID:
        """The subject's own id."""
        return subject

    def ask(self, fact: Fact) -> None:
        """The actor asks; refused where it is permitted already."""
        held = self.granted.get((fact.actor_kind, fact.actor), {})
        if all(t in held for t in fact.types):
            raise ValueError("consent_already_granted")
        self.asked(fact.actor_kind, fact.actor, list(fact.types), fact.id, fact.until, fact.purpose, fact.note)

    @event("Asked")
    def asked(
        self,
        actor_kind: str,
        actor: str,
        types: list[str],
        request: str,
        until: datetime | None,
        purpose: str | None,
        note: str | None,
    ) -> None:
        """The request is open."""
        self.open.setdefault((actor_kind, actor), []).append(request)

    def grant(self, fact: Fact) -> None:
        """The patient permits; refused where it is permitted already."""
        held = self.granted.get((fact.actor_kind, fact.actor), {})
        if all(t in held for t in fact.types):
            raise ValueError("consent_already_granted")
        self.was_granted(fact.actor_kind, fact.actor, list(fact.types), fact.id, fact.about, fact.until, fact.purpose)

    @event("Granted")
    def was_granted(
        self,
        actor_kind: str,
        actor: str,
        types: list[str],
        grant: str,
        answers: str,
        until: datetime | None,
        purpose: str | None,
    ) -> None:
        """The record types are permitted."""
        self.granted.setdefault((actor_kind, actor), {}).update(dict.fromkeys(types, until))
        self.open.pop((actor_kind, actor), None)

    @event("Declined")
    def decline(self, actor_kind: str, actor: str, types: list[str], answers: str) -> None:
        """The patient says no."""
        self.open.pop((actor_kind, actor), None)

    def revoke(self, fact: Fact) -> None:
        """The patient stops; refused where nothing is permitted."""
        held = self.granted.get((fact.actor_kind, fact.actor), {})
        if not any(t in held for t in fact.types):
            raise ValueError("consent_not_granted")
        self.revoked(fact.actor_kind, fact.actor, list(fact.types), fact.about)

    @event("Revoked")
    def revoked(self, actor_kind: str, actor: str, types: list[str], grant: str) -> None:
        """The record types are permitted no longer."""
        held = self.granted.get((actor_kind, actor), {})
        for record_type in types:
            held.pop(record_type, None)

    @event("NoticeRaised")
    def tell(self, notice: str) -> None:
        """The subject is to be told."""
        self.notices[notice] = "waiting"

    def enter(self, fact: Fact) -> None:
        """Do what the fact says, without asking whether it may be."""
        if fact.kind == "asked":
            self.asked(fact.actor_kind, fact.actor, list(fact.types), fact.id, fact.until, fact.purpose, fact.note)
        elif fact.kind == "granted":
            self.was_granted(
                fact.actor_kind, fact.actor, list(fact.types), fact.id, fact.about, fact.until, fact.purpose
            )
        elif fact.kind == "declined":
            self.decline(fact.actor_kind, fact.actor, list(fact.types), fact.about)
        elif fact.kind == "revoked":
            self.revoked(fact.actor_kind, fact.actor, list(fact.types), fact.about)
        elif fact.kind == "notice":
            self.tell(fact.about)


class PeerStore:
    """One application of the peer on one file."""

    def __init__(self, file: Path) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        self.file = file
        self.app: Application[UUID] = Application(
            env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(file)}
        )
        self._subjects: dict[str, Subject] = {}

    def made(self, stream: str, fact: Fact) -> Subject:
        """A new subject, not yet saved."""
        return Subject(UUID(stream), fact.person_kind, fact.record_number, fact.name)

    def pending(self, chunk: Chunk) -> Subject:
        """The subject, in hand, with the chunk's events triggered and not yet saved."""
        facts = chunk.facts
        subject = self._subjects.get(chunk.stream)
        if subject is None:
            subject, facts = self.made(chunk.stream, facts[0]), facts[1:]
            self._subjects[chunk.stream] = subject
        for fact in facts:
            subject.enter(fact)
        return subject

    def save(self, subject: Subject) -> None:
        """Record what is pending, in one transaction."""
        self.app.save(subject)

    def record(self, chunks: Iterable[Chunk]) -> None:
        """Record a history; the subjects stay in hand."""
        for chunk in chunks:
            self.save(self.pending(chunk))

    def get(self, stream: str) -> Subject:
        """The subject as its events tell it, as the library loads it."""
        found: Subject = self.app.repository.get(UUID(stream))
        return found

    def command(self, stream: str, fact: Fact) -> None:
        """Load, decide, save: the library's way of doing a command."""
        self.app.save(self._decided(stream, fact))

    def command_with_notice(self, stream: str, fact: Fact) -> None:
        """The same, with the notice that our product records, in the same transaction."""
        subject = self._decided(stream, fact)
        told = subject if fact.kind == "asked" else self.get(fact.actor)
        told.tell(fact.id)
        self.app.save(subject, *(() if told is subject else (told,)))

    def _decided(self, stream: str, fact: Fact) -> Subject:
        subject = self.get(stream)
        if fact.kind == "asked":
            subject.ask(fact)
        elif fact.kind == "granted":
            subject.grant(fact)
        else:
            subject.revoke(fact)
        return subject

    def pages(self) -> Iterator[list[tuple[int, Any]]]:
        """The whole log, opened and decoded, in pages of a thousand."""
        start, recorder, mapper = 1, self.app.recorder, self.app.mapper
        while True:
            found = recorder.select_notifications(start, PAGE)
            if not found:
                return
            yield [(n.id, mapper.to_domain_event(n)) for n in found]
            start = found[-1].id + 1

    def rebuild_one_view(self, file: Path) -> int:
        """Project the log into one view by hand: 1,000 events a transaction, with the library's tracking row."""
        datastore = SQLiteDatastore(str(file))
        tracker = SQLiteTrackingRecorder(datastore)
        tracker.create_table()
        with datastore.transaction(commit=True) as cursor:
            cursor.execute(_VIEW)
        done = 0
        for page in self.pages():
            with datastore.transaction(commit=True) as cursor:
                for _, happened in page:
                    for row in _view_rows(happened):
                        cursor.execute(_ENTER, row)
                tracker._insert_tracking(cursor, Tracking("clinic", page[-1][0]))
            done += len(page)
        datastore.close()
        return done

    def bytes_in_file(self) -> int:
        """The size of the database once its write-ahead log is in it."""
        connection = sqlite3.connect(self.file)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()
        return self.file.stat().st_size

    def close(self) -> None:
        """Close the file."""
        self._subjects.clear()
        self.app.close()


class PeerView:
    """Only the tracking of a view, to be waited for as the library waits."""

    def __init__(self, file: Path) -> None:
        self._datastore = SQLiteDatastore(str(file))
        self._tracker = SQLiteTrackingRecorder(self._datastore)
        self._tracker.create_table()

    def follow(self, notification: int) -> None:
        """The view has reached that event."""
        self._tracker.insert_tracking(Tracking("clinic", notification))

    def wait(self, notification: int) -> None:
        """Wait until the view has reached that event."""
        self._tracker.wait("clinic", notification)

    def close(self) -> None:
        """Close the file."""
        self._datastore.close()


def _view_rows(happened: Any) -> Iterator[tuple[str, str, str, str, str]]:
    """What an event changes in the view: a row for each record type."""
    match happened:
        case Subject.Asked():  # type: ignore[attr-defined]
            state = "asked"
        case Subject.Granted():  # type: ignore[attr-defined]
            state = "granted"
        case Subject.Declined():  # type: ignore[attr-defined]
            state = "declined"
        case Subject.Revoked():  # type: ignore[attr-defined]
            state = "revoked"
        case _:
            return
    patient, at = str(happened.originator_id), happened.timestamp.isoformat()
    for record_type in happened.types:
        yield patient, happened.actor, record_type, state, at
