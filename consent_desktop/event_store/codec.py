"""Events to bytes and back, by a registry of names and schema versions; never by import paths.

The body is JSON of every field but those that the envelope holds (`subject`, `effective_at`); defaults are left out.
"""

from __future__ import annotations

import dataclasses
from typing import Any, Final, get_type_hints

import msgspec

from consent_desktop.domain import events
from consent_desktop.domain.events import Event
from consent_desktop.event_store.envelope import Envelope, from_micros

_IN_ENVELOPE: Final = frozenset({"subject", "effective_at"})


class UnknownEventType(Exception):
    """The log holds an event that this version of the program cannot read."""


class BodyForm:
    """How one schema version of one type of event is written."""

    def __init__(self, event_type: type[Event], schema_version: int) -> None:
        self.event_type = event_type
        self.schema_version = schema_version
        hints = get_type_hints(event_type)
        fields = [f for f in dataclasses.fields(event_type) if f.name not in _IN_ENVELOPE]
        self._names = tuple(f.name for f in fields)
        self._struct: Any = msgspec.defstruct(
            f"{event_type.__name__}Body",
            [
                (f.name, hints[f.name]) if f.default is dataclasses.MISSING else (f.name, hints[f.name], f.default)
                for f in fields
            ],
            kw_only=True,
            omit_defaults=True,
            forbid_unknown_fields=True,
        )
        self._decoder: Any = msgspec.json.Decoder(self._struct)

    def encode(self, event: Event) -> bytes:
        """The body's bytes."""
        return msgspec.json.encode(self._struct(**{name: getattr(event, name) for name in self._names}))

    def decode(self, body: bytes, envelope: Envelope) -> Event:
        """The event; raises `msgspec.DecodeError` if the bytes are not of this form."""
        read = self._decoder.decode(body)
        return self.event_type(
            subject=envelope.stream,
            effective_at=from_micros(envelope.effective),
            **{name: getattr(read, name) for name in self._names},
        )


_FORMS: Final = {
    form.event_type.__name__: form
    for form in (
        BodyForm(events.ConsentAsked, 1),
        BodyForm(events.RequestWithdrawn, 1),
        BodyForm(events.ConsentGranted, 1),
        BodyForm(events.RequestDeclined, 1),
        BodyForm(events.ConsentRevoked, 1),
        BodyForm(events.PersonRegistered, 1),
        BodyForm(events.PersonAmended, 1),
        BodyForm(events.NoticeRaised, 1),
        BodyForm(events.NoticeParked, 1),
        BodyForm(events.NoticeSeen, 1),
    )
}

TYPE_NAMES: Final[dict[type[Event], str]] = {form.event_type: name for name, form in _FORMS.items()}


def form_of(event: Event) -> tuple[str, BodyForm]:
    """The stored name of the event's type and its newest form."""
    name = TYPE_NAMES[type(event)]
    return name, _FORMS[name]


def decode(body: bytes, envelope: Envelope) -> Event:
    """The event in a body that has been opened."""
    form = _FORMS.get(envelope.type)
    if form is None or form.schema_version != envelope.schema_version:
        raise UnknownEventType(
            f"Event {envelope.position} is a {envelope.type} of version {envelope.schema_version}, which this version cannot read."
        )
    return form.decode(body, envelope)
