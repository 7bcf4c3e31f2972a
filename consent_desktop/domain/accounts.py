"""The rules of what is noted at the door: about whom, and what has to be true for it."""

from __future__ import annotations

from typing import Final

from consent_desktop.domain.account_commands import (
    AccountCommand,
    NoteCodeIssued,
    NoteCredentialSet,
    NoteHistoryRead,
    NoteLocked,
    NoteResumed,
    NoteSignedOut,
    NoteSignIn,
    NoteSignInFailed,
)
from consent_desktop.domain.account_events import (
    AccountEvent,
    CodeIssued,
    CredentialSet,
    HistoryRead,
    SessionLocked,
    SessionResumed,
    SignedIn,
    SignedOut,
    SignInFailed,
)
from consent_desktop.domain.context import Context, Person
from consent_desktop.domain.effective import effective
from consent_desktop.domain.errors import NotAllowed, PersonNotActive, PersonNotRegistered, ValidationError
from consent_desktop.domain.standing import Standing, roles_in_effect
from consent_desktop.domain.vocabulary import CLINIC, PersonKind

_BY_PIN: Final = frozenset({"pin"})
_BY_PASSWORD: Final = frozenset({"password", "resume_pin"})


def decide(person: Person | None, standing: Standing, command: AccountCommand, context: Context) -> list[AccountEvent]:
    """The event that the command leads to; raises a `DomainError` where it cannot have happened like that."""
    subject, at = command.subject, effective(command, context)
    match command:
        case NoteSignInFailed():
            if (command.why == "unknown") is not (subject == CLINIC):
                raise ValidationError({"why": "Whoever is unknown is noted in the clinic's own history."})
            return [SignInFailed(subject=subject, effective_at=at, workstation=command.workstation, why=command.why)]
        case NoteSignedOut():
            return [SignedOut(subject=subject, effective_at=at, workstation=command.workstation)]
        case NoteLocked():
            return [SessionLocked(subject=subject, effective_at=at, workstation=command.workstation)]
        case NoteHistoryRead():
            return [HistoryRead(subject=subject, effective_at=at, question=command.question, about=command.about)]
        case _:
            return [_for_the_active(person, standing, command, context)]


def _for_the_active(
    person: Person | None, standing: Standing, command: AccountCommand, context: Context
) -> AccountEvent:
    """What happens only to people who are registered and active."""
    if person is None:
        raise PersonNotRegistered("Nothing was recorded: the clinic knows no such person.")
    if not standing.present:
        raise PersonNotActive("Nothing was recorded: this person is not active.")
    subject, at = command.subject, effective(command, context)
    match command:
        case NoteCredentialSet():
            _fits(person, command.kind, "kind")
            return CredentialSet(subject=subject, effective_at=at, kind=command.kind)
        case NoteCodeIssued():
            _fits(person, command.code_for, "code_for")
            if command.expires <= context.now:
                raise ValidationError({"expires": "A code has to be good for some time."})
            return CodeIssued(subject=subject, effective_at=at, code_for=command.code_for, expires=command.expires)
        case NoteSignIn():
            if command.role not in roles_in_effect(standing, context.now):
                raise NotAllowed("Nothing was recorded: this person does not have that role at present.")
            return SignedIn(subject=subject, effective_at=at, role=command.role, workstation=command.workstation)
        case NoteResumed():
            return SessionResumed(subject=subject, effective_at=at, workstation=command.workstation)
        case _:
            raise TypeError(type(command).__name__)


def _fits(person: Person, secret: str, field: str) -> None:
    wanted = _BY_PIN if person.kind is PersonKind.PATIENT else _BY_PASSWORD
    if secret not in wanted:
        raise ValidationError({field: "Patients have a PIN; everybody else has a password."})
