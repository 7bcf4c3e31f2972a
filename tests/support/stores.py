"""Real stores in temporary folders."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from consent_desktop.application.clock import FixedClock
from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.domain.events import Event, NoticeRaised
from consent_desktop.domain.vocabulary import OPERATOR, THE_OPERATOR
from consent_desktop.event_store.opening import OpenedStore, open_store
from consent_desktop.event_store.postgres import Server
from consent_desktop.event_store.recorded import Origin
from consent_desktop.event_store.shared import open_shared
from consent_desktop.read_models.opening import VIEWS_SCHEMA
from consent_desktop.read_models.tables import own_definition

NOW = datetime(2026, 3, 12, 9, 47, tzinfo=UTC)
KEY = bytes(range(32))


@contextmanager
def a_store(folder: Path, key: bytes | None = None) -> Iterator[OpenedStore]:
    """A log with its vault."""
    store = open_store(folder, plain=key is None, key=key, facts={"time_zone": "UTC"})
    try:
        yield store
    finally:
        store.close()


@contextmanager
def a_shared_store(address: str, folder: Path) -> Iterator[OpenedStore]:
    """A log with its vault on a server; `folder` is where this workstation keeps its settings."""
    definition = own_definition("postgresql")
    server = Server.of(address)
    store = open_shared(server, folder, VIEWS_SCHEMA, definition, plain=True, key=None, facts={"time_zone": "UTC"})
    try:
        yield store
    finally:
        store.close()


@contextmanager
def a_consent(folder: Path, clock: FixedClock | None = None) -> Iterator[Consent]:
    """An open plain store with the article's calls, on a clock that the test sets."""
    clinic = open_clinic(folder, plain=True, facts={"time_zone": "Europe/Lisbon"}, clock=clock or FixedClock(NOW))
    with Consent(clinic, THE_OPERATOR, registers=True) as consent:
        yield consent


def origin(command_id: UUID | None = None, digest: bytes = b"d" * 32, **more: object) -> Origin:
    """Who did it."""
    return Origin(OPERATOR, command_id or uuid4(), digest, NOW, **more)  # type: ignore[arg-type]


def some_event(subject: str, number: int = 0, at: datetime = NOW) -> Event:
    """An event of no great meaning."""
    return NoticeRaised(subject=subject, effective_at=at, notice_id=f"{number:032x}")


def fingerprints(folder: Path) -> dict[str, str]:
    """The hash of every file in the folder."""
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.is_file()}
