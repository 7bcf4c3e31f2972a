"""Who may give which command: one table of roles and commands. The bus asks here; windows only hide what this refuses.

A role that a row does not name may not. What rests on states of people (authority, roles in effect) is in `office` and
`authority`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from consent_desktop.domain import account_commands as at_the_door
from consent_desktop.domain import clinic_commands as of_the_clinic
from consent_desktop.domain import commands as c
from consent_desktop.domain import people_commands as of_people
from consent_desktop.domain import rules
from consent_desktop.domain.commands import Command
from consent_desktop.domain.errors import NotAllowed, SecondPersonNeeded
from consent_desktop.domain.rules import ALWAYS, ANOTHER, ASKER, OWN, PAPER, SPEAKING, Cells, Rule, for_each
from consent_desktop.domain.vocabulary import ROLES_OF_PEOPLE, Acting, ActingRole

_PATIENT, _DOCTOR, _NURSE = ActingRole.PATIENT, ActingRole.DOCTOR, ActingRole.NURSE
_RECEPTION, _OFFICER, _ADMINISTRATOR = ActingRole.RECEPTION, ActingRole.PRIVACY_OFFICER, ActingRole.ADMINISTRATOR
_OPERATOR, _SYSTEM, _NOBODY = ActingRole.OPERATOR, ActingRole.SYSTEM, ActingRole.NOBODY

_PLAIN: Final[Cells] = {_OPERATOR: ALWAYS}
"""Whoever works on a plain store without an account may do everything but what only the program does."""
_ASKING: Final[Cells] = {
    _PATIENT: rules.ASKER_SPEAKING,
    _DOCTOR: ASKER,
    _NURSE: ASKER,
    _RECEPTION: rules.SIGNED_ASK,
    **_PLAIN,
}
_ANSWERING: Final[Cells] = {_PATIENT: SPEAKING, _RECEPTION: rules.SIGNED, **_PLAIN}
_DESK: Final[Cells] = {_RECEPTION: ALWAYS, _ADMINISTRATOR: ALWAYS, **_PLAIN}
_ANSWERABLE: Final[Cells] = {_OFFICER: ALWAYS, _ADMINISTRATOR: ALWAYS, **_PLAIN}
_ADMINISTRATION: Final[Cells] = {_ADMINISTRATOR: ALWAYS, **_PLAIN}
_PRIVACY: Final[Cells] = {_OFFICER: ALWAYS, **_PLAIN}
_PROGRAM: Final[Cells] = {_SYSTEM: ALWAYS}
_AT_THE_DOOR: Final[Cells] = {**for_each(frozenset(ROLES_OF_PEOPLE), OWN), **_PROGRAM, **_PLAIN}

GIVES: Final[Mapping[type[Command], Mapping[ActingRole, Rule]]] = {
    c.AskConsent: _ASKING,
    c.WithdrawRequest: _ASKING,
    c.GrantConsent: _ANSWERING,
    c.DeclineRequest: _ANSWERING,
    c.RevokeConsent: _ANSWERING,
    c.RegisterPerson: {_RECEPTION: rules.EVERYDAY, _ADMINISTRATOR: ALWAYS, **_PROGRAM, **_PLAIN},
    c.AmendPerson: _DESK,
    c.RaiseNotice: _PROGRAM,
    c.ParkNotice: _PROGRAM,
    c.MarkNoticeSeen: {**for_each(frozenset(ROLES_OF_PEOPLE), OWN), **_PLAIN},
    c.NoteTold: {_RECEPTION: ALWAYS, _OFFICER: ALWAYS, **_PLAIN},
    c.SettleDamage: _ANSWERABLE,
    of_people.MergePeople: _DESK,
    of_people.DeactivatePerson: {_ADMINISTRATOR: ANOTHER, **_PLAIN},
    of_people.ReactivatePerson: {_ADMINISTRATOR: ANOTHER, **_PLAIN},
    of_people.GiveRole: {_ADMINISTRATOR: ANOTHER, **_PLAIN},
    of_people.EndRole: _ADMINISTRATION,
    of_people.JoinUnit: _ADMINISTRATION,
    of_people.LeaveUnit: _ADMINISTRATION,
    of_people.GiveAuthority: {_PATIENT: OWN, _RECEPTION: PAPER, _OFFICER: PAPER, **_PLAIN},
    of_people.EndAuthority: {_PATIENT: rules.RESIGNING, _RECEPTION: PAPER, _OFFICER: PAPER, **_PLAIN},
    at_the_door.NoteCredentialSet: _AT_THE_DOOR,
    at_the_door.NoteCodeIssued: {
        _RECEPTION: rules.PIN_ONLY,
        _OFFICER: ANOTHER,
        _ADMINISTRATOR: ANOTHER,
        **_PROGRAM,
        **_PLAIN,
    },
    at_the_door.NoteSignIn: _AT_THE_DOOR,
    at_the_door.NoteSignInFailed: {**_PROGRAM, **_PLAIN, _NOBODY: ALWAYS},
    at_the_door.NoteSignedOut: _AT_THE_DOOR,
    at_the_door.NoteLocked: _AT_THE_DOOR,
    at_the_door.NoteResumed: _AT_THE_DOOR,
    at_the_door.NoteHistoryRead: _AT_THE_DOOR,
    of_the_clinic.FoundClinic: {**_PROGRAM, **_PLAIN},
    of_the_clinic.ErasePerson: _PRIVACY,
    of_the_clinic.RefuseErasure: _PRIVACY,
    of_the_clinic.NoteBackup: {**_ANSWERABLE, **_PROGRAM},
    of_the_clinic.NoteRestore: _ANSWERABLE,
    of_the_clinic.NoteKeyRotated: _ANSWERABLE,
    of_the_clinic.SwitchAnchoring: _ANSWERABLE,
    of_the_clinic.NoteVerified: {**_ANSWERABLE, **_PROGRAM},
    of_the_clinic.ChangeSetting: _ADMINISTRATION,
}

FOUR_EYES: Final[frozenset[type[Command]]] = frozenset(
    {
        of_the_clinic.ErasePerson,
        of_people.GiveRole,
        of_people.EndRole,
        of_the_clinic.NoteRestore,
        of_the_clinic.NoteKeyRotated,
        of_the_clinic.SwitchAnchoring,
    }
)
"""Commands that take two people, both of whom have proved themselves within minutes."""

Approved = Callable[[Acting, Command], bool]
"""Whether the person whom the command names in `approved_by` has proved themself just now, for this."""


def nobody_approved(acting: Acting, command: Command) -> bool:
    """The answer where nobody can approve anything."""
    return False


def authorize(acting: Acting, command: Command, approved: Approved = nobody_approved) -> None:
    """Raise `NotAllowed` unless who acts may give this command, `SecondPersonNeeded` where that takes a second person."""
    rule = GIVES[type(command)].get(acting.role)
    if rule is None or not rule.allows(acting, command):
        raise NotAllowed("Nothing was recorded: you may not do this, or not in the name of somebody else.")
    if needs_second(acting, command):
        _second(acting, command, approved)


def needs_second(acting: Acting, command: Command) -> bool:
    """Whether the command takes a second person: four eyes, also for entering somebody into an answerable role."""
    if isinstance(command, c.RegisterPerson):
        return acting.role is _ADMINISTRATOR and command.kind in rules.ANSWERABLE
    return type(command) in FOUR_EYES


def _second(acting: Acting, command: Command, approved: Approved) -> None:
    second: str | None = getattr(command, "approved_by", None)
    if second is None or second == acting.id:
        raise SecondPersonNeeded("Nothing was recorded: this needs the approval of a second person.")
    if isinstance(command, of_people.GiveRole) and command.subject in (acting.id, second):
        raise NotAllowed("Nothing was recorded: nobody gives a role to themself, nor approves their own.")
    if not approved(acting, command):
        raise SecondPersonNeeded(
            "Nothing was recorded: the second person has to sign for this within five minutes. Ask them again."
        )
