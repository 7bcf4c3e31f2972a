"""How a person is found before anybody is signed in."""

from __future__ import annotations

from consent_desktop.desktop.sign_in import finding
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import PersonKind
from tests.desktop.clinics import HELENA, found


def test_a_name_needs_three_letters_and_a_number_none() -> None:
    assert not finding.enough("he")
    assert finding.enough("hel")
    assert finding.enough("2")


def test_the_second_line_tells_part_only(demonstration: Workspace) -> None:
    helena = found(demonstration.clinic, PersonKind.PATIENT, HELENA)
    line = finding.second_line(helena)
    assert "1954" in line
    assert "817" in line
    assert HELENA not in line
    assert "04" not in line.replace("817", "")


def test_the_greeting_follows_the_hour() -> None:
    assert "morning" in finding.greeting(9)
    assert "afternoon" in finding.greeting(12)
    assert "evening" in finding.greeting(20)
