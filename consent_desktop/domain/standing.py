"""Where a person stands in the clinic: active or not, in which roles and units and when, and who may speak for them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from consent_desktop.domain.events import PersonRegistered
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
from consent_desktop.domain.vocabulary import ActingRole


def in_period(since: datetime | None, until: datetime | None, at: datetime) -> bool:
    """Whether the instant lies in the period: from `since` on, before `until`; None: open on that side."""
    return (since is None or since <= at) and (until is None or at < until)


@dataclass(frozen=True, slots=True)
class RoleHeld:
    """A role in which a person may act, in a period."""

    role: ActingRole
    since: datetime | None = None
    until: datetime | None = None
    own: bool = False
    """Whether it comes of being registered as what the person is, and nothing has changed that."""


@dataclass(frozen=True, slots=True)
class Membership:
    """A unit in which a person works, in a period."""

    unit: str
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Authority:
    """Somebody who may speak for the patient, until then."""

    representative: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What decisions need of a person beside their entry in the register."""

    active: bool = True
    merged_into: str | None = None
    roles: tuple[RoleHeld, ...] = ()
    """With the role that comes of being registered as what the person is."""
    units: tuple[Membership, ...] = ()
    authorities: tuple[Authority, ...] = ()

    @property
    def present(self) -> bool:
        """Whether anything new may happen in this person's name: active, and not a second entry of somebody."""
        return self.active and self.merged_into is None

    def speaks(self, representative: str) -> Authority | None:
        """The authority by which that person speaks for this one, whatever the clock says; None: there is none."""
        return next((a for a in self.authorities if a.representative == representative), None)


NOTHING_KNOWN: Final = Standing()


def roles_in_effect(standing: Standing, at: datetime) -> tuple[ActingRole, ...]:
    """The roles in which the person may act at that instant, in the order in which they are always shown."""
    if not standing.present:
        return ()
    held = {r.role for r in standing.roles if in_period(r.since, r.until, at)}
    return tuple(role for role in ActingRole if role in held)


def units_in_effect(standing: Standing, at: datetime) -> tuple[str, ...]:
    """The units in which the person works at that instant, by name."""
    return tuple(sorted(u.unit for u in standing.units if in_period(u.since, u.until, at)))


def registered(event: PersonRegistered) -> Standing:
    """The standing with which a person begins: the role of what they are registered as."""
    return Standing(roles=(RoleHeld(ActingRole(event.kind.value), own=True),))


def after_damage(standing: Standing) -> Standing:
    """What can be relied on once events are lost: nobody speaks for the person, and roles given on top are gone.

    What is lost may have ended them. The first role stays, since somebody has to be able to settle the damage.
    """
    return replace(standing, roles=tuple(r for r in standing.roles if r.own), units=(), authorities=())


def evolve(standing: Standing, event: PeopleEvent) -> Standing:
    """The standing after the event."""
    match event:
        case PersonMerged():
            return replace(standing, merged_into=event.into)
        case PersonDeactivated():
            return replace(standing, active=False)
        case PersonReactivated():
            return replace(standing, active=True)
        case RoleGiven():
            held = RoleHeld(event.role, event.since, event.until)
            return replace(standing, roles=(*(r for r in standing.roles if r.role is not event.role), held))
        case RoleEnded():
            return replace(standing, roles=tuple(r for r in standing.roles if r.role is not event.role))
        case UnitJoined():
            joined = Membership(event.unit, event.since, event.until)
            return replace(standing, units=(*(u for u in standing.units if u.unit != event.unit), joined))
        case UnitLeft():
            return replace(standing, units=tuple(u for u in standing.units if u.unit != event.unit))
        case AuthorityGiven():
            given = Authority(event.representative, event.until)
            return replace(standing, authorities=(*_others(standing, event.representative), given))
        case AuthorityEnded():
            return replace(standing, authorities=_others(standing, event.representative))
        case _:
            return standing


def _others(standing: Standing, representative: str) -> tuple[Authority, ...]:
    return tuple(a for a in standing.authorities if a.representative != representative)
