"""The views database: caught up from the log in transactions that hold rows and marks, thrown away at no loss."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable
from datetime import datetime
from functools import partial
from typing import Any, Final, TypeVar

from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import Actor, RecordType
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.errors import StoreDamaged, StoreKeyWrong
from consent_desktop.event_store.protocol import EventStore
from consent_desktop.event_store.recorded import Appended, Head, RecordedEvent
from consent_desktop.event_store.statements import Link
from consent_desktop.event_store.telemetry import PROJECTION, begun, measured
from consent_desktop.read_models import consents
from consent_desktop.read_models.following import Follower, Mark, Marks, generations_in, marks_of, rows_of
from consent_desktop.read_models.generations import NAMES, VIEWS, tables_of
from consent_desktop.read_models.holding import holds
from consent_desktop.read_models.rebuilding import Difference, Progress, Rebuild, ViewsRestless
from consent_desktop.read_models.renewing import Renewal
from consent_desktop.read_models.tables import View
from consent_desktop.read_models.views_file import ViewsFile

TRIES: Final = 10
"""How often a question is put again because others wrote in between."""
BATCH: Final = 1000
"""Events entered in one transaction while catching up."""

T = TypeVar("T")


class ViewsLate(ClinicError):
    """The views could not follow in the time allowed. What was recorded is durable; they follow later."""

    code = "views_late"


class Following:
    """A transaction of the views with events that are being made durable: finished or undone by the thread that began it."""

    def __init__(self, views: Views, link: Link) -> None:
        self._views = views
        self._link = link

    def finish(self) -> None:
        """The events are durable: let everybody see them in the views. Raises a `ClinicError` where that fails."""
        self._views.end(self._link, keep=True)

    def undo(self) -> None:
        """They are not, or the views did not stand where they begin."""
        self._views.end(self._link, keep=False)


class Views:
    """The views of one log. Any thread may read; several programs may catch up the same database at once."""

    def __init__(self, database: Database, log: EventStore, file: ViewsFile | None = None) -> None:
        self.database = database
        self._log = log
        self._lock = threading.RLock()
        self._renewal = Renewal(file, database, self._build_all)
        self._follower: Follower | None = None
        self._consents: int | None = None
        """The generation in which the consents were last found."""

    def read(self, query: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Run `query(connection, tables, ...)` on the tables in use in one read transaction."""

        def ask() -> tuple[T] | None:
            with self.database.snapshot() as connection:
                marks = marks_of(Link(connection.connection.driver_connection, self.database.dialect))
                if len(marks) < len(VIEWS):
                    return None
                return (query(connection, tables_of(generations_in(marks)), *arguments, **named),)

        for _ in range(TRIES):
            answer = self._renewal.through(ask)
            if answer is not None:
                return answer[0]
            self.catch_up()  # they are being built anew: the lock is waited for
        raise ViewsRestless("The lists were built anew again and again. Nothing is lost; ask again.")

    def holds(self, patient: str, actor: Actor, record_type: RecordType, at: datetime) -> bool:
        """Whether the actor may see that record type, as of the log's head: the view is brought up to it if it is behind.

        Raises a `ClinicError` where it cannot be: there is no remembered Yes.
        """
        return self._renewal.through(partial(self._holds, patient, actor, record_type, at))

    def _holds(self, patient: str, actor: Actor, record_type: RecordType, at: datetime) -> bool:
        generation = self._consents
        for _ in range(TRIES):
            head = self._log.head()
            if generation is not None:
                try:
                    with self.database.reading() as link:
                        held = holds(link, generation, head, patient, actor, record_type, at)
                except (StoreDamaged, StoreKeyWrong):
                    raise
                except Exception:
                    if self._generation_of_consents() == generation:
                        raise  # its tables are still there, so they are not what failed
                    held = None
                if held is not None and (
                    held.position == head.position or self._log.chain_at(held.position) == held.chain
                ):
                    self._consents = generation
                    return held.answer
            self.catch_up((consents.VIEW.name,))
            generation = self._generation_of_consents()
        raise ViewsRestless("Others wrote so much that no answer could be given. Ask again.")

    def _generation_of_consents(self) -> int | None:
        mark = self.marks().get(consents.VIEW.name)
        return None if mark is None else mark.generation

    def marks(self) -> Marks:
        """How far each view has followed."""
        with self.database.reading() as link:
            return marks_of(link)

    def position(self, names: Collection[str] = NAMES) -> int:
        """Up to which event every view, or each of those named, has followed."""
        marks = self.marks()
        return min(marks[name].position if name in marks else 0 for name in names)

    def start(self, progress: Progress | None = None) -> None:
        """Make the views fit for reading: caught up, or rebuilt where they are missing, old or of another log."""
        self.catch_up(progress=progress)

    def catch_up(
        self,
        names: Collection[str] = NAMES,
        appended: Appended | None = None,
        progress: Progress | None = None,
        within: float | None = None,
        *,
        waiting: bool = True,
    ) -> int:
        """Let the named views follow the log to its head; gives the position reached.

        `appended` is what was just recorded here, so that it need not be read back. Raises `ViewsLate` where that takes
        longer than `within` seconds, or where they are being built anew and the caller is not `waiting` for that.
        """
        work = partial(self._catch_up, names, appended, progress, within)
        if waiting:
            return self._renewal.through(work)
        if self._renewal.under_way:
            raise ViewsLate("The lists are being built anew. Nothing is lost; they follow.")
        return work()

    def _build_all(self) -> None:
        """Into a new and empty file; others wait for the lock, so that nobody sees a part of it."""
        with self._lock:
            self._follower = None
            self._consents = None
            self._catch_up(NAMES, None, None, None)

    def _catch_up(
        self,
        names: Collection[str],
        appended: Appended | None,
        progress: Progress | None,
        within: float | None,
    ) -> int:
        since = begun(PROJECTION)
        if appended is not None and appended.events and self._straight_on(appended):
            if since:
                measured(PROJECTION, "projection", since, events=len(appended.events), position=appended.last)
            return appended.last
        deadline = None if within is None else time.monotonic() + within
        head = self._log.head()
        stood = self.position(names) if since else 0
        while True:
            unfit, reached = self._advance(names, head)
            if unfit:
                self._rebuild(progress, unfit, None)
                continue
            if progress is not None and head.position:
                progress(reached, head.position)
            if reached >= head.position:
                if since and reached > stood:
                    measured(PROJECTION, "projection", since, events=reached - stood, position=reached)
                return reached
            if deadline is not None and time.monotonic() > deadline:
                raise ViewsLate(f"The lists are {head.position - reached} events behind. Nothing is lost; they follow.")

    def _straight_on(self, appended: Appended) -> bool:
        """Enter what was just recorded, if every view stands exactly where it begins; False: it does not."""
        with self._lock:
            follower = self._follower
            if follower is None or (follower.position, follower.chain) != (
                appended.before.position,
                appended.before.chain,
            ):
                return False
            with self.database.writing() as link:
                if not follower.stands_in(rows_of(link)):
                    return False
                self._enter(follower, link, appended.events)
        return True

    def follow(self, appended: Appended) -> Following | None:
        """Begin to enter what is about to be durable, if every view stands exactly where it begins; None: it does not,

        or cannot now. Nobody sees anything of it before `finish`.
        """
        since = begun(PROJECTION)
        follower = self._follower
        if follower is None or not self._lock.acquire(blocking=False):
            return None
        try:
            writing = self.database.writing()
            link = writing.__enter__()
        except ClinicError:
            self._lock.release()
            return None
        following = Following(self, link)
        try:
            before = (appended.before.position, appended.before.chain)
            if (follower.position, follower.chain) == before and follower.stands_in(rows_of(link)):
                self._enter(follower, link, appended.events)
                if since:
                    measured(PROJECTION, "projection", since, events=len(appended.events), position=appended.last)
                return following
        except Exception:  # noqa: BLE001  # the views are a cache: whoever catches them up meets it again, and tells it
            following.undo()
            return None
        following.undo()
        return None

    def _enter(self, follower: Follower, link: Link, events: Iterable[RecordedEvent]) -> None:
        try:
            follower.enter(link, events)
        except BaseException:
            self._follower = None
            raise

    def _advance(self, names: Collection[str], head: Head) -> tuple[list[str], int]:
        """Enter one batch; gives the names of views that do not fit the log and have to be rebuilt, and how far they are."""
        wanted = [view for view in VIEWS if view.name in names]
        with self._lock:
            marks = self.marks()
            if all(view.name in marks and marks[view.name].stands(view, head) for view in wanted):
                return [], head.position
            with self.database.writing() as link:
                rows = rows_of(link)
                marks = {view: Mark(*rest) for view, *rest in rows}
                known = self._follower is not None and self._follower.stands_in(rows)
                known = known and self._log.renewed <= min(mark.position for mark in marks.values())
                unfit = [] if known else [view.name for view in wanted if not self._fits(view, marks)]
                if unfit:
                    self._follower = None
                    return unfit, 0
                lowest = min((marks[view.name] for view in wanted), key=lambda mark: mark.position)
                if lowest.position >= head.position:
                    return [], lowest.position
                together = [view for view in wanted if marks[view.name].place == lowest.place]
                ahead = [mark.position for mark in marks.values() if mark.position > lowest.position]
                upto = min([head.position, lowest.position + BATCH, *ahead])
                follower = self._follower_of(together, marks, known=known)
                self._enter(follower, link, self._log.read(lowest.position, upto=upto))
                return [], follower.position if together == wanted else lowest.position

    def _follower_of(self, views: list[View], marks: Marks, *, known: bool) -> Follower:
        if len(views) < len(VIEWS):
            self._follower = None
            return Follower(views, marks)
        if self._follower is None or not known:
            self._follower = Follower(views, marks)
        return self._follower

    def _fits(self, view: View, marks: Marks) -> bool:
        """Whether the mark is one on this very log and of this form."""
        mark = marks.get(view.name)
        if mark is None or mark.form != view.form or mark.store_id != self._log.store_id:
            return False
        if mark.position < self._log.renewed:
            return False  # it may hold events that are lost since
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
        return self._renewal.through(partial(self._rebuild, progress, names, cancelled))

    def _rebuild(self, progress: Progress | None, names: Collection[str], cancelled: Callable[[], bool] | None) -> bool:
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
        return self._renewal.through(partial(self._check, progress, cancelled))

    def _check(self, progress: Progress | None, cancelled: Callable[[], bool] | None) -> list[Difference] | None:
        rebuild = Rebuild(self.database, self._log, list(VIEWS))
        try:
            if not rebuild.build(progress, cancelled):
                return None
            self._catch_up(NAMES, None, None, None)
            return rebuild.differences()
        finally:
            rebuild.drop()

    def end(self, link: Link, *, keep: bool) -> None:
        """End what `follow` began; for `Following`."""
        try:
            self.database.end(link, keep=keep)
        except Exception as error:
            keep = False
            self.database.complain(error)
            raise
        finally:
            if not keep:
                self._follower = None  # it remembers what is not there
            self._lock.release()

    def close(self) -> None:
        """Give the connections back."""
        self.database.close()
