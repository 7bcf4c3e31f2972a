"""What a line of the history says beside people and record types: one short text, the other person, the second person."""

from __future__ import annotations

from typing import NamedTuple

from consent_desktop.domain import account_events as door
from consent_desktop.domain import clinic_events as clinic
from consent_desktop.domain import people_events as people
from consent_desktop.domain.events import Event, HistoryTakenOver, NoticeTold


class Detail(NamedTuple):
    """`text` in the words of the field (a role, a unit, a state), `other` a person whom the event is about as well."""

    text: str | None = None
    other: str | None = None


def detail_of(event: Event) -> Detail:
    """The detail of an event that is not about consents; most have none."""
    match event:
        case people.PeopleEvent():
            return _of_people(event)
        case door.AccountEvent():
            return _at_the_door(event)
        case clinic.ClinicEvent():
            return _of_clinic(event)
        case NoticeTold():
            return Detail(event.how)
        case HistoryTakenOver():
            return Detail(event.found)
        case _:
            return Detail()


def _of_people(event: people.PeopleEvent) -> Detail:
    match event:
        case people.PersonMerged():
            return Detail(None, event.into)
        case people.PersonDeactivated() | people.PersonReactivated():
            return Detail(event.reason)
        case people.RoleGiven() | people.RoleEnded():
            return Detail(event.role.value)
        case people.UnitJoined() | people.UnitLeft():
            return Detail(event.unit)
        case people.AuthorityGiven() | people.AuthorityEnded():
            return Detail(event.paper, event.representative)
        case _:
            return Detail()


def _at_the_door(event: door.AccountEvent) -> Detail:
    match event:
        case door.CredentialSet():
            return Detail(event.kind)
        case door.CodeIssued():
            return Detail(event.code_for)
        case door.SignedIn():
            return Detail(event.role.value)
        case door.SignInFailed():
            return Detail(event.why)
        case door.HistoryRead():
            return Detail(event.question, event.about)
        case _:
            return Detail()


def _of_clinic(event: clinic.ClinicEvent) -> Detail:
    match event:
        case clinic.ClinicFounded():
            return Detail(event.name)
        case clinic.PersonErased():
            return Detail(event.reason, event.person)
        case clinic.ErasureRefused():
            return Detail(event.ground, event.person)
        case clinic.BackupMade() | clinic.StoreRestored():
            return Detail(str(event.head))
        case clinic.AnchoringSwitched():
            return Detail("on" if event.on else "off")
        case clinic.HistoryVerified():
            return Detail("whole" if event.whole else "damaged")
        case clinic.SettingChanged():
            return Detail(f"{event.name}: {event.value}")
        case _:
            return Detail()
