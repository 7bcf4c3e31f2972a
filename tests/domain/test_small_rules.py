"""Purposes, entitlements, sentences and the order of words."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consent_desktop.domain import purposes
from consent_desktop.domain.errors import ConsentNotGranted, named
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


def test_events_say_what_led_to_them() -> None:
    common = {"subject": PATIENT, "effective_at": START, "actor": DOCTOR, "record_types": (RecordType.EXAMS,)}
    assert caused_by(ConsentAsked(**common, request_id="r")) is None  # type: ignore[arg-type]
    assert caused_by(ConsentGranted(**common, grant_id="g", answers=("r", "s"))) == "r"  # type: ignore[arg-type]
    assert caused_by(ConsentGranted(**common, grant_id="g")) is None  # type: ignore[arg-type]
    assert caused_by(RequestWithdrawn(**common, answers=("r",))) == "r"  # type: ignore[arg-type]
    assert caused_by(ConsentRevoked(**common, grant_ids=("g",))) == "g"  # type: ignore[arg-type]
    assert caused_by(NoticeSeen(subject=PATIENT, effective_at=START, notice_id="n")) == "n"
