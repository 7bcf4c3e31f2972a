"""One open clinic: the log, its views, the bus and the reactions, behind the few calls that every face uses."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any, Final, TypeVar, cast
from zoneinfo import ZoneInfo

from consent_desktop.application.account_parts import accounts_of, erasing_of
from consent_desktop.application.accounts import Accounts
from consent_desktop.application.approvals import Approvals
from consent_desktop.application.asking import asked, readable
from consent_desktop.application.bus import CommandBus
from consent_desktop.application.chores import Chores
from consent_desktop.application.clock import Clock
from consent_desktop.application.demonstration_secrets import DemonstrationSecrets
from consent_desktop.application.dispatch import Consistency, Dispatch, Recorded
from consent_desktop.application.erasing import Erasing, finish_begun
from consent_desktop.application.evidence import Evidence, Occasion
from consent_desktop.application.never_waiting import without_waiting
from consent_desktop.application.reactions import Reactions
from consent_desktop.application.reading import Reading, StandingOf
from consent_desktop.application.secret_hashing import SecretHashing
from consent_desktop.application.workstation import workstation_id
from consent_desktop.domain import office
from consent_desktop.domain.account_commands import NoteHistoryRead
from consent_desktop.domain.commands import Command, RegisterPerson
from consent_desktop.domain.entitlements import authorize
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.reading_rights import Question, Reach
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
from consent_desktop.resource import resource_path

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
        self.approvals = Approvals()
        snapshots = Snapshots(views.database, store.log)
        self._bus = CommandBus(
            store.log, store.vault.keys, clock, snapshots, views.follow, approved=self.approvals.allows
        )
        self._seen = 0
        self._reading = Reading(
            StandingOf(self._bus.standing, views, clock.now),
            clock.now,
            self._note_reading,
            demonstration=self.demonstration,
        )
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
    def store(self) -> OpenedStore:
        """The open store, for looking after its files: keys, backups, erasing."""
        self._check_open()
        return self._store

    @cached_property
    def accounts(self) -> Accounts:
        """Signing in and out at this workstation, secrets and codes."""
        place, states = workstation_id(), self._bus.states
        return accounts_of(
            self._store, self.views, self, self.now, self.approvals, states, workstation=place, hashing=self._hashing
        )

    @cached_property
    def erasing(self) -> Erasing:
        """Making what the log holds of a person unreadable, or recording why not."""
        return erasing_of(self._store, self.views, self, self.now, self._bus.states, self.zone)

    @property
    def _hashing(self) -> SecretHashing:
        return SecretHashing.cheapest() if self.demonstration else SecretHashing()

    @cached_property
    def demonstration_secrets(self) -> DemonstrationSecrets:
        """What opens the demonstration's accounts; knows nothing in any other clinic."""
        path = resource_path("demonstration", "clinic.json") if self.demonstration else None
        return DemonstrationSecrets(path, self._store.vault, self._hashing, self.now)

    def demonstration_secret(self, person: PersonRow) -> str | None:
        """What opens that person's account in the demonstration clinic, None anywhere else."""
        return self.demonstration_secrets.of(person)

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
        finish_begun(self.erasing)
        if self._chores is not None and self.views.read(notices.due):
            self._chores.settle()

    def check_both(self, command: Command, acting: Acting) -> None:
        """Raise as the bus would for a command of four eyes, for what is done before it can be noted; uses the approval up."""
        authorize(acting, command, self.approvals.allows)
        if acting.role not in office.NO_PERSON:
            office.check(acting, self._bus.standing(acting.id, newest=True), self.now())
        office.check_second(self._bus.standing(getattr(command, "approved_by", ""), newest=True), self.now())

    def when_quiet(self, work: Callable[[], None]) -> None:
        """Do this once in a while when nobody gave a command, as long as the clinic is open; it may take long."""
        if self._chores is not None:
            self._chores.begin(work)

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
                self.views.catch_up(names, recorded.appended, within=dispatch.within)
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
        if position > self._seen:
            self._seen = position
            self._bus.forget_actors()
        if self._chores is not None and self.views.read(notices.due):
            self._chores.wake()
        return position

    def ask(self, acting: Acting, query: Callable[..., T], *arguments: Any, **named: Any) -> T:
        """Run one query of `read_models` on the views as they stand, for the one who acts; lists may lag for a moment.

        Raises `NotAllowed` for what they may not read; of what they may read in part, they are given that part.
        """
        self._check_open()
        what = asked(query)
        about = what.about(*arguments, **named)
        reach = self._reading.allow(acting, what.question, about, chosen=what.chosen)
        answer = self.views.read(query, *what.narrowed(reach, arguments), **named)
        return cast("T", what.kept(reach, partial(self._concerns, acting), answer))

    def allow(self, acting: Acting, question: Question, about: Collection[str] = ()) -> None:
        """Raise `NotAllowed` unless the one who acts may read that of those people; for what reads the log itself."""
        self._check_open()
        self._reading.allow(acting, question, about)

    def _concerns(self, acting: Acting, subject: str | None) -> bool:
        if subject is None or subject == acting.id:
            return subject is not None
        return acting.role is ActingRole.PATIENT and self._reading.speaks(acting.id, subject)

    def _note_reading(self, command: NoteHistoryRead, acting: Acting) -> None:
        self.dispatch(Dispatch(command, acting, consistency="eventual"))

    def check(
        self,
        acting: Acting,
        patient: str,
        actor: Actor,
        record_types: Collection[RecordType] = (RecordType.ALL,),
        purpose: str | None = None,
    ) -> Decision:
        """Whether the actor has consent now. Reads the log's head first and brings the views up to it.

        Raises a `ClinicError` where it cannot: that is a No with a reason, never a remembered Yes. Raises `NotAllowed` for
        who may not know.
        """
        self._check_open()
        position = self.views.catch_up()
        return self.ask(
            acting,
            checks.decide,
            patient,
            actor,
            tuple(record_types),
            purpose=purpose,
            at=self.clock.now(),
            position=position,
        )

    def has(self, acting: Acting, patient: str, actor: Actor, record_type: RecordType) -> bool:
        """Whether the actor may see that record type now, for any purpose. Raises `NotAllowed` for who may not know."""
        self._check_open()
        self._reading.allow(acting, Question.CHECK, (patient, actor.id))
        return self.views.holds(patient, actor, record_type, self.clock.now())

    def subject_of(self, kind: PersonKind, record_number: str) -> str | None:
        """The subject id of whoever has that record number, None if nobody has: a pseudonym, which tells nobody anything."""
        self._check_open()
        return self._store.vault.find(kind.value, record_number)

    def find(
        self, acting: Acting, kind: PersonKind, record_number: str, *, born: date | None = None
    ) -> PersonRow | None:
        """The person of that kind with that record number, and with `born` born on that day.

        Patients find another patient with both only. Raises `NotAllowed` for who may not look for people.
        """
        self._check_open()
        reach = self._reading.allow(acting, Question.BY_NUMBER)
        subject = self._store.vault.find(kind.value, record_number)
        found = None if subject is None else self.views.read(people.person, subject)
        if found is None or (born is not None and found.birth_date != born):
            return None
        strangers = kind is PersonKind.PATIENT and found.subject != acting.id
        return None if reach is Reach.WITH_BIRTH_DATE and strangers and born is None else found

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

    def event(self, acting: Acting, position: int) -> RecordedEvent | None:
        """The event at that position, read from the log itself; None where there is none that the one who acts may see."""
        found = self._store.log.at(position)
        return next(iter(self._readable(acting, [] if found is None else [found])), None)

    def conversation(self, acting: Acting, correlation: str) -> list[RecordedEvent]:
        """What led to what: every event of one conversation that the one who acts may see, in order."""
        return self._readable(acting, self._store.log.correlated(correlation))

    def _readable(self, acting: Acting, found: Iterable[RecordedEvent]) -> list[RecordedEvent]:
        self._check_open()
        reach = self._reading.allow(acting, Question.EVENT, chosen=True)
        return [e for e in found if readable(e, reach, partial(self._concerns, acting))]

    def verify(self, progress: Callable[[int], None] | None = None) -> Verification:
        """Check the whole log against its hash chain."""
        return verify(self._store.log, progress)

    def parked_notices(self, acting: Acting) -> list[NoticeRow]:
        """Notices that could not be recorded and wait for somebody to look. Raises `NotAllowed` for who may not."""
        return self.ask(acting, notices.parked)

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
