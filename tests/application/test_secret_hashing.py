"""Hashes of secrets: argon2id, with the parameters of today, and as dear for nobody as for somebody."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher, extract_parameters
from argon2.profiles import RFC_9106_LOW_MEMORY

from consent_desktop.application.secret_hashing import SecretHashing
from consent_desktop.event_store.errors import StoreDamaged


def test_the_parameters_are_those_of_the_rfc() -> None:
    hashing = SecretHashing()
    assert extract_parameters(hashing._hasher.hash("x")) == RFC_9106_LOW_MEMORY


def test_nobodys_hash_has_the_parameters_of_the_others_and_nothing_fits_it() -> None:
    hashing = SecretHashing(PasswordHasher(2, 16, 2))
    assert extract_parameters(hashing._nobodys) == extract_parameters(hashing.make("x"))
    assert not hashing.fits(None, "")
    assert not hashing.fits(None, "x")


def test_a_secret_fits_its_own_hash_alone() -> None:
    hashing = SecretHashing.cheapest()
    made = hashing.make("a lantern by the river")
    assert hashing.fits(made, "a lantern by the river")
    assert not hashing.fits(made, "a lantern by the rive")
    assert made != hashing.make("a lantern by the river")


def test_however_accents_are_typed_it_is_the_same_secret() -> None:
    hashing = SecretHashing.cheapest()
    assert hashing.fits(hashing.make("\u00e9t\u00e9 \u00e0 la mer"), "e\u0301te\u0301 a\u0300 la mer")


def test_a_hash_of_other_parameters_is_made_anew() -> None:
    weak, today = SecretHashing.cheapest(), SecretHashing(PasswordHasher(2, 16, 1))
    made = weak.make("secret")
    assert today.fits(made, "secret")
    better = today.better(made, "secret")
    assert better is not None
    assert today.fits(better, "secret")
    assert today.better(better, "secret") is None


@pytest.mark.parametrize("damaged", ["", "x", "$argon2id$v=19$m=8,t=1,p=1$", "$2b$12$abcdefghijklmnopqrstuv"])
def test_a_damaged_hash_lets_nobody_in_and_says_so(damaged: str) -> None:
    with pytest.raises(StoreDamaged, match="ask for a new one-time code"):
        SecretHashing.cheapest().fits(damaged, "secret")
