"""Erasing a person with proof: their key is destroyed, so that no event of theirs opens again, and the chain goes on.

The order is such that a crash at any point leaves either nothing done or something that the next start finishes: what is
about to be done is noted in the vault; the event is recorded, with its reason and both names; the list outside the backups
is added to; the key goes, with everything that the vault keeps of the person; what the views' file still holds of them, which
the event has had deleted, is overwritten; the note goes last.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.application.sessions import Session
from consent_desktop.application.states import States
from consent_desktop.domain.clinic_commands import ErasePerson, RefuseErasure
from consent_desktop.domain.errors import ClinicError, DomainError, NotAllowed
from consent_desktop.domain.vocabulary import CLINIC, Acting
from consent_desktop.event_store.destroying import Destroying
from consent_desktop.event_store.erasures import Erasures
from consent_desktop.event_store.protocol import EventStore
from consent_desktop.event_store.vault import Vault

BACKUPS_KEPT: Final = timedelta(days=30)
"""How long backups are kept where the clinic has not said otherwise; until then the newest that is older holds the key."""
SETTING: Final = "backup_days"
"""The clinic's own number of days."""
GIVEN_UP: Final = timedelta(days=1)
"""What was noted and has led to no event by then, never will."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What erasing a person would do; nothing is done by asking."""

    events: int
    """How many events could not be read any more."""
    backups_until: date
    """The last day on which a backup may still hold the key: those made until today have to be gone by then."""


class Erasing:
    """Erases people of one store, or records why not. Any thread may call."""

    def __init__(
        self,
        give: Callable[[Dispatch], Recorded],
        store: EventStore,
        vault: Vault,
        erasures: Erasures,
        states: States,
        account_of: Callable[[str], bytes],
        clear_views: Callable[[], None],
        now: Callable[[], datetime],
        zone: ZoneInfo,
    ) -> None:
        """`give` records a command; `account_of` gives what stands for a person where tries to sign in are counted;

        `clear_views` leaves nothing in the views' file of what was deleted there.
        """
        self._give = give
        self._store = store
        self._vault = vault
        self._destroying = Destroying(vault)
        self._erasures = erasures
        self._states = states
        self._account_of = account_of
        self._clear_views = clear_views
        self._now = now
        self._zone = zone

    def foresee(self, person: str) -> Foreseen:
        """What erasing that person would do."""
        kept = self._states.of(CLINIC, newest=True)[0].clinic.settings.get(SETTING, "")
        days = timedelta(days=int(kept)) if kept.isdecimal() else BACKUPS_KEPT
        return Foreseen(self._store.version(person), (self._now() + days).astimezone(self._zone).date())

    def erase(self, session: Session, approved_by: str, person: str, reason: str) -> Recorded:
        """Make what the log holds of the person unreadable for good. Takes a second person, who has just approved it.

        Raises a `DomainError` where a rule refuses; then nothing was done. After a `ClinicError` it was either not begun, or
        is finished at the next start.
        """
        return self.erase_for(session.acting, approved_by, person, reason)

    def erase_for(self, acting: Acting, approved_by: str, person: str, reason: str) -> Recorded:
        """The same for whoever acts without a session."""
        if person in (acting.id, approved_by):
            raise NotAllowed("Nothing was erased: nobody erases themself, nor approves that.")
        command = ErasePerson(person=person, reason=reason, approved_by=approved_by)
        if self._vault.seal_of(CLINIC) is None:
            self._vault.key_for(CLINIC)
        begun = self._destroying.begun()
        if person not in begun:
            self._destroying.begin(person, self._now())
        try:
            recorded = self._give(Dispatch(command, acting))
        except DomainError:
            if person not in begun:
                self._destroying.end(person)
            raise
        self._finish(person)
        return recorded

    def refuse(self, session: Session, person: str, ground: str) -> Recorded:
        """Record the ground on which the person's history is kept although they asked for it to be erased."""
        if self._vault.seal_of(CLINIC) is None:
            self._vault.key_for(CLINIC)
        return self._give(Dispatch(RefuseErasure(person=person, ground=ground), session.acting))

    def finish_begun(self) -> int:
        """Finish what a program that died had begun and recorded; gives how many."""
        begun, done = self._destroying.begun(), 0
        if not begun:
            return 0
        erased = self._states.of(CLINIC, newest=True)[0].clinic.erased
        for person, since in begun.items():
            if person in erased:
                self._finish(person)
                done += 1
            elif self._now() - since > GIVEN_UP:
                self._destroying.end(person)
        return done

    def _finish(self, person: str) -> None:
        """Everything that follows from the event; to be repeated until it has been done once to the end."""
        self._erasures.add(person, self._now())
        self._destroying.destroy(person, self._account_of(person))
        self._states.forget(person)
        self._clear_views()
        self._destroying.end(person)


def finish_begun(erasing: Erasing) -> None:
    """At the start: finish what was begun; where that is not possible now, the program starts all the same."""
    try:
        done = erasing.finish_begun()
    except ClinicError as error:
        log.info("an erasure that was begun could not be finished: %s", error.code)
        return
    if done:
        log.info("erasures that were begun were finished: %d", done)
