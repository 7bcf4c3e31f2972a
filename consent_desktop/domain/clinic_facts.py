"""What is known of the clinic as a whole, and the rules of what is noted of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from consent_desktop.domain.clinic_commands import (
    ChangeSetting,
    ClinicCommand,
    ErasePerson,
    FoundClinic,
    NoteBackup,
    NoteKeyRotated,
    NoteRestore,
    NoteVerified,
    RefuseErasure,
    SwitchAnchoring,
)
from consent_desktop.domain.clinic_events import (
    AnchoringSwitched,
    BackupMade,
    ClinicEvent,
    ClinicFounded,
    ErasureRefused,
    HistoryVerified,
    KeyRotated,
    PersonErased,
    SettingChanged,
    StoreRestored,
)
from consent_desktop.domain.context import Context
from consent_desktop.domain.effective import effective
from consent_desktop.domain.errors import NothingToChange, PersonAlreadyErased, PersonNotRegistered
from consent_desktop.domain.vocabulary import CLINIC


@dataclass(frozen=True, slots=True)
class ClinicState:
    """What decisions about the clinic rest on."""

    name: str | None = None
    """What it was founded as; None: it was not, or not to the end."""
    erased: frozenset[str] = frozenset()
    """Subject ids of the people who were erased."""
    settings: Mapping[str, str] = field(default_factory=dict)
    anchoring: bool | None = None
    """Whether checkpoints are sent away; None: nobody has said."""


JUST_BEGUN: Final = ClinicState()


def decide(state: ClinicState, command: ClinicCommand, context: Context) -> list[ClinicEvent]:
    """The event that the command leads to; raises a `DomainError` where a rule says no."""
    at, approved_by = effective(command, context), getattr(command, "approved_by", None) or ""
    match command:
        case FoundClinic():
            if state.name is not None:
                raise NothingToChange("Nothing was recorded: this clinic has been set up already.")
            return [ClinicFounded(subject=CLINIC, effective_at=at, name=command.name)]
        case ErasePerson():
            _known(state, command.person, context)
            return [
                PersonErased(
                    subject=CLINIC,
                    effective_at=at,
                    person=command.person,
                    reason=command.reason,
                    approved_by=approved_by,
                )
            ]
        case RefuseErasure():
            _known(state, command.person, context)
            return [ErasureRefused(subject=CLINIC, effective_at=at, person=command.person, ground=command.ground)]
        case NoteRestore():
            return [
                StoreRestored(
                    subject=CLINIC,
                    effective_at=at,
                    head=command.head,
                    backup_made=command.backup_made,
                    anchored=command.anchored,
                    approved_by=approved_by,
                )
            ]
        case NoteKeyRotated():
            return [KeyRotated(subject=CLINIC, effective_at=at, approved_by=approved_by)]
        case SwitchAnchoring():
            if state.anchoring is command.on:
                raise NothingToChange("Nothing was recorded: that is so already.")
            return [AnchoringSwitched(subject=CLINIC, effective_at=at, on=command.on, approved_by=approved_by)]
        case _:
            return _noted(state, command, context)


def _noted(state: ClinicState, command: ClinicCommand, context: Context) -> list[ClinicEvent]:
    at = effective(command, context)
    match command:
        case NoteBackup():
            return [
                BackupMade(subject=CLINIC, effective_at=at, head=command.head, bytes=command.bytes, where=command.where)
            ]
        case NoteVerified():
            return [HistoryVerified(subject=CLINIC, effective_at=at, head=command.head, whole=command.whole)]
        case ChangeSetting():
            before = state.settings.get(command.name)
            if before == command.value:
                return []
            return [
                SettingChanged(subject=CLINIC, effective_at=at, name=command.name, value=command.value, before=before)
            ]
        case _:
            raise TypeError(type(command).__name__)


def _known(state: ClinicState, person: str, context: Context) -> None:
    if person in state.erased:
        raise PersonAlreadyErased("Nothing was recorded: this person has been erased already.")
    if context.other.person is None:
        raise PersonNotRegistered("Nothing was recorded: the clinic knows no such person.")


def evolve(state: ClinicState, event: ClinicEvent) -> ClinicState:
    """What is known after the event."""
    match event:
        case ClinicFounded():
            return replace(state, name=event.name)
        case PersonErased():
            return replace(state, erased=state.erased | {event.person})
        case AnchoringSwitched():
            return replace(state, anchoring=event.on)
        case SettingChanged():
            return replace(state, settings={**state.settings, event.name: event.value})
        case _:
            return state
