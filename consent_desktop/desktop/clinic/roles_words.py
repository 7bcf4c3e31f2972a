"""Roles and units of a person in words, with their periods."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.application.clock import last_day
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.words.people import kind_word
from consent_desktop.domain.vocabulary import ActingRole, PersonKind
from consent_desktop.read_models.offices import Office, Offices
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate


def role_word(role: ActingRole) -> str:
    """A role that a person can have, as a word."""
    return kind_word(PersonKind(role.value))


def period(office: Office, zone: ZoneInfo) -> str:
    """From when until when; "" for an open period."""
    since = None if office.since is None else dates.short_day(dates.day_of(office.since, zone))
    until = None if office.until is None else dates.short_day(last_day(office.until, zone))
    if since is not None and until is not None:
        return translate("roles", "from {since} to {until}").format(since=since, until=until)
    if since is not None:
        return translate("roles", "from {since}").format(since=since)
    if until is not None:
        return translate("roles", "until {until}").format(until=until)
    return ""


def named(office: Office, zone: ZoneInfo) -> str:
    """One role or unit with its period."""
    name = office.unit or (role_word(office.role) if office.role is not None else "")
    said = period(office, zone)
    return translate("roles", "{name} ({period})").format(name=name, period=said) if said else name


def standing(person: PersonRow, held: Offices, zone: ZoneInfo) -> str:
    """All roles in one line, all units in another."""
    roles = [translate("roles", "{role} (as registered)").format(role=kind_word(person.kind))] if held.own else []
    roles += [named(office, zone) for office in held.roles]
    units = [named(office, zone) for office in held.units]
    nothing = translate("roles", "none")
    return "\n".join(
        (
            translate("roles", "Roles: {roles}").format(roles=", ".join(roles) or nothing),
            translate("roles", "Units: {units}").format(units=", ".join(units) or nothing),
        )
    )
