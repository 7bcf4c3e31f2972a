"""What a decision may look at beside the state and the command: the time, who acts, and facts from other streams."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from consent_desktop.domain.standing import NOTHING_KNOWN, Standing
from consent_desktop.domain.vocabulary import Acting, PersonKind


@dataclass(frozen=True, slots=True)
class Person:
    """What the register says of a person."""

    kind: PersonKind
    record_number: str
    name: str | None = None
    birth_date: date | None = None
    specialty: str | None = None


@dataclass(frozen=True, slots=True)
class OtherStream:
    """The other actor as their own stream tells it, and the version at which it was read (0: never written)."""

    person: Person | None
    version: int
    standing: Standing = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of one decision."""

    now: datetime
    acting: Acting
    command_id: UUID
    other: OtherStream = OtherStream(None, 0)

    @property
    def new_id(self) -> str:
        """The id of the event that a decision makes: the same each time the same command is decided."""
        return uuid5(self.command_id, "0").hex
