"""The roles and units that one person was given, with their periods: those to come and those that are over too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from consent_desktop.domain.vocabulary import ActingRole
from consent_desktop.read_models.marks import moment_or_none
from consent_desktop.read_models.people import ROLE, UNIT
from consent_desktop.read_models.tables import Tables


@dataclass(frozen=True, slots=True)
class Office:
    """A role or a unit in a period; None: open on that side."""

    role: ActingRole | None
    unit: str | None
    since: datetime | None
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Offices:
    """Everything that one person was given. `own`: whether they may act as what they are registered as."""

    own: bool
    roles: tuple[Office, ...]
    units: tuple[Office, ...]


def of_person(connection: Connection, tables: Tables, subject: str) -> Offices:
    """What the person was given on top of their entry; nothing for who is not in the register."""
    people, offices = tables.people, tables.offices
    own = connection.execute(select(people.c.own_role).where(people.c.subject == subject)).scalar_one_or_none()
    query = select(offices).where(offices.c.subject == subject).order_by(offices.c.what, offices.c.name)
    rows = connection.execute(query).all()
    periods = {(row.what, row.name): (moment_or_none(row.since), moment_or_none(row.until)) for row in rows}
    return Offices(
        bool(own),
        tuple(Office(ActingRole(name), None, *period) for (what, name), period in periods.items() if what == ROLE),
        tuple(Office(None, name, *period) for (what, name), period in periods.items() if what == UNIT),
    )
