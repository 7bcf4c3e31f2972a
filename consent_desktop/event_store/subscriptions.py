"""The one kind of subscription: named, in order, at least once, going on where it stopped.

Each wanted event is handed to the handler after every earlier one was handled or parked, and the place is written down
after that. A program that dies in between hands the event over again, and so do two programs that run the same name at
once: **a handler must be idempotent**; the event's id tells that it was seen before. An event that fails again and again
is parked with its reason, and the subscription goes on: what must not come before a parked event has to ask for it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.event_store.database import Watch
from consent_desktop.event_store.protocol import EventStore
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.subscription_places import Parked, Places, Start

POLL: Final = 0.2
"""Seconds after which a follower looks at a log that tells nobody of its changes."""

UNWANTED: Final = 1000
"""Events passed over after which the place is written down all the same."""

Handler = Callable[[RecordedEvent], None]


class NotHandled(Exception):
    """For a handler to raise: its text is kept as the reason, in clear, so it names no person and no record content."""


@dataclass(frozen=True, slots=True)
class Retry:
    """How often an event is tried before it is parked, and the seconds between: the first, then each `factor` as long."""

    tries: int = 5
    first: float = 0.1
    factor: float = 4.0
    longest: float = 30.0

    def waits(self) -> Iterator[float]:
        """The seconds before the second try, the third, and so on."""
        seconds = self.first
        for _ in range(self.tries - 1):
            yield min(seconds, self.longest)
            seconds *= self.factor


@dataclass(frozen=True, slots=True)
class Rules:
    """How a subscription goes about its events."""

    start: Start = "origin"
    """Where it begins; only looked at the first time."""
    types: Collection[str] | None = None
    """Stored names of the types of events wanted; None: all."""
    retry: Retry = Retry()
    ends: tuple[type[Exception], ...] = ()
    """Failures that are not the event's: they end the run, and nothing is parked for them."""
    keep_every: int = 1
    """Events handled after which the place is written down. More is faster, and hands as many over again after a crash."""


class _Stopped(Exception):
    """Told to stop in the middle of a run."""


class Subscription:
    """One run of one named subscription; for one thread.

    `stop` ends a run between two tries. `wait` is given the seconds before a further try and says whether to stop.
    """

    def __init__(
        self,
        places: Places,
        log: EventStore,
        name: str,
        handler: Handler,
        rules: Rules = Rules(),
        stop: threading.Event | None = None,
        wait: Callable[[float], bool] | None = None,
    ) -> None:
        self.name = name
        self._places = places
        self._log = log
        self._handler = handler
        self._rules = rules
        self._stop = stop or threading.Event()
        self._wait = wait or self._stop.wait
        self._kept = 0
        self._done = 0

    def run(self) -> int:
        """Handle what the log holds beyond the place, to its head; gives the position reached.

        Raises `SubscriptionAhead`, one of `Rules.ends`, or a `ClinicError` where log or vault fail. Whatever ends it: what
        was handled is written down if that can be done.
        """
        while True:
            self._kept = self._done = self._places.begin(self.name, self._rules.start)
            if self._done >= self._log.head().position:
                return self._done
            try:
                if self._straight_on():
                    return self._done
            except _Stopped:
                return self._done

    def _straight_on(self) -> bool:
        """To the head; False: another program has moved the place, and the rest is to be read from there."""
        handled = 0
        try:
            for recorded in self._log.read(self._done):
                if self._stop.is_set():
                    raise _Stopped
                if not self._wanted(recorded):
                    self._done = recorded.position
                    if self._done - self._kept >= UNWANTED and not self._keep():
                        return False
                    continue
                reason = self._tried(recorded)
                if reason is not None:
                    if not self._parked(recorded, reason):
                        return False
                    continue
                self._done = recorded.position
                handled += 1
                if handled % self._rules.keep_every == 0 and not self._keep():
                    return False
        except BaseException:
            self._keep_quietly()
            raise
        return self._keep()

    def _wanted(self, recorded: RecordedEvent) -> bool:
        return self._rules.types is None or recorded.type in self._rules.types

    def _tried(self, recorded: RecordedEvent) -> str | None:
        """None once the handler took the event; else the reason of its last failure."""
        waits = self._rules.retry.waits()
        while True:
            try:
                self._handler(recorded)
            except self._rules.ends:
                raise
            except Exception as error:  # whatever a handler does, the subscription goes on
                seconds = next(waits, None)
                if seconds is None:
                    return reason_of(error)
                if self._wait(seconds):
                    raise _Stopped from error
            else:
                return None

    def _keep(self) -> bool:
        """Write the place down; False: another program was there before."""
        if self._done == self._kept:
            return True
        kept = self._places.move(self.name, self._kept, self._done)
        if kept:
            self._kept = self._done
        return kept

    def _keep_quietly(self) -> None:
        """What ends the run is the story; a place that cannot be written down is where it was: at least once."""
        try:
            self._keep()
        except ConsentDesktopError:
            return

    def _parked(self, recorded: RecordedEvent, reason: str) -> bool:
        if not self._keep():
            return False
        tries, position = self._rules.retry.tries, recorded.position
        if not self._places.park(self.name, self._kept, position, tries=tries, reason=reason):
            return False
        self._kept = self._done = position
        return True

    def follow(self, watch: Watch) -> int:
        """Run, and run again whenever others may have written, until told to stop; gives the position reached.

        `watch` is made before, so that nothing is recorded between the run and the waiting unnoticed.
        """
        while True:
            reached = self.run()
            moved = False
            while not moved and not self._stop.is_set():
                moved = watch.wait(POLL, self._stop)
            if self._stop.is_set():
                return reached

    def replay(self, position: int) -> bool:
        """Hand a parked event over once more, skipped or not. True: handled, it is parked no longer; False: it failed again.

        Raises `SubscriptionNotFound`, `EventNotParked`, and what ends a run.
        """
        self._places.expect_parked(self.name, position)
        recorded = self._log.at(position)
        try:
            if recorded is None:
                raise NotHandled("the history holds no such event")
            self._handler(recorded)
        except self._rules.ends:
            raise
        except Exception as error:  # noqa: BLE001  # the same as in a run
            self._places.failed_again(self.name, position, reason_of(error))
            return False
        self._places.unpark(self.name, position)
        return True

    def parked(self) -> list[Parked]:
        """What was set aside, in order."""
        return self._places.parked(self.name)


def reason_of(error: Exception) -> str:
    """What is kept of a failure: words of the handler's own, a code, or what failed where. Never the text of a foreign

    error: it may name a person, and the rows about parked events are not sealed.
    """
    if isinstance(error, NotHandled):
        return str(error)
    if isinstance(error, ConsentDesktopError):
        return error.code
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    at = "" if where is None else f" at {Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}"
    return f"{type(error).__name__}{at}"
