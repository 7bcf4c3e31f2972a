"""What is noted at the door and of the clinic: the events, and what cannot have happened like that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from consent_desktop.domain import account_events as door
from consent_desktop.domain import clinic_events as of_clinic
from consent_desktop.domain.account_commands import (
    NoteCodeIssued,
    NoteCredentialSet,
    NoteHistoryRead,
    NoteLocked,
    NoteResumed,
    NoteSignedOut,
    NoteSignIn,
    NoteSignInFailed,
)
from consent_desktop.domain.aggregate import SubjectState, fold
from consent_desktop.domain.clinic_commands import (
    ChangeSetting,
    ErasePerson,
    FoundClinic,
    NoteBackup,
    NoteKeyRotated,
    NoteRestore,
    NoteVerified,
    RefuseErasure,
    SwitchAnchoring,
)
from consent_desktop.domain.commands import Command
from consent_desktop.domain.context import OtherStream, Person
from consent_desktop.domain.errors import (
    DomainError,
    NotAllowed,
    NothingToChange,
    PersonAlreadyErased,
    PersonNotActive,
    PersonNotRegistered,
    ValidationError,
)
from consent_desktop.domain.events import Event, PersonRegistered
from consent_desktop.domain.people_events import PersonDeactivated
from consent_desktop.domain.vocabulary import CLINIC, ActingRole, PersonKind
from tests.support.decisions import Case
from tests.support.histories import PATIENT, START

NURSE, SECOND = "e" * 32, "c" * 32
ME: dict[str, Any] = {"subject": NURSE}
AT: dict[str, Any] = {"subject": NURSE, "effective_at": START}
THERE: dict[str, Any] = {"subject": CLINIC, "effective_at": START}
LATER = START + timedelta(days=1)


def nurse() -> Case:
    """A case about a nurse."""
    return Case(PersonRegistered(subject=NURSE, effective_at=START, kind=PersonKind.NURSE, record_number="1"))


def clinic(*events: Event) -> Case:
    """A case about the clinic itself, beside a known patient."""
    case = Case()
    case.state = fold(events)
    case.known = OtherStream(Person(PersonKind.PATIENT, "20-1"), 1)
    return case


@pytest.mark.parametrize(("command", "event"), [
    (NoteCredentialSet(**ME, kind="password"), door.CredentialSet(**AT, kind="password")),
    (NoteCredentialSet(**ME, kind="resume_pin"), door.CredentialSet(**AT, kind="resume_pin")),
    (NoteCodeIssued(**ME, code_for="password", expires=LATER), door.CodeIssued(**AT, code_for="password", expires=LATER)),
    (NoteSignIn(**ME, role=ActingRole.NURSE, workstation="w"), door.SignedIn(**AT, role=ActingRole.NURSE, workstation="w")),
    (NoteSignInFailed(**ME, workstation="w", why="wrong"), door.SignInFailed(**AT, workstation="w", why="wrong")),
    (NoteSignedOut(**ME, workstation="w"), door.SignedOut(**AT, workstation="w")),
    (NoteLocked(**ME, workstation="w"), door.SessionLocked(**AT, workstation="w")),
    (NoteResumed(**ME, workstation="w"), door.SessionResumed(**AT, workstation="w")),
    (NoteHistoryRead(**ME, question="history", about=PATIENT), door.HistoryRead(**AT, question="history", about=PATIENT)),
])  # fmt: skip
def test_what_happens_at_the_door_is_an_event_and_changes_nothing(command: Command, event: Event) -> None:
    case = nurse()
    before = case.state
    assert case.when(command) == [event]
    assert case.state == before


@pytest.mark.parametrize(("command", "error"), [
    (NoteCredentialSet(**ME, kind="pin"), ValidationError),
    (NoteCodeIssued(**ME, code_for="pin", expires=LATER), ValidationError),
    (NoteCodeIssued(**ME, code_for="password", expires=START), ValidationError),
    (NoteSignIn(**ME, role=ActingRole.ADMINISTRATOR, workstation="w"), NotAllowed),
    (NoteSignInFailed(**ME, workstation="w", why="unknown"), ValidationError),
])  # fmt: skip
def test_what_cannot_have_happened_at_the_door(command: Command, error: type[DomainError]) -> None:
    nurse().refused(command, error)


def test_a_patient_has_a_pin_and_nothing_else() -> None:
    assert Case().when(NoteCredentialSet(subject=PATIENT, kind="pin"))
    Case().refused(NoteCredentialSet(subject=PATIENT, kind="password"), ValidationError)
    Case().refused(NoteCredentialSet(subject=PATIENT, kind="resume_pin"), ValidationError)


def test_who_is_not_known_or_not_active_does_not_come_in_but_their_failing_is_noted() -> None:
    case = nurse()
    case.state = fold([PersonDeactivated(**AT, reason="Left.")], case.state)
    coming: Sequence[Command] = (
        NoteSignIn(**ME, role=ActingRole.NURSE, workstation="w"),
        NoteResumed(**ME, workstation="w"),
        NoteCredentialSet(**ME, kind="password"),
        NoteCodeIssued(**ME, code_for="password", expires=LATER),
    )
    for command in coming:
        case.refused(command, PersonNotActive)
    assert case.when(NoteSignInFailed(**ME, workstation="w", why="deactivated"))
    assert case.when(NoteSignedOut(**ME, workstation="w"))
    case.state = SubjectState()
    for command in coming:
        case.refused(command, PersonNotRegistered)


def test_an_unknown_person_is_noted_with_the_clinic() -> None:
    case = clinic()
    unknown = NoteSignInFailed(subject=CLINIC, workstation="w", why="unknown")
    assert case.when(unknown) == [door.SignInFailed(**THERE, workstation="w", why="unknown")]
    case.refused(NoteSignInFailed(subject=CLINIC, workstation="w", why="wrong"), ValidationError)


@pytest.mark.parametrize(("command", "event"), [
    (FoundClinic(name="A"), of_clinic.ClinicFounded(**THERE, name="A")),
    (
        ErasePerson(person=PATIENT, reason="r", approved_by=SECOND),
        of_clinic.PersonErased(**THERE, person=PATIENT, reason="r", approved_by=SECOND),
    ),
    (RefuseErasure(person=PATIENT, ground="g"), of_clinic.ErasureRefused(**THERE, person=PATIENT, ground="g")),
    (
        NoteBackup(head=9, bytes=4096, where="scheduled"),
        of_clinic.BackupMade(**THERE, head=9, bytes=4096, where="scheduled"),
    ),
    (
        NoteRestore(head=9, backup_made=START, anchored=10, approved_by=SECOND),
        of_clinic.StoreRestored(**THERE, head=9, backup_made=START, anchored=10, approved_by=SECOND),
    ),
    (NoteKeyRotated(approved_by=SECOND), of_clinic.KeyRotated(**THERE, approved_by=SECOND)),
    (
        SwitchAnchoring(on=False, approved_by=SECOND),
        of_clinic.AnchoringSwitched(**THERE, on=False, approved_by=SECOND),
    ),
    (NoteVerified(head=9, whole=False), of_clinic.HistoryVerified(**THERE, head=9, whole=False)),
    (ChangeSetting(name="lock", value="5"), of_clinic.SettingChanged(**THERE, name="lock", value="5")),
])  # fmt: skip
def test_what_happens_to_the_clinic(command: Command, event: Event) -> None:
    assert clinic().when(command) == [event]


def test_the_clinic_knows_what_happened_to_it() -> None:
    case = clinic()
    for command in (
        FoundClinic(name="A"),
        ErasePerson(person=PATIENT, reason="r", approved_by=SECOND),
        SwitchAnchoring(on=True, approved_by=SECOND),
        ChangeSetting(name="lock", value="5"),
    ):
        case.when(command)
    known = case.state.clinic
    assert (known.name, known.erased, known.anchoring) == ("A", frozenset({PATIENT}), True)
    assert known.settings == {"lock": "5"}
    case.refused(FoundClinic(name="B"), NothingToChange)
    case.refused(SwitchAnchoring(on=True, approved_by=SECOND), NothingToChange)
    for again in (
        ErasePerson(person=PATIENT, reason="r", approved_by=SECOND),
        RefuseErasure(person=PATIENT, ground="g"),
    ):
        case.refused(again, PersonAlreadyErased)
    assert case.when(ChangeSetting(name="lock", value="5")) == []
    [changed] = case.when(ChangeSetting(name="lock", value="2"))
    assert changed == of_clinic.SettingChanged(**THERE, name="lock", value="2", before="5")


def test_nobody_unknown_is_erased() -> None:
    case = clinic()
    case.known = OtherStream(None, 0)
    for command in (
        ErasePerson(person=PATIENT, reason="r", approved_by=SECOND),
        RefuseErasure(person=PATIENT, ground="g"),
    ):
        case.refused(command, PersonNotRegistered)


def test_nothing_is_noted_for_later() -> None:
    for case, command in (
        (nurse(), NoteSignedOut(**ME, workstation="w", effective_at=LATER)),
        (clinic(), NoteVerified(head=1, whole=True, effective_at=LATER)),
    ):
        assert set(case.refused(command, ValidationError).fields) == {"effective_at"}


def test_what_is_recorded_of_a_person_looks_at_that_person() -> None:
    assert ErasePerson(person=PATIENT, reason="r").other == RefuseErasure(person=PATIENT, ground="g").other == PATIENT
    assert FoundClinic(name="A").other is None
