"""The few rules of which the table of who may give which command is made, each with the words that it is printed with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from consent_desktop.domain.account_commands import NoteCodeIssued
from consent_desktop.domain.commands import Command, ConsentCommand, RegisterPerson
from consent_desktop.domain.people_commands import EndAuthority, GiveAuthority
from consent_desktop.domain.vocabulary import Acting, ActingRole, ActorKind, PersonKind

ANSWERABLE: Final = frozenset({PersonKind.PRIVACY_OFFICER, PersonKind.ADMINISTRATOR})
"""Who is registered as one of these has a role of weight from then on."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When somebody in a role may give a command."""

    words: str
    allows: Callable[[Acting, Command], bool]


def _always(acting: Acting, command: Command) -> bool:
    return True


def _own(acting: Acting, command: Command) -> bool:
    return acting.id == command.stream


def _another(acting: Acting, command: Command) -> bool:
    return acting.id != command.stream


def _own_or_spoken_for(acting: Acting, command: Command) -> bool:
    return command.stream in (acting.id, command.on_authority_of)


def _asker(acting: Acting, command: Command) -> bool:
    if not isinstance(command, ConsentCommand):
        return False
    return acting.id == command.actor.id and acting.role.value == command.actor.kind.value


def _asker_or_spoken_for(acting: Acting, command: Command) -> bool:
    return _asker(acting, command) or _asks_as_patient(command)


def _asks_as_patient(command: Command) -> bool:
    if not isinstance(command, ConsentCommand):
        return False
    return command.actor.kind is ActorKind.PATIENT and command.on_authority_of == command.actor.id


def _signed(acting: Acting, command: Command) -> bool:
    if not isinstance(command, ConsentCommand):
        return False
    return command.paper is not None and command.on_authority_of == command.patient


def _signed_by_asker(acting: Acting, command: Command) -> bool:
    return isinstance(command, ConsentCommand) and command.paper is not None and _asks_as_patient(command)


def _with_paper(acting: Acting, command: Command) -> bool:
    return isinstance(command, GiveAuthority | EndAuthority) and command.paper is not None


def _own_or_representative(acting: Acting, command: Command) -> bool:
    return acting.id == command.stream or (isinstance(command, EndAuthority) and acting.id == command.representative)


def _everyday_people(acting: Acting, command: Command) -> bool:
    return isinstance(command, RegisterPerson) and command.kind not in ANSWERABLE


def _pin_of_another(acting: Acting, command: Command) -> bool:
    return isinstance(command, NoteCodeIssued) and command.code_for == "pin" and acting.id != command.subject


ALWAYS: Final = Rule("yes", _always)
OWN: Final = Rule("own", _own)
ANOTHER: Final = Rule("others’, never own", _another)
SPEAKING: Final = Rule("own, or of whom they speak for", _own_or_spoken_for)
ASKER: Final = Rule("as the asker", _asker)
ASKER_SPEAKING: Final = Rule("as the asker, or for whom they speak for", _asker_or_spoken_for)
SIGNED: Final = Rule("from a paper that the patient signed", _signed)
SIGNED_ASK: Final = Rule("from a paper that the asking patient signed", _signed_by_asker)
PAPER: Final = Rule("from a paper", _with_paper)
RESIGNING: Final = Rule("own, or as the representative", _own_or_representative)
EVERYDAY: Final = Rule("patients, doctors, nurses, reception", _everyday_people)
PIN_ONLY: Final = Rule("PINs of others", _pin_of_another)

Cells = dict[ActingRole, Rule]
"""One row of the table: the roles that may, and when."""


def for_each(roles: frozenset[ActingRole], rule: Rule) -> Cells:
    """The same rule for each of the roles."""
    return dict.fromkeys(roles, rule)
