"""The feed to other services: every event in order, from a position or from a place kept under a name."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Final

from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.reading_rights import Question
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.subscriptions import POLL, Retry, Rules, Subscription
from consent_desktop.interchange.cloud_events import line, source_of

Send = Callable[[str], None]
"""Takes one line; an `OSError` means that nobody takes any more."""

KEEP_EVERY: Final = 100
"""Lines after which a named place is written down; so many may come again after a crash."""


class FeedAhead(ClinicError):
    """Who asks has seen events that this history does not hold."""

    code = "feed_ahead"


class Feed:
    """The events of an open clinic for one who may have them all; for one thread. `stop` ends a feed that follows."""

    def __init__(self, clinic: Clinic, acting: Acting, send: Send, stop: threading.Event | None = None) -> None:
        """Raises `NotAllowed` for anybody else."""
        clinic.allow(acting, Question.FEED)
        self._clinic = clinic
        self._source = source_of(clinic.log.store_id)
        self._send = send
        self._stop = stop or threading.Event()

    def _sent(self, recorded: RecordedEvent) -> None:
        self._send(line(recorded, self._source))

    def since(self, position: int, *, follow: bool) -> int:
        """Send what comes after the position, with `follow` for ever; gives the last position sent, for the next time.

        Raises `FeedAhead` where the history ends before the position, and whatever `send` does.
        """
        watch = self._clinic.watch() if follow else None  # before the reading: nothing is recorded unnoticed in between
        try:
            head = self._clinic.log.head().position
            if position > head:
                raise FeedAhead(
                    f"The history holds {head} events and the feed was to go on after event {position}: an older history took "
                    "its place, or the number is wrong. Nothing was sent; begin again, for instance with --from 0."
                )
            while True:
                for recorded in self._clinic.log.read(position):
                    if self._stop.is_set():
                        break
                    self._sent(recorded)
                    position = recorded.position
                moved = watch is None
                while watch is not None and not moved and not self._stop.is_set():
                    moved = watch.wait(POLL, self._stop)
                if watch is None or self._stop.is_set():
                    return position
        finally:
            if watch is not None:
                watch.close()

    def named(self, name: str, start: int, *, follow: bool) -> int:
        """Send what comes after the place kept under the name, which is begun after `start`; gives the place reached.

        The place moves after the line was sent: a line may come twice, none is left out. Raises `SubscriptionAhead`.
        """
        subscription = self._subscription(name, start)
        if not follow:
            return subscription.run()
        watch = self._clinic.watch()
        try:
            return subscription.follow(watch)
        finally:
            watch.close()

    def replay(self, name: str, position: int) -> bool:
        """Send an event once more that was set aside under the name; True: it was sent and is set aside no longer."""
        return self._subscription(name, 0).replay(position)

    def _subscription(self, name: str, start: int) -> Subscription:
        # A line that cannot be written is nobody's fault but the reader's: it ends the feed. One that cannot be made is
        # the event's, and trying again makes no other one of it.
        rules = Rules(start=start, retry=Retry(tries=1), ends=(OSError, ClinicError), keep_every=KEEP_EVERY)
        return Subscription(self._clinic.subscriptions, self._clinic.log, name, self._sent, rules, self._stop)
