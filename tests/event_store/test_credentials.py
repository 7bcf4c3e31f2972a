"""What people prove themselves with, on every back end."""

from __future__ import annotations

from datetime import timedelta

from consent_desktop.event_store.credentials import Credentials, Held
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.tries import KeptTries, Tries
from tests.support.stores import NOW

ANA, TOM = "a" * 32, "b" * 32
PLACE = "c" * 32
LATER = NOW + timedelta(hours=1)


def kept(store: OpenedStore) -> Credentials:
    return Credentials(store.vault.database)


def test_a_new_secret_takes_the_place_of_the_old_one_of_its_kind(store: OpenedStore) -> None:
    credentials = kept(store)
    assert credentials.get(ANA, "password") is None
    credentials.put(ANA, "password", "first", NOW)
    credentials.put(ANA, "resume_pin", "other", NOW)
    credentials.worked(ANA, "password", NOW)
    credentials.put(ANA, "password", "second", LATER)
    held = credentials.get(ANA, "password")
    assert held is not None
    assert (held.hash, held.since, held.used, held.failures) == ("second", LATER, None, 0)
    other = credentials.get(ANA, "resume_pin")
    assert other is not None
    assert other.hash == "other"


def test_a_better_hash_never_takes_the_place_of_another_secret(store: OpenedStore) -> None:
    credentials = kept(store)
    credentials.put(ANA, "pin", "weak", NOW)
    credentials.rehashed(ANA, "pin", "weak", "strong")
    credentials.rehashed(ANA, "pin", "weak", "late")
    held = credentials.get(ANA, "pin")
    assert held is not None
    assert (held.hash, held.since) == ("strong", NOW)


def test_tries_are_counted_before_they_are_made_and_only_so_many(store: OpenedStore) -> None:
    credentials = kept(store)
    assert not credentials.try_once(ANA, "resume_pin", 3)
    credentials.put(ANA, "resume_pin", "hash", NOW)
    assert [credentials.try_once(ANA, "resume_pin", 3) for _ in range(5)] == [True, True, True, False, False]
    credentials.worked(ANA, "resume_pin", LATER)
    assert credentials.try_once(ANA, "resume_pin", 3)
    held = credentials.get(ANA, "resume_pin")
    assert held is not None
    assert (held.used, held.failures) == (LATER, 1)


def test_a_code_is_used_up_once_with_all_the_others_of_that_person(store: OpenedStore) -> None:
    credentials = kept(store)
    credentials.add_codes(ANA, [(b"AAAA", "one"), (b"BBBB", "two")], LATER, instead=True)
    credentials.add_codes(TOM, [(b"CCCC", "three")], LATER, instead=True)
    credentials.put(ANA, "resume_pin", "shift", NOW)
    found = credentials.code(b"AAAA")
    assert found is not None
    assert (found.subject, found.hash, found.expires) == (ANA, "one", LATER)
    assert credentials.exchange(b"AAAA", ANA, "password", "new", NOW)
    assert not credentials.exchange(b"AAAA", ANA, "password", "another", NOW)
    held = credentials.get(ANA, "password")
    assert held is not None
    assert held.hash == "new"
    assert [credentials.code(name) is None for name in (b"AAAA", b"BBBB", b"CCCC")] == [True, True, False]
    assert credentials.get(ANA, "resume_pin") is None


def test_new_codes_end_the_old_ones(store: OpenedStore) -> None:
    credentials = kept(store)
    credentials.add_codes(ANA, [(b"AAAA", "one")], LATER, instead=True)
    credentials.add_codes(ANA, [(b"BBBB", "two")], LATER + timedelta(days=1), instead=True)
    assert credentials.code(b"AAAA") is None
    assert credentials.codes_until(ANA) == LATER + timedelta(days=1)
    assert credentials.codes_until(TOM) is None


def test_what_people_have_is_told_of_few_and_of_many(store: OpenedStore) -> None:
    credentials = kept(store)
    credentials.put(ANA, "password", "hash", NOW)
    credentials.put(ANA, "resume_pin", "hash", NOW)
    credentials.worked(ANA, "resume_pin", NOW)
    credentials.worked(ANA, "password", LATER)
    credentials.put(TOM, "pin", "hash", NOW)
    expected = {ANA: Held(frozenset({"password", "resume_pin"}), LATER), TOM: Held(frozenset({"pin"}), None)}
    assert credentials.held([ANA, TOM, "d" * 32]) == expected
    assert credentials.held([ANA, TOM, *(f"{n:032x}" for n in range(200))]) == expected
    assert credentials.held([ANA]) == {ANA: expected[ANA]}
    assert credentials.held([]) == {}


def test_a_workstation_knows_who_worked_there_the_last_one_first(store: OpenedStore) -> None:
    credentials = kept(store)
    credentials.worked_at(PLACE, ANA, NOW)
    credentials.worked_at(PLACE, TOM, NOW + timedelta(minutes=1))
    credentials.worked_at(PLACE, ANA, LATER)
    assert credentials.recent_at(PLACE) == [ANA, TOM]
    assert credentials.recent_at("d" * 32) == []


def test_tries_are_counted_only_on_what_was_seen(store: OpenedStore) -> None:
    tries = KeptTries(store.vault.database)
    owners = (b"account", b"workstation")
    seen = tries.of(owners)
    assert seen == [Tries(), Tries()]
    assert tries.count(owners, seen, 10)
    assert not tries.count(owners, seen, 11)
    assert tries.of(owners) == [Tries(1, 10), Tries(1, 10)]
    assert tries.count(owners, tries.of(owners), 5)
    assert tries.of(owners) == [Tries(2, 10), Tries(2, 10)]


def test_a_good_try_clears_the_account_and_takes_one_off_the_workstation(store: OpenedStore) -> None:
    tries = KeptTries(store.vault.database)
    place = b"workstation"
    for account in (b"one", b"two", b"three", b"four"):
        assert tries.count((account, place), tries.of((account, place)), 10)
    tries.succeeded(b"four", place, 10, 7)
    assert tries.of((b"one", b"four", place)) == [Tries(1, 10), Tries(), Tries(2, 7)]
    tries.succeeded(b"two", place, 10, 7)
    assert tries.of((b"one", b"two", place)) == [Tries(1, 10), Tries(), Tries()]
