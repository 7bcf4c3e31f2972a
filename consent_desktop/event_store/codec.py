"""Events to bytes and back, by a registry of names and schema versions; never by import paths.

The body is JSON of every field but those that the envelope holds (`subject`, `effective_at`); defaults are left out. An
older schema version is brought up step by step by its upcasters before it is decoded.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import partial
from operator import attrgetter
from typing import Any, Final, get_type_hints

import msgspec

from consent_desktop.domain import account_events, clinic_events, events, people_events
from consent_desktop.domain.events import Event
from consent_desktop.event_store.envelope import EPOCH

_IN_ENVELOPE: Final = ("subject", "effective_at")

Upcaster = Callable[[dict[str, Any]], dict[str, Any]]
"""Takes the fields of a body of one schema version, gives those of the next."""


Decode = Callable[[bytes, str, int], Event]
"""Makes an event of an opened body, its subject and its effective time in microseconds."""


class UnknownEventType(Exception):
    """The log holds an event that this version of the program cannot read."""


_new: Final = object.__new__


class BodyForm:
    """How the newest schema version of one type of event is written."""

    def __init__(self, event_type: type[Event], schema_version: int, reads_from: int | None = None) -> None:
        """`reads_from`: the oldest version whose bodies are bodies of this one too, since only optional fields were added."""
        self.event_type = event_type
        self.reads_from = schema_version if reads_from is None else reads_from
        self.name = event_type.__name__
        self.schema_version = schema_version
        hints = get_type_hints(event_type)
        fields = [f for f in dataclasses.fields(event_type) if f.name not in _IN_ENVELOPE]
        self._names = tuple(f.name for f in fields)
        self.struct: Any = msgspec.defstruct(
            f"{self.name}Body",
            [
                (f.name, hints[f.name]) if f.default is dataclasses.MISSING else (f.name, hints[f.name], f.default)
                for f in fields
            ],
            kw_only=True,
            omit_defaults=True,
            forbid_unknown_fields=True,
        )
        self._read: Callable[[bytes], Any] = msgspec.json.Decoder(self.struct).decode
        self._taken: Callable[[Any], tuple[object, ...]] = _getter(self._names)
        # A frozen dataclass sets each field through object.__setattr__; its slots set it in a third of the time.
        self._setters = tuple(_slot(event_type, name) for name in self._names)
        self._set_subject, self._set_effective = (_slot(event_type, name) for name in _IN_ENVELOPE)

    def encode(self, event: Event) -> bytes:
        """The body's bytes."""
        return msgspec.json.encode(self.struct(**{name: getattr(event, name) for name in self._names}))

    def decode(self, body: bytes, subject: str, effective: int) -> Event:
        """The event; raises `msgspec.DecodeError` if the bytes are not of this form. `effective`: microseconds."""
        return self.made(self._read(body), subject, effective)

    def made(self, read: Any, subject: str, effective: int) -> Event:
        """The event with the fields of a decoded body."""
        event = _new(self.event_type)
        self._set_subject(event, subject)
        self._set_effective(event, EPOCH + timedelta(0, 0, effective))
        for put, value in zip(self._setters, self._taken(read), strict=True):
            put(event, value)
        return event


def _getter(names: tuple[str, ...]) -> Callable[[Any], tuple[object, ...]]:
    if len(names) == 1:
        one: Callable[[Any], object] = attrgetter(names[0])
        return lambda read: (one(read),)
    return attrgetter(*names)


def _slot(event_type: type[Event], name: str) -> Callable[[object, object], None]:
    put: Callable[[object, object], None] = next(
        vars(c)[name].__set__ for c in event_type.__mro__ if name in getattr(c, "__slots__", ())
    )
    return put


class Registry:
    """Every type of event that this version of the program writes, and how older bodies are brought up to it."""

    def __init__(self, forms: Iterable[BodyForm], upcasters: Mapping[tuple[str, int], Upcaster] | None = None) -> None:
        self._forms = {form.name: form for form in forms}
        self._by_type = {form.event_type: form for form in self._forms.values()}
        self._upcasters = dict(upcasters or {})

    @property
    def names(self) -> dict[type[Event], str]:
        """The stored name of each type."""
        return {event_type: form.name for event_type, form in self._by_type.items()}

    def form_of(self, event: Event) -> BodyForm:
        """How the event is written."""
        return self._by_type[type(event)]

    def decoder(self, name: str, schema_version: int) -> Decode:
        """What reads bodies of that type and version; raises `UnknownEventType` for one from the future."""
        form = self._forms.get(name)
        if form is None or schema_version > form.schema_version:
            raise UnknownEventType(
                f"The log holds a {name} of version {schema_version}, which this version of the program cannot read."
            )
        if schema_version >= form.reads_from:
            return form.decode
        steps = [self._upcasters[name, version] for version in range(schema_version, form.reads_from)]
        return partial(_brought_up, form, steps)

    def decode(self, name: str, schema_version: int, body: bytes, subject: str, effective: int) -> Event:
        """The event in an opened body; raises `UnknownEventType` for a type or version from the future."""
        return self.decoder(name, schema_version)(body, subject, effective)


def _brought_up(form: BodyForm, steps: list[Upcaster], body: bytes, subject: str, effective: int) -> Event:
    fields: dict[str, Any] = msgspec.json.decode(body)
    for step in steps:
        fields = step(fields)
    return form.made(msgspec.convert(fields, form.struct), subject, effective)


_WITH_A_PAPER: Final = (
    events.ConsentAsked,
    events.RequestWithdrawn,
    events.ConsentGranted,
    events.RequestDeclined,
    events.ConsentRevoked,
    events.PersonRegistered,
)
"""Version 2 added `paper` to what is said of consents, and `approved_by` to who is registered; both may be left out."""

REGISTRY: Final = Registry(
    [
        *(BodyForm(event_type, 2, reads_from=1) for event_type in _WITH_A_PAPER),
        *(
            BodyForm(event_type, 1)
            for event_type in (
                events.PersonAmended,
                events.NoticeRaised,
                events.NoticeParked,
                events.NoticeSeen,
                events.NoticeTold,
                events.HistoryTakenOver,
                events.HistoryDamaged,
                events.DamageSettled,
                people_events.PersonMerged,
                people_events.PersonDeactivated,
                people_events.PersonReactivated,
                people_events.RoleGiven,
                people_events.RoleEnded,
                people_events.UnitJoined,
                people_events.UnitLeft,
                people_events.AuthorityGiven,
                people_events.AuthorityEnded,
                account_events.CredentialSet,
                account_events.CodeIssued,
                account_events.SignedIn,
                account_events.SignInFailed,
                account_events.SignedOut,
                account_events.SessionLocked,
                account_events.SessionResumed,
                account_events.HistoryRead,
                clinic_events.ClinicFounded,
                clinic_events.PersonErased,
                clinic_events.ErasureRefused,
                clinic_events.BackupMade,
                clinic_events.StoreRestored,
                clinic_events.KeyRotated,
                clinic_events.AnchoringSwitched,
                clinic_events.HistoryVerified,
                clinic_events.SettingChanged,
            )
        ),
    ]
)
"""What this version of the program writes. Nothing has changed its shape in a way that needs an upcaster yet."""
