"""The watch on a server's notifications that the log has moved."""

from __future__ import annotations

import threading
import time
from typing import Any, Final

import psycopg

from consent_desktop.event_store.appending import CHANNEL
from consent_desktop.event_store.postgres import Server
from consent_desktop.event_store.postgres_failures import told_of

LOOK_ANYWAY: Final = 2.0
"""Seconds after which the log is looked at although nobody said that it had moved."""


class NotificationWatch:
    """Listens on a connection of its own. A notification is a hint; the log is asked now and then without one."""

    def __init__(self, server: Server, role: str) -> None:
        self._server = server
        self._role = role
        self._connection: psycopg.Connection[Any] | None = None
        self._looked = time.monotonic()
        self._listening()

    def _listening(self) -> psycopg.Connection[Any]:
        if self._connection is None:
            try:
                connection = self._server.connect("log", self._role, durable=True)
                connection.execute(f"LISTEN {CHANNEL}")
            except psycopg.Error as error:
                told = told_of(self._server.name, error)
                raise (told or error) from error
            self._connection = connection
        return self._connection

    def changed(self) -> bool:
        """Whether the log may have moved since the last call; raises a `ClinicError` where it cannot tell."""
        return self._heard(0)

    def wait(self, seconds: float, poke: threading.Event) -> bool:
        """Until the log may have moved, at most so long. `poke` ends no wait here: what this program records notifies too."""
        return self._heard(seconds) or poke.is_set()

    def _heard(self, seconds: float) -> bool:
        connection = self._listening()
        try:
            heard = sum(1 for _ in connection.notifies(timeout=seconds, stop_after=1 if seconds else None))
        except psycopg.Error as error:
            self.close()
            told = told_of(self._server.name, error)
            raise (told or error) from error
        now = time.monotonic()
        if not heard and now - self._looked < LOOK_ANYWAY:
            return False
        self._looked = now
        return True

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
