"""Real stores with events, and what signs them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlcipher3 import dbapi2

from consent_desktop.application.clock import FixedClock
from consent_desktop.application.evidence import Evidence
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.evidence.anchor_settings import AnchorSettings
from consent_desktop.evidence.checkpoint import origin_of
from consent_desktop.evidence.checkpointer import Checkpointer
from consent_desktop.evidence.signed_note import Ed25519Signer
from tests.support.stores import NOW, a_store, origin, some_event

ZONE = ZoneInfo("Europe/Lisbon")


class Signed:
    """An open store with its evidence, on a clock that the test sets."""

    def __init__(self, store: OpenedStore, folder: Path) -> None:
        self.store = store
        self.log = store.log
        self.clock = FixedClock(NOW)
        self.signer = Ed25519Signer(origin_of(store.log.store_id), store.vault.secret("checkpoint-key"))
        self.key = self.signer.verifier
        self.settings = AnchorSettings(folder)
        self.checkpointer = self.again()
        self.evidence = Evidence(store.log, store.vault, self.clock, ZONE, folder)

    def again(self) -> Checkpointer:
        """A checkpointer as another start of the program has it."""
        return Checkpointer(self.log, self.signer, self.clock, ZONE, self.settings)

    def record(self, events: int, number: str = "20-4817") -> None:
        """So many more events of one patient."""
        subject = self.store.vault.claim("patient", number)
        version = self.log.version(subject)
        self.log.append(subject, version, [some_event(subject, version + n) for n in range(events)], origin())

    def wait(self, later: timedelta) -> datetime:
        """Let time go by."""
        self.clock.moment += later
        return self.clock.now()


@contextmanager
def a_signed(folder: Path, events: int = 0) -> Iterator[Signed]:
    """A store with that many events, in a folder that may be there already."""
    with a_store(folder) as store:
        signed = Signed(store, folder)
        if events:
            signed.record(events)
        yield signed


def tamper(folder: Path, *statements: str, file: str = "clinic.events.db") -> None:
    """What somebody with the file can do: drop the triggers and change what they like."""
    connection: dbapi2.Connection = connect(folder / file, None, synchronous="FULL")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()
