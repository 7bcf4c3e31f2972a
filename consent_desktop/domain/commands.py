"""What can be asked of the system. Commands are checked when they are made: a bad one raises `ValidationError`.

`patient` and ids of actors are subject ids; faces translate the clinic's record numbers before.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Final, Literal, Self

import pydantic
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    StringConstraints,
)

from consent_desktop.domain.errors import ValidationError
from consent_desktop.domain.purposes import CODES, EMERGENCY_ONLY
from consent_desktop.domain.vocabulary import MAX_ID_LENGTH, Actor, ActorKind, PersonKind, Purpose, RecordType

_SENTENCES = {
    "record_types": "Name at least one of exams, consultations, conditions, er_visits, or all by itself.",
    "actor": "An actor is a patient, a doctor or a nurse, with an id of 1 to 128 characters.",
    "patient": "A patient's id has 1 to 128 characters.",
    "record_number": "A record number has 1 to 128 characters.",
    "until": "The end must be a date and time with its time zone.",
    "purpose": "The purpose must be a v3-ActReason code and the words shown, at most 200 characters.",
    "reason": "A reason has 1 to 500 characters.",
    "note": "A note has at most 500 characters.",
    "birth_date": "The birth date must be a day.",
    "name": "A name has 1 to 200 characters.",
    "paper": "Where the signed paper lies is said in 1 to 200 characters.",
    "approved_by": "The second person is named by their id, of 1 to 128 characters.",
    "unit": "A unit has a name of 1 to 200 characters.",
    "ground": "The ground has 1 to 500 characters.",
    "role": "There is no such role.",
    "since": "The beginning must be a date and time with its time zone.",
}


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("blank")
    return text


def _without_nul(text: str) -> str:
    """No person types it, and PostgreSQL has no place for it in a text."""
    if "\x00" in text:
        raise ValueError("a NUL character")
    return text


def _as_set(value: object) -> object:
    return frozenset((value,)) if isinstance(value, str) else value


def _all_stands_alone(types: frozenset[RecordType]) -> frozenset[RecordType]:
    if not types or (RecordType.ALL in types and len(types) > 1):
        raise ValueError("empty, or all beside another")
    return types


def _aware(moment: datetime) -> datetime:
    if moment.utcoffset() is None:
        raise ValueError("no time zone")
    return moment


def _checked_actor(actor: Actor) -> Actor:
    _checked_id(actor.id)
    return actor


def _checked_id(text: str) -> str:
    if len(text) > MAX_ID_LENGTH:
        raise ValueError("too long")
    return _without_nul(_not_blank(text))


def _known_purpose(purpose: Purpose) -> Purpose:
    if purpose.code not in CODES or purpose.code in EMERGENCY_ONLY or len(purpose.words) > 200:
        raise ValueError("unknown purpose")
    return purpose


Identifier = Annotated[str, AfterValidator(_checked_id)]
RecordTypes = Annotated[frozenset[RecordType], BeforeValidator(_as_set), AfterValidator(_all_stands_alone)]
Moment = Annotated[datetime, AfterValidator(_aware)]
Note = Annotated[str, StringConstraints(max_length=500), AfterValidator(_without_nul)]
Name = Annotated[str, StringConstraints(max_length=200), AfterValidator(_not_blank), AfterValidator(_without_nul)]
Reason = Annotated[Note, AfterValidator(_not_blank)]


class Command(BaseModel):
    """Base of all commands; frozen, and refuses fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    effective_at: Moment | None = None
    """When the thing was true (a paper signed on Monday); None: now."""
    on_authority_of: Identifier | None = None
    """Subject id of the person for whom the one who acts speaks, if not for themself."""

    @pydantic.model_validator(mode="wrap")
    @classmethod
    def _in_plain_words(cls, data: Any, handler: ModelWrapValidatorHandler[Self]) -> Self:
        try:
            return handler(data)
        except pydantic.ValidationError as error:
            fields = {str(e["loc"][0]) if e["loc"] else "command" for e in error.errors(include_url=False)}
            raise ValidationError(
                {
                    f: _SENTENCES.get(f, f"The field {f!r} is missing, unknown or not of the right form.")
                    for f in sorted(fields)
                }
            ) from None

    @property
    def stream(self) -> str:
        """Subject id of the person to whose stream the outcome belongs."""
        raise NotImplementedError(type(self).__name__)

    @property
    def other(self) -> str | None:
        """Subject id of the person at whose own stream the decision has to look as well, if any."""
        return None


class SubjectCommand(Command):
    """A command about one person, in that person's own stream."""

    subject: Identifier

    @property
    def stream(self) -> str:
        """The person's subject id."""
        return self.subject


class ConsentCommand(Command):
    """A command about what one actor may see of one patient."""

    patient: Identifier
    actor: Annotated[Actor, AfterValidator(_checked_actor)]
    record_types: RecordTypes
    note: Note | None = None
    paper: Name | None = None
    """Where the paper lies that was signed, if the desk enters what somebody signed."""

    @pydantic.model_validator(mode="after")
    def _not_with_themself(self) -> Self:
        if self.actor.kind is ActorKind.PATIENT and self.actor.id == self.patient:
            raise ValidationError({"actor": "A patient neither asks themself nor shares with themself."})
        return self

    @property
    def stream(self) -> str:
        """The patient's subject id."""
        return self.patient

    @property
    def other(self) -> str | None:
        """The actor, where they are spoken for: authority for that is in their own stream."""
        return self.actor.id if self.on_authority_of == self.actor.id else None


class _Limited(ConsentCommand):
    """A consent command with an optional purpose and end."""

    purpose: Annotated[Purpose, AfterValidator(_known_purpose)] | None = None
    until: Moment | None = None
    """Exclusive end; None: no end."""
    until_zone: Identifier | None = None
    """Time zone in which the end was chosen."""

    @property
    def other(self) -> str | None:
        """The actor: who is not in the register, or active no more, gets nothing new."""
        return self.actor.id


class AskConsent(_Limited):
    """The actor asks the patient for consent."""


class GrantConsent(_Limited):
    """The patient permits the actor, asked or unasked."""


class WithdrawRequest(ConsentCommand):
    """The asker takes an unanswered request back."""


class DeclineRequest(ConsentCommand):
    """The patient says no to a request."""


class RevokeConsent(ConsentCommand):
    """The patient stops a grant, or with `all` everything shared with the actor."""


STOPPING: Final[tuple[type[Command], ...]] = (RevokeConsent, DeclineRequest, WithdrawRequest)
"""Commands that only ever narrow what is shared or asked: they depend on nothing but who gives them."""


class PersonCommand(SubjectCommand):
    """A command about a person's entry in the register."""

    name: Name | None = None
    birth_date: date | None = None
    specialty: Annotated[str, StringConstraints(max_length=200)] | None = None


class RegisterPerson(PersonCommand):
    """Enter a person into the register."""

    kind: PersonKind
    record_number: Identifier
    approved_by: Identifier | None = None
    """The second person, where an administrator or a privacy officer is entered: that gives a role."""


class AmendPerson(PersonCommand):
    """Correct what the register says of a person; a field left out stays as it is."""


class SettleDamage(SubjectCommand):
    """Say that the damage to one person's history was dealt with, and how: they may share and be asked anew."""

    reason: Reason


class NoticeCommand(Command):
    """A command about one notice; `notice_id` is the id of the event that the notice tells of."""

    recipient: Identifier
    notice_id: Identifier

    @property
    def stream(self) -> str:
        """The recipient's subject id."""
        return self.recipient


class RaiseNotice(NoticeCommand):
    """Put a notice before the recipient."""


class ParkNotice(NoticeCommand):
    """Set aside a notice that could not be raised, with the reason, so that a person can see it."""

    reason: Note


class MarkNoticeSeen(NoticeCommand):
    """The recipient has read the notice."""


class NoteTold(NoticeCommand):
    """The desk has told the recipient of the notice: on paper, or by telephone."""

    how: Literal["printed", "phone"]
