"""Who may give which command. The bus asks here; windows only hide what this refuses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from consent_desktop.domain.commands import (
    AmendPerson,
    AskConsent,
    Command,
    ConsentCommand,
    DeclineRequest,
    GrantConsent,
    MarkNoticeSeen,
    ParkNotice,
    RaiseNotice,
    RegisterPerson,
    RevokeConsent,
    SettleDamage,
    WithdrawRequest,
)
from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.vocabulary import Acting, ActingRole

Rule = Callable[[Acting, Command], bool]


def _owner(acting: Acting, command: Command) -> bool:
    return acting.role is ActingRole.PATIENT and acting.id == command.stream


def _asker(acting: Acting, command: Command) -> bool:
    if not isinstance(command, ConsentCommand):
        return False
    return acting.id == command.actor.id and acting.role.value == command.actor.kind.value


def _recipient(acting: Acting, command: Command) -> bool:
    return acting.id == command.stream


def _program(acting: Acting, command: Command) -> bool:
    return acting.role is ActingRole.SYSTEM


def _desk(acting: Acting, command: Command) -> bool:
    return acting.role in (ActingRole.RECEPTION, ActingRole.ADMINISTRATOR)


def _answerable(acting: Acting, command: Command) -> bool:
    return acting.role in (ActingRole.PRIVACY_OFFICER, ActingRole.ADMINISTRATOR)


RULES: Final[Mapping[type[Command], Rule]] = {
    AskConsent: _asker,
    WithdrawRequest: _asker,
    GrantConsent: _owner,
    DeclineRequest: _owner,
    RevokeConsent: _owner,
    RegisterPerson: _desk,
    AmendPerson: _desk,
    RaiseNotice: _program,
    ParkNotice: _program,
    MarkNoticeSeen: _recipient,
    SettleDamage: _answerable,
}
"""One rule a command. The operator of a plain store may give every command but those of the program itself."""


def authorize(acting: Acting, command: Command) -> None:
    """Raise `NotAllowed` unless who acts may give this command."""
    rule = RULES[type(command)]
    if rule(acting, command) or (acting.role is ActingRole.OPERATOR and rule is not _program):
        return
    raise NotAllowed("Nothing was recorded: you may not do this in the name of somebody else.")
