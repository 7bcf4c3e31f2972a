"""given / when / then for the rules: events that happened, a command, and what it leads to."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

import pytest

from consent_desktop.domain.aggregate import SubjectState, decide, fold
from consent_desktop.domain.commands import Command
from consent_desktop.domain.context import Context, OtherStream, Person
from consent_desktop.domain.errors import DomainError
from consent_desktop.domain.events import Event, PersonRegistered
from consent_desktop.domain.vocabulary import THE_OPERATOR, Actor, ActorKind, PersonKind, RecordType
from tests.support.histories import PATIENT, START

E = TypeVar("E", bound=DomainError)

DOCTOR = Actor(ActorKind.DOCTOR, "d" * 32)
NURSE = Actor(ActorKind.NURSE, "e" * 32)
FRIEND = Actor(ActorKind.PATIENT, "f" * 32)


class Case:
    """One subject's story; commands that lead to events carry it on."""

    def __init__(self, *events: Event) -> None:
        registered = PersonRegistered(
            subject=PATIENT, effective_at=START, kind=PersonKind.PATIENT, record_number="20-4817"
        )
        self.state: SubjectState = fold(events or (registered,))
        self.now: datetime = START
        self.number = 0
        self.known: OtherStream | None = None

    def context(self, command: Command) -> Context:
        """The circumstances of the next command: the other side is registered as what the command says."""
        self.number += 1
        actor = getattr(command, "actor", None)
        known = OtherStream(Person(PersonKind(actor.kind.value), "70-0001"), 1) if actor else OtherStream(None, 0)
        return Context(self.now, THE_OPERATOR, UUID(int=self.number), self.known or known)

    def when(self, command: Command) -> list[Event]:
        """The events that the command leads to; the story goes on from them."""
        events = list(decide(self.state, command, self.context(command)))
        self.state = fold(events, self.state)
        return events

    def refused(self, command: Command, error: type[E]) -> E:
        """The refusal of the command; the story stays where it was."""
        with pytest.raises(error) as caught:
            decide(self.state, command, self.context(command))
        return caught.value

    def sees(self, actor: Actor = DOCTOR) -> str:
        """What the actor can see now, as words in the vocabulary's order."""
        relation = self.state.relation(actor)
        return " ".join(t.value for t in RecordType if relation.permits(t, self.now))
