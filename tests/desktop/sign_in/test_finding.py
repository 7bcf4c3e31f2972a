"""How a person is found before anybody is signed in."""

from __future__ import annotations

from datetime import date

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


def test_outside_the_demonstration_only_whole_answers_find(plain: Workspace) -> None:
    clinic = plain.clinic
    born = date(1954, 4, 21)
    assert finding.by_number(clinic, "1", staff=False).people
    assert not finding.by_number(clinic, "7", staff=False).people
    assert finding.by_number(clinic, "7", staff=True).people
    assert finding.by_name_and_birth(clinic, "eva  LANG", born).people
    assert not finding.by_name_and_birth(clinic, "Eva", born).people
    assert not finding.by_name_and_birth(clinic, "Eva Lang", date(1954, 4, 22)).people


def test_two_of_the_same_name_and_day_are_nobody(plain: Workspace) -> None:
    from consent_desktop.domain.vocabulary import THE_OPERATOR

    born = date(1954, 4, 21)
    plain.clinic.register(PersonKind.PATIENT, "2", THE_OPERATOR, name="Eva Lang", birth_date=born)
    assert not finding.by_name_and_birth(plain.clinic, "Eva Lang", born).people


def test_the_greeting_follows_the_hour() -> None:
    assert "morning" in finding.greeting(9)
    assert "afternoon" in finding.greeting(12)
    assert "evening" in finding.greeting(20)
