"""Sentences about events say only what is so: "you" did what you did yourself, and nobody said yes who was not asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from consent_desktop.desktop.words import events
from consent_desktop.domain.vocabulary import OPERATOR, PersonKind, RecordType
from consent_desktop.read_models.rows import HistoryRow, PersonRow

HELENA = PersonRow("a" * 32, PersonKind.PATIENT, "20-4817", "Helena Duarte", None, None)
MIGUEL = PersonRow("b" * 32, PersonKind.PATIENT, "20-4820", "Miguel Duarte", None, None)
AT, ZONE = datetime(2026, 3, 12, 9, 52, tzinfo=UTC), ZoneInfo("UTC")
STOPPED = HistoryRow(
    7, "ConsentRevoked", AT, AT, HELENA, HELENA.subject, HELENA, MIGUEL, (RecordType.EXAMS,), None, None, erased=False
)


def by_the_clinic(row: HistoryRow) -> HistoryRow:
    return replace(row, by=None, by_id=OPERATOR)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({}, "The clinic recorded that you stopped sharing your exams with Miguel Duarte."),
        (
            {"record_types": (RecordType.ALL,)},
            "The clinic recorded that you stopped sharing everything with Miguel Duarte.",
        ),
        ({"type": "RequestDeclined"}, "The clinic recorded that you said no to Miguel Duarte."),
        (
            {"type": "ConsentGranted"},
            "The clinic recorded that you let Miguel Duarte see your exams with no end date.",
        ),
        (
            {"type": "ConsentGranted", "until": datetime(2026, 7, 1, tzinfo=UTC)},
            "The clinic recorded that you let Miguel Duarte see your exams until 30 June 2026.",
        ),
    ],
)
def test_what_somebody_else_recorded_is_not_said_as_done_by_you(change: dict[str, object], sentence: str) -> None:
    row = replace(by_the_clinic(STOPPED), **change)  # type: ignore[arg-type]
    assert events.patient_sentence(row, ZONE).text == sentence


def test_what_you_did_yourself_is_said_so() -> None:
    assert events.patient_sentence(STOPPED, ZONE).text == "You stopped sharing your exams with Miguel Duarte."


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("ConsentAsked", "You asked to see Helena Duarte’s exams."),
        ("RequestWithdrawn", "You took back your request to Helena Duarte."),
    ],
)
def test_your_own_ask_is_yours(kind: str, sentence: str) -> None:
    row = replace(STOPPED, type=kind, by=MIGUEL, by_id=MIGUEL.subject)
    assert events.asker_sentence(row, ZONE).text == sentence


def test_a_grant_unasked_is_no_yes() -> None:
    row = replace(STOPPED, type="ConsentGranted")
    assert events.asker_sentence(row, ZONE).text == "Helena Duarte lets you see exams, with no end date."
