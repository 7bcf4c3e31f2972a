"""One subject's stream as a whole: their entry in the register, their consents if a patient, their notices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from consent_desktop.domain import consent, damage, notices, register
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
    PersonAmended,
    PersonRegistered,
)
from consent_desktop.domain.notices import NoticeState
from consent_desktop.domain.relations import Relation
from consent_desktop.domain.vocabulary import Actor


@dataclass(frozen=True, slots=True)
class SubjectState:
    """Everything that decisions about one subject rest on."""

    person: Person | None = None
    relations: Mapping[Actor, Relation] = field(default_factory=dict)
    notices: Mapping[str, NoticeState] = field(default_factory=dict)
    damaged: bool = False
    """Whether events of the stream are lost, or may be, and nobody has dealt with it yet."""

    def relation(self, actor: Actor) -> Relation:
        """What stands between this patient and the actor."""
        return self.relations.get(actor, consent.NO_RELATION)


def decide(state: SubjectState, command: Command, context: Context) -> Sequence[Event]:
    """The events that the command leads to, perhaps none; raises a `DomainError` where a rule says no."""
    match command:
        case ConsentCommand() if state.damaged:
            return damage.decide(command, context)
        case ConsentCommand():
            return consent.decide(state.person, state.relations, command, context)
        case PersonCommand():
            return register.decide(state.person, command, context)
        case NoticeCommand():
            return notices.decide(state.notices, command, context)
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
    damaged = start.damaged
    for event in events:
        match event:
            case ConsentEvent():
                consent.apply(relations, event)
            case PersonRegistered() | PersonAmended():
                person = register.evolve(person, event)
            case NoticeRaised() | NoticeParked() | NoticeSeen():
                told[event.notice_id] = notices.state_after(event)
            case HistoryDamaged():
                relations.clear()  # what is lost may have been a revoke: no earlier grant stands, no request waits
                damaged = True
            case DamageSettled():
                damaged = False
            case _:
                pass  # an Erased event changes nothing
    return SubjectState(person, relations, told, damaged)
