"""The rules of the register of people: entering a person and correcting what is known of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from consent_desktop.domain.commands import AmendPerson, PersonCommand, RegisterPerson
from consent_desktop.domain.context import Context, Person
from consent_desktop.domain.effective import effective
from consent_desktop.domain.errors import PersonAlreadyRegistered, PersonNotRegistered
from consent_desktop.domain.events import PersonAmended, PersonRegistered


def decide(person: Person | None, command: PersonCommand, context: Context) -> list[PersonRegistered | PersonAmended]:
    """The events that the command leads to; an amendment that changes nothing leads to none."""
    at = effective(command, context)
    match command:
        case RegisterPerson():
            if person is not None:
                raise PersonAlreadyRegistered("Nothing was recorded: this person is in the register already.")
            return [
                PersonRegistered(
                    subject=command.subject,
                    effective_at=at,
                    kind=command.kind,
                    record_number=command.record_number,
                    name=command.name,
                    birth_date=command.birth_date,
                    specialty=command.specialty,
                    on_authority_of=command.on_authority_of,
                    approved_by=command.approved_by,
                )
            ]
        case AmendPerson():
            if person is None:
                raise PersonNotRegistered("Nothing was recorded: the clinic knows no such person.")
            return _amend(person, command, effective_at=at)
        case _:
            raise TypeError(type(command).__name__)


def _amend(person: Person, command: AmendPerson, *, effective_at: datetime) -> list[PersonRegistered | PersonAmended]:
    name = command.name if command.name != person.name else None
    birth_date = command.birth_date if command.birth_date != person.birth_date else None
    specialty = command.specialty if command.specialty != person.specialty else None
    if name is None and birth_date is None and specialty is None:
        return []
    return [
        PersonAmended(
            subject=command.subject,
            effective_at=effective_at,
            name=name,
            birth_date=birth_date,
            specialty=specialty,
            on_authority_of=command.on_authority_of,
        )
    ]


def evolve(person: Person | None, event: PersonRegistered | PersonAmended) -> Person | None:
    """What the register says after the event."""
    if isinstance(event, PersonRegistered):
        return Person(event.kind, event.record_number, event.name, event.birth_date, event.specialty)
    if person is None:
        return None
    return replace(
        person,
        name=event.name or person.name,
        birth_date=event.birth_date or person.birth_date,
        specialty=event.specialty or person.specialty,
    )
