"""The rules of a decision, one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeVar

import pytest

from consent_desktop.domain import consent
from consent_desktop.domain.commands import (
    AskConsent,
    ConsentCommand,
    DeclineRequest,
    GrantConsent,
    RevokeConsent,
    WithdrawRequest,
)
from consent_desktop.domain.context import OtherStream, Person
from consent_desktop.domain.errors import (
    ConsentAlreadyAsked,
    ConsentAlreadyGranted,
    ConsentNotGranted,
    PersonNotRegistered,
    RequestNotOpen,
    ValidationError,
)
from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentEvent,
    ConsentGranted,
    ConsentRevoked,
    RequestDeclined,
    RequestWithdrawn,
)
from consent_desktop.domain.vocabulary import Actor, PersonKind, Purpose, RecordType
from tests.support.decisions import DOCTOR, FRIEND, NURSE, Case
from tests.support.histories import PATIENT, START

ALL = RecordType.ALL
C = TypeVar("C", bound=ConsentCommand)


def made(kind: type[C], types: str, actor: Actor = DOCTOR, **more: Any) -> C:
    return kind(patient=PATIENT, actor=actor, record_types=frozenset(map(RecordType, types.split())), **more)


def ask(types: str, actor: Actor = DOCTOR, **more: Any) -> AskConsent:
    return made(AskConsent, types, actor, **more)


def grant(types: str, actor: Actor = DOCTOR, **more: Any) -> GrantConsent:
    return made(GrantConsent, types, actor, **more)


def revoke(types: str, actor: Actor = DOCTOR) -> RevokeConsent:
    return made(RevokeConsent, types, actor)


def decline(types: str) -> DeclineRequest:
    return made(DeclineRequest, types)


def withdraw(types: str) -> WithdrawRequest:
    return made(WithdrawRequest, types)


def test_an_ask_names_what_it_is_about() -> None:
    case, purpose = Case(), Purpose("TREAT", "heart check-up")
    until = START + timedelta(days=30)
    [event] = case.when(ask("exams conditions", purpose=purpose, until=until, until_zone="Europe/Lisbon", note="hello"))
    assert isinstance(event, ConsentAsked)
    assert (event.patient, event.actor, event.record_types) == (
        PATIENT,
        DOCTOR,
        (RecordType.EXAMS, RecordType.CONDITIONS),
    )
    assert (event.purpose, event.until, event.until_zone, event.note) == (purpose, until, "Europe/Lisbon", "hello")
    assert case.sees() == ""


def test_a_patient_may_grant_unasked() -> None:
    case = Case()
    [event] = case.when(grant("exams"))
    assert isinstance(event, ConsentGranted)
    assert event.answers == ()
    assert case.sees() == "exams"
    assert case.sees(NURSE) == ""


def test_another_patient_may_receive() -> None:
    case = Case()
    case.when(grant("conditions", FRIEND))
    assert case.sees(FRIEND) == "conditions"


def test_granting_what_is_held_is_refused_and_names_it() -> None:
    case = Case()
    case.when(grant("exams"))
    assert case.refused(grant("exams conditions"), ConsentAlreadyGranted).record_types == (RecordType.EXAMS,)
    assert case.sees() == "exams"


def test_a_later_end_renews_and_an_earlier_one_is_refused() -> None:
    case = Case()
    case.when(grant("exams", until=START + timedelta(days=2)))
    case.refused(grant("exams", until=START + timedelta(days=2)), ConsentAlreadyGranted)
    case.refused(grant("exams", until=START + timedelta(days=1)), ConsentAlreadyGranted)
    case.when(grant("exams", until=START + timedelta(days=3)))
    case.when(grant("exams"))
    case.refused(grant("exams", until=START + timedelta(days=9)), ConsentAlreadyGranted)


def test_a_wider_purpose_is_new_and_a_narrower_one_is_not() -> None:
    case = Case()
    case.when(grant("exams", purpose=Purpose("TREAT", "care")))
    case.refused(grant("exams", purpose=Purpose("COC", "my team")), ConsentAlreadyGranted)
    case.when(grant("exams", purpose=Purpose("HRESCH", "a study")))
    case.when(grant("exams"))
    case.refused(grant("exams", purpose=Purpose("HMARKT", "news")), ConsentAlreadyGranted)


def test_all_after_four_single_grants_is_new_for_later_kinds() -> None:
    case = Case()
    case.when(grant("exams consultations conditions er_visits"))
    assert case.sees() == "exams consultations conditions er_visits all"
    case.when(grant("all"))
    case.refused(grant("all"), ConsentAlreadyGranted)


def test_an_exception_leaves_the_other_kinds_and_the_last_one_ends_the_grant() -> None:
    case = Case()
    case.when(grant("all"))
    case.when(revoke("exams"))
    assert case.sees() == "consultations conditions er_visits"
    case.refused(revoke("exams"), ConsentNotGranted)
    case.when(revoke("consultations conditions"))
    case.when(revoke("er_visits"))
    assert case.state.relation(DOCTOR).grants == ()
    assert case.refused(revoke("all"), ConsentNotGranted).record_types == (ALL,)


def test_a_single_grant_over_an_exception_can_be_revoked_again() -> None:
    case = Case()
    case.when(grant("all"))
    case.when(revoke("exams"))
    case.when(grant("exams"))
    assert case.sees() == "exams consultations conditions er_visits all"
    [event] = case.when(revoke("exams"))
    assert isinstance(event, ConsentRevoked)
    assert len(event.grant_ids) == 1
    assert case.sees() == "consultations conditions er_visits"
    case.when(grant("all"))
    assert case.sees() == "exams consultations conditions er_visits all"


def test_revoking_all_stops_everything_with_that_actor_only() -> None:
    case = Case()
    case.when(grant("exams"))
    case.when(grant("conditions"))
    case.when(grant("exams", NURSE))
    [event] = case.when(revoke("all"))
    assert isinstance(event, ConsentRevoked)
    assert len(event.grant_ids) == 2
    assert (case.sees(), case.sees(NURSE)) == ("", "exams")


def test_revoking_several_is_refused_whole_and_names_those_at_fault() -> None:
    case = Case()
    case.when(grant("exams"))
    assert case.refused(revoke("exams er_visits"), ConsentNotGranted).record_types == (RecordType.ER_VISITS,)
    assert case.sees() == "exams"


def test_a_grant_permits_nothing_from_its_end_on() -> None:
    case = Case()
    until = START + timedelta(hours=1)
    case.when(grant("exams", until=until))
    case.now = until - timedelta(microseconds=1)
    assert case.sees() == "exams"
    case.now = until
    assert case.sees() == ""
    case.when(grant("exams"))
    assert case.sees() == "exams"


def test_stopping_does_not_depend_on_the_clock() -> None:
    """With a clock that ran ahead a grant seems over; stopping it is recorded all the same and holds when it is set right."""
    case = Case()
    case.when(grant("exams", until=START + timedelta(hours=1)))
    case.now = START + timedelta(days=400)
    case.when(revoke("exams"))
    case.now = START
    assert case.sees() == ""


def test_asking_twice_is_refused_while_the_first_waits() -> None:
    case = Case()
    case.when(ask("exams"))
    assert case.refused(ask("exams conditions"), ConsentAlreadyAsked).record_types == (RecordType.EXAMS,)
    assert case.refused(ask("all"), ConsentAlreadyAsked).record_types == (ALL,)
    case.when(ask("conditions"))
    case.when(ask("exams", NURSE))


def test_an_ask_for_everything_waits_for_every_kind() -> None:
    case = Case()
    case.when(ask("all"))
    case.refused(ask("er_visits"), ConsentAlreadyAsked)
    case.when(grant("er_visits"))
    case.when(decline("exams consultations conditions"))
    assert case.state.relation(DOCTOR).requests == ()
    case.when(ask("all"))


def test_an_ask_is_refused_when_the_grant_would_be() -> None:
    case = Case()
    case.when(grant("exams", until=START + timedelta(days=3)))
    case.refused(ask("exams", until=START + timedelta(days=3)), ConsentAlreadyGranted)
    case.when(ask("exams", until=START + timedelta(days=4)))


def test_a_grant_answers_what_it_covers() -> None:
    case = Case()
    [asked] = case.when(ask("exams conditions"))
    assert isinstance(asked, ConsentAsked)
    [granted] = case.when(grant("exams"))
    assert isinstance(granted, ConsentGranted)
    assert granted.answers == (asked.request_id,)
    assert case.state.relation(DOCTOR).waiting == {RecordType.CONDITIONS}


def test_declining_and_withdrawing_close_what_is_open() -> None:
    case = Case()
    case.when(ask("exams conditions"))
    [declined] = case.when(decline("exams"))
    [withdrawn] = case.when(withdraw("all"))
    assert isinstance(declined, RequestDeclined)
    assert isinstance(withdrawn, RequestWithdrawn)
    assert declined.answers == withdrawn.answers != ()
    assert case.refused(decline("exams"), RequestNotOpen).record_types == (RecordType.EXAMS,)
    assert case.refused(withdraw("all"), RequestNotOpen).record_types == (ALL,)


@pytest.mark.parametrize("command", [ask("exams", until=START), grant("exams", until=START - timedelta(days=1))])
def test_an_end_lies_in_the_future(command: ConsentCommand) -> None:
    assert "until" in Case().refused(command, ValidationError).fields


def test_nothing_is_effective_later_than_now() -> None:
    case = Case()
    error = case.refused(grant("exams", effective_at=START + timedelta(seconds=1)), ValidationError)
    assert "effective_at" in error.fields
    [event] = case.when(grant("exams", effective_at=START - timedelta(days=2)))
    assert event.effective_at == START - timedelta(days=2)


def test_both_sides_are_in_the_register_as_what_the_command_says() -> None:
    case = Case()
    case.known = OtherStream(None, 0)
    case.refused(grant("exams"), PersonNotRegistered)
    case.known = OtherStream(Person(PersonKind.NURSE, "71-0001"), 1)
    case.refused(ask("exams"), PersonNotRegistered)
    stranger = Case()
    stranger.state = type(stranger.state)()
    stranger.refused(grant("exams"), PersonNotRegistered)


def test_stopping_asks_no_register() -> None:
    case = Case()
    case.when(grant("exams"))
    case.known = OtherStream(None, 0)
    case.when(revoke("exams"))


def test_rules_know_their_own_commands_only() -> None:
    class Stranger(ConsentCommand):
        """No rule knows it."""

    case = Case()
    command = made(Stranger, "exams")
    with pytest.raises(TypeError):
        consent.decide(case.state.person, case.state.standing, {}, command, case.context(command))


def test_an_event_that_no_rule_knows_changes_nothing() -> None:
    relations: dict[Actor, Any] = {}
    event = ConsentEvent(subject=PATIENT, effective_at=START, actor=DOCTOR, record_types=(RecordType.EXAMS,))
    consent.apply(relations, event)
    assert relations == {DOCTOR: consent.NO_RELATION}
