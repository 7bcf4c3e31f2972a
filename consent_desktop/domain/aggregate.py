"""One subject's stream as a whole: their entry in the register, where they stand, their consents if a patient, their notices.

The clinic's own stream is folded here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from consent_desktop.domain import (
    accounts,
    authority,
    clinic_facts,
    consent,
    damage,
    notices,
    people,
    register,
    standing,
)
from consent_desktop.domain.account_commands import AccountCommand
from consent_desktop.domain.clinic_commands import ClinicCommand
from consent_desktop.domain.clinic_events import ClinicEvent
from consent_desktop.domain.clinic_facts import JUST_BEGUN, ClinicState
from consent_desktop.domain.commands import Command, ConsentCommand, NoticeCommand, PersonCommand, SettleDamage
from consent_desktop.domain.context import Context, Person
from consent_desktop.domain.errors import UnknownCommand
from consent_desktop.domain.events import (
    ConsentEvent,
    DamageSettled,
    Event,
    HistoryDamaged,
    NoticeParked,
    NoticeRaised,
    NoticeSeen,
    NoticeTold,
    PersonAmended,
    PersonRegistered,
)
from consent_desktop.domain.notices import NoticeState
from consent_desktop.domain.people_commands import StandingCommand
from consent_desktop.domain.people_events import PeopleEvent, PersonMerged
from consent_desktop.domain.relations import Relation
from consent_desktop.domain.standing import NOTHING_KNOWN, Standing
from consent_desktop.domain.vocabulary import Actor


@dataclass(frozen=True, slots=True)
class SubjectState:
    """Everything that decisions about one subject rest on."""

    person: Person | None = None
    relations: Mapping[Actor, Relation] = field(default_factory=dict)
    notices: Mapping[str, NoticeState] = field(default_factory=dict)
    damaged: bool = False
    """Whether events of the stream are lost, or may be, and nobody has dealt with it yet."""
    standing: Standing = NOTHING_KNOWN
    clinic: ClinicState = JUST_BEGUN

    def relation(self, actor: Actor) -> Relation:
        """What stands between this patient and the actor."""
        return self.relations.get(actor, consent.NO_RELATION)


def decide(state: SubjectState, command: Command, context: Context) -> Sequence[Event]:
    """The events that the command leads to, perhaps none; raises a `DomainError` where a rule says no."""
    match command:
        case ConsentCommand():
            authority.check(state.standing, command, context)
            if state.damaged:
                return damage.decide(command, context)
            return consent.decide(state.person, state.standing, state.relations, command, context)
        case PersonCommand():
            return register.decide(state.person, command, context)
        case NoticeCommand():
            return notices.decide(state.notices, command, context)
        case StandingCommand():
            return people.decide(state.person, state.standing, command, context)
        case AccountCommand():
            return accounts.decide(state.person, state.standing, command, context)
        case ClinicCommand():
            return clinic_facts.decide(state.clinic, command, context)
        case SettleDamage():
            return damage.settle(state.damaged, command, context)
        case _:
            raise UnknownCommand(f"Nothing was recorded: no rule knows the command {type(command).__name__}.")


def evolve(state: SubjectState, event: Event) -> SubjectState:
    """The state after the event. Never fails on a recorded event."""
    return fold((event,), state)


def fold(events: Iterable[Event], start: SubjectState | None = None) -> SubjectState:
    """The state after all the events: what `evolve` gives event by event, with one copy instead of one each."""
    start = start or SubjectState()
    person, relations, told = start.person, dict(start.relations), dict(start.notices)
    damaged, stands, clinic = start.damaged, start.standing, start.clinic
    for event in events:
        match event:
            case ConsentEvent():
                consent.apply(relations, event)
            case PersonRegistered() | PersonAmended():
                person = register.evolve(person, event)
                stands = standing.registered(event) if isinstance(event, PersonRegistered) else stands
            case NoticeRaised() | NoticeParked() | NoticeSeen() | NoticeTold():
                told[event.notice_id] = notices.state_after(event)
            case PeopleEvent():
                stands = standing.evolve(stands, event)
                if isinstance(event, PersonMerged):
                    relations.clear()  # merging never widens: nothing of a second entry goes on
            case HistoryDamaged():
                relations.clear()  # what is lost may have been a revoke: no earlier grant stands, no request waits
                stands = standing.after_damage(stands)
                damaged = True
            case DamageSettled():
                damaged = False
            case ClinicEvent():
                clinic = clinic_facts.evolve(clinic, event)
            case _:
                pass  # what happens at the door changes nothing here, and neither does an Erased event
    return SubjectState(person, relations, told, damaged, stands, clinic)
