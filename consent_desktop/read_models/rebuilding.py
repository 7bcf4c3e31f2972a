"""Blue and green: a new generation of views is built beside the one in use, compared with it or put in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import inspect
from sqlalchemy.schema import CreateIndex, CreateTable

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.envelope import GENESIS
from consent_desktop.event_store.protocol import EventStore
from consent_desktop.event_store.statements import DIALECTS, Link
from consent_desktop.read_models.following import Follower, Mark, marks_of, set_mark
from consent_desktop.read_models.generations import generation_of
from consent_desktop.read_models.tables import OWN, View

BATCH: Final = 10_000
"""Events entered in one transaction: large, since many of them touch the same rows."""

SORTED_KIB: Final = 2048
"""KiB that are sorted in memory at a time while an index is made; the rest of a large one waits on the disk."""

Progress = Callable[[int, int], None]
"""Told (events done, events in all)."""


class ViewsRestless(ClinicError):
    """Others wrote so much that the new views never caught up."""

    code = "views_restless"


@dataclass(frozen=True, slots=True)
class Difference:
    """How one table in use differs from the same built anew."""

    table: str
    missing: int
    """Rows that only the one built anew has."""
    extra: int
    """Rows that only the one in use has."""


class Rebuild:
    """One rebuild of some views. Events are only read: what they once set off is not set off again."""

    def __init__(self, database: Database, log: EventStore, views: list[View]) -> None:
        self._database = database
        self._log = log
        self._views = views
        with database.writing() as link:
            generation = self._next_generation()
            for view in views:
                for table in generation_of(view, generation).metadata.sorted_tables:
                    link.say(str(CreateTable(table).compile(dialect=DIALECTS[link.dialect])))
            if not database.sorts_on_disk:
                _index(link, views, generation)
        self._marks = {view.name: Mark(generation, view.form, log.store_id, 0, GENESIS) for view in views}
        self._follower = Follower(views, self._marks, alone=True)
        self._generation = generation

    def _next_generation(self) -> int:
        """A number that no table has yet, tables of a rebuild that was cut off included."""
        numbers = [
            name.rsplit("_", 1)[1] for name in inspect(self._database.reader).get_table_names() if name not in OWN
        ]
        return max(map(int, numbers), default=0) + 1

    def build(self, progress: Progress | None, cancelled: Callable[[], bool] | None) -> bool:
        """Enter every event in batches, then make the indexes; False: cancelled."""
        position = 0
        while True:
            head = self._log.head()
            if progress is not None:
                progress(position, head.position)
            if position >= head.position:
                break
            if cancelled is not None and cancelled():
                return False
            with self._database.writing() as link:
                position = self._enter(link, position, head.position)
        if self._database.sorts_on_disk:
            with self._database.writing() as link, _sorting_little_at_a_time(link):
                _index(link, self._views, self._generation)
        return True

    def _enter(self, link: Link, position: int, head: int) -> int:
        upto = min(head, position + BATCH)
        self._follower.enter(link, self._log.read(position, upto=upto), marked=False)
        return upto

    def switch(self) -> None:
        """Enter what came meanwhile and put the new tables in the place of the old ones, all in one transaction."""
        with self._database.writing() as link:
            replaced = marks_of(link)  # read here: another program may have switched meanwhile
            self._to_head(link)
            for view in self._views:
                set_mark(link, view.name, self._follower.marks[view.name])
            for view in self._views:
                if view.name in replaced:
                    _drop(link, view, replaced[view.name].generation)

    def _to_head(self, link: Link) -> None:
        reached = self._follower.position
        self._follower.enter(link, self._log.read(reached), marked=False)

    def differences(self) -> list[Difference]:
        """Every table in which the views in use differ from those built anew, at the same place in the log."""
        with self._database.writing() as link:
            marks = marks_of(link)
            upto = min(marks[view.name].position for view in self._views)
            reached = self._follower.position
            self._follower.enter(link, self._log.read(reached, upto=upto), marked=False)
            found = []
            for view in self._views:
                if marks[view.name].position != upto:
                    raise ViewsRestless("The views moved while they were compared. Nothing was changed; try again.")
                old, new = (
                    generation_of(view, marks[view.name].generation).tables,
                    generation_of(view, self._generation).tables,
                )
                for name in new:
                    missing = _only_in(link, new[name].name, old[name].name)
                    extra = _only_in(link, old[name].name, new[name].name)
                    if missing or extra:
                        found.append(Difference(name, missing, extra))
            return found

    def drop(self) -> None:
        """Throw the new tables away."""
        with self._database.writing() as link:
            for view in self._views:
                _drop(link, view, self._generation)


def _index(link: Link, views: list[View], generation: int) -> None:
    """Make the indexes: over finished tables, which is fastest, unless sorting them would need memory without end."""
    for view in views:
        for table in generation_of(view, generation).metadata.sorted_tables:
            for index in sorted(table.indexes, key=lambda i: str(i.name)):
                link.say(str(CreateIndex(index).compile(dialect=DIALECTS[link.dialect])))


@contextmanager
def _sorting_little_at_a_time(link: Link) -> Iterator[None]:
    """SQLite sorts as much in memory as it may cache: less, so that a long log needs no more memory than a short one."""
    if link.dialect != "sqlite":
        yield
        return
    cached = link.say("PRAGMA cache_size").fetchone()[0]
    link.say(f"PRAGMA cache_size = -{SORTED_KIB}")
    try:
        yield
    finally:
        link.say(f"PRAGMA cache_size = {cached}")


def _drop(link: Link, view: View, generation: int) -> None:
    for table in generation_of(view, generation).metadata.sorted_tables:
        link.say(f"DROP TABLE IF EXISTS {table.name}")


def _only_in(link: Link, one: str, other: str) -> int:
    words = f"SELECT count(*) FROM (SELECT * FROM {one} EXCEPT SELECT * FROM {other}) AS only_here"  # noqa: S608  # names are our own
    return int(link.say(words).fetchone()[0])
