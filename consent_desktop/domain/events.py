"""What has happened. Events are never changed: a new fact is a new event.

`subject` (the stream) and `effective_at` travel in the stored envelope, everything else in the sealed body.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from consent_desktop.domain.vocabulary import Actor, PersonKind, Purpose, RecordType


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Base of all events."""

    subject: str
    """Subject id of the person whose stream this is: for a consent, the patient."""
    effective_at: datetime
    """When it was true, which may be earlier than when the store learnt it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentEvent(Event):
    """Something happened between the patient and one actor."""

    actor: Actor
    record_types: tuple[RecordType, ...]
    note: str | None = None
    on_authority_of: str | None = None
    paper: str | None = None
    """Where the paper lies that was signed, if the desk entered this from one."""

    @property
    def patient(self) -> str:
        """The patient's subject id."""
        return self.subject


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentAsked(ConsentEvent):
    """The actor asked; the request is open until each of its record types is answered or taken back."""

    request_id: str
    purpose: Purpose | None = None
    until: datetime | None = None
    until_zone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestWithdrawn(ConsentEvent):
    """The asker took back the record types of the requests in `answers`."""

    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentGranted(ConsentEvent):
    """The patient permitted the actor; closes what it covers of the requests in `answers`."""

    grant_id: str
    answers: tuple[str, ...] = ()
    purpose: Purpose | None = None
    until: datetime | None = None
    until_zone: str | None = None
    rests_on: int = 0
    """Version of the actor's own stream that was read when this was decided."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestDeclined(ConsentEvent):
    """The patient said no to the record types of the requests in `answers`."""

    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRevoked(ConsentEvent):
    """The patient stopped the record types in every grant to the actor; `grant_ids` names the grants touched."""

    grant_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRegistered(Event):
    """A person was entered into the register."""

    kind: PersonKind
    record_number: str
    name: str | None = None
    birth_date: date | None = None
    specialty: str | None = None
    on_authority_of: str | None = None
    approved_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonAmended(Event):
    """What the register says of a person was corrected; a field that is None stayed as it was."""

    name: str | None = None
    birth_date: date | None = None
    specialty: str | None = None
    on_authority_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeRaised(Event):
    """The recipient (the subject) is to be told of the event `notice_id` at the next sign-in."""

    notice_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeParked(Event):
    """The notice of the event `notice_id` could not be raised; somebody has to look."""

    notice_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSeen(Event):
    """The recipient has read the notice of the event `notice_id`."""

    notice_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeTold(Event):
    """The desk told the recipient of the event `notice_id`: on paper, or by telephone."""

    notice_id: str
    how: Literal["printed", "phone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryTakenOver(Event):
    """A damaged log, or one that failed to write, was left as it was, and a checked copy took over from it."""

    old_position: int
    """The last position that the old log is known to have reached."""
    old_chain: str
    """The chain hash, in hexadecimal digits, at the last event that was whole."""
    segment: int
    """Number of the new segment."""
    found: str
    """What was found, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryDamaged(Event):
    """Events of this stream are lost, or may be. What was permitted before this is permitted no longer."""

    lost: tuple[tuple[int, int], ...]
    """First and last position of each run of lost events that are, or may be, of this stream; none: gone without a trace."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DamageSettled(Event):
    """Somebody answerable dealt with the damage: the patient may share anew."""

    reason: str
    on_authority_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased(Event):
    """An event whose body can no longer be read, because the subject's key was destroyed. It changes no state."""


def caused_by(event: Event) -> str | None:
    """The id of the event that led to this one, where the event itself says so."""
    match event:
        case ConsentGranted(answers=(first, *_)) | RequestDeclined(answers=(first, *_)):
            return first
        case RequestWithdrawn(answers=(first, *_)) | ConsentRevoked(grant_ids=(first, *_)):
            return first
        case NoticeRaised(notice_id=source) | NoticeParked(notice_id=source) | NoticeSeen(notice_id=source):
            return source
        case NoticeTold(notice_id=source):
            return source
        case _:
            return None
