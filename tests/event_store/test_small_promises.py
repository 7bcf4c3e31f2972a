"""What the store promises in small: repeated commands, sentences for what the system says, watches, caches, marks."""

from __future__ import annotations

import errno
import logging
import os
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa

from consent_desktop.domain.errors import CommandIdReused
from consent_desktop.event_store import file_system, telemetry
from consent_desktop.event_store.committer import Committer
from consent_desktop.event_store.engine import DataVersion, connect
from consent_desktop.event_store.errors import (
    OUR_TABLES,
    StoreDamaged,
    StoreFailed,
    StoreIncomplete,
    StoreReadOnly,
    translated,
)
from consent_desktop.event_store.files import FileKind, unusable
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.opening import exists, open_store
from consent_desktop.event_store.recorded import Appended
from consent_desktop.event_store.statements import Prepared
from consent_desktop.event_store.subscription_places import Places
from consent_desktop.event_store.tables import APPEND_ONLY, postgresql_triggers, sqlite_triggers
from consent_desktop.event_store.vault_tables import VAULT_FILE
from tests.support.stores import KEY, NOW, a_store, origin, some_event


def test_a_repeated_command_gives_its_own_events_and_no_others(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        before, several, after, last = origin(), origin(), origin(), origin()
        store.log.append(ana, 0, [some_event(ana, 0)], before)
        store.log.append(ana, 1, [some_event(ana, n) for n in (1, 2, 3)], several)
        store.log.append(ana, 4, [some_event(ana, 4)], after)
        store.log.append(ana, 5, [some_event(ana, n) for n in (5, 6)], last)
        for told, expected in ((before, (1, 1)), (several, (2, 4)), (after, (5, 5)), (last, (6, 7))):
            outcome = store.log.outcome(told)
            assert outcome == Appended(*expected, repeated=True)
            assert store.log.append(ana, 0, [some_event(ana, 9)], told) == outcome
        assert store.log.outcome(origin()) is None
        assert store.log.head().position == 7


def test_another_command_with_the_same_id_is_told_so(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        with_events, without = origin(), origin()
        store.log.append(ana, 0, [some_event(ana, 0)], with_events)
        store.log.append(ana, 1, [], without)
        for told in (with_events, without):
            other = origin(told.command_id, b"another digest, of 32 bytes here")
            with pytest.raises(CommandIdReused, match="Nothing was recorded: this command's id was used before"):
                store.log.append(ana, 1, [some_event(ana, 1)], other)


def test_an_event_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        assert store.log.by_id("0" * 32) is None
        assert store.log.at(1) is None
        assert list(store.log.correlated("0" * 32)) == []


def test_a_watch_answers_the_poke_the_change_and_the_time(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        watch, poke = DataVersion(tmp_path / LOG_FILE.name, None), threading.Event()
        ana = store.vault.claim("doctor", "70-0001")
        assert not watch.wait(0, poke)
        store.log.append(ana, 0, [some_event(ana)], origin())
        assert watch.wait(0, poke)
        assert not watch.wait(0, poke)
        poke.set()
        assert watch.wait(3600, poke)
        poke.clear()
        assert not watch.wait(0, poke)
        watch.close()


def test_a_number_once_found_needs_no_file(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
    with a_store(tmp_path) as store:
        assert store.vault.find("doctor", "70-0001") == ana
        connection = connect(tmp_path / VAULT_FILE.name, None, synchronous="FULL")
        connection.execute("DELETE FROM record_numbers")
        connection.close()
        assert store.vault.find("doctor", "70-0001") == ana
        assert store.vault.find("doctor", "70-0002") is None


@pytest.mark.parametrize("table", sorted(OUR_TABLES))
def test_a_table_of_ours_that_is_gone_is_damage(table: str) -> None:
    path = Path("clinic.events.db")
    for complaint in (f"no such table: {table}", f"no such table: main.{table}"):
        told = translated(complaint, path)
        assert isinstance(told, StoreDamaged)
        assert str(told).startswith(f"clinic.events.db is damaged: its table {table} is gone. Nothing was written")


@pytest.mark.parametrize("complaint", ["no such table: main.other", "no such table: other", "events"])
def test_a_table_that_we_never_had_is_our_own_mistake(complaint: str) -> None:
    assert translated(complaint, Path("clinic.events.db")) is None


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.EIO, StoreFailed, "failed"), (errno.ENXIO, StoreFailed, "failed"), (errno.ESTALE, StoreFailed, "failed"),
        (errno.EMFILE, StoreFailed, "too many files"), (errno.ENFILE, StoreFailed, "too many files"),
        (errno.EACCES, StoreReadOnly, "cannot be opened"), (errno.EPERM, StoreReadOnly, "cannot be opened"),
    ],
)  # fmt: skip
def test_what_the_system_says_of_a_file_becomes_a_sentence(number: int, kind: type[Exception], words: str) -> None:
    told = unusable(Path("/clinic/clinic.events.db"), OSError(number, os.strerror(number)))
    assert type(told) is kind
    assert "clinic.events.db" in str(told)
    assert words in str(told)
    assert "Nothing was written" in str(told)


def test_the_system_is_asked_for_the_kind_of_a_file_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a `stat` that answers as the one of macOS does, and only to what that one would understand."""
    program = tmp_path / "stat"
    program.write_text(f'#!/bin/sh\n[ "$*" = "-f %T {tmp_path}" ] && echo " smbfs/ " || {{ echo odd; exit 3; }}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    assert file_system._on_macos(tmp_path) == "smbfs"
    assert file_system._on_macos(tmp_path / "elsewhere") == "odd"


CACHE = FileKind("cache.db", 0x1234, 3, ("CREATE TABLE kept (id INTEGER)", "CREATE TABLE more (id INTEGER)"))
OLDER = FileKind("cache.db", 0x1234, 2, ("CREATE TABLE kept (id INTEGER, name TEXT)", 'CREATE TABLE "of old" (id)'))


@pytest.mark.parametrize("key", [None, KEY])
def test_an_older_cache_is_made_anew_and_todays_is_left(tmp_path: Path, key: bytes | None) -> None:
    def columns(table: str) -> list[str]:
        connection = connect(tmp_path / "cache.db", key, synchronous="FULL")
        found = [name for _, name, *_ in connection.execute(f'PRAGMA table_info("{table}")').fetchall()]
        connection.close()
        return found

    OLDER.create(tmp_path, key)
    assert columns("kept") == ["id", "name"]
    OLDER.create(tmp_path, key)  # it is there already
    CACHE.remake(tmp_path, key)
    assert (columns("kept"), columns("more"), columns("of old")) == (["id"], ["id"], [])
    connection = connect(tmp_path / "cache.db", key, synchronous="FULL")
    assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    connection.execute("INSERT INTO kept VALUES (7)")
    connection.close()
    CACHE.remake(tmp_path, key)
    connection = connect(tmp_path / "cache.db", key, synchronous="FULL")
    assert connection.execute("SELECT id FROM kept").fetchall() == [(7,)]
    connection.close()


def test_the_thread_that_commits_says_for_whom_and_keeps_nobody_waiting() -> None:
    committer = Committer("clinic.events.db")
    [thread] = [one for one in threading.enumerate() if one.name == "commit clinic.events.db"]
    assert thread.daemon
    committer.close()
    assert not thread.is_alive()


def test_a_measure_is_in_milliseconds_to_the_microsecond(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(telemetry, "perf_counter", lambda: 12.3456789)
    with caplog.at_level(logging.DEBUG, telemetry.APPEND.name):
        telemetry.measured(telemetry.APPEND, "append", 12.0, events=1)
    [record] = caplog.records
    assert vars(record)["ms"] == 345.679
    assert record.getMessage() == "append: 345.679 ms, events 1"


def test_every_table_that_only_grows_is_guarded_in_both_back_ends() -> None:
    assert set(sqlite_triggers()) < set(LOG_FILE.schema)
    function, *guards = postgresql_triggers()
    assert function.startswith("CREATE FUNCTION refuse_change() RETURNS trigger")
    assert guards == [
        f"CREATE TRIGGER {table}_refuses_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        for table in APPEND_ONLY
    ]


@pytest.mark.parametrize("key", [None, KEY])
def test_a_vault_with_keys_of_people_gets_no_new_log(tmp_path: Path, key: bytes | None) -> None:
    assert not exists(tmp_path)
    with a_store(tmp_path, key) as store:
        store.vault.claim("doctor", "70-0001")
    assert exists(tmp_path)
    for path in tmp_path.glob(f"{LOG_FILE.name}*"):
        path.unlink()
    assert not exists(tmp_path)
    second = tmp_path / "clinic.events.2.db"
    second.touch()
    assert exists(tmp_path)  # a later segment is a log too
    second.unlink()
    with pytest.raises(StoreIncomplete, match=r"events\.db is missing, though keys of people are here"):
        open_store(tmp_path, plain=key is None, key=key, facts={})
    assert not exists(tmp_path)


def test_a_subscription_that_has_begun_does_not_look_at_its_start_again(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        places = Places(store.vault.database, store.log, lambda: NOW)
        assert places.begin("feed", "origin") == 0
        assert places.begin("feed", 99) == 0


NUMBERS = sa.table("numbers", sa.column("low"), sa.column("high"))


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_values_go_to_their_places_in_the_order_of_the_statement(dialect: str) -> None:
    low: sa.BindParameter[int] = sa.bindparam("low")
    high: sa.BindParameter[int] = sa.bindparam("high")
    plain = Prepared(sa.select(NUMBERS.c.low).where(NUMBERS.c.low > low, NUMBERS.c.high < high), ("low", "high"))
    text = plain.on(dialect)
    assert (text.plain, text.values((1, 2), plain.names)) == (True, (1, 2))
    assert plain.on(dialect) is text
    turned = Prepared(sa.select(NUMBERS.c.low).where(NUMBERS.c.low > low, NUMBERS.c.high < high), ("high", "low"))
    assert not turned.on(dialect).plain
    assert tuple(turned.on(dialect).values((2, 1), turned.names)) == (1, 2)
    constant = Prepared(sa.select(NUMBERS.c.low).where(NUMBERS.c.low > low, NUMBERS.c.high == 5), ("low",))
    assert tuple(constant.on(dialect).values((3,), constant.names)) == (3, 5)
    bare = Prepared(sa.select(NUMBERS.c.low), ())
    assert (bare.on(dialect).plain, bare.on(dialect).values((), ())) == (True, ())


def test_a_value_without_a_place_is_our_own_mistake() -> None:
    wrong = Prepared(sa.select(NUMBERS.c.low).where(NUMBERS.c.low > sa.bindparam("low")), ("low", "other"))
    with pytest.raises(ValueError, match=r"has no place for \['other'\]: SELECT numbers"):
        wrong.on("sqlite")
