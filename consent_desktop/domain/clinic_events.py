"""What has happened to the clinic as a whole; all of it stands in the clinic's own stream."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from consent_desktop.domain.events import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicEvent(Event):
    """Base of what happens to the clinic; `subject` is the clinic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicFounded(ClinicEvent):
    """The clinic was set up: a recovery code was typed back, so it can be used."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonErased(ClinicEvent):
    """What the log holds of the person can no longer be read: their key was destroyed."""

    person: str
    reason: str
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureRefused(ClinicEvent):
    """The person asked to be erased; the law requires keeping, on that ground."""

    person: str
    ground: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade(ClinicEvent):
    """A copy was written and checked: up to which position, and how many bytes."""

    head: int
    bytes: int
    where: Literal["folder", "scheduled"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreRestored(ClinicEvent):
    """This store was made from a copy."""

    head: int
    """The last position that the copy holds."""
    backup_made: datetime
    approved_by: str
    anchored: int | None = None
    """The last position known to have been anchored; beyond `head`, events are missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRotated(ClinicEvent):
    """The store has a new key."""

    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoringSwitched(ClinicEvent):
    """Signed checkpoints are sent away, or no longer."""

    on: bool
    approved_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryVerified(ClinicEvent):
    """The whole history was checked up to a position."""

    head: int
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingChanged(ClinicEvent):
    """A setting of the clinic has another value."""

    name: str
    value: str
    before: str | None = None
