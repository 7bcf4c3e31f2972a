"""What the fields of a person are allowed to hold."""

import pytest

from consent_desktop.interchange.people_records import NotAPerson, clean, shortened, specialty_of


def test_half_a_character_cannot_be_stored() -> None:
    with pytest.raises(NotAPerson, match="half a character"):
        clean("\ud800")


def test_a_long_specialty_is_cut_and_an_empty_one_is_none() -> None:
    assert specialty_of("x" * 300) == "x" * 200
    assert specialty_of(" \t") is None


def test_what_is_quoted_in_a_sentence_is_short() -> None:
    assert shortened("x" * 41) == f'"{"x" * 40}…"'
