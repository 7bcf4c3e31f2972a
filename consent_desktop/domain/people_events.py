"""What has happened to a person's standing: merged, deactivated, in a role, in a unit, spoken for by somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consent_desktop.domain.events import Event
from consent_desktop.domain.vocabulary import ActingRole


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleEvent(Event):
    """Base of what happens to a person's standing; `subject` is that person."""

    on_authority_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMerged(PeopleEvent):
    """The subject is a second entry of the person `into`. Nothing that it shared or was permitted goes on."""

    into: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDeactivated(PeopleEvent):
    """The person is active no more: nothing new in their name, and what they are permitted rests."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonReactivated(PeopleEvent):
    """The person is active again."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGiven(PeopleEvent):
    """The person may act in the role, from `since` (None: at once) until `until` (exclusive; None: without end)."""

    role: ActingRole
    approved_by: str
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEnded(PeopleEvent):
    """The person may act in the role no longer."""

    role: ActingRole
    approved_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitJoined(PeopleEvent):
    """The person works in the unit, from `since` until `until`, which is exclusive."""

    unit: str
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitLeft(PeopleEvent):
    """The person works in the unit no longer."""

    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityGiven(PeopleEvent):
    """The representative may speak for the subject, until `until` (exclusive; None: without end)."""

    representative: str
    until: datetime | None = None
    paper: str | None = None
    """Where the paper lies that says so, if the desk entered this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityEnded(PeopleEvent):
    """The representative may speak for the subject no longer."""

    representative: str
    paper: str | None = None
