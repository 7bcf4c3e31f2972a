"""The rules on a damaged stream, one by one: stopping goes on, the rest waits until somebody answerable dealt with it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consent_desktop.domain.commands import (
    AskConsent,
    Command,
    DeclineRequest,
    GrantConsent,
    RevokeConsent,
    SettleDamage,
)
from consent_desktop.domain.errors import HistoryIsDamaged, NothingToSettle, RequestNotOpen, ValidationError
from consent_desktop.domain.events import ConsentRevoked, DamageSettled, HistoryDamaged
from consent_desktop.domain.vocabulary import RecordType
from tests.support.decisions import DOCTOR, Case
from tests.support.histories import PATIENT, START

EXAMS = frozenset({RecordType.EXAMS})
GRANT = GrantConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS)
SETTLE = SettleDamage(subject=PATIENT, reason="asked the patient again", on_authority_of="the officer")
YESTERDAY = START - timedelta(days=1)
TOMORROW = START + timedelta(days=1)


def damaged() -> Case:
    """A patient who shared and then lost events."""
    case = Case()
    case.when(GRANT)
    case.state = type(case.state)(case.state.person, {}, {}, damaged=True)
    return case


def test_a_revoke_stops_everything_to_that_actor_whatever_is_known() -> None:
    revoke = RevokeConsent(
        patient=PATIENT, actor=DOCTOR, record_types=EXAMS, note="enough", on_authority_of="her daughter"
    )
    stopped = ConsentRevoked(
        subject=PATIENT,
        effective_at=START,
        actor=DOCTOR,
        record_types=(RecordType.ALL,),
        note="enough",
        on_authority_of="her daughter",
        grant_ids=(),
    )
    assert damaged().when(revoke) == [stopped]
    [event] = damaged().when(revoke.model_copy(update={"effective_at": YESTERDAY}))
    assert event.effective_at == YESTERDAY


def test_nothing_new_is_asked_or_granted() -> None:
    ask = AskConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS)
    for command in (GRANT, ask):
        assert "privacy officer" in str(damaged().refused(command, HistoryIsDamaged))


def test_no_request_is_open_any_more() -> None:
    command = DeclineRequest(patient=PATIENT, actor=DOCTOR, record_types=EXAMS)
    assert damaged().refused(command, RequestNotOpen).record_types == (RecordType.EXAMS,)


def test_damage_is_settled_once_with_a_reason_and_on_somebodys_authority() -> None:
    case = damaged()
    settled = DamageSettled(
        subject=PATIENT, effective_at=START, reason="asked the patient again", on_authority_of="the officer"
    )
    assert case.when(SETTLE) == [settled]
    assert "no damage" in str(case.refused(SETTLE, NothingToSettle))
    case.when(GRANT)
    assert case.sees() == "exams"


@pytest.mark.parametrize(
    "command",
    [
        SETTLE.model_copy(update={"effective_at": TOMORROW}),
        RevokeConsent(patient=PATIENT, actor=DOCTOR, record_types=EXAMS, effective_at=TOMORROW),
    ],
)
def test_nothing_was_true_later_than_now(command: Command) -> None:
    assert list(damaged().refused(command, ValidationError).fields) == ["effective_at"]


def test_what_happens_this_very_moment_is_not_in_the_future() -> None:
    [event] = damaged().when(SETTLE.model_copy(update={"effective_at": START}))
    assert event.effective_at == START


def test_damage_ends_every_grant_and_may_come_again() -> None:
    granted = Case().when(GRANT)
    harm = HistoryDamaged(subject=PATIENT, effective_at=START, lost=((2, 3),))
    settled = DamageSettled(subject=PATIENT, effective_at=START, reason="dealt with")
    case = Case(*granted, harm)
    assert case.sees() == ""
    assert case.state.damaged
    assert not Case(harm, settled).state.damaged
    assert Case(harm, settled, harm).state.damaged
