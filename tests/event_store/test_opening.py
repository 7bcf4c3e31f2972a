"""Opening a folder: what is not ours, newer, or locked by a key is refused with a sentence and left untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from consent_desktop.event_store import engine, opening
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.errors import (
    EngineUnfit,
    StoreIncomplete,
    StoreKeyMissing,
    StoreKeyWrong,
    StoreNewer,
    StoreNotOurs,
)
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.opening import exists, open_store
from consent_desktop.event_store.vault import Vault
from consent_desktop.event_store.vault_tables import VAULT_FILE
from tests.support.stores import KEY, a_store, fingerprints, origin, some_event


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    assert not exists(folder)
    with a_store(folder) as store:
        assert len(store.log.store_id) == 32
    assert exists(folder)


def test_nobody_makes_an_unprotected_store_unawares(tmp_path: Path) -> None:
    with pytest.raises(StoreKeyMissing, match="Nothing was made"):
        open_store(tmp_path / "clinic", plain=False, key=None, facts={})
    assert not (tmp_path / "clinic").exists()


def test_a_plain_store_opens_again_without_saying_plain(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        born = store.log.store_id
    opened = open_store(tmp_path, plain=False, key=None, facts={"time_zone": "Elsewhere"})
    assert opened.log.store_id == born
    assert opened.log.facts["time_zone"] == "UTC"
    opened.close()


def test_a_store_with_a_key_shows_nothing_and_opens_with_it_alone(tmp_path: Path) -> None:
    with a_store(tmp_path, KEY) as store:
        ana = store.vault.claim("doctor", "70-0001")
        store.log.append(ana, 0, [some_event(ana)], origin())
    before = fingerprints(tmp_path)
    for path in tmp_path.iterdir():
        assert b"SQLite" not in path.read_bytes()[:32]
    with pytest.raises(StoreKeyMissing):
        open_store(tmp_path, plain=True, key=None, facts={})
    with pytest.raises(StoreNotOurs, match="does not open with this key"):
        open_store(tmp_path, plain=False, key=b"x" * 32, facts={})
    with pytest.raises(StoreKeyWrong, match="32 bytes"):
        open_store(tmp_path, plain=False, key=b"short", facts={})
    assert fingerprints(tmp_path) == before
    with a_store(tmp_path, KEY) as store:
        assert store.log.head().position == 1


def test_a_key_for_a_plain_store_is_refused(tmp_path: Path) -> None:
    with a_store(tmp_path):
        pass
    with pytest.raises(StoreNotOurs, match="not protected"):
        open_store(tmp_path, plain=False, key=KEY, facts={})


@pytest.mark.parametrize("name", [LOG_FILE.name, VAULT_FILE.name])
@pytest.mark.parametrize("content", ["text", "another program's database", "noise"])
def test_a_file_that_is_not_ours_is_left_untouched(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    if content == "text":
        path.write_text("my diary")
    elif content == "noise":
        path.write_bytes(bytes(range(256)) * 40)
    else:
        other = dbapi2.connect(str(path))
        other.execute("CREATE TABLE diary (day TEXT)")
        other.commit()
        other.close()
    before = fingerprints(tmp_path)
    with pytest.raises((StoreNotOurs, StoreKeyMissing), match="left untouched"):
        open_store(tmp_path, plain=True, key=None, facts={})
    assert fingerprints(tmp_path) == before


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / LOG_FILE.name).mkdir()
    with pytest.raises(StoreNotOurs, match="not a file"):
        open_store(tmp_path, plain=True, key=None, facts={})


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "with a key"])
def test_a_file_of_a_newer_schema_is_left_untouched(tmp_path: Path, key: bytes | None) -> None:
    with a_store(tmp_path, key) as store:
        path, file_key = store.folder / LOG_FILE.name, store.file_keys.log
    connection = connect(path, file_key, synchronous="FULL")
    connection.execute("PRAGMA user_version = 99")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    before = fingerprints(tmp_path)
    with pytest.raises(StoreNewer, match="newer version"):
        open_store(tmp_path, plain=True, key=key, facts={})
    assert fingerprints(tmp_path) == before


def test_a_log_without_its_vault_is_refused(tmp_path: Path) -> None:
    with a_store(tmp_path):
        pass
    (tmp_path / VAULT_FILE.name).unlink()
    with pytest.raises(StoreIncomplete, match=r"vault\.db is missing"):
        open_store(tmp_path, plain=True, key=None, facts={})


def test_a_vault_of_another_key_is_noticed(tmp_path: Path) -> None:
    with a_store(tmp_path / "one") as one, a_store(tmp_path / "two") as two:
        ana = one.vault.claim("doctor", "70-0001")
        with one.vault.database.snapshot() as connection:
            stolen = connection.exec_driver_sql("SELECT * FROM subject_keys").one()
        with two.vault.database.writing() as link:
            link.raw.execute("INSERT INTO subject_keys VALUES (?, ?)", tuple(stolen))
        with pytest.raises(StoreKeyWrong):
            two.vault.seal_of(ana)


def test_people_are_found_by_number_and_kind_alone(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        assert store.vault.claim("doctor", "70-0001") == ana == store.vault.find("doctor", "70-0001")
        assert store.vault.find("nurse", "70-0001") is None
        assert store.vault.claim("nurse", "70-0001") != ana
        assert b"70-0001" not in (store.folder / VAULT_FILE.name).read_bytes()
        assert store.vault.seal_of("0" * 32) is None


def test_an_engine_that_can_damage_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "OLDEST_FIT_ENGINE", (99, 0, 0))
    with pytest.raises(EngineUnfit, match=r"99\.0\.0"):
        open_store(tmp_path / "clinic", plain=True, key=None, facts={})


def test_a_pragma_that_did_not_take_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(engine._LEVEL, "FULL", 3)
    with pytest.raises(EngineUnfit, match="synchronous"):
        open_store(tmp_path / "clinic", plain=True, key=None, facts={})


def test_a_store_whose_making_was_cut_off_is_finished(tmp_path: Path) -> None:
    """The program died after the vault was made, or after the log was made but not yet named."""
    VAULT_FILE.create(tmp_path, None)
    with a_store(tmp_path) as store:
        assert store.log.store_id
    other = tmp_path / "other"
    VAULT_FILE.create(other, None)
    LOG_FILE.create(other, None)
    with a_store(other) as store:
        assert store.log.facts["time_zone"] == "UTC"


def test_nothing_stays_open_when_opening_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise StoreKeyWrong("no")

    closed: list[Vault] = []
    monkeypatch.setattr(opening, "Log", failing)
    monkeypatch.setattr(Vault, "close", lambda vault: closed.append(vault))
    with pytest.raises(StoreKeyWrong):
        open_store(tmp_path, plain=True, key=None, facts={})
    assert len(closed) == 1
    monkeypatch.undo()
    closed[0].close()


def test_what_the_engine_says_of_a_file_becomes_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "x.db").write_bytes(b"SQLite format 3\x00" + b"\x00" * 200)
    with pytest.raises(StoreKeyWrong, match="left untouched"):
        connect(tmp_path / "x.db", None, synchronous="FULL")


def test_two_programs_may_make_the_same_store_at_once(tmp_path: Path) -> None:
    for file in (VAULT_FILE, LOG_FILE, VAULT_FILE, LOG_FILE):
        file.create(tmp_path, None)
    with a_store(tmp_path) as store:
        assert store.log.head().position == 0
