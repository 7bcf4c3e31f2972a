"""What seldom happens while files are opened, and still has to be said in a sentence, or waited for."""

from __future__ import annotations

import errno
import threading
from pathlib import Path
from typing import Any, Self

import pytest
from sqlcipher3 import dbapi2

from consent_desktop.event_store import engine, files, vault
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreFailed,
    StoreNotFound,
    StoreNotOurs,
    StoreReadOnly,
    told_of,
)
from consent_desktop.event_store.files import FileState
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.opening import FileKeys
from consent_desktop.event_store.recorded import KeptCheckpoint
from consent_desktop.event_store.segments import newest_in
from tests.support.stores import KEY, NOW, a_store, origin, some_event


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EIO, StoreFailed),
        (errno.ESTALE, StoreFailed),
        (errno.EMFILE, StoreFailed),
        (errno.EACCES, StoreReadOnly),
    ],
)
def test_what_the_system_says_of_a_file_becomes_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, told: type[Exception]
) -> None:
    with a_store(tmp_path):
        pass

    def refused(*_: object, **__: object) -> Any:
        raise OSError(number, "no")

    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(told, match="Nothing was written"):
        LOG_FILE.examine(tmp_path, None)


def test_a_folder_that_cannot_be_opened_as_a_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(StoreNotFound, match="cannot be opened"):
        connect(tmp_path / "nowhere" / "clinic.events.db", None, synchronous="FULL")


def test_an_engine_that_quotes_damaged_bytes_tells_of_damage(tmp_path: Path) -> None:
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
    assert isinstance(told_of(tmp_path / "clinic.events.db", error), StoreDamaged)
    assert told_of(tmp_path / "clinic.events.db", ValueError("ours")) is None


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
def test_a_file_whose_making_was_cut_off_counts_as_not_there(tmp_path: Path, key: bytes | None) -> None:
    raw = FileKeys.of(key).log
    connection = connect(tmp_path / LOG_FILE.name, raw, synchronous="FULL")
    connection.execute("CREATE TABLE passing (a)")
    connection.execute("DROP TABLE passing")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    assert LOG_FILE.examine(tmp_path, raw) is FileState.ABSENT
    with a_store(tmp_path, key) as store:
        assert store.log.head().position == 0


def test_a_file_that_goes_away_while_it_is_looked_at_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / LOG_FILE.name).write_text("my diary")

    def gone(*_: object, **__: object) -> Any:
        raise OSError(errno.EIO, "gone")

    monkeypatch.setattr(Path, "stat", gone)
    assert not files._in_the_making(tmp_path / LOG_FILE.name)


def test_a_protected_file_on_a_failing_disk_is_not_called_foreign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_store(tmp_path, KEY):
        pass
    raw = FileKeys.of(KEY).log

    class Failing:
        """A connection whose disk has failed."""

        def execute(self, _statement: str) -> None:
            raise dbapi2.OperationalError("disk I/O error")

        def close(self) -> None:
            """Nothing to give back."""

    monkeypatch.setattr(dbapi2, "connect", lambda *_, **__: Failing())
    with pytest.raises(StoreFailed):
        LOG_FILE.examine(tmp_path, raw)
    monkeypatch.undo()
    with pytest.raises(StoreNotOurs):
        LOG_FILE.examine(tmp_path, bytes(32))


def test_an_older_cache_is_made_anew(tmp_path: Path) -> None:
    LOG_FILE.create(tmp_path, None)
    connection = connect(tmp_path / LOG_FILE.name, None, synchronous="FULL")
    connection.execute("CREATE TABLE left_over (a)")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    LOG_FILE.remake(tmp_path, None)
    connection = connect(tmp_path / LOG_FILE.name, None, synchronous="FULL")
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
    assert "events" in tables
    assert "left_over" not in tables
    assert connection.execute("PRAGMA user_version").fetchone()[0] == LOG_FILE.schema_version
    connection.close()


class Contested:
    """A connection to a file that others hold for a while."""

    def __init__(self, times: int) -> None:
        self.left = times

    def execute(self, _statement: str) -> Contested:
        if self.left:
            self.left -= 1
            raise dbapi2.OperationalError("database is locked")
        return self

    def fetchall(self) -> list[object]:
        return []


def test_a_pragma_that_others_hold_up_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    contested = Contested(2)
    engine._set(contested, "journal_mode", "WAL")
    assert contested.left == 0
    monkeypatch.setattr(engine, "BUSY_TIMEOUT_MS", -1)
    with pytest.raises(dbapi2.OperationalError):
        engine._set(Contested(1), "journal_mode", "WAL")


def test_a_file_has_to_be_looked_at(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        watch = store.log.watch()
        poke = threading.Event()
        assert not watch.wait(0, poke)
        poke.set()
        assert watch.wait(0, poke)
        poke.clear()
        store.log.append(ana, 0, [some_event(ana)], origin())
        assert watch.wait(0, poke)
        watch.close()


def test_a_log_that_failed_keeps_no_checkpoint_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_store(tmp_path) as store:
        assert store.log.name == LOG_FILE.name
        monkeypatch.setattr(store.log, "_failed", StoreFailed("the disk failed"))
        with pytest.raises(StoreFailed):
            store.log.keep_checkpoint(KeptCheckpoint(1, "note", b"", NOW))


def test_the_vault_remembers_no_more_than_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault, "REMEMBERED", 2)
    with a_store(tmp_path) as store:
        people = [store.vault.claim("patient", str(n)) for n in range(5)]
        assert [store.vault.find("patient", str(n)) for n in range(5)] == people
        for subject in people:
            assert store.vault.seal_of(subject) is not None
        assert len(store.vault._seals) <= 2
        assert len(store.vault._found) <= 2


def test_two_programs_make_one_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second finds, inside its own transaction, what the first made since it looked."""
    with a_store(tmp_path) as one, a_store(tmp_path) as two:

        class Early:
            """What the second saw before the first made it."""

            def __enter__(self) -> Self:
                return self

            def __exit__(self, *_: object) -> None:
                one.vault.secret("checkpoint-key")

            def scalar(self, *_: object) -> None:
                return None

        monkeypatch.setattr(two.vault.database, "reading", Early)
        secret = two.vault.secret("checkpoint-key")
        monkeypatch.undo()
        assert secret == one.vault.secret("checkpoint-key")


def test_a_busy_file_is_waited_for_and_then_told(tmp_path: Path) -> None:
    assert isinstance(told_of(tmp_path / "x.db", dbapi2.OperationalError("database is locked")), StoreBusy)


def test_a_folder_that_cannot_be_listed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> Any:
        raise OSError(errno.EMFILE, "Too many open files")

    monkeypatch.setattr(Path, "glob", refused)
    with pytest.raises(StoreFailed, match="too many files are open"):
        newest_in(tmp_path)
