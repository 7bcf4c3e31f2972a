"""Accounts from the command line: one-time codes, and what the desk sees of accounts. People are named as kind:record number."""

from __future__ import annotations

from collections.abc import Iterable

from consent_desktop.application.accounts import AccountState
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.codes import IssuedCode
from consent_desktop.application.two_people import Ask
from consent_desktop.domain.errors import PersonNotRegistered, ValidationError
from consent_desktop.domain.reading_rights import Question
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Acting, PersonKind


def proved(clinic: Clinic, acting: Acting, named: str | None, ask: Ask) -> Acting:
    """Who acts, once they have proved it; whoever acts without an account has nothing to prove.

    In a clinic where nobody has chosen a password yet, the one who holds its key has the first code made by the program.
    Raises `SignInRefused`.
    """
    if named is None or acting == THE_OPERATOR:
        return acting
    if not clinic.accounts.in_use():
        return THE_SYSTEM
    return clinic.accounts.sign_in_staff(named, ask(f"Password of {named}: "), acting.role).acting


def issue_code(clinic: Clinic, acting: Acting, whose: str) -> IssuedCode:
    """A one-time code for that person. Raises `NotAllowed`, `PersonNotRegistered`."""
    return clinic.accounts.issue_codes(acting, _subject(clinic, whose))[0]


def states(clinic: Clinic, acting: Acting, names: Iterable[str]) -> dict[str, AccountState]:
    """What the desk sees of these accounts, by the names given. Raises `NotAllowed`, `PersonNotRegistered`."""
    clinic.allow(acting, Question.DIRECTORY)
    subjects = {name: _subject(clinic, name) for name in names}
    found = clinic.accounts.account_states(list(subjects.values()))
    return {name: found[subject] for name, subject in subjects.items()}


def _subject(clinic: Clinic, named: str) -> str:
    kind, _, number = named.partition(":")
    if kind not in {k.value for k in PersonKind} or not number:
        raise ValidationError(
            {"person": f"{named} names nobody; write kind:record number, for instance nurse:71-0001."}
        )
    subject = clinic.subject_of(PersonKind(kind), number)
    if subject is None:
        raise PersonNotRegistered(f"Nothing was done: the clinic knows no {kind} {number}.")
    return subject
