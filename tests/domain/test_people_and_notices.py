"""The rules of the register and of notices, and how a stream is read as a whole."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from consent_desktop.domain import notices, register
from consent_desktop.domain.aggregate import SubjectState, decide, evolve, fold
from consent_desktop.domain.commands import (
    AmendPerson,
    Command,
    MarkNoticeSeen,
    NoteTold,
    NoticeCommand,
    ParkNotice,
    PersonCommand,
    RaiseNotice,
    RegisterPerson,
)
from consent_desktop.domain.errors import (
    NoticeNotFound,
    PersonAlreadyRegistered,
    PersonNotRegistered,
    UnknownCommand,
    ValidationError,
)
from consent_desktop.domain.events import (
    Erased,
    NoticeParked,
    NoticeRaised,
    NoticeSeen,
    NoticeTold,
    PersonAmended,
    PersonRegistered,
    caused_by,
)
from consent_desktop.domain.notices import NoticeState
from consent_desktop.domain.vocabulary import PersonKind
from tests.support.decisions import Case
from tests.support.histories import PATIENT, START

REGISTER = RegisterPerson(
    subject=PATIENT, kind=PersonKind.DOCTOR, record_number="70-0001", name="Ana", birth_date=date(1970, 1, 2)
)
RAISE = RaiseNotice(recipient=PATIENT, notice_id="n")
PARK = ParkNotice(recipient=PATIENT, notice_id="n", reason="disk")
SEEN = MarkNoticeSeen(recipient=PATIENT, notice_id="n")


def nobody() -> Case:
    case = Case()
    case.state = SubjectState()
    return case


def test_a_person_is_registered_once() -> None:
    case = nobody()
    [event] = case.when(REGISTER)
    assert isinstance(event, PersonRegistered)
    assert case.state.person is not None
    assert (case.state.person.name, case.state.person.kind) == ("Ana", PersonKind.DOCTOR)
    case.refused(REGISTER, PersonAlreadyRegistered)


def test_nobody_is_registered_in_the_future() -> None:
    command = REGISTER.model_copy(update={"effective_at": START + timedelta(days=1)})
    assert "effective_at" in nobody().refused(command, ValidationError).fields


def test_an_amendment_records_only_what_changed() -> None:
    case = nobody()
    case.when(REGISTER)
    [event] = case.when(AmendPerson(subject=PATIENT, name="Ana Souza", birth_date=date(1970, 1, 2), specialty="Heart"))
    assert event == PersonAmended(subject=PATIENT, effective_at=START, name="Ana Souza", specialty="Heart")
    [event] = case.when(AmendPerson(subject=PATIENT, birth_date=date(1971, 1, 2)))
    assert case.state.person is not None
    assert case.state.person.birth_date == date(1971, 1, 2)
    assert case.state.person.name == "Ana Souza"
    assert case.when(AmendPerson(subject=PATIENT, name="Ana Souza")) == []


def test_nobody_unknown_is_amended() -> None:
    nobody().refused(AmendPerson(subject=PATIENT, name="Ana"), PersonNotRegistered)
    assert register.evolve(None, PersonAmended(subject=PATIENT, effective_at=START, name="Ana")) is None


def test_a_notice_is_raised_once_and_seen_once() -> None:
    case = Case()
    assert case.when(RAISE) == [NoticeRaised(subject=PATIENT, effective_at=START, notice_id="n")]
    assert case.when(RAISE) == []
    assert case.when(SEEN) == [NoticeSeen(subject=PATIENT, effective_at=START, notice_id="n")]
    assert case.when(SEEN) == []
    assert case.when(RAISE) == []
    assert case.when(PARK) == []


def test_a_parked_notice_can_be_raised_after_all() -> None:
    case = Case()
    [event] = case.when(PARK)
    assert isinstance(event, NoticeParked)
    assert case.when(PARK) == []
    assert len(case.when(RAISE)) == 1


def test_a_notice_that_never_was_cannot_be_seen() -> None:
    Case().refused(SEEN, NoticeNotFound)


def test_rules_know_their_own_commands_only() -> None:
    class Odd(Command):
        """No rule knows it."""

    case = Case()
    with pytest.raises(UnknownCommand):
        decide(case.state, Odd(), case.context(Odd()))
    person, notice = PersonCommand(subject=PATIENT), NoticeCommand(recipient=PATIENT, notice_id="n")
    with pytest.raises(TypeError):
        register.decide(None, person, case.context(person))
    with pytest.raises(TypeError):
        notices.decide({}, notice, case.context(notice))


def test_an_erased_event_changes_nothing() -> None:
    erased = Erased(subject=PATIENT, effective_at=START)
    state = fold([PersonRegistered(subject=PATIENT, effective_at=START, kind=PersonKind.NURSE, record_number="1")])
    assert evolve(state, erased) == state
    assert caused_by(erased) is None


def test_evolve_is_the_step_of_fold() -> None:
    events = [
        PersonRegistered(subject=PATIENT, effective_at=START, kind=PersonKind.NURSE, record_number="1"),
        NoticeRaised(subject=PATIENT, effective_at=START, notice_id="n"),
        NoticeSeen(subject=PATIENT, effective_at=START, notice_id="n"),
    ]
    state = SubjectState()
    for event in events:
        state = evolve(state, event)
    assert state == fold(events)


def test_whom_the_desk_tells_is_told_once_a_way_and_seeing_it_ends_that() -> None:
    case = Case()
    case.when(RaiseNotice(recipient=PATIENT, notice_id="n"))
    printed, phone = (
        NoteTold.model_validate({"recipient": PATIENT, "notice_id": "n", "how": h}) for h in ("printed", "phone")
    )
    assert case.when(printed) == [NoticeTold(subject=PATIENT, effective_at=START, notice_id="n", how="printed")]
    assert case.when(printed) == []
    assert dict(case.state.notices) == {"n": NoticeState.PRINTED}
    assert case.when(RaiseNotice(recipient=PATIENT, notice_id="n")) == []
    assert case.when(phone)
    assert dict(case.state.notices) == {"n": NoticeState.PHONED}
    assert case.when(MarkNoticeSeen(recipient=PATIENT, notice_id="n"))
    assert case.when(phone) == []
    case.refused(phone.model_copy(update={"notice_id": "never"}), NoticeNotFound)
