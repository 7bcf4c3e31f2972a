"""Who reads: whether they may at the moment, how far, and the note that a privacy officer did."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Final, Protocol

from consent_desktop.domain import office
from consent_desktop.domain.account_commands import NoteHistoryRead
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.reading_rights import OF_OTHERS, READS, Question, Reach, authorize_reading
from consent_desktop.domain.standing import RoleHeld, Standing
from consent_desktop.domain.vocabulary import Acting, ActingRole
from consent_desktop.read_models import directory
from consent_desktop.read_models.views import Views

ONCE_IN: Final = 60.0
"""Seconds in which the same reader's same question about the same person is noted once, however often a list is scrolled."""

Noted = tuple[str, Question, str | None]
"""Reader, question, and whom it is about."""

log = logging.getLogger(__name__)


class Standings(Protocol):
    """Tells where people stand."""

    def __call__(self, subject: str, *, newest: bool) -> Standing:
        """The person's standing, as remembered or the newest."""
        ...


class StandingOf:
    """Where people stand, as the log tells it; where that cannot be read, as the views remember it.

    Who is shown a list must not lose it because their own history is damaged: that is when they have to look, and to stop.
    """

    def __init__(self, told: Standings, views: Views, now: Callable[[], datetime]) -> None:
        self._told = told
        self._views = views
        self._now = now

    def __call__(self, subject: str, *, newest: bool) -> Standing:
        """The person's standing; raises the `ClinicError` of the log where the views do not know them either."""
        try:
            return self._told(subject, newest=newest)
        except ClinicError:
            rows = self._views.read(directory.rows, [subject], self._now())
            if not rows:
                raise
            person, held = rows[0].person, tuple(RoleHeld(role) for role in rows[0].roles)
            return Standing(active=person.active, merged_into=person.merged_into, roles=held)


class Reading:
    """Asks the table of reading rights, and has noted what a privacy officer reads. Any thread may ask."""

    def __init__(
        self,
        standings: Standings,
        now: Callable[[], datetime],
        note: Callable[[NoteHistoryRead, Acting], object],
        *,
        demonstration: bool,
        passed: Callable[[], float] = time.monotonic,
    ) -> None:
        """`note` records; `passed` gives seconds that only go forward."""
        self._standings = standings
        self._now = now
        self._note = note
        self._demonstration = demonstration
        self._passed = passed
        self._noted: dict[Noted, float] = {}
        self._owed: dict[Noted, None] = {}
        self._lock = threading.Lock()

    def allow(self, acting: Acting, question: Question, about: Collection[str] = (), *, chosen: bool = False) -> Reach:
        """How far the one who acts reaches. Raises `NotAllowed`, or `PersonNotActive` for who is active no more.

        `chosen`: what is not one's own will be left out of the answer, so it need not be asked about oneself.
        """
        if acting.role in office.NO_PERSON and READS[question].get(acting.role) is Reach.EVERYONE:
            return Reach.EVERYONE  # the program for itself, and the operator: asked most, and there is no more to it
        whom = (acting.id,) if chosen else about
        reach = authorize_reading(acting, question, whom, speaks=self.speaks, demonstration=self._demonstration)
        if acting.role not in office.NO_PERSON:
            office.check(acting, self._standings(acting.id, newest=False), self._now(), "Nothing was shown")
        if acting.role is ActingRole.PRIVACY_OFFICER and question in OF_OTHERS:
            self._read(acting, question, about)
        return reach

    def speaks(self, representative: str, patient: str) -> bool:
        """Whether the first person speaks for the second at present."""
        authority = self._standings(patient, newest=True).speaks(representative)
        return authority is not None and (authority.until is None or self._now() < authority.until)

    def _read(self, acting: Acting, question: Question, about: Collection[str]) -> None:
        others = [who for who in about if who != acting.id]
        if about and not others:
            return  # about themself alone
        key = (acting.id, question, others[0] if len(others) == 1 else None)
        passed = self._passed()
        with self._lock:
            if self._noted.get(key, -ONCE_IN) > passed - ONCE_IN and key not in self._owed:
                return
            self._noted = {k: at for k, at in self._noted.items() if at > passed - ONCE_IN} | {key: passed}
            owed, self._owed = {**self._owed, key: None}, {}
        self._pay(acting, owed)

    def _pay(self, acting: Acting, owed: dict[Noted, None]) -> None:
        """Record them. While nothing can be recorded (a full disk) reading goes on, and what is owed is recorded later."""
        for key in owed:
            reader, question, about = key
            command = NoteHistoryRead(subject=reader, question=question.value, about=about)
            try:
                self._note(command, Acting(reader, acting.role))
            except ClinicError as error:
                log.info("the reading of histories could not be recorded: %s", error.code)
                with self._lock:
                    self._owed[key] = None
