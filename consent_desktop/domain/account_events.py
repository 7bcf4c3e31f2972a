"""What has happened at the door: secrets set, codes issued, people signed in and out, histories read.

The secrets themselves are never here; they lie in the vault database.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from consent_desktop.domain.events import Event
from consent_desktop.domain.vocabulary import ActingRole

Secret = Literal["pin", "password", "resume_pin"]
"""What a person proves themself with: a patient's PIN, a password, or the PIN by which staff resume their own shift."""

Failure = Literal["wrong", "code_expired", "delayed", "deactivated", "unknown"]
"""Why somebody was not let in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountEvent(Event):
    """Base of what happens at the door; `subject` is the person, or the clinic where nobody is known by what was typed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialSet(AccountEvent):
    """The person chose a secret."""

    kind: Secret


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeIssued(AccountEvent):
    """The person was given a one-time code, with which they choose a PIN or a password themself."""

    code_for: Literal["pin", "password"]
    expires: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn(AccountEvent):
    """The person proved themself and went on in that role."""

    role: ActingRole
    workstation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInFailed(AccountEvent):
    """Somebody tried to sign in as this person and was not let in."""

    workstation: str
    why: Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOut(AccountEvent):
    """The person left the workstation."""

    workstation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLocked(AccountEvent):
    """The person's session was covered until they prove themself again."""

    workstation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionResumed(AccountEvent):
    """The person proved themself again and went on."""

    workstation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRead(AccountEvent):
    """The subject read histories of others: which question they put, and about whom (None: about everybody)."""

    question: str
    about: str | None = None
