"""Which controls a role is shown: those whose commands the one table of roles and commands lets it give."""

from __future__ import annotations

from consent_desktop.domain.commands import Command
from consent_desktop.domain.entitlements import GIVES
from consent_desktop.domain.vocabulary import Acting


def may(acting: Acting, command: Command) -> bool:
    """Whether the table lets who acts give the command, with a second person where it needs one. The bus decides."""
    rule = GIVES[type(command)].get(acting.role)
    return rule is not None and rule.allows(acting, command)
