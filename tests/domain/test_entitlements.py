"""Who may give which command: every cell of role and command, against a table written down here by hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import pytest

from consent_desktop.domain import aggregate  # noqa: F401  # imports every module that defines commands
from consent_desktop.domain.account_commands import (
    AccountCommand,
    NoteCodeIssued,
    NoteCredentialSet,
    NoteHistoryRead,
    NoteLocked,
    NoteResumed,
    NoteSignedOut,
    NoteSignIn,
    NoteSignInFailed,
)
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
from consent_desktop.domain.commands import (
    AmendPerson,
    AskConsent,
    Command,
    ConsentCommand,
    DeclineRequest,
    GrantConsent,
    MarkNoticeSeen,
    NoteTold,
    NoticeCommand,
    ParkNotice,
    PersonCommand,
    RaiseNotice,
    RegisterPerson,
    RevokeConsent,
    SettleDamage,
    SubjectCommand,
    WithdrawRequest,
    _Limited,
)
from consent_desktop.domain.entitlements import FOUR_EYES, GIVES, authorize, needs_second
from consent_desktop.domain.errors import NotAllowed, SecondPersonNeeded
from consent_desktop.domain.people_commands import (
    DeactivatePerson,
    EndAuthority,
    EndRole,
    GiveAuthority,
    GiveRole,
    JoinUnit,
    LeaveUnit,
    MergePeople,
    ReactivatePerson,
    StandingCommand,
)
from consent_desktop.domain.vocabulary import CLINIC, Acting, ActingRole, Actor, ActorKind, PersonKind, RecordType
from tests.support.histories import START

SUBJECT, ME, OTHER, SECOND = "a" * 32, "b" * 32, "c" * 32, "d" * 32
BASES = {
    Command, SubjectCommand, ConsentCommand, _Limited, PersonCommand, NoticeCommand, StandingCommand, AccountCommand, ClinicCommand,
}  # fmt: skip

FIELDS: Final[dict[type[Command], dict[str, Any]]] = {
    AskConsent: {},
    WithdrawRequest: {},
    GrantConsent: {},
    DeclineRequest: {},
    RevokeConsent: {},
    RegisterPerson: {"kind": PersonKind.PATIENT, "record_number": "1"},
    AmendPerson: {"name": "A"},
    RaiseNotice: {"notice_id": "n"},
    ParkNotice: {"notice_id": "n", "reason": "r"},
    MarkNoticeSeen: {"notice_id": "n"},
    NoteTold: {"notice_id": "n", "how": "phone"},
    SettleDamage: {"reason": "r"},
    MergePeople: {"into": OTHER},
    DeactivatePerson: {"reason": "r"},
    ReactivatePerson: {"reason": "r"},
    GiveRole: {"role": ActingRole.RECEPTION, "approved_by": SECOND},
    EndRole: {"role": ActingRole.RECEPTION, "approved_by": SECOND},
    JoinUnit: {"unit": "Ward 2"},
    LeaveUnit: {"unit": "Ward 2"},
    GiveAuthority: {"representative": OTHER},
    EndAuthority: {"representative": OTHER},
    NoteCredentialSet: {"kind": "password"},
    NoteCodeIssued: {"code_for": "password", "expires": START},
    NoteSignIn: {"role": ActingRole.RECEPTION, "workstation": "w"},
    NoteSignInFailed: {"workstation": "w", "why": "wrong"},
    NoteSignedOut: {"workstation": "w"},
    NoteLocked: {"workstation": "w"},
    NoteResumed: {"workstation": "w"},
    NoteHistoryRead: {"question": "history"},
    FoundClinic: {"name": "n"},
    ErasePerson: {"person": OTHER, "reason": "r", "approved_by": SECOND},
    RefuseErasure: {"person": OTHER, "ground": "g"},
    NoteBackup: {"head": 1, "bytes": 2, "where": "folder"},
    NoteRestore: {"head": 1, "backup_made": START, "approved_by": SECOND},
    NoteKeyRotated: {"approved_by": SECOND},
    SwitchAnchoring: {"on": False, "approved_by": SECOND},
    NoteVerified: {"head": 1, "whole": True},
    ChangeSetting: {"name": "n", "value": "v"},
}

ROLES: Final = tuple(ActingRole)
"""patient, doctor, nurse, reception, privacy officer, administrator, operator, system, nobody: the columns below."""

EXPECTED: Final[dict[type[Command], str]] = {
    # Y always, o only about themself, x only about others, f also whom they speak for, q as the asker, Q also whom they speak
    # for, s from a signed paper, S from a paper that the asker signed, p from any paper, r as representative too,
    # e everyday people only, c PINs only, - never
    #                  P D N R O A op sy no
    AskConsent:        "Q q q S - - Y - -",
    WithdrawRequest:   "Q q q S - - Y - -",
    GrantConsent:      "f - - s - - Y - -",
    DeclineRequest:    "f - - s - - Y - -",
    RevokeConsent:     "f - - s - - Y - -",
    RegisterPerson:    "- - - e - E Y Y -",
    AmendPerson:       "- - - Y - Y Y - -",
    RaiseNotice:       "- - - - - - - Y -",
    ParkNotice:        "- - - - - - - Y -",
    MarkNoticeSeen:    "o o o o o o Y - -",
    NoteTold:          "- - - Y Y - Y - -",
    SettleDamage:      "- - - - Y Y Y - -",
    MergePeople:       "- - - Y - Y Y - -",
    DeactivatePerson:  "- - - - - x Y - -",
    ReactivatePerson:  "- - - - - x Y - -",
    GiveRole:          "- - - - - x g - -",
    EndRole:           "- - - - - Y Y - -",
    JoinUnit:          "- - - - - Y Y - -",
    LeaveUnit:         "- - - - - Y Y - -",
    GiveAuthority:     "o - - p p - Y - -",
    EndAuthority:      "r - - p p - Y - -",
    NoteCredentialSet: "o o o o o o Y Y -",
    NoteCodeIssued:    "- - - c x x Y Y -",
    NoteSignIn:        "o o o o o o Y Y -",
    NoteSignInFailed:  "- - - - - - Y Y Y",
    NoteSignedOut:     "o o o o o o Y Y -",
    NoteLocked:        "o o o o o o Y Y -",
    NoteResumed:       "o o o o o o Y Y -",
    NoteHistoryRead:   "o o o o o o Y Y -",
    FoundClinic:       "- - - - - - Y Y -",
    ErasePerson:       "- - - - Y - Y - -",
    RefuseErasure:     "- - - - Y - Y - -",
    NoteBackup:        "- - - - Y Y Y Y -",
    NoteRestore:       "- - - - Y Y Y - -",
    NoteKeyRotated:    "- - - - Y Y Y - -",
    SwitchAnchoring:   "- - - - Y Y Y - -",
    NoteVerified:      "- - - - Y Y Y Y -",
    ChangeSetting:     "- - - - - Y Y - -",
}  # fmt: skip

ALLOWED: Final[dict[str, set[str]]] = {
    "-": set(),
    "o": {"own", "own, on paper"},
    "x": {"another's", "another's PIN"},
    "f": {"own", "spoken for", "another's paper"},
    "q": {"asking"},
    "Q": {"asking", "asking for", "asking for, on paper"},
    "s": {"another's paper"},
    "S": {"asking for, on paper"},
    "p": {"own, on paper", "another's paper"},
    "r": {"own", "own, on paper", "as representative"},
    "e": {"another's", "own"},
    "E": {"another's", "own", "an administrator", "an officer"},
    "c": {"another's PIN"},
    "g": {"another's"},  # nobody, not even the operator, gives a role to themself
}
"""The situations in which each letter allows the command; Y: all of them."""


def situations(kind: type[Command], role: ActingRole) -> Iterator[tuple[str, Acting, Command]]:
    """Every situation that makes a difference to the command, with who acts in it."""
    fields = FIELDS[kind]
    if issubclass(kind, ClinicCommand):
        yield "for the clinic", Acting(ME, role), kind(**fields)
        return
    if issubclass(kind, ConsentCommand):
        yield from _between(kind, role)
        return
    name = "recipient" if issubclass(kind, NoticeCommand) else "subject"
    yield "own", Acting(ME, role), kind(**fields, **{name: ME})
    yield "another's", Acting(ME, role), kind(**fields, **{name: SUBJECT})
    if kind is RegisterPerson:
        for who, of_kind in (
            ("an administrator", PersonKind.ADMINISTRATOR),
            ("an officer", PersonKind.PRIVACY_OFFICER),
        ):
            more = {**fields, "kind": of_kind, "approved_by": SECOND}
            yield who, Acting(ME, role), RegisterPerson(subject=SUBJECT, **more)
    if kind is NoteCodeIssued:
        yield "another's PIN", Acting(ME, role), NoteCodeIssued(subject=SUBJECT, **{**fields, "code_for": "pin"})
        yield "own PIN", Acting(ME, role), NoteCodeIssued(subject=ME, **{**fields, "code_for": "pin"})
    if kind in (GiveAuthority, EndAuthority):
        yield "own, on paper", Acting(ME, role), kind(**fields, subject=ME, paper="folder 1")
        yield "another's paper", Acting(ME, role), kind(**fields, subject=SUBJECT, paper="folder 1")
        yield "as representative", Acting(ME, role), kind(subject=SUBJECT, representative=ME)


def _between(kind: type[ConsentCommand], role: ActingRole) -> Iterator[tuple[str, Acting, Command]]:
    doctor, exams = Actor(ActorKind.DOCTOR, OTHER), RecordType.EXAMS
    me, friend = Acting(ME, role), Actor(ActorKind.PATIENT, OTHER)

    def made(patient: str, actor: Actor, **more: Any) -> Command:
        return kind.model_validate({"patient": patient, "actor": actor, "record_types": exams, **more})

    yield "own", me, made(ME, doctor)
    yield "another's", me, made(SUBJECT, doctor)
    yield "spoken for", me, made(SUBJECT, doctor, on_authority_of=SUBJECT)
    yield "on somebody else's authority", me, made(SUBJECT, doctor, on_authority_of=SECOND)
    yield "another's paper", me, made(SUBJECT, doctor, on_authority_of=SUBJECT, paper="folder 1")
    yield "paper that nobody signed", me, made(SUBJECT, doctor, paper="folder 1")
    yield "asking for", me, made(SUBJECT, friend, on_authority_of=OTHER)
    yield "asking for, on paper", me, made(SUBJECT, friend, on_authority_of=OTHER, paper="folder 1")
    yield "asking for a doctor, on paper", me, made(SUBJECT, doctor, on_authority_of=OTHER, paper="folder 1")
    for actor_kind in ActorKind:
        said = "asking" if actor_kind.value == role.value else f"asking as another kind, {actor_kind.value}"
        yield said, me, made(SUBJECT, Actor(actor_kind, ME))


def approving(acting: Acting, command: Command) -> bool:
    """The second person always signs."""
    return True


def may(acting: Acting, command: Command) -> bool:
    """Whether the command gets through with the second person's approval."""
    try:
        authorize(acting, command, approving)
    except NotAllowed:
        return False
    return True


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", EXPECTED, ids=lambda kind: kind.__name__)
def test_every_cell(kind: type[Command], role: ActingRole) -> None:
    letter = EXPECTED[kind].split()[ROLES.index(role)]
    for situation, acting, command in situations(kind, role):
        allowed = letter == "Y" or situation in ALLOWED[letter]
        assert may(acting, command) is allowed, situation


def every_command() -> set[type[Command]]:
    """Every class of commands that is not a base of others."""
    found: set[type[Command]] = set()
    waiting = [Command]
    while waiting:
        kind = waiting.pop()
        found.add(kind)
        waiting += kind.__subclasses__()
    return {kind for kind in found if kind.__module__.startswith("consent_desktop.")} - BASES


def test_every_command_is_in_the_table() -> None:
    assert every_command() == set(GIVES) == set(EXPECTED) == set(FIELDS)


def test_four_eyes_are_what_they_are() -> None:
    assert {
        ErasePerson, GiveRole, EndRole, NoteRestore, NoteKeyRotated, SwitchAnchoring,
    } == FOUR_EYES  # fmt: skip


OF_TWO: Final = [(kind, role) for kind in FIELDS if kind in FOUR_EYES for role in ROLES if role in GIVES[kind]]


@pytest.mark.parametrize(("kind", "role"), OF_TWO, ids=lambda value: getattr(value, "__name__", value))
def test_what_takes_two_needs_another_who_has_signed(kind: type[Command], role: ActingRole) -> None:
    me = Acting(ME, role)
    fields = FIELDS[kind] | ({"subject": SUBJECT} if issubclass(kind, StandingCommand) else {})
    for second in (None, ME):
        with pytest.raises(SecondPersonNeeded, match="approval of a second person"):
            authorize(me, kind(**{**fields, "approved_by": second}), approving)
    with pytest.raises(SecondPersonNeeded, match="within five minutes"):
        authorize(me, kind(**fields))
    authorize(me, kind(**fields), approving)


def test_two_administrators_do_not_give_roles_to_each_other() -> None:
    me = Acting(ME, ActingRole.ADMINISTRATOR)
    for subject, second in ((ME, SECOND), (SECOND, SECOND)):
        command = GiveRole(subject=subject, role=ActingRole.PRIVACY_OFFICER, approved_by=second)
        with pytest.raises(NotAllowed):
            authorize(me, command, approving)


def test_entering_an_administrator_takes_two_where_an_administrator_does_it() -> None:
    entered = RegisterPerson(subject=SUBJECT, kind=PersonKind.ADMINISTRATOR, record_number="2")
    assert needs_second(Acting(ME, ActingRole.ADMINISTRATOR), entered)
    assert not needs_second(Acting(ME, ActingRole.SYSTEM), entered)
    with pytest.raises(SecondPersonNeeded):
        authorize(Acting(ME, ActingRole.ADMINISTRATOR), entered, approving)
    nurse = RegisterPerson(subject=SUBJECT, kind=PersonKind.NURSE, record_number="2")
    authorize(Acting(ME, ActingRole.ADMINISTRATOR), nurse)


def test_the_clinics_own_stream_is_the_clinics() -> None:
    assert FoundClinic(name="n").stream == CLINIC
