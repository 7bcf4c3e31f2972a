"""Refusals at the door: each a sentence that tells no more than the person has proved."""

from __future__ import annotations

from math import ceil

from consent_desktop.domain.errors import DomainError


class SignInRefused(DomainError):
    """What was typed opens nothing. The same words for an unknown person and for a wrong secret."""

    code = "sign_in_refused"

    def __init__(self, sentence: str, wait: float = 0.0) -> None:
        super().__init__(sentence)
        self.wait = wait
        """Seconds until the next try is looked at."""


class SignInDelayed(SignInRefused):
    """The account or the workstation was tried in vain too often just now; this try was not looked at."""

    code = "sign_in_delayed"

    def __init__(self, wait: float, *, first: bool = True) -> None:
        self.first = first
        """Whether this is the first try since the wait began: the others are not noted one by one."""
        seconds = max(1, ceil(wait))
        super().__init__(
            f"Too many tries in a row. Nothing was looked at: wait {seconds} second{'s' if seconds > 1 else ''}, then try again.",
            wait,
        )


class AccountClosed(SignInRefused):
    """The person proved themself, but is not active, or has no role in effect."""

    code = "account_closed"


class ResumeRefused(SignInRefused):
    """The session stays locked."""

    code = "resume_refused"

    def __init__(self, sentence: str, wait: float = 0.0, *, password_only: bool = False) -> None:
        super().__init__(sentence, wait)
        self.password_only = password_only
        """Whether only the password opens it now."""


class CodeRefused(SignInRefused):
    """The one-time code is wrong, used, or expired."""

    code = "code_refused"


class SecretTooSimple(DomainError):
    """The PIN or the password is one that others would try."""

    code = "secret_too_simple"


class SessionOver(DomainError):
    """The session ended: the person left, was away too long, or may not act in that role any more."""

    code = "session_over"
