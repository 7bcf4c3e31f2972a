"""Which PINs and passwords are refused, and that the others are not."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_desktop.application import secret_rules
from consent_desktop.domain.door_errors import SecretTooSimple
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.read_models.rows import PersonRow

HELENA = PersonRow("a" * 32, PersonKind.PATIENT, "20-481765", "Helena Duarte", date(1954, 4, 21), None)
INES = PersonRow("b" * 32, PersonKind.NURSE, "71-0001", "In\u00eas Carvalho", None, None)


@pytest.mark.parametrize(
    "pin",
    ["", "12345", "1234567", "12a456", "\u0661\u0662\u0663\u0664\u0665\u0666", "000000", "777777", "123456", "654321",
     "890123", "246802", "121212", "123123", "112211", "111112"],
)  # fmt: skip
def test_a_pin_that_others_try_first_is_refused(pin: str) -> None:
    with pytest.raises(SecretTooSimple):
        secret_rules.check_pin(pin)


@pytest.mark.parametrize("pin", ["250846", "730482", "112358", "998877"])
def test_any_other_pin_will_do(pin: str) -> None:
    secret_rules.check_pin(pin)
    secret_rules.check_pin_of(HELENA, pin)


@pytest.mark.parametrize("pin", ["210454", "042154", "540421", "195404", "041954", "211954", "481765", "204817"])
def test_a_pin_that_follows_from_the_person_is_refused(pin: str) -> None:
    with pytest.raises(SecretTooSimple):
        secret_rules.check_pin_of(HELENA, pin)
    secret_rules.check_pin_of(INES, pin)


@given(st.integers(0, 999_999))
def test_few_pins_are_refused(number: int) -> None:
    pin = f"{number:06}"
    try:
        secret_rules.check_pin(pin)
    except SecretTooSimple:
        assert len(set(pin)) <= 3 or len({(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}) == 1


@pytest.mark.parametrize(
    "password",
    ["", "eleven char", "x" * 129, "aaaaaaaaaaaaaaa", "abababababab", "abcabcabcabcabc", "passwordpassword", "Password1234",
     "PASSWORD2026!", "qwertyuiop12", "CorrectHorseBatteryStaple"],
)  # fmt: skip
def test_a_password_that_others_try_first_is_refused(password: str) -> None:
    with pytest.raises(SecretTooSimple):
        secret_rules.check_password(password)


@pytest.mark.parametrize(
    "password",
    ["a lantern by the river", "amber-river-lantern", "\u00e9t\u00e9 \u00e0 la mer 7", "x7$Kp2!vQz9w", "a b c d e f g"],
)
def test_any_other_password_will_do_whatever_it_is_made_of(password: str) -> None:
    secret_rules.check_password(password)
    secret_rules.check_password_of(INES, password)


@pytest.mark.parametrize(
    "password", ["InesCarvalho", "carvalhocarvalho", "in\u00eas71-0001 2026", "710001710001", "Carvalho2026"]
)
def test_a_password_made_of_ones_own_name_or_number_is_refused(password: str) -> None:
    with pytest.raises(SecretTooSimple):
        secret_rules.check_password_of(INES, password)
    secret_rules.check_password_of(HELENA, password)


def test_a_name_in_a_long_password_does_no_harm() -> None:
    secret_rules.check_password_of(INES, "carvalho and the amber lantern")
