"""Merging, deactivating, roles, units and authority: what is recorded, what is refused, and what it changes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from consent_desktop.domain.aggregate import SubjectState, decide, fold
from consent_desktop.domain.commands import AskConsent, Command, DeclineRequest, GrantConsent, RevokeConsent
from consent_desktop.domain.context import Context, OtherStream, Person
from consent_desktop.domain.errors import (
    DomainError,
    NotAllowed,
    NothingToChange,
    PersonNotActive,
    PersonNotRegistered,
    ValidationError,
)
from consent_desktop.domain.events import Event, HistoryDamaged, PersonRegistered
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
)
from consent_desktop.domain.people_events import AuthorityGiven, PersonDeactivated, PersonMerged, RoleEnded, RoleGiven
from consent_desktop.domain.standing import Authority, Standing, roles_in_effect, units_in_effect
from consent_desktop.domain.vocabulary import Acting, ActingRole, PersonKind, RecordType
from tests.support.decisions import DOCTOR, FRIEND, Case
from tests.support.histories import PATIENT, START

NURSE, OTHER, SECOND = "e" * 32, "b" * 32, "c" * 32
DAY = timedelta(days=1)
EXAMS = frozenset({RecordType.EXAMS})
TWO: dict[str, Any] = {"subject": NURSE, "approved_by": SECOND}
KNOWN = OtherStream(Person(PersonKind.PATIENT, "20-2"), 1)


def of_kind(kind: PersonKind) -> Case:
    """A case about somebody of that kind, beside another patient."""
    subject = PATIENT if kind is PersonKind.PATIENT else NURSE
    case = Case(PersonRegistered(subject=subject, effective_at=START, kind=kind, record_number="1"))
    case.known = KNOWN
    return case


def roles(state: SubjectState, after: timedelta = timedelta()) -> tuple[ActingRole, ...]:
    return roles_in_effect(state.standing, START + after)


def test_everybody_begins_in_the_role_of_what_they_are() -> None:
    for kind in PersonKind:
        assert roles(of_kind(kind).state) == (ActingRole(kind.value),)
    assert roles(SubjectState()) == ()


def test_a_role_is_in_effect_in_its_period_only() -> None:
    case = of_kind(PersonKind.NURSE)
    [given] = case.when(GiveRole(**TWO, role=ActingRole.RECEPTION, since=START + DAY, until=START + 2 * DAY))
    assert given == RoleGiven(
        subject=NURSE, effective_at=START, role=ActingRole.RECEPTION, approved_by=SECOND, since=START + DAY,
        until=START + 2 * DAY,
    )  # fmt: skip
    both = (ActingRole.NURSE, ActingRole.RECEPTION)
    assert [roles(case.state, n * DAY) for n in range(3)] == [both[:1], both, both[:1]]
    case.when(GiveRole(**TWO, role=ActingRole.RECEPTION))
    assert roles(case.state) == both
    [ended] = case.when(EndRole(**TWO, role=ActingRole.RECEPTION))
    assert ended == RoleEnded(subject=NURSE, effective_at=START, role=ActingRole.RECEPTION, approved_by=SECOND)
    assert roles(case.state) == both[:1]


def test_the_first_role_can_be_ended_and_given_again() -> None:
    case = of_kind(PersonKind.NURSE)
    case.refused(GiveRole(**TWO, role=ActingRole.NURSE), NothingToChange)
    case.when(EndRole(**TWO, role=ActingRole.NURSE))
    assert roles(case.state) == ()
    case.refused(EndRole(**TWO, role=ActingRole.NURSE), NothingToChange)
    case.when(GiveRole(**TWO, role=ActingRole.NURSE))
    assert roles(case.state) == (ActingRole.NURSE,)
    case.refused(GiveRole(**TWO, role=ActingRole.NURSE), NothingToChange)


@pytest.mark.parametrize(
    "role", [r for r in ActingRole if r.value not in ("nurse", "reception", "privacy_officer", "administrator")]
)
def test_only_roles_of_the_desk_are_given_on_top(role: ActingRole) -> None:
    assert set(of_kind(PersonKind.NURSE).refused(GiveRole(**TWO, role=role), ValidationError).fields) == {"role"}


def test_a_patient_acts_as_a_patient_only() -> None:
    case = of_kind(PersonKind.PATIENT)
    refused = case.refused(GiveRole(subject=PATIENT, role=ActingRole.RECEPTION, approved_by=SECOND), ValidationError)
    assert set(refused.fields) == {"role"}
    assert set(case.refused(JoinUnit(subject=PATIENT, unit="Ward 2"), ValidationError).fields) == {"unit"}


def test_units_have_periods_too() -> None:
    case = of_kind(PersonKind.NURSE)
    case.when(JoinUnit(subject=NURSE, unit="Ward 2", until=START + DAY))
    case.when(JoinUnit(subject=NURSE, unit="Ambulance"))
    assert units_in_effect(case.state.standing, START) == ("Ambulance", "Ward 2")
    assert units_in_effect(case.state.standing, START + DAY) == ("Ambulance",)
    case.refused(JoinUnit(subject=NURSE, unit="Ambulance"), NothingToChange)
    case.when(LeaveUnit(subject=NURSE, unit="Ambulance"))
    case.refused(LeaveUnit(subject=NURSE, unit="Ambulance"), NothingToChange)
    assert units_in_effect(case.state.standing, START + DAY) == ()


@pytest.mark.parametrize("command", [
    GiveRole(**TWO, role=ActingRole.RECEPTION, since=START + DAY, until=START + DAY),
    JoinUnit(subject=NURSE, unit="Ward 2", since=START + DAY, until=START),
])  # fmt: skip
def test_a_period_ends_after_it_begins(command: Command) -> None:
    assert set(of_kind(PersonKind.NURSE).refused(command, ValidationError).fields) == {"until"}


def test_who_is_deactivated_gets_nothing_new_until_they_are_back() -> None:
    case = of_kind(PersonKind.NURSE)
    case.refused(ReactivatePerson(subject=NURSE, reason="Back."), NothingToChange)
    case.when(DeactivatePerson(subject=NURSE, reason="Left."))
    assert roles(case.state) == ()
    for command in (GiveRole(**TWO, role=ActingRole.RECEPTION), JoinUnit(subject=NURSE, unit="Ward 2")):
        case.refused(command, PersonNotActive)
    case.refused(DeactivatePerson(subject=NURSE, reason="Left."), NothingToChange)
    case.when(ReactivatePerson(subject=NURSE, reason="Back."))
    assert roles(case.state) == (ActingRole.NURSE,)


@pytest.mark.parametrize("gone", [
    PersonDeactivated(subject=PATIENT, effective_at=START, reason="Moved."),
    PersonMerged(subject=PATIENT, effective_at=START, into=OTHER),
])  # fmt: skip
def test_nothing_new_is_shared_by_or_with_who_is_not_active(gone: Event) -> None:
    case = Case()
    before, case.state = case.state, fold([gone], case.state)
    for command in (
        AskConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS),
        GrantConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS),
    ):
        case.refused(command, PersonNotActive)
    case.state = before
    for standing in (Standing(merged_into=OTHER), Standing(active=False)):
        case.known = OtherStream(Person(PersonKind.DOCTOR, "70-0001"), 1, standing)
        case.refused(GrantConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS), PersonNotActive)


def test_who_is_not_active_still_stops_and_declines() -> None:
    case = Case()
    case.when(GrantConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS))
    case.when(AskConsent(patient=PATIENT, actor=DOCTOR, record_types=frozenset({RecordType.CONDITIONS})))
    case.when(DeactivatePerson(subject=PATIENT, reason="Moved."))
    case.when(RevokeConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS))
    case.when(DeclineRequest(patient=PATIENT, actor=DOCTOR, record_types=frozenset({RecordType.CONDITIONS})))
    assert (case.state.relation(DOCTOR).grants, case.state.relation(DOCTOR).requests) == ((), ())


def test_merging_ends_what_the_second_entry_shared() -> None:
    case = Case()
    case.known = None
    case.when(GrantConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS))
    case.known = KNOWN
    [merged] = case.when(MergePeople(subject=PATIENT, into=OTHER))
    assert merged == PersonMerged(subject=PATIENT, effective_at=START, into=OTHER)
    assert case.state.relation(DOCTOR).grants == ()
    assert not case.state.standing.present
    case.refused(MergePeople(subject=PATIENT, into=OTHER), NothingToChange)
    case.refused(ReactivatePerson(subject=PATIENT, reason="No."), PersonNotActive)


@pytest.mark.parametrize(("into", "other", "error"), [
    (PATIENT, KNOWN, ValidationError),
    (OTHER, OtherStream(None, 0), PersonNotRegistered),
    (OTHER, OtherStream(Person(PersonKind.DOCTOR, "1"), 1), ValidationError),
    (OTHER, OtherStream(Person(PersonKind.PATIENT, "1"), 1, Standing(active=False)), PersonNotActive),
])  # fmt: skip
def test_what_cannot_be_merged(into: str, other: OtherStream, error: type[DomainError]) -> None:
    case = Case()
    case.known = other
    case.refused(MergePeople(subject=PATIENT, into=into), error)


def test_nobody_unknown_is_changed() -> None:
    for command in (DeactivatePerson(subject=NURSE, reason="r"), JoinUnit(subject=NURSE, unit="u")):
        case = Case()
        case.state = SubjectState()
        case.refused(command, PersonNotRegistered)


def speaking(case: Case, command: Command, who: str = OTHER) -> list[Event]:
    """What the command leads to when the other patient gives it."""
    context = case.context(command)
    mine = Context(context.now, Acting(who, ActingRole.PATIENT), context.command_id, context.other)
    return list(decide(case.state, command, mine))


def test_a_representative_acts_while_their_authority_lasts_and_stops_even_after_it() -> None:
    case = of_kind(PersonKind.PATIENT)
    [given] = case.when(GiveAuthority(subject=PATIENT, representative=OTHER, until=START + DAY, paper="folder 1"))
    assert given == AuthorityGiven(
        subject=PATIENT, effective_at=START, representative=OTHER, until=START + DAY, paper="folder 1"
    )
    case.refused(GiveAuthority(subject=PATIENT, representative=OTHER, until=START + DAY), NothingToChange)
    case.known = None
    for_them = {"patient": PATIENT, "actor": DOCTOR, "record_types": EXAMS, "on_authority_of": PATIENT}
    [granted] = speaking(case, GrantConsent(**for_them))
    assert getattr(granted, "on_authority_of", None) == PATIENT
    with pytest.raises(NotAllowed, match="no authority"):
        speaking(case, GrantConsent(**for_them), SECOND)
    case.when(GrantConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS))
    case.now = START + DAY
    with pytest.raises(NotAllowed, match="has ended"):
        speaking(case, GrantConsent(**for_them))
    assert speaking(case, RevokeConsent(**for_them))
    case.when(EndAuthority(subject=PATIENT, representative=OTHER))
    with pytest.raises(NotAllowed, match="no authority"):
        speaking(case, RevokeConsent(**for_them))
    case.refused(EndAuthority(subject=PATIENT, representative=OTHER), NothingToChange)


def test_a_representative_asks_in_the_name_of_a_patient() -> None:
    case = Case()
    asks = AskConsent(patient=PATIENT, actor=FRIEND, record_types=EXAMS, on_authority_of=FRIEND.id)
    case.known = OtherStream(Person(PersonKind.PATIENT, "20-3"), 1, Standing(authorities=(Authority(OTHER),)))
    assert speaking(case, asks)
    case.known = OtherStream(Person(PersonKind.PATIENT, "20-3"), 1)
    with pytest.raises(NotAllowed, match="no authority"):
        speaking(case, asks)


@pytest.mark.parametrize(("command", "other", "error"), [
    (GiveAuthority(subject=PATIENT, representative=PATIENT), KNOWN, ValidationError),
    (GiveAuthority(subject=PATIENT, representative=OTHER), OtherStream(None, 0), PersonNotRegistered),
    (GiveAuthority(subject=PATIENT, representative=OTHER), OtherStream(Person(PersonKind.NURSE, "1"), 1), PersonNotRegistered),
    (GiveAuthority(subject=PATIENT, representative=OTHER), OtherStream(KNOWN.person, 1, Standing(active=False)), PersonNotActive),
    (GiveAuthority(subject=PATIENT, representative=OTHER, until=START), KNOWN, ValidationError),
])  # fmt: skip
def test_who_cannot_speak_for_a_patient(command: Command, other: OtherStream, error: type[DomainError]) -> None:
    case = of_kind(PersonKind.PATIENT)
    case.known = other
    case.refused(command, error)


def test_nobody_speaks_for_staff() -> None:
    refused = of_kind(PersonKind.NURSE).refused(GiveAuthority(subject=NURSE, representative=OTHER), ValidationError)
    assert set(refused.fields) == {"representative"}


def test_what_may_have_been_ended_in_what_is_lost_is_relied_on_no_longer() -> None:
    case = of_kind(PersonKind.NURSE)
    case.when(GiveRole(**TWO, role=ActingRole.ADMINISTRATOR))
    case.when(JoinUnit(subject=NURSE, unit="Ward 2"))
    damaged = fold([HistoryDamaged(subject=NURSE, effective_at=START, lost=((1, 2),))], case.state)
    assert roles(damaged) == (ActingRole.NURSE,)
    assert damaged.standing.units == ()
