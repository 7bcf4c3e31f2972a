"""Refusals and failures, divided by whose fault they are; each has a stable snake_case `code` and a plain sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from consent_desktop.domain.vocabulary import RecordType, in_order

_NAMES = {
    RecordType.EXAMS: "exams",
    RecordType.CONSULTATIONS: "consultations",
    RecordType.CONDITIONS: "conditions",
    RecordType.ER_VISITS: "ER visits",
    RecordType.ALL: "everything",
}


def named(record_types: Iterable[RecordType]) -> str:
    """The record types as words in a row, for a sentence."""
    words = [_NAMES[t] for t in in_order(record_types)]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


class ConsentDesktopError(Exception):
    """Whatever can be told to a person in one sentence; its text is that sentence."""

    code: ClassVar[str]


class DomainError(ConsentDesktopError):
    """A rule said no. Nothing was recorded."""


class ClinicError(ConsentDesktopError):
    """The surroundings failed (disk, lock, key, file): says what happened, what was kept and what to do."""


class ValidationError(DomainError):
    """A command is not well formed; `fields` maps each field at fault to a plain sentence."""

    code = "validation_error"

    def __init__(self, fields: Mapping[str, str], kept: str = "Nothing was recorded.") -> None:
        """`kept` says what came of it where nothing would have been recorded anyway."""
        self.fields = dict(fields)
        super().__init__(" ".join([kept, *self.fields.values()]))


class RecordTypesRefused(DomainError):
    """A refusal that names the record types at fault."""

    sentence: ClassVar[str]

    def __init__(self, record_types: Iterable[RecordType]) -> None:
        self.record_types = in_order(record_types)
        super().__init__(self.sentence.format(kinds=named(self.record_types)))


class ConsentAlreadyGranted(RecordTypesRefused):
    """The grant, or what is asked for, would permit nothing new."""

    code = "consent_already_granted"
    sentence = "Nothing was recorded: already shared for as long and for the same use: {kinds}."


class ConsentNotGranted(RecordTypesRefused):
    """What is to be revoked is not permitted."""

    code = "consent_not_granted"
    sentence = "Nothing was recorded: not shared, so there is nothing to stop: {kinds}."


class ConsentAlreadyAsked(RecordTypesRefused):
    """The same asker already waits for an answer about these record types."""

    code = "consent_already_asked"
    sentence = "Nothing was recorded: already asked and waiting for an answer: {kinds}."


class RequestNotOpen(RecordTypesRefused):
    """No open request of that asker names these record types."""

    code = "request_not_open"
    sentence = "Nothing was recorded: no open request is waiting for an answer about: {kinds}."


class HistoryIsDamaged(DomainError):
    """Part of the patient's history is lost, so nothing new may rest on it until that has been dealt with."""

    code = "history_damaged"


class NothingToSettle(DomainError):
    """The person's history is not damaged, or that has been dealt with."""

    code = "nothing_to_settle"


class PersonAlreadyRegistered(DomainError):
    """The person is in the register already."""

    code = "person_already_registered"


class PersonNotRegistered(DomainError):
    """The clinic does not know this person."""

    code = "person_not_registered"


class PersonNotActive(DomainError):
    """The person is deactivated, or a second entry of somebody else: nothing new happens in their name."""

    code = "person_not_active"


class PersonAlreadyErased(DomainError):
    """What the log holds of this person was made unreadable before."""

    code = "person_already_erased"


class NothingToChange(DomainError):
    """What the command would bring about is so already."""

    code = "nothing_to_change"


class NoticeNotFound(DomainError):
    """There is no such notice for this person."""

    code = "notice_not_found"


class NotAllowed(DomainError):
    """Who acts may not give this command."""

    code = "not_allowed"


class SecondPersonNeeded(DomainError):
    """This needs a second person, who has not proved themself just now."""

    code = "second_person_needed"


class UnknownCommand(DomainError):
    """No handler knows this command."""

    code = "unknown_command"


class CommandIdReused(DomainError):
    """A command id came again with another command under it."""

    code = "command_id_reused"
