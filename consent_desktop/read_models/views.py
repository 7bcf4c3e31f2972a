"""The views database: caught up from the log in transactions that hold rows and checkpoint, thrown away at no loss."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, text

from consent_desktop.event_store.engine import open_engine
from consent_desktop.event_store.envelope import GENESIS
from consent_desktop.event_store.errors import in_plain_words
from consent_desktop.event_store.files import FileState
from consent_desktop.event_store.protocol import EventStore
from consent_desktop.read_models.generations import tables_of
from consent_desktop.read_models.projectors import project
from consent_desktop.read_models.tables import FORM, VIEWS_FILE

BATCH: Final = 1000
"""Events entered in one transaction while catching up."""

Progress = Callable[[int, int], None]
"""Told (events done, events in all)."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Up to where a generation of the views has followed which log."""

    generation: int
    position: int
    chain: bytes


class Views:
    """The views of one log. Any thread may read; several programs may catch up the same file at once."""

    def __init__(self, folder: Path, key: bytes | None, log: EventStore) -> None:
        if VIEWS_FILE.examine(folder, key) is FileState.ABSENT:
            VIEWS_FILE.create(folder, key)
        self.path = folder / VIEWS_FILE.name
        self._log = log
        self._writer = open_engine(self.path, key, synchronous="NORMAL", writer=True)
        self._reader = open_engine(self.path, key, synchronous="NORMAL", writer=False, connections=8)
        self._lock = threading.Lock()

    def read(self, query: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Run `query(connection, tables, ...)` on the current generation in one read transaction."""
        with in_plain_words(self.path), self._reader.connect() as connection:
            checkpoint = _checkpoint(connection)
            return query(connection, tables_of(checkpoint.generation if checkpoint else 0), *arguments, **named)

    def position(self) -> int:
        """Up to which event the views have followed."""
        with in_plain_words(self.path), self._reader.connect() as connection:
            checkpoint = _checkpoint(connection)
        return checkpoint.position if checkpoint else 0

    def start(self, progress: Progress | None = None) -> None:
        """Make the views fit for reading: caught up, or rebuilt where they are missing, old or of another log."""
        with in_plain_words(self.path), self._writer.begin() as connection:
            fits = self._fitting(connection) is not None
        if fits:
            self.catch_up(progress)
        else:
            self.rebuild(progress)

    def catch_up(self, progress: Progress | None = None) -> int:
        """Enter what the log has beyond the checkpoint; gives the position reached."""
        while True:
            with self._lock, in_plain_words(self.path), self._writer.begin() as connection:
                checkpoint = self._fitting(connection)
                if checkpoint is None:
                    break
                head = self._log.head()
                done = self._follow(connection, checkpoint, head.position)
            if progress is not None and head.position:
                progress(done, head.position)
            if done >= head.position:
                return done
        self.rebuild(progress)
        return self.position()

    def rebuild(self, progress: Progress | None = None) -> None:
        """Build every view anew in tables beside the old ones, then switch and drop the old ones."""
        with self._lock, in_plain_words(self.path):
            with self._writer.begin() as connection:
                generation = _next_generation(connection)
                tables_of(generation).metadata.create_all(connection)
            new = Checkpoint(generation, 0, GENESIS)
            while True:
                head = self._log.head()
                if progress is not None:
                    progress(new.position, head.position)
                if new.position >= head.position:
                    break
                with self._writer.begin() as connection:
                    new = self._advanced(connection, new, head.position)
            with self._writer.begin() as connection:
                replaced = _checkpoint(connection)  # read here: another program may have switched meanwhile
                self._switch(connection, new)
                if replaced is not None:
                    tables_of(replaced.generation).metadata.drop_all(connection)

    def _fitting(self, connection: Connection) -> Checkpoint | None:
        """The checkpoint, if it is one on this very log and of this form."""
        row = connection.execute(text("SELECT * FROM state")).first()
        if row is None or row.form != FORM or row.store_id != self._log.store_id:
            return None
        if self._log.chain_at(row.position) != row.chain:
            return None
        return Checkpoint(row.generation, row.position, row.chain)

    def _follow(self, connection: Connection, checkpoint: Checkpoint, head: int) -> int:
        if checkpoint.position >= head:
            return checkpoint.position
        new = self._advanced(connection, checkpoint, head)
        self._switch(connection, new)
        return new.position

    def _advanced(self, connection: Connection, checkpoint: Checkpoint, head: int) -> Checkpoint:
        """The checkpoint after one batch."""
        tables = tables_of(checkpoint.generation)
        position, chain = checkpoint.position, checkpoint.chain
        for recorded in self._log.read(position, upto=min(head, position + BATCH)):
            project(connection, tables, recorded)
            position, chain = recorded.position, recorded.chain
        return Checkpoint(checkpoint.generation, position, chain)

    def _switch(self, connection: Connection, checkpoint: Checkpoint) -> None:
        connection.execute(
            text("INSERT OR REPLACE INTO state VALUES (1, :generation, :form, :store_id, :position, :chain)"),
            {
                "generation": checkpoint.generation,
                "form": FORM,
                "store_id": self._log.store_id,
                "position": checkpoint.position,
                "chain": checkpoint.chain,
            },
        )

    def close(self) -> None:
        """Give the connections back."""
        self._writer.dispose()
        self._reader.dispose()


def _checkpoint(connection: Connection) -> Checkpoint | None:
    row = connection.execute(text("SELECT generation, position, chain FROM state")).first()
    return None if row is None else Checkpoint(row.generation, row.position, row.chain)


def _next_generation(connection: Connection) -> int:
    """A number that no table has yet, tables of a rebuild that was cut off included."""
    names = connection.execute(
        text("SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'state'")
    ).scalars()
    return max((int(name.rsplit("_", 1)[1]) for name in names), default=0) + 1
