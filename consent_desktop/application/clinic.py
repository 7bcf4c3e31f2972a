"""One open clinic: the log, its views, the bus and the reactions, behind the few calls that every face uses."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from consent_desktop.application.bus import CommandBus
from consent_desktop.application.chores import Chores
from consent_desktop.application.clock import Clock
from consent_desktop.application.dispatch import Consistency, Dispatch, Recorded
from consent_desktop.application.evidence import Evidence, Occasion
from consent_desktop.application.never_waiting import without_waiting
from consent_desktop.application.reactions import Reactions
from consent_desktop.domain.commands import RegisterPerson
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import Acting, ActingRole, Actor, PersonKind, RecordType
from consent_desktop.event_store.database import Watch
from consent_desktop.event_store.errors import StoreClosed, StoreDamaged
from consent_desktop.event_store.log import Log
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.event_store.subscription_places import Places
from consent_desktop.event_store.verification import Verification, verify
from consent_desktop.read_models import checks, notices, people
from consent_desktop.read_models.generations import NAMES
from consent_desktop.read_models.rebuilding import Progress
from consent_desktop.read_models.rows import Decision, NoticeRow, PersonRow
from consent_desktop.read_models.snapshots import Snapshots
from consent_desktop.read_models.views import Views

T = TypeVar("T")
LEFT_DUE: Final = 5.0
"""Seconds after which a notice that another program owes is raised by this one: that one may have died."""


class Clinic:
    """Everything that faces need of an open store. Every method may be called from any thread; none touches a window."""

    def __init__(self, store: OpenedStore, views: Views, clock: Clock, zone: ZoneInfo, *, chores: bool = True) -> None:
        self._store = store
        self.views = views
        self.clock = clock
        self.zone = zone
        snapshots = Snapshots(views.database, store.log)
        self._bus = CommandBus(store.log, store.vault.keys, clock, snapshots, views.follow)
        self._reactions = Reactions(views, self._recorded)
        self._chores = Chores(self._do_chores, self._do_what_is_ours) if chores else None
        self._told_by_us: set[str] = set()
        self._others_due_since: float | None = None
        self._closed = False
        self._recorded_something = False

    @property
    def name(self) -> str:
        """What the clinic calls itself."""
        return self._store.log.facts.get("name", "")

    @property
    def log(self) -> Log:
        """The log itself, for what reads events and not lists: the feed, subscriptions, time travel."""
        self._check_open()
        return self._store.log

    @cached_property
    def evidence(self) -> Evidence:
        """Checking, signing, anchoring and proving the history."""
        return Evidence(self._store.log, self._store.vault, self.clock, self.zone, self._store.folder)

    @cached_property
    def subscriptions(self) -> Places:
        """How far each subscription has come, and what it set aside."""
        return Places(self._store.vault.database, self._store.log, self.clock.now)

    @property
    def demonstration(self) -> bool:
        """Whether this is the demonstration clinic, where nobody is real and the day stands still."""
        return "demonstration_day" in self._store.log.facts

    def start(self, progress: Progress | None = None) -> None:
        """Make the views fit for reading and catch up on reactions that an earlier run left due."""
        try:
            self.views.start(progress)
        except StoreDamaged:
            if not self.repair():
                raise
            self.views.start(progress)
        if self._chores is not None and self.views.read(notices.due):
            self._chores.settle()

    def dispatch(self, dispatch: Dispatch) -> Recorded:
        """Record what the command leads to and let the views follow; notices that are due are raised soon after.

        Raises a `DomainError` or a `ClinicError`; then nothing was recorded. Once the events are durable this succeeds,
        and says with `views_behind` where the views could not follow.
        """
        self._check_open()
        recorded = self._recorded(dispatch)
        if recorded.first:
            self._recorded_something = True
            if self._chores is not None and recorded.appended is not None:
                self._told_by_us.update(event.event_id for event in recorded.appended.events)
                self._chores.wake()
        return recorded

    def repair(self) -> bool:
        """Let a checked copy take over from a damaged log, or one that failed; False where nothing is wrong with it."""
        self._check_open()
        return self._store.repair(self.clock.now)

    def _recorded(self, dispatch: Dispatch) -> Recorded:
        recorded = without_waiting(dispatch, self._bus.dispatch, self.repair)
        if dispatch.consistency == "eventual":
            return recorded
        names = NAMES if dispatch.consistency == "strong" else dispatch.consistency
        try:
            if recorded.following is not None:
                recorded.following.finish()
            else:
                self.views.catch_up(names, recorded.appended, within=dispatch.within, waiting=False)
        except ClinicError:
            return replace(recorded, views_behind=True)
        return recorded

    def settle(self) -> None:
        """Do now what the program does of itself after commands: raise the notices that are due."""
        self._check_open()
        if self._chores is not None:
            self._chores.settle()

    def _do_chores(self) -> None:
        position = self.views.catch_up()
        self._reactions.run()
        self.evidence.attend(Occasion.RECORDED, position)

    def _do_what_is_ours(self) -> float | None:
        """Raise the notices of what this program recorded; those of others only where they have been left due for long.

        Every workstation sees every due notice: if each raised them all at once, they would stand in each other's way.
        """
        ours, self._told_by_us = self._told_by_us, set()
        position = self.views.catch_up()
        left = self._reactions.run(ours)
        self.evidence.attend(Occasion.RECORDED, position)
        now = time.monotonic()
        if not left:
            self._others_due_since = None
            return None
        if self._others_due_since is None:
            self._others_due_since = now
        elif now - self._others_due_since >= LEFT_DUE:
            self._others_due_since = None
            self._reactions.run()
            return None
        return LEFT_DUE - (now - self._others_due_since)

    def catch_up(self) -> int:
        """Let the views follow what others recorded, raise what is due, and give the position reached."""
        self._check_open()
        position = self.views.catch_up()
        if self._chores is not None and self.views.read(notices.due):
            self._chores.wake()
        return position

    def ask(self, query: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Run one query of `read_models` on the views as they stand; lists may lag for a moment."""
        self._check_open()
        return self.views.read(query, *arguments, **named)

    def check(
        self,
        patient: str,
        actor: Actor,
        record_types: Collection[RecordType] = (RecordType.ALL,),
        purpose: str | None = None,
    ) -> Decision:
        """Whether the actor has consent now. Reads the log's head first and brings the views up to it.

        Raises a `ClinicError` where it cannot: that is a No with a reason, never a remembered Yes.
        """
        self._check_open()
        position = self.views.catch_up()
        return self.views.read(
            checks.decide,
            patient,
            actor,
            tuple(record_types),
            purpose=purpose,
            at=self.clock.now(),
            position=position,
        )

    def has(self, patient: str, actor: Actor, record_type: RecordType) -> bool:
        """Whether the actor may see that record type now, for any purpose."""
        self._check_open()
        return self.views.holds(patient, actor, record_type, self.clock.now())

    def subject_of(self, kind: PersonKind, record_number: str) -> str | None:
        """The subject id of whoever has that record number, None if nobody has."""
        self._check_open()
        return self._store.vault.find(kind.value, record_number)

    def find(self, kind: PersonKind, record_number: str) -> PersonRow | None:
        """The person of that kind with that record number."""
        self._check_open()
        subject = self._store.vault.find(kind.value, record_number)
        return None if subject is None else self.views.read(people.person, subject)

    def register(
        self,
        kind: PersonKind,
        record_number: str,
        acting: Acting,
        *,
        consistency: Consistency = "strong",
        **details: Any,
    ) -> tuple[str, Recorded]:
        """Enter a person into the register; gives the new subject id. `details`: see `RegisterPerson`."""
        checked = RegisterPerson(subject="unclaimed", kind=kind, record_number=record_number, **details)
        subject = self._store.vault.claim(kind.value, record_number)
        command = checked.model_copy(update={"subject": subject})
        return subject, self.dispatch(Dispatch(command, acting, consistency=consistency))

    def acting_as(self, person: PersonRow) -> Acting:
        """The person as somebody who gives commands."""
        return Acting(person.subject, ActingRole(person.kind.value))

    def event(self, position: int) -> RecordedEvent | None:
        """The event at that position, read from the log itself."""
        return self._store.log.at(position)

    def conversation(self, correlation: str) -> list[RecordedEvent]:
        """What led to what: every event of one conversation, in order."""
        return list(self._store.log.correlated(correlation))

    def verify(self, progress: Callable[[int], None] | None = None) -> Verification:
        """Check the whole log against its hash chain."""
        return verify(self._store.log, progress)

    def vault_damage(self, among: Iterable[PersonRow]) -> frozenset[str] | None:
        """Whose entries the vault cannot read, as it is damaged; None where it is whole."""
        return self._store.vault.damaged((one.subject, one.kind.value, one.record_number) for one in among)

    def parked_notices(self) -> list[NoticeRow]:
        """Notices that could not be recorded and wait for somebody to look."""
        return self.views.read(notices.parked)

    def watch(self) -> Watch:
        """A watch for what other programs record; for use by one thread."""
        return self._store.log.watch()

    def now(self) -> datetime:
        """The clinic's present moment, in UTC."""
        return self.clock.now()

    def _check_open(self) -> None:
        if self._closed:
            raise StoreClosed("This store was closed. Nothing was done; open it again.")

    def close(self) -> None:
        """Close every file; whatever is asked after that is refused."""
        if self._closed:
            return
        self._closed = True
        if self._chores is not None:
            self._chores.close()
            if self._recorded_something:
                self.evidence.attend(Occasion.EXIT)
        self.views.close()
        self._store.close()
