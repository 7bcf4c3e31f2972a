"""The rules of a person's standing: merging, deactivating, roles, units and who speaks for a patient."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final, TypedDict

from consent_desktop.domain.context import Context, Person
from consent_desktop.domain.effective import effective
from consent_desktop.domain.errors import NothingToChange, PersonNotActive, PersonNotRegistered, ValidationError
from consent_desktop.domain.people_commands import (
    DeactivatePerson,
    EndAuthority,
    EndRole,
    GiveAuthority,
    GiveRole,
    JoinUnit,
    LeaveUnit,
    MergePeople,
    ReactivatePerson,
    StandingCommand,
)
from consent_desktop.domain.people_events import (
    AuthorityEnded,
    AuthorityGiven,
    PeopleEvent,
    PersonDeactivated,
    PersonMerged,
    PersonReactivated,
    RoleEnded,
    RoleGiven,
    UnitJoined,
    UnitLeft,
)
from consent_desktop.domain.standing import Membership, RoleHeld, Standing
from consent_desktop.domain.vocabulary import ActingRole, PersonKind

DESK_ROLES: Final = frozenset({ActingRole.RECEPTION, ActingRole.PRIVACY_OFFICER, ActingRole.ADMINISTRATOR})
"""Roles that can be given on top of what a person is registered as. A consent names a professional by that alone."""


class _Common(TypedDict):
    """Fields that every event of this kind takes over from its command."""

    subject: str
    effective_at: datetime
    on_authority_of: str | None


def decide(person: Person | None, standing: Standing, command: StandingCommand, context: Context) -> list[PeopleEvent]:
    """The events that the command leads to; raises a `DomainError` where a rule says no."""
    if person is None:
        raise PersonNotRegistered("Nothing was recorded: the clinic knows no such person.")
    common = _Common(
        subject=command.subject, effective_at=effective(command, context), on_authority_of=command.on_authority_of
    )
    match command:
        case MergePeople():
            _merges(person, standing, command, context)
            return [PersonMerged(**common, into=command.into)]
        case DeactivatePerson():
            if not standing.present:
                raise NothingToChange("Nothing was recorded: this person is not active as it is.")
            return [PersonDeactivated(**common, reason=command.reason)]
        case ReactivatePerson():
            if standing.merged_into is not None:
                raise PersonNotActive("Nothing was recorded: this is a second entry of a person and stays closed.")
            if standing.active:
                raise NothingToChange("Nothing was recorded: this person is active as it is.")
            return [PersonReactivated(**common, reason=command.reason)]
        case GiveRole() | EndRole():
            return [_role(person, standing, command, common)]
        case JoinUnit() | LeaveUnit():
            return [_unit(person, standing, command, common)]
        case GiveAuthority() | EndAuthority():
            return [_authority(person, standing, command, context, common)]
        case _:
            raise TypeError(type(command).__name__)


def _merges(person: Person, standing: Standing, command: MergePeople, context: Context) -> None:
    other = context.other
    if command.into == command.subject:
        raise ValidationError({"into": "A person cannot be merged with themself."})
    if other.person is None:
        raise PersonNotRegistered("Nothing was recorded: the clinic knows no such person to merge with.")
    if other.person.kind is not person.kind:
        raise ValidationError({"into": "Only two entries of the same kind of person can be merged."})
    if standing.merged_into is not None:
        raise NothingToChange("Nothing was recorded: this entry has been merged already.")
    if not other.standing.present:
        raise PersonNotActive("Nothing was recorded: the entry that is to go on is not active.")


def _present(standing: Standing) -> None:
    if not standing.present:
        raise PersonNotActive("Nothing was recorded: this person is not active.")


def _ordered(since: datetime | None, until: datetime | None) -> None:
    if since is not None and until is not None and until <= since:
        raise ValidationError({"until": "The end must be later than the beginning."})


def _role(person: Person, standing: Standing, command: GiveRole | EndRole, common: _Common) -> PeopleEvent:
    approved_by = command.approved_by or ""
    if isinstance(command, EndRole):
        if not any(held.role is command.role for held in standing.roles):
            raise NothingToChange("Nothing was recorded: this person has no such role.")
        return RoleEnded(**common, role=command.role, approved_by=approved_by)
    _present(standing)
    _ordered(command.since, command.until)
    own = command.role.value == person.kind.value
    if person.kind is PersonKind.PATIENT or not (own or command.role in DESK_ROLES):
        raise ValidationError(
            {"role": "Roles of the desk can be given to staff, doctors and nurses; a patient acts as a patient only."}
        )
    held = RoleHeld(command.role, command.since, command.until)
    if held in standing.roles or replace(held, own=True) in standing.roles:
        raise NothingToChange("Nothing was recorded: this person has that role already.")
    return RoleGiven(**common, role=command.role, since=command.since, until=command.until, approved_by=approved_by)


def _unit(person: Person, standing: Standing, command: JoinUnit | LeaveUnit, common: _Common) -> PeopleEvent:
    if isinstance(command, LeaveUnit):
        if not any(membership.unit == command.unit for membership in standing.units):
            raise NothingToChange("Nothing was recorded: this person is not in that unit.")
        return UnitLeft(**common, unit=command.unit)
    _present(standing)
    _ordered(command.since, command.until)
    if person.kind is PersonKind.PATIENT:
        raise ValidationError({"unit": "A patient is in no unit."})
    if Membership(command.unit, command.since, command.until) in standing.units:
        raise NothingToChange("Nothing was recorded: this person is in that unit already.")
    return UnitJoined(**common, unit=command.unit, since=command.since, until=command.until)


def _authority(
    person: Person, standing: Standing, command: GiveAuthority | EndAuthority, context: Context, common: _Common
) -> PeopleEvent:
    who, known = command.representative, standing.speaks(command.representative)
    if isinstance(command, EndAuthority):
        if known is None:
            raise NothingToChange("Nothing was recorded: that person does not speak for this patient.")
        return AuthorityEnded(**common, representative=who, paper=command.paper)
    _present(standing)
    if person.kind is not PersonKind.PATIENT or who == command.subject:
        raise ValidationError({"representative": "Somebody else can speak for a patient, and only for a patient."})
    if context.other.person is None or context.other.person.kind is not PersonKind.PATIENT:
        raise PersonNotRegistered(
            "Nothing was recorded: who speaks for a patient needs an entry of their own among the patients."
        )
    _present(context.other.standing)
    if command.until is not None and command.until <= context.now:
        raise ValidationError({"until": "The end must lie in the future."})
    if known is not None and known.until == command.until:
        raise NothingToChange("Nothing was recorded: that person speaks for this patient already.")
    return AuthorityGiven(**common, representative=who, until=command.until, paper=command.paper)
