"""Destroying a person's key: on every back end, noticed by every program, and not called done while a trace is left."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from consent_desktop.event_store import destroying, destructions
from consent_desktop.event_store.credentials import Credentials
from consent_desktop.event_store.destroying import Destroying
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.errors import StoreBusy
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.tries import KeptTries, Tries
from consent_desktop.event_store.vault import Vault
from tests.support.stores import KEY, NOW, a_store

ACCOUNT = b"account"


def test_everything_of_the_person_goes_and_nothing_of_anybody_else(store: OpenedStore) -> None:
    vault = store.vault
    ana, tom = vault.claim("nurse", "1"), vault.claim("nurse", "2")
    credentials, tries = Credentials(vault.database), KeptTries(vault.database)
    for person in (ana, tom):
        credentials.put(person, "password", "hash", NOW)
        credentials.add_codes(person, [(person[:4].encode(), "hash")], NOW, instead=True)
        credentials.worked_at("c" * 32, person, NOW)
    for owner in (ACCOUNT, b"another"):
        assert tries.count((owner,), tries.of((owner,)), 10)
    seal = vault.seal_of(tom)
    Destroying(vault).destroy(ana, ACCOUNT)
    assert vault.seal_of(ana) is None
    assert vault.find("nurse", "1") is None
    assert vault.subjects() == {tom}
    assert credentials.held([ana, tom]).keys() == {tom}
    assert credentials.code(ana[:4].encode()) is None
    assert credentials.code(tom[:4].encode()) is not None
    assert credentials.recent_at("c" * 32) == [tom]
    assert tries.of((ACCOUNT, b"another")) == [Tries(), Tries(1, 10)]
    assert seal is not None
    assert vault.find("nurse", "2") == tom
    Destroying(vault).destroy(ana, ACCOUNT)


def test_what_was_begun_is_remembered_until_it_is_ended(store: OpenedStore) -> None:
    erasing = Destroying(store.vault)
    erasing.begin("a" * 32, NOW)
    erasing.begin("a" * 32, NOW + timedelta(days=1))
    erasing.begin("b" * 32, NOW)
    assert erasing.begun() == {"a" * 32: NOW, "b" * 32: NOW}
    erasing.end("a" * 32)
    assert Destroying(store.vault).begun() == {"b" * 32: NOW}


def test_another_vault_on_the_same_place_notices(store: OpenedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(destructions, "EVERY", 0.0)  # a server is asked once a second; here at every use
    ana, tom = store.vault.claim("nurse", "1"), store.vault.claim("nurse", "2")
    other = Vault(store.vault.database, store.key)
    assert other.seal_of(ana) is not None
    kept = other.seal_of(tom)
    assert other.seal_of(tom) is kept
    Destroying(store.vault).destroy(ana, ACCOUNT)
    assert other.seal_of(ana) is None
    assert other.find("nurse", "1") is None
    assert other.seal_of(tom) is not None
    other._destructions.close()  # the database is the store's


def test_what_others_write_beside_it_empties_nothing(store: OpenedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(destructions, "EVERY", 0.0)
    ana = store.vault.claim("nurse", "1")
    seal = store.vault.seal_of(ana)
    Credentials(store.vault.database).put(ana, "password", "hash", NOW)
    assert store.vault.seal_of(ana) is seal


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_it_is_not_done_while_somebody_reads_the_old_state(
    tmp_path: Path, key: bytes | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(destroying, "PATIENCE", 0.0)
    with a_store(tmp_path, key) as store:
        ana = store.vault.claim("nurse", "1")
        reader = connect(tmp_path / "clinic.vault.db", store.file_keys.vault, synchronous="FULL")
        reader.execute("PRAGMA busy_timeout = 0").fetchall()
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM subject_keys").fetchall()
        with pytest.raises(StoreBusy, match="still reads an old state"):
            Destroying(store.vault).destroy(ana, ACCOUNT)
        assert store.vault.seal_of(ana) is None
        reader.close()
        Destroying(store.vault).destroy(ana, ACCOUNT)
        assert (tmp_path / "clinic.vault.db-wal").stat().st_size == 0
