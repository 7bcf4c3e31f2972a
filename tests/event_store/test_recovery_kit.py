"""The recovery kit as it is printed and typed: every slip of the pen is told, none opens anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_desktop.event_store.recovery_kit import LENGTH, RecoveryKit, RecoveryKitMistyped

KITS = st.binary(min_size=LENGTH, max_size=LENGTH).map(RecoveryKit)
DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


@given(KITS)
def test_what_is_printed_is_read_back_however_it_is_typed(kit: RecoveryKit) -> None:
    words = kit.words
    assert [len(group) for group in words.split("-")] == [4] * 8 + [1]
    for typed in (words, words.lower(), words.replace("-", ""), words.replace("-", " \n"), f"  {words} "):
        assert RecoveryKit.typed(typed) == kit
    assert RecoveryKit.typed(words[:-1].replace("0", "O").replace("1", "l") + words[-1]) == kit


@given(KITS, st.integers(0, 31), st.sampled_from(DIGITS))
def test_one_wrong_character_is_always_told(kit: RecoveryKit, place: int, other: str) -> None:
    digits = kit.words.replace("-", "")
    typed = f"{digits[:place]}{other}{digits[place + 1 :]}"
    if typed == digits:
        assert RecoveryKit.typed(typed) == kit
        return
    with pytest.raises(RecoveryKitMistyped, match="A character of the recovery kit is wrong"):
        RecoveryKit.typed(typed)


@given(KITS, st.integers(0, 30))
def test_two_neighbours_that_changed_places_are_told(kit: RecoveryKit, place: int) -> None:
    digits = kit.words.replace("-", "")
    typed = f"{digits[:place]}{digits[place + 1]}{digits[place]}{digits[place + 2 :]}"
    if typed != digits:
        with pytest.raises(RecoveryKitMistyped):
            RecoveryKit.typed(typed)


@pytest.mark.parametrize("typed", ["", "7Z3K", "U" * 33, "é" * 33, "0" * 34])
def test_what_is_no_kit_is_told_with_what_one_looks_like(typed: str) -> None:
    with pytest.raises(RecoveryKitMistyped, match="8 groups of 4 characters and one more"):
        RecoveryKit.typed(typed)


def test_a_kit_is_of_chance_and_does_not_show_itself() -> None:
    kit = RecoveryKit.new()
    assert kit != RecoveryKit.new()
    assert len(kit.secret) == LENGTH
    assert kit.secret.hex() not in repr(kit)
    assert kit.words not in repr(kit)
