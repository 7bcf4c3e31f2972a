"""The views database: caught up from the log in transactions that hold rows and marks, thrown away at no loss."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable
from typing import Any, Final, TypeVar

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.protocol import EventStore
from consent_desktop.event_store.recorded import Appended, Head, RecordedEvent
from consent_desktop.event_store.statements import Link
from consent_desktop.read_models.following import Follower, Mark, Marks, generations_in, marks_of
from consent_desktop.read_models.generations import NAMES, VIEWS, tables_of
from consent_desktop.read_models.rebuilding import Difference, Progress, Rebuild
from consent_desktop.read_models.tables import View

BATCH: Final = 1000
"""Events entered in one transaction while catching up."""

T = TypeVar("T")


class ViewsLate(ClinicError):
    """The views could not follow in the time allowed. What was recorded is durable; they follow later."""

    code = "views_late"


class Views:
    """The views of one log. Any thread may read; several programs may catch up the same database at once."""

    def __init__(self, database: Database, log: EventStore) -> None:
        self.database = database
        self._log = log
        self._lock = threading.RLock()
        self._follower: Follower | None = None

    def read(self, query: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Run `query(connection, tables, ...)` on the tables in use in one read transaction."""
        with self.database.snapshot() as connection:
            marks = marks_of(Link(connection.connection.driver_connection, self.database.dialect))
            return query(connection, tables_of(generations_in(marks)), *arguments, **named)

    def marks(self) -> Marks:
        """How far each view has followed."""
        with self.database.reading() as link:
            return marks_of(link)

    def position(self) -> int:
        """Up to which event every view has followed."""
        marks = self.marks()
        return min(marks[name].position if name in marks else 0 for name in NAMES)

    def start(self, progress: Progress | None = None) -> None:
        """Make the views fit for reading: caught up, or rebuilt where they are missing, old or of another log."""
        self.catch_up(progress=progress)

    def catch_up(
        self,
        names: Collection[str] = NAMES,
        appended: Appended | None = None,
        progress: Progress | None = None,
        within: float | None = None,
    ) -> int:
        """Let the named views follow the log to its head; gives the position reached.

        `appended` is what was just recorded here, so that it need not be read back. Raises `ViewsLate` where that takes
        longer than `within` seconds.
        """
        deadline = None if within is None else time.monotonic() + within
        head = Head(appended.last, appended.events[-1].chain) if appended and appended.events else self._log.head()
        while True:
            unfit = self._advance(names, head, appended)
            if unfit:
                self.rebuild(progress, names=unfit)
                continue
            marks = self.marks() if self._follower is None else self._follower.marks
            reached = min(marks[name].position for name in names)
            if progress is not None and head.position:
                progress(reached, head.position)
            if reached >= head.position:
                return reached
            if deadline is not None and time.monotonic() > deadline:
                raise ViewsLate(f"The lists are {head.position - reached} events behind. Nothing is lost; they follow.")

    def _advance(self, names: Collection[str], head: Head, appended: Appended | None) -> list[str]:
        """Enter one batch; gives the names of views that do not fit the log and have to be rebuilt."""
        with self._lock:
            if appended is None and self._there(names, head):
                return []
            with self.database.writing() as link:
                marks = marks_of(link)
                unfit = [view.name for view in VIEWS if view.name in names and not self._fits(view, marks)]
                if unfit:
                    self._follower = None
                    return unfit
                behind = [view for view in VIEWS if view.name in names]
                lowest = min((marks[view.name] for view in behind), key=lambda mark: mark.position)
                together = [view for view in behind if marks[view.name].place == lowest.place]
                upto = min([head.position, *(m.position for m in marks.values() if m.position > lowest.position)])
                try:
                    if lowest.position < head.position:
                        follower = self._follower_of(together, marks)
                        follower.enter(link, self._events(lowest, upto, appended))
                except BaseException:
                    self._follower = None
                    raise
        return []

    def _there(self, names: Collection[str], head: Head) -> bool:
        """Whether the named views stand at that head: then there is nothing to write and nobody to wait for."""
        marks = self.marks()
        there = all(
            view.name in marks
            and marks[view.name].place == (head.position, head.chain)
            and marks[view.name].form == view.form
            for view in VIEWS
            if view.name in names
        )
        if there and (self._follower is None or not self._follower.stands_at(marks)):
            self._follower = Follower(VIEWS, marks) if len(marks) == len(VIEWS) else None
        return there

    def _follower_of(self, views: list[View], marks: Marks) -> Follower:
        if len(views) == len(VIEWS):
            if self._follower is None or not self._follower.stands_at(marks):
                self._follower = Follower(VIEWS, marks)
            return self._follower
        self._follower = None
        return Follower(views, marks)

    def _events(self, mark: Mark, upto: int, appended: Appended | None) -> Iterable[RecordedEvent]:
        """What comes after the mark: what was just recorded where it begins there, else from the log."""
        if appended is not None and appended.events and (appended.before.position, appended.before.chain) == mark.place:
            return appended.events
        return self._log.read(mark.position, upto=min(upto, mark.position + BATCH))

    def _fits(self, view: View, marks: Marks) -> bool:
        """Whether the mark is one on this very log and of this form."""
        mark = marks.get(view.name)
        if mark is None or mark.form != view.form or mark.store_id != self._log.store_id:
            return False
        follower = self._follower
        if follower is not None and follower.marks.get(view.name) == mark:
            return True  # it was set by this program, after an event of this log
        return self._log.chain_at(mark.position) == mark.chain

    def rebuild(
        self,
        progress: Progress | None = None,
        *,
        names: Collection[str] = NAMES,
        cancelled: Callable[[], bool] | None = None,
    ) -> bool:
        """Build the named views anew beside the old ones, then switch; gives False where it was cancelled.

        The old ones go on being read and followed meanwhile.
        """
        rebuild = Rebuild(self.database, self._log, [view for view in VIEWS if view.name in names])
        done = rebuild.build(progress, cancelled)
        if done:
            rebuild.switch()
        else:
            rebuild.drop()
        return done

    def check(
        self, progress: Progress | None = None, *, cancelled: Callable[[], bool] | None = None
    ) -> list[Difference] | None:
        """Build every view anew beside the one in use and compare them; nothing is switched. None: cancelled."""
        rebuild = Rebuild(self.database, self._log, list(VIEWS))
        try:
            if not rebuild.build(progress, cancelled):
                return None
            self.catch_up()
            return rebuild.differences()
        finally:
            rebuild.drop()

    def close(self) -> None:
        """Give the connections back."""
        self.database.close()
