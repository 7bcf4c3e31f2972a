"""Which projector takes which event: the whole list, in the order in which they write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from sqlalchemy import Connection

from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentGranted,
    ConsentRevoked,
    Event,
    NoticeParked,
    NoticeRaised,
    NoticeSeen,
    PersonAmended,
    PersonRegistered,
    RequestDeclined,
    RequestWithdrawn,
)
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.read_models import consents, history, notices, people, requests
from consent_desktop.read_models.tables import Tables

Projector = Callable[[Connection, Tables, RecordedEvent, Any], None]

PROJECTORS: Final[Mapping[type[Event], tuple[Projector, ...]]] = {
    PersonRegistered: (people.on_registered,),
    PersonAmended: (people.on_amended,),
    ConsentAsked: (consents.on_asked, requests.on_asked, notices.on_consent_event),
    # consents before requests: the last word on an answer needs to know what was open before it closes
    ConsentGranted: (consents.on_granted, requests.on_granted, notices.on_consent_event),
    RequestDeclined: (consents.on_declined, requests.on_declined, notices.on_consent_event),
    RequestWithdrawn: (consents.on_withdrawn, requests.on_withdrawn, notices.on_consent_event),
    ConsentRevoked: (consents.on_revoked, notices.on_consent_event),
    NoticeRaised: (notices.on_notice_event,),
    NoticeParked: (notices.on_notice_event,),
    NoticeSeen: (notices.on_notice_event,),
}


def project(connection: Connection, tables: Tables, recorded: RecordedEvent) -> None:
    """Enter one event into every view."""
    history.on_any(connection, tables, recorded)
    for projector in PROJECTORS.get(type(recorded.event), ()):
        projector(connection, tables, recorded, recorded.event)
