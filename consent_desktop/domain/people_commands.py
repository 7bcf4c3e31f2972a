"""Commands about a person's standing: merge, deactivate, roles, units, and who speaks for a patient."""

from __future__ import annotations

from consent_desktop.domain.commands import Identifier, Moment, Name, Reason, SubjectCommand
from consent_desktop.domain.vocabulary import ActingRole


class StandingCommand(SubjectCommand):
    """Base of the commands about a person's standing."""


class MergePeople(StandingCommand):
    """The subject is a second entry of the person `into`, who alone goes on. Merging never widens what is shared."""

    into: Identifier

    @property
    def other(self) -> str | None:
        """The entry that goes on."""
        return self.into


class DeactivatePerson(StandingCommand):
    """The person is active no more."""

    reason: Reason


class ReactivatePerson(StandingCommand):
    """The person is active again."""

    reason: Reason


class GiveRole(StandingCommand):
    """Let the person act in a role, in a period; needs a second person."""

    role: ActingRole
    since: Moment | None = None
    until: Moment | None = None
    approved_by: Identifier | None = None


class EndRole(StandingCommand):
    """Let the person act in the role no longer; needs a second person."""

    role: ActingRole
    approved_by: Identifier | None = None


class JoinUnit(StandingCommand):
    """The person works in a unit, in a period."""

    unit: Name
    since: Moment | None = None
    until: Moment | None = None


class LeaveUnit(StandingCommand):
    """The person works in the unit no longer."""

    unit: Name


class GiveAuthority(StandingCommand):
    """Let the representative speak for the subject, a patient."""

    representative: Identifier
    until: Moment | None = None
    paper: Name | None = None
    """Where the paper lies that says so, if the desk enters this."""

    @property
    def other(self) -> str | None:
        """The representative: they have to be in the register."""
        return self.representative


class EndAuthority(StandingCommand):
    """Let the representative speak for the subject no longer."""

    representative: Identifier
    paper: Name | None = None
