"""Purposes, entitlements, sentences and the order of words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consent_desktop.domain import purposes
from consent_desktop.domain.commands import (
    AmendPerson,
    AskConsent,
    Command,
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
from consent_desktop.domain.entitlements import RULES, authorize
from consent_desktop.domain.errors import ConsentNotGranted, NotAllowed, named
from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentGranted,
    ConsentRevoked,
    NoticeSeen,
    RequestWithdrawn,
    caused_by,
)
from consent_desktop.domain.relations import Grant
from consent_desktop.domain.vocabulary import (
    SINGLE_TYPES,
    THE_OPERATOR,
    THE_SYSTEM,
    Acting,
    ActingRole,
    PersonKind,
    RecordType,
    expand,
    in_order,
)
from tests.support.decisions import DOCTOR
from tests.support.histories import PATIENT, START


def test_a_purpose_covers_its_children_and_not_its_parent() -> None:
    assert purposes.covers("TREAT", "TREAT")
    assert purposes.covers("TREAT", "COC")
    assert not purposes.covers("COC", "TREAT")
    assert not purposes.covers("TREAT", "HPAYMT")


def test_a_check_without_a_purpose_asks_for_any() -> None:
    assert purposes.permits("HPAYMT", None)
    assert purposes.permits(None, "HMARKT")
    assert purposes.permits("COVERAGE", "ELIGVER")
    assert not purposes.permits("HPAYMT", "TREAT")


@pytest.mark.parametrize("code", ["BTG", "ERTREAT"])
@pytest.mark.parametrize("limit", [None, "TREAT", "ETREAT"])
def test_emergencies_are_reached_by_emergency_access_alone(limit: str | None, code: str) -> None:
    assert not purposes.permits(limit, code)


def test_any_purpose_is_wider_than_one() -> None:
    assert purposes.as_wide(None, "TREAT")
    assert purposes.as_wide("TREAT", "COC")
    assert not purposes.as_wide("TREAT", None)
    assert not purposes.as_wide("COC", "TREAT")


def test_record_types_are_named_in_their_order() -> None:
    assert named({RecordType.ER_VISITS}) == "ER visits"
    assert named({RecordType.CONDITIONS, RecordType.EXAMS, RecordType.ER_VISITS}) == "exams, conditions and ER visits"
    assert in_order(["er_visits", "exams"]) == (RecordType.EXAMS, RecordType.ER_VISITS)  # type: ignore[list-item]
    assert expand({RecordType.ALL}) == {*SINGLE_TYPES, RecordType.ALL}
    assert "exams" in str(ConsentNotGranted({RecordType.EXAMS}))


def test_a_grant_in_force() -> None:
    grant = Grant("g", frozenset({RecordType.EXAMS}), None, START)
    assert grant.in_force(START - timedelta(microseconds=1))
    assert not grant.in_force(START)


COMMON = {"patient": PATIENT, "actor": DOCTOR, "record_types": frozenset({RecordType.EXAMS})}
COMMANDS: dict[type[Command], Command] = {
    AskConsent: AskConsent(**COMMON),
    WithdrawRequest: WithdrawRequest(**COMMON),
    GrantConsent: GrantConsent(**COMMON),
    DeclineRequest: DeclineRequest(**COMMON),
    RevokeConsent: RevokeConsent(**COMMON),
    RegisterPerson: RegisterPerson(subject=PATIENT, kind=PersonKind.PATIENT, record_number="1"),
    AmendPerson: AmendPerson(subject=PATIENT, name="A"),
    RaiseNotice: RaiseNotice(recipient=PATIENT, notice_id="n"),
    ParkNotice: ParkNotice(recipient=PATIENT, notice_id="n", reason="r"),
    MarkNoticeSeen: MarkNoticeSeen(recipient=PATIENT, notice_id="n"),
    SettleDamage: SettleDamage(subject=PATIENT, reason="restored from paper"),
}
PATIENTS_OWN: set[type[Command]] = {GrantConsent, DeclineRequest, RevokeConsent, MarkNoticeSeen}
WHO: dict[str, tuple[Acting, set[type[Command]]]] = {
    "the patient": (Acting(PATIENT, ActingRole.PATIENT), PATIENTS_OWN),
    "the asker": (Acting(DOCTOR.id, ActingRole.DOCTOR), {AskConsent, WithdrawRequest}),
    "the asker's id in another role": (Acting(DOCTOR.id, ActingRole.NURSE), set()),
    "another patient": (Acting("b" * 32, ActingRole.PATIENT), set()),
    "another doctor": (Acting("c" * 32, ActingRole.DOCTOR), set()),
    "reception": (Acting("c" * 32, ActingRole.RECEPTION), {RegisterPerson, AmendPerson}),
    "an administrator": (Acting("c" * 32, ActingRole.ADMINISTRATOR), {RegisterPerson, AmendPerson, SettleDamage}),
    "the privacy officer": (Acting("c" * 32, ActingRole.PRIVACY_OFFICER), {SettleDamage}),
    "the operator": (THE_OPERATOR, set(COMMANDS) - {RaiseNotice, ParkNotice}),
    "the program": (THE_SYSTEM, {RaiseNotice, ParkNotice}),
}


def test_every_command_has_a_rule() -> None:
    assert set(RULES) == set(COMMANDS)


@pytest.mark.parametrize("who", WHO)
@pytest.mark.parametrize("kind", COMMANDS, ids=lambda kind: kind.__name__)
def test_who_may_give_which_command(who: str, kind: type[Command]) -> None:
    acting, allowed = WHO[who]
    if kind in allowed:
        authorize(acting, COMMANDS[kind])
    else:
        with pytest.raises(NotAllowed):
            authorize(acting, COMMANDS[kind])


def test_an_asker_is_only_an_asker_of_consents() -> None:
    assert not RULES[AskConsent](Acting(PATIENT, ActingRole.PATIENT), COMMANDS[AmendPerson])


def test_events_say_what_led_to_them() -> None:
    common = {"subject": PATIENT, "effective_at": START, "actor": DOCTOR, "record_types": (RecordType.EXAMS,)}
    assert caused_by(ConsentAsked(**common, request_id="r")) is None  # type: ignore[arg-type]
    assert caused_by(ConsentGranted(**common, grant_id="g", answers=("r", "s"))) == "r"  # type: ignore[arg-type]
    assert caused_by(ConsentGranted(**common, grant_id="g")) is None  # type: ignore[arg-type]
    assert caused_by(RequestWithdrawn(**common, answers=("r",))) == "r"  # type: ignore[arg-type]
    assert caused_by(ConsentRevoked(**common, grant_ids=("g",))) == "g"  # type: ignore[arg-type]
    assert caused_by(NoticeSeen(subject=PATIENT, effective_at=START, notice_id="n")) == "n"
