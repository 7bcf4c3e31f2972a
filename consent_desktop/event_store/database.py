"""A database of ours behind one face, SQLite file or PostgreSQL schema: one writer at a time, several readers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Protocol

from sqlalchemy import Connection, Engine

from consent_desktop.event_store.statements import Link

Words = Callable[[], AbstractContextManager[None]]
"""Makes a context in which the driver's known complaints come out as sentences (`ClinicError`)."""


class Watch(Protocol):
    """Tells that somebody else may have written; a hint, the log is the truth."""

    def changed(self) -> bool:
        """Whether another connection has committed since the last call; raises a `ClinicError` where it cannot tell."""
        ...

    def close(self) -> None:
        """Give the connection back."""
        ...


class Database:
    """One writer connection, kept and used under a lock, and a pool of readers.

    Every method may be called from any thread. Nothing here retries: a failure comes out as the sentence that fits it.
    """

    def __init__(self, name: str, writer: Engine, reader: Engine, words: Words, begin: str = "BEGIN IMMEDIATE") -> None:
        self.name = name
        self.dialect = writer.dialect.name
        self.words = words
        self.reader = reader
        self._writer = writer
        self._begin = begin
        self._lock = threading.RLock()
        self._open: Any = None
        self._link: Link | None = None

    @contextmanager
    def writing(self) -> Iterator[Link]:
        """One transaction, all or nothing; writers of this program wait for each other, those of others for at most the
        busy time-out.
        """
        with self._lock, self.words():
            link = self._writer_link()
            link.say(self._begin)
            try:
                yield link
                link.say("COMMIT")
            except BaseException:
                self._undo(link)
                raise

    def _writer_link(self) -> Link:
        if self._link is None:
            self._open = self._writer.raw_connection()
            self._link = Link(self._open.driver_connection, self.dialect)
        return self._link

    def _undo(self, link: Link) -> None:
        """Roll back; where even that fails the connection is thrown away, and with it the transaction."""
        try:
            link.raw.rollback()
        except Exception:  # noqa: BLE001  # what led here is the story, and it is being raised
            self._open.invalidate()
            self._open = self._link = None

    @contextmanager
    def reading(self) -> Iterator[Link]:
        """A connection that only reads. Each statement sees what is committed when it begins."""
        with self.words():
            borrowed = self.reader.raw_connection()
            try:
                yield Link(borrowed.driver_connection, self.dialect)
            finally:
                borrowed.close()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection of SQLAlchemy whose statements all see the same moment."""
        with self.words(), self.reader.connect() as connection:
            yield connection

    def close(self) -> None:
        """Give the connections back; a transaction under way is waited for."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = self._link = None
            self._writer.dispose()
            self.reader.dispose()
