"""Who acts has to be active and in office when it is recorded, also when another program has just changed that."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.commands import (
    AmendPerson,
    AskConsent,
    Command,
    DeclineRequest,
    GrantConsent,
    RegisterPerson,
    RevokeConsent,
)
from consent_desktop.domain.errors import NotAllowed, PersonNotActive, SecondPersonNeeded
from consent_desktop.domain.events import ConsentGranted
from consent_desktop.domain.people_commands import DeactivatePerson, EndRole, GiveAuthority, GiveRole, MergePeople
from consent_desktop.domain.vocabulary import THE_OPERATOR, Acting, ActingRole, Actor, ActorKind, PersonKind, RecordType
from tests.support.stores import NOW

EXAMS = frozenset({RecordType.EXAMS})
KINDS = (*PersonKind, PersonKind.PATIENT, PersonKind.ADMINISTRATOR)


@contextmanager
def opened(folder: Path) -> Iterator[Clinic]:
    clinic = open_clinic(folder, plain=True, facts={"time_zone": "UTC"}, clock=FixedClock(NOW), chores=False)
    try:
        yield clinic
    finally:
        clinic.close()


def entered(clinic: Clinic) -> dict[str, str]:
    """One person of each kind, a second patient and a second administrator."""
    names = [kind.value if n < len(PersonKind) else f"{kind.value}2" for n, kind in enumerate(KINDS)]
    return {name: clinic.register(kind, name, THE_OPERATOR)[0] for name, kind in zip(names, KINDS, strict=True)}


def do(clinic: Clinic, command: Command, acting: Acting = THE_OPERATOR) -> Recorded:
    return clinic.dispatch(Dispatch(command, acting))


def test_a_nurse_who_is_reception_too_acts_as_either(tmp_path: Path) -> None:
    with opened(tmp_path) as clinic:
        ids = entered(clinic)
        desk = Acting(ids["nurse"], ActingRole.RECEPTION)
        amend = AmendPerson(subject=ids["patient"], name="Helena Duarte")
        with pytest.raises(NotAllowed, match="do not have the role"):
            do(clinic, amend, desk)
        do(clinic, GiveRole(subject=desk.id, role=ActingRole.RECEPTION, approved_by=ids["administrator"]))
        assert do(clinic, amend, desk).first
        do(clinic, EndRole(subject=desk.id, role=ActingRole.RECEPTION, approved_by=ids["administrator"]))
        with pytest.raises(NotAllowed, match="do not have the role"):
            do(clinic, AmendPerson(subject=ids["patient"], name="Helena"), desk)


def test_a_role_that_another_program_ended_is_ended_here_too(tmp_path: Path) -> None:
    with opened(tmp_path) as here, opened(tmp_path) as there:
        ids = entered(here)
        desk = Acting(ids["reception"], ActingRole.RECEPTION)
        do(here, AmendPerson(subject=ids["patient"], name="Helena"), desk)
        there.catch_up()
        do(there, EndRole(subject=desk.id, role=ActingRole.RECEPTION, approved_by=ids["administrator"]))
        with pytest.raises(NotAllowed, match="do not have the role"):
            do(here, AmendPerson(subject=ids["patient"], name="Helena Duarte"), desk)


def test_a_doctor_whom_another_program_deactivated_asks_no_more_once_that_is_seen(tmp_path: Path) -> None:
    with opened(tmp_path) as here, opened(tmp_path) as there:
        ids = entered(here)
        doctor = Actor(ActorKind.DOCTOR, ids["doctor"])
        do(here, AskConsent(patient=ids["patient"], actor=doctor, record_types=EXAMS), doctor.acting)
        there.catch_up()
        do(there, DeactivatePerson(subject=doctor.id, reason="Left."))
        here.catch_up()
        asks = AskConsent(patient=ids["patient2"], actor=doctor, record_types=EXAMS)
        with pytest.raises(PersonNotActive):
            do(here, asks, doctor.acting)
        with pytest.raises(PersonNotActive):
            here.has(doctor.acting, ids["patient"], doctor, RecordType.EXAMS)


def test_a_grant_to_who_was_just_deactivated_elsewhere_is_refused(tmp_path: Path) -> None:
    with opened(tmp_path) as here, opened(tmp_path) as there:
        ids = entered(here)
        doctor, patient = Actor(ActorKind.DOCTOR, ids["doctor"]), Acting(ids["patient"], ActingRole.PATIENT)
        conditions = frozenset({RecordType.CONDITIONS})
        do(here, GrantConsent(patient=patient.id, actor=doctor, record_types=conditions), patient)
        there.catch_up()
        do(there, DeactivatePerson(subject=doctor.id, reason="Left."))
        with pytest.raises(PersonNotActive):  # though nobody has told this program
            do(here, GrantConsent(patient=patient.id, actor=doctor, record_types=EXAMS), patient)


def test_stopping_asks_nobody_whether_they_are_still_here(tmp_path: Path) -> None:
    with opened(tmp_path) as clinic:
        ids = entered(clinic)
        doctor, patient = Actor(ActorKind.DOCTOR, ids["doctor"]), Acting(ids["patient"], ActingRole.PATIENT)
        do(clinic, GrantConsent(patient=patient.id, actor=doctor, record_types=EXAMS), patient)
        do(clinic, AskConsent(patient=patient.id, actor=Actor(ActorKind.NURSE, ids["nurse"]), record_types=EXAMS))
        do(clinic, DeactivatePerson(subject=patient.id, reason="Moved."))
        do(clinic, RevokeConsent(patient=patient.id, actor=doctor, record_types=EXAMS), patient)
        nurse = Actor(ActorKind.NURSE, ids["nurse"])
        do(clinic, DeclineRequest(patient=patient.id, actor=nurse, record_types=EXAMS), patient)


def test_what_the_desk_enters_from_a_paper_says_so(tmp_path: Path) -> None:
    with opened(tmp_path) as clinic:
        ids = entered(clinic)
        desk, doctor = Acting(ids["reception"], ActingRole.RECEPTION), Actor(ActorKind.DOCTOR, ids["doctor"])
        signed = GrantConsent(
            patient=ids["patient"], actor=doctor, record_types=EXAMS, on_authority_of=ids["patient"], paper="folder 12"
        )
        with pytest.raises(NotAllowed):
            do(clinic, signed.model_copy(update={"paper": None}), desk)
        event = clinic.event(THE_OPERATOR, do(clinic, signed, desk).first)
        assert event is not None
        assert isinstance(event.event, ConsentGranted)
        assert (event.actor, event.event.paper, event.event.on_authority_of) == (desk.id, "folder 12", ids["patient"])


def test_a_parent_acts_for_a_child_while_that_is_recorded(tmp_path: Path) -> None:
    with opened(tmp_path) as clinic:
        ids = entered(clinic)
        parent, doctor = Acting(ids["patient2"], ActingRole.PATIENT), Actor(ActorKind.DOCTOR, ids["doctor"])
        for_them = GrantConsent(
            patient=ids["patient"], actor=doctor, record_types=EXAMS, on_authority_of=ids["patient"]
        )
        with pytest.raises(NotAllowed, match="no authority"):
            do(clinic, for_them, parent)
        do(clinic, GiveAuthority(subject=ids["patient"], representative=parent.id))
        assert do(clinic, for_them, parent).first
        do(clinic, DeactivatePerson(subject=parent.id, reason="Moved."))
        with pytest.raises(PersonNotActive, match="you are not active"):
            do(clinic, for_them, parent)


def test_the_second_person_has_to_be_in_office_too(tmp_path: Path) -> None:
    with opened(tmp_path) as clinic:
        ids = entered(clinic)
        first = Acting(ids["administrator"], ActingRole.ADMINISTRATOR)
        for second in ("nurse", "reception"):
            clinic.approvals.give(first, ids[second])
            gives = GiveRole(subject=ids["doctor"], role=ActingRole.RECEPTION, approved_by=ids[second])
            with pytest.raises(NotAllowed, match="the second person is a privacy officer or an administrator"):
                do(clinic, gives, first)
        gives = GiveRole(subject=ids["doctor"], role=ActingRole.RECEPTION, approved_by=ids["privacy_officer"])
        with pytest.raises(SecondPersonNeeded, match="within five minutes"):
            do(clinic, gives, first)
        clinic.approvals.give(first, ids["privacy_officer"])
        assert do(clinic, gives, first).first


def test_an_administrator_enters_another_with_a_second_person_only(tmp_path: Path) -> None:
    with opened(tmp_path) as clinic:
        ids = entered(clinic)
        first, second = Acting(ids["administrator"], ActingRole.ADMINISTRATOR), ids["administrator2"]
        with pytest.raises(SecondPersonNeeded):
            clinic.register(PersonKind.PRIVACY_OFFICER, "80-9", first)
        clinic.approvals.give(first, second)
        clinic.register(PersonKind.PRIVACY_OFFICER, "80-9", first, approved_by=second)
        clinic.register(PersonKind.NURSE, "60-9", first)
        with pytest.raises(NotAllowed):
            do(
                clinic,
                RegisterPerson(subject="f" * 32, kind=PersonKind.ADMINISTRATOR, record_number="9"),
                Acting(ids["reception"], ActingRole.RECEPTION),
            )


def test_two_entries_are_not_merged_into_each_other(tmp_path: Path) -> None:
    with opened(tmp_path) as here, opened(tmp_path) as there:
        ids = entered(here)
        here.catch_up(), there.catch_up()
        do(here, AmendPerson(subject=ids["patient"], name="A"))
        do(here, AmendPerson(subject=ids["patient2"], name="B"))
        do(there, MergePeople(subject=ids["patient"], into=ids["patient2"]))
        with pytest.raises(PersonNotActive, match="that is to go on is not active"):
            do(here, MergePeople(subject=ids["patient2"], into=ids["patient"]))
