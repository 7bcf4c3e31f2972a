"""The demonstration clinic: invented people and their past, given as commands so that its history is a real one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final, Literal
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock, end_of_day
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.domain.commands import (
    AskConsent,
    ConsentCommand,
    DeclineRequest,
    GrantConsent,
    MarkNoticeSeen,
    RaiseNotice,
    RevokeConsent,
    WithdrawRequest,
)
from consent_desktop.domain.vocabulary import (
    THE_OPERATOR,
    THE_SYSTEM,
    Acting,
    ActingRole,
    Actor,
    ActorKind,
    PersonKind,
    Purpose,
    RecordType,
)

_FRESH: Final = timedelta(days=2)
"""Notices younger than this, seen from the day that stands still, have not been read yet."""

_COMMANDS: Final[dict[str, type[ConsentCommand]]] = {
    "ask": AskConsent,
    "grant": GrantConsent,
    "decline": DeclineRequest,
    "withdraw": WithdrawRequest,
    "revoke": RevokeConsent,
}


class _Part(BaseModel):
    """What every part of the file has in common: no field that nobody knows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DemonstrationPerson(_Part):
    """An invented person."""

    kind: PersonKind
    record_number: str
    name: str
    birth_date: date | None = None
    specialty: str | None = None
    pin: str | None = None
    password: str | None = None
    """What opens this account; said on the sign-in screen, so it protects nothing. See `application.demonstration_secrets`."""
    joins_late: bool = False
    """Whether the person comes to the clinic after all that is told."""


class DemonstrationStep(_Part):
    """Something that happened at a local time between a patient and an actor (`kind:record number`)."""

    at: datetime
    do: Literal["ask", "grant", "decline", "withdraw", "revoke"]
    patient: str
    actor: str
    kinds: list[RecordType]
    until: date | None = None
    purpose: Purpose | None = None


class Demonstration(_Part):
    """The whole file."""

    name: str
    time_zone: str
    day: date
    people: list[DemonstrationPerson]
    story: list[DemonstrationStep]

    @classmethod
    def load(cls, path: Path) -> Demonstration:
        """Read the file."""
        return cls.model_validate_json(path.read_bytes())

    @property
    def facts(self) -> dict[str, str]:
        """What a store of this clinic is born with."""
        return {"name": self.name, "time_zone": self.time_zone, "demonstration_day": self.day.isoformat()}


class Storyteller:
    """Tells a demonstration's past to a new clinic, each step at its own time."""

    def __init__(self, clinic: Clinic, clock: FixedClock, demonstration: Demonstration) -> None:
        self._clinic = clinic
        self._clock = clock
        self._told = demonstration
        self._zone = ZoneInfo(demonstration.time_zone)
        self._subjects: dict[tuple[PersonKind, str], str] = {}

    def tell(self) -> None:
        """Register everybody, then let everything happen."""
        first = min(step.at for step in self._told.story)
        self._clock.moment = self._local(first) - timedelta(days=30)
        for person in self._told.people:
            if not person.joins_late:
                self._register(person)
        for step in self._told.story:
            self._happen(step)
        for person in self._told.people:
            if person.joins_late:
                self._register(person)
        self._clinic.catch_up()
        self._clinic.demonstration_secrets.furnish()

    def _register(self, person: DemonstrationPerson) -> None:
        subject, _ = self._clinic.register(
            person.kind,
            person.record_number,
            THE_OPERATOR,
            consistency="eventual",
            name=person.name,
            birth_date=person.birth_date,
            specialty=person.specialty,
        )
        self._subjects[person.kind, person.record_number] = subject

    def _happen(self, step: DemonstrationStep) -> None:
        self._clock.moment = self._local(step.at)
        kind, _, number = step.actor.partition(":")
        patient = self._subjects[PersonKind.PATIENT, step.patient]
        actor = Actor(ActorKind(kind), self._subjects[PersonKind(kind), number])
        fields: dict[str, object] = {"patient": patient, "actor": actor, "record_types": frozenset(step.kinds)}
        if step.do in ("ask", "grant"):
            until = end_of_day(step.until, self._zone) if step.until else None
            fields |= {"purpose": step.purpose, "until": until, "until_zone": self._zone.key if until else None}
        asker = step.do in ("ask", "withdraw")
        acting = actor.acting if asker else Acting(patient, ActingRole.PATIENT)
        recorded = self._clinic.dispatch(Dispatch(_COMMANDS[step.do](**fields), acting, consistency="eventual"))
        self._notice(uuid5(recorded.command_id, "0"), Acting(patient, ActingRole.PATIENT) if asker else actor.acting)

    def _notice(self, notice_id: UUID, recipient: Acting) -> None:
        """Raise the notice at once; one that is not fresh any more was read the next morning."""
        raising = RaiseNotice(recipient=recipient.id, notice_id=notice_id.hex)
        self._clinic.dispatch(Dispatch(raising, THE_SYSTEM, uuid5(notice_id, "raise"), "eventual"))
        today = datetime.combine(self._told.day, time(), self._zone)
        if self._clock.moment < today - _FRESH:
            self._clock.moment += timedelta(hours=14)
            seeing = MarkNoticeSeen(recipient=recipient.id, notice_id=notice_id.hex)
            self._clinic.dispatch(Dispatch(seeing, recipient, consistency="eventual"))

    def _local(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=self._zone)
