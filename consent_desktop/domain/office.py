"""Whether somebody may act at all at the moment: active, and in a role that is in effect."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from consent_desktop.domain.commands import STOPPING, Command
from consent_desktop.domain.errors import NotAllowed, PersonNotActive
from consent_desktop.domain.standing import Standing, roles_in_effect
from consent_desktop.domain.vocabulary import Acting, ActingRole

NO_PERSON: Final = frozenset({ActingRole.OPERATOR, ActingRole.SYSTEM, ActingRole.NOBODY})
"""Roles that belong to nobody in the register."""

APPROVERS: Final = frozenset({ActingRole.PRIVACY_OFFICER, ActingRole.ADMINISTRATOR})
"""Who may be the second person where a command takes two."""


def looked_at(acting: Acting, command: Command) -> bool:
    """Whether it matters where the one who acts stands: stopping never waits for that."""
    return acting.role not in NO_PERSON and not isinstance(command, STOPPING)


def check(acting: Acting, standing: Standing, at: datetime, said: str = "Nothing was recorded") -> None:
    """Raise unless that person may act in that role at that instant; the sentence begins with what is `said`."""
    if not standing.present:
        raise PersonNotActive(f"{said}: you are not active in this clinic any more.")
    if acting.role not in roles_in_effect(standing, at):
        raise NotAllowed(f"{said}: you do not have the role in which you signed in any more.")


def check_second(standing: Standing, at: datetime) -> None:
    """Raise unless that person may be the second of two at that instant: a privacy officer or an administrator."""
    if not set(roles_in_effect(standing, at)) & APPROVERS:
        raise NotAllowed("Nothing was recorded: the second person is a privacy officer or an administrator.")
