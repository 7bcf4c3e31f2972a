"""Commands that note what happened at the door: secrets, codes, signing in and out, and the reading of histories."""

from __future__ import annotations

from typing import Literal

from consent_desktop.domain.account_events import Failure, Secret
from consent_desktop.domain.commands import Identifier, Moment, Name, SubjectCommand
from consent_desktop.domain.vocabulary import ActingRole


class AccountCommand(SubjectCommand):
    """Base of the notes about a person at the door."""


class NoteCredentialSet(AccountCommand):
    """The person chose a secret."""

    kind: Secret


class NoteCodeIssued(AccountCommand):
    """The person was given a one-time code."""

    code_for: Literal["pin", "password"]
    expires: Moment


class NoteSignIn(AccountCommand):
    """The person proved themself and goes on in that role."""

    role: ActingRole
    workstation: Identifier


class NoteSignInFailed(AccountCommand):
    """Somebody was not let in; about the clinic itself where nobody is known by what was typed."""

    workstation: Identifier
    why: Failure


class NoteSignedOut(AccountCommand):
    """The person left."""

    workstation: Identifier


class NoteLocked(AccountCommand):
    """The person's session was covered."""

    workstation: Identifier


class NoteResumed(AccountCommand):
    """The person proved themself again."""

    workstation: Identifier


class NoteHistoryRead(AccountCommand):
    """The subject put a question to histories of others."""

    question: Name
    about: Identifier | None = None
