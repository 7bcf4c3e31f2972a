"""Commands about the clinic as a whole; what they lead to stands in the clinic's own stream."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from consent_desktop.domain.commands import Command, Identifier, Moment, Name, Reason
from consent_desktop.domain.vocabulary import CLINIC

Position = Annotated[int, Field(ge=0)]


class ClinicCommand(Command):
    """Base of the commands about the clinic."""

    @property
    def stream(self) -> str:
        """The clinic itself."""
        return CLINIC


class FoundClinic(ClinicCommand):
    """The clinic is set up and can be used."""

    name: Name


class ErasePerson(ClinicCommand):
    """Make what the log holds of the person unreadable for good; needs a second person."""

    person: Identifier
    reason: Reason
    approved_by: Identifier | None = None

    @property
    def other(self) -> str | None:
        """The person to be erased: they have to be known."""
        return self.person


class RefuseErasure(ClinicCommand):
    """The person asked to be erased and cannot be: record the ground."""

    person: Identifier
    ground: Reason

    @property
    def other(self) -> str | None:
        """The person who asked."""
        return self.person


class NoteBackup(ClinicCommand):
    """A copy was written and checked."""

    head: Position
    bytes: Position
    where: Literal["folder", "scheduled"]


class NoteRestore(ClinicCommand):
    """This store was made from a copy; needs a second person."""

    head: Position
    backup_made: Moment
    anchored: Position | None = None
    approved_by: Identifier | None = None


class NoteKeyRotated(ClinicCommand):
    """The store has a new key; needs a second person."""

    approved_by: Identifier | None = None


class SwitchAnchoring(ClinicCommand):
    """Send signed checkpoints away, or stop that; needs a second person."""

    on: bool
    approved_by: Identifier | None = None


class NoteVerified(ClinicCommand):
    """The whole history was checked up to a position."""

    head: Position
    whole: bool


class ChangeSetting(ClinicCommand):
    """Give a setting of the clinic another value."""

    name: Name
    value: Annotated[str, StringConstraints(max_length=500)]
