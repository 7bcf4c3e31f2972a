"""A database of ours behind one face, SQLite file or PostgreSQL schema: one writer at a time, several readers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Protocol

from sqlalchemy import Connection, Engine

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.committer import Committer
from consent_desktop.event_store.errors import StoreUnreachable
from consent_desktop.event_store.statements import Link

Told = Callable[[BaseException], ClinicError | None]
"""The sentence for a failure of the driver that has to do with the surroundings; None: it is a bug, or no failure of its."""


class Watch(Protocol):
    """Tells that somebody else may have written; a hint, the log is the truth."""

    def changed(self) -> bool:
        """Whether another connection has committed since the last call; raises a `ClinicError` where it cannot tell."""
        ...

    def wait(self, seconds: float, poke: threading.Event) -> bool:
        """Wait for a change or for the poke, at most so many seconds; whether there may have been a change."""
        ...

    def close(self) -> None:
        """Give the connection back."""
        ...


class Database:
    """One writer connection, kept and used under a lock, and a pool of readers.

    Every method may be called from any thread. Nothing here retries: a failure comes out as the sentence that fits it.
    """

    def __init__(
        self,
        name: str,
        writer: Engine,
        reader: Engine,
        told: Told,
        begin: str = "BEGIN IMMEDIATE",
        *,
        sorts_on_disk: bool = True,
    ) -> None:
        self.name = name
        self.dialect = writer.dialect.name
        self.told = told
        self.reader = reader
        self._writer = writer
        self._begin = begin
        self.sorts_on_disk = sorts_on_disk
        """Whether a large sort, as for an index over many rows, goes to the disk: if not, all of it is held in memory."""
        self._lock = threading.RLock()
        self._open: Any = None
        self._link: Link | None = None
        self._committer: Committer | None = None

    def writing(self) -> Writing:
        """One transaction, all or nothing; writers of this program wait for each other, those of others for at most the
        busy time-out.
        """
        return Writing(self)

    def reading(self) -> Reading:
        """A connection that only reads. Each statement sees what is committed when it begins."""
        return Reading(self)

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection of SQLAlchemy whose statements all see the same moment."""
        try:
            with self.reader.connect() as connection, connection.begin():
                yield connection
        except Exception as error:
            self.complain(error)
            raise

    def complain(self, error: BaseException | None) -> None:
        """Raise the sentence for the failure if there is one."""
        sentence = None if error is None else self.told(error)
        if sentence is not None:
            if isinstance(sentence, StoreUnreachable):
                self.reader.dispose()  # every connection in the pool goes the same way
            raise sentence from error

    def begin(self) -> Link:
        """Take the lock and begin a transaction; for `Writing`."""
        self._lock.acquire()
        try:
            if self._link is None:
                self._open = self._writer.raw_connection()
                self._link = Link(self._open.driver_connection, self.dialect)
            self._link.say(self._begin)
        except BaseException:
            self._lock.release()
            raise
        return self._link

    def end(self, link: Link, *, keep: bool, beside: Callable[[], object] | None = None) -> None:
        """Commit or roll back, and give the lock back; for `Writing`."""
        try:
            if keep:
                try:
                    self._commit(link, beside)
                except BaseException:
                    self._undo(link)
                    raise
            else:
                self._undo(link)
        finally:
            self._lock.release()

    def _commit(self, link: Link, beside: Callable[[], object] | None) -> None:
        if beside is None:
            link.say("COMMIT")
            return
        if self._committer is None:
            self._committer = Committer(self.name)
        self._committer.beside(lambda: link.say("COMMIT"), beside)

    def _undo(self, link: Link) -> None:
        """Roll back; where even that fails the connection is thrown away, and with it the transaction."""
        try:
            link.raw.rollback()
        except Exception:  # noqa: BLE001  # what led here is the story, and it is being raised
            self._open.invalidate()
            self._open = self._link = None

    def settle(self) -> bool:
        """Bring everything into the main file and leave an empty log of changes behind, so that nothing that was deleted is

        left in it; False where somebody still reads from it, and it has to be tried again. A server sees to that itself.
        """
        if self.dialect != "sqlite":
            return True
        with self._lock:
            with self.writing():
                pass  # see that the connection is there
            link = self._link
            assert link is not None
            try:
                ((busy, *_),) = link.say("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except Exception as error:
                self.complain(error)
                raise
            return not busy

    def reconnect(self) -> None:
        """Let every connection go; the next ones are made to whatever has the file's name then."""
        with self._lock:
            if self._open is not None:
                self._open.invalidate()
                self._open = self._link = None
            self._writer.dispose()
            self.reader.dispose()

    def close(self) -> None:
        """Give the connections back; a transaction under way is waited for."""
        with self._lock:
            if self._open is not None:
                self._open.close()
                self._open = self._link = None
            if self._committer is not None:
                self._committer.close()
                self._committer = None
            self._writer.dispose()
            self.reader.dispose()


class Writing:
    """A writing transaction as a context: kept where the block ends, undone where it raises."""

    __slots__ = ("_database", "_link", "beside")

    def __init__(self, database: Database) -> None:
        self._database = database
        self.beside: Callable[[], object] | None = None
        """What is done while the commit waits for the disk; it must not raise."""

    def __enter__(self) -> Link:
        try:
            self._link = self._database.begin()
        except Exception as error:
            self._database.complain(error)
            raise
        return self._link

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._database.end(self._link, keep=kind is None, beside=self.beside)
        except Exception as failure:
            self._database.complain(failure)
            raise
        self._database.complain(error)


class Reading:
    """A borrowed connection as a context."""

    __slots__ = ("_borrowed", "_database")

    def __init__(self, database: Database) -> None:
        self._database = database

    def __enter__(self) -> Link:
        try:
            self._borrowed: Any = self._database.reader.raw_connection()
        except Exception as error:
            self._database.complain(error)
            raise
        return Link(self._borrowed.driver_connection, self._database.dialect)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._borrowed.close()
        self._database.complain(error)
