"""Every event that can be recorded has its word and its sentences, for staff and for the person themself."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from consent_desktop.desktop.words import clinic_events, events, questions
from consent_desktop.desktop.words.people import other_name, subject_name
from consent_desktop.domain.reading_rights import OF_OTHERS
from consent_desktop.domain.vocabulary import CLINIC, PersonKind
from consent_desktop.event_store.codec import REGISTRY
from consent_desktop.read_models.rows import HistoryRow, PersonRow

HELENA = PersonRow("a" * 32, PersonKind.PATIENT, "20-4817", "Helena Duarte", None, None)
MIGUEL = PersonRow("b" * 32, PersonKind.PATIENT, "20-4820", "Miguel Duarte", None, None)
RUTH = PersonRow("c" * 32, PersonKind.PRIVACY_OFFICER, "80-1", "Ruth Lindqvist", None, None)
AT, ZONE = datetime(2026, 3, 12, 9, 52, tzinfo=UTC), ZoneInfo("UTC")


def row(kind: str, detail: str = "", until: datetime | None = None, other: PersonRow | None = MIGUEL) -> HistoryRow:
    """A line about Helena."""
    return HistoryRow(
        7, kind, AT, AT, HELENA, HELENA.subject, HELENA, other, (), None, until, erased=False, subject_id=HELENA.subject,
        other_id=None if other is None else other.subject, detail=detail, second=RUTH,
    )  # fmt: skip


@pytest.mark.parametrize("kind", sorted(REGISTRY.names.values()))
@pytest.mark.parametrize("detail", ["", "on", "printed", "whole"])
def test_every_event_has_a_word_and_sentences(kind: str, detail: str) -> None:
    line = row(kind, detail)
    assert events.action(line) != kind
    for said in (events.staff_sentence(line, ZONE), events.patient_sentence(line, ZONE)):
        assert "cannot name" not in said.text
        assert said.text[0].isupper()
        assert "{" not in said.text


@pytest.mark.parametrize(("line", "staff", "patient"), [
    (
        row("RoleGiven", "reception"),
        "Helena Duarte was given the role “reception”; Ruth Lindqvist approved it.",
        "Helena Duarte was given the role “reception”; Ruth Lindqvist approved it.",
    ),
    (
        row("RoleGiven", "reception", datetime(2026, 7, 1, tzinfo=UTC)),
        "Helena Duarte was given the role “reception” until 30 June 2026; Ruth Lindqvist approved it.",
        "Helena Duarte was given the role “reception” until 30 June 2026; Ruth Lindqvist approved it.",
    ),
    (row("SignedIn", "privacy_officer"), "Helena Duarte signed in as privacy officer.", "You signed in."),
    (
        row("SignInFailed", "code_expired"),
        "Signing in as Helena Duarte failed: the code was no longer good.",
        "Somebody tried to sign in as you and failed: the code was no longer good.",
    ),
    (
        row("HistoryRead", "shared"),
        "Helena Duarte read who can see the records of Miguel Duarte.",
        "The privacy officer read who can see the records of you.",
    ),
    (row("HistoryRead", "history", other=None), "Helena Duarte read the history of everybody.", "The privacy officer read the history of you."),
    (row("UnitJoined", "Ward 2"), "Helena Duarte works in Ward 2.", "Helena Duarte works in Ward 2."),
    (row("AuthorityGiven"), "Miguel Duarte may act for Helena Duarte.", "Miguel Duarte may act for you."),
    (row("NoticeTold", "phone"), "Helena Duarte was told of a notice by telephone.", "The clinic told you of a notice by telephone."),
    (
        row("AnchoringSwitched", "off"),
        "Sending sealed copies away was switched off; Ruth Lindqvist approved it.",
        "Sending sealed copies away was switched off; Ruth Lindqvist approved it.",
    ),
])  # fmt: skip
def test_what_is_said(line: HistoryRow, staff: str, patient: str) -> None:
    assert events.staff_sentence(line, ZONE).text == staff
    assert events.patient_sentence(line, ZONE).text == patient


def test_a_detail_is_taken_at_its_word_where_it_is_somebodys_own() -> None:
    assert clinic_events.detail_words(row("UnitJoined", "password")) == "password"
    assert clinic_events.detail_words(row("UnitJoined", "wrong")) == "wrong"
    assert clinic_events.detail_words(row("SignInFailed", "wrong")) == "the PIN or password was wrong"


def test_who_was_erased_is_called_so_and_the_clinic_is_the_clinic() -> None:
    erased = HistoryRow(
        7, "ConsentAsked", AT, AT, None, "d" * 32, None, None, (), None, None, erased=True, subject_id="e" * 32,
        other_id="f" * 32,
    )  # fmt: skip
    assert (subject_name(erased), other_name(erased)) == ("Erased person", "Erased person")
    clinic = HistoryRow(8, "KeyRotated", AT, AT, RUTH, RUTH.subject, None, None, (), None, None, False, CLINIC)
    assert (subject_name(clinic), other_name(clinic)) == ("The clinic", "The clinic")


def test_every_question_that_is_noted_has_its_words() -> None:
    said = {question: questions.words(question.value) for question in OF_OTHERS}
    assert all(said.values())
    assert questions.words("a question of a later version") == "the history"
