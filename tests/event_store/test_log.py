"""The log on a real file: order, versions, idempotency, and that nothing in it can be changed by mistake."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from consent_desktop.domain.events import Erased
from consent_desktop.event_store.appending import Append
from consent_desktop.event_store.engine import DataVersion, connect
from consent_desktop.event_store.errors import (
    StoreBusy,
    StoreDamaged,
    StoreFailed,
    StoreFull,
    StoreReadOnly,
    WrongExpectedVersion,
    translated,
)
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.vault_tables import VAULT_FILE
from tests.support.stores import NOW, a_store, origin, some_event

REST = (
    "recorded, effective, actor, correlation, causation, command_id, digest, body, chain FROM events WHERE position = 1"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET actor = x'00' WHERE position = 1",
        "DELETE FROM events WHERE position = 1",
        "INSERT OR REPLACE INTO events SELECT * FROM events WHERE position = 1",
        f"REPLACE INTO events SELECT 2, event_id, kind, stream, stream_version, {REST}",
        f"INSERT INTO events SELECT 9, x'99', kind, stream, 9, {REST}",
        "UPDATE commands SET digest = x'00'",
        "DELETE FROM commands",
        "INSERT OR REPLACE INTO commands SELECT * FROM commands",
        "UPDATE subjects SET subject = x'00'",
        "DELETE FROM kinds",
        "INSERT OR REPLACE INTO subjects SELECT * FROM subjects",
        "INSERT OR REPLACE INTO kinds SELECT * FROM kinds",
        "UPDATE store SET value = 'x'",
        "DELETE FROM store",
        "INSERT OR REPLACE INTO store SELECT * FROM store",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_the_log_refuses_every_change(tmp_path: Path, statement: str, recursive: str) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        store.log.append(ana, 0, [some_event(ana)], origin())
        store.log.append(ana, 1, [], origin())
        connection = connect(store.folder / LOG_FILE.name, None, synchronous="FULL")
        connection.execute(f"PRAGMA recursive_triggers = {recursive}")
        with pytest.raises(dbapi2.IntegrityError, match="append-only"):
            connection.execute(statement)
        connection.close()


def test_an_event_whose_key_is_gone_reads_as_erased(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        store.log.append(ana, 0, [some_event(ana)], origin())
        path = store.folder / VAULT_FILE.name
    connection = connect(path, None, synchronous="FULL")
    connection.execute("DELETE FROM subject_keys")
    connection.close()
    with a_store(tmp_path) as store:
        assert [r.event for r in store.log.read()] == [Erased(subject=ana, effective_at=NOW)]
        with pytest.raises(StoreDamaged):
            store.log.append(ana, 1, [some_event(ana)], origin())


def test_an_altered_event_is_never_read_as_if_it_were_whole(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        store.log.append(ana, 0, [some_event(ana)], origin())
        connection = connect(store.folder / LOG_FILE.name, None, synchronous="FULL")
        connection.execute("DROP TRIGGER events_refuses_update")
        connection.execute("UPDATE events SET recorded = recorded + 1")
        connection.close()
        with pytest.raises(StoreDamaged, match="Event 1"):
            list(store.log.read())


def test_after_a_failure_of_the_disk_nothing_more_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")

        def failing(*_: object) -> None:
            raise StoreFailed("the disk failed")

        with monkeypatch.context() as patch:
            patch.setattr(Append, "run", failing)
            with pytest.raises(StoreFailed):
                store.log.append(ana, 0, [some_event(ana)], origin())
        with pytest.raises(StoreFailed):
            store.log.append(ana, 0, [some_event(ana)], origin())
        assert store.log.head().position == 0


def test_a_full_store_says_so_and_goes_on_when_there_is_room(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        with store.log.database.writing() as link:
            pages = link.raw.execute("PRAGMA page_count").fetchone()[0]
            link.say(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreFull):
            store.log.append(ana, 0, [some_event(ana, n) for n in range(200)], origin())
        assert store.log.head().position == 0
        with store.log.database.writing() as link:
            link.say("PRAGMA max_page_count = 100000")
        store.log.append(ana, 0, [some_event(ana)], origin())


@pytest.mark.parametrize(
    ("complaint", "error"),
    [
        ("database is locked", StoreBusy),
        ("database or disk is full", StoreFull),
        ("attempt to write a readonly database", StoreReadOnly),
        ("disk I/O error", StoreFailed),
        ("database disk image is malformed", StoreDamaged),
    ],
)
def test_known_complaints_become_sentences(complaint: str, error: type[Exception]) -> None:
    told = translated(complaint, Path("/somewhere/clinic.events.db"))
    assert isinstance(told, error)
    assert "clinic.events.db" in str(told)
    assert "/somewhere" not in str(told)


def test_what_is_our_own_mistake_stays_one() -> None:
    assert translated("no such table: evnts", Path("x")) is None


def _write(folder: str, number: int, count: int) -> None:
    """One process that claims the same person and writes until its events are in."""
    with a_store(Path(folder)) as store:
        subject = store.vault.claim("patient", "20-4817")
        for n in range(count):
            while True:
                version = max((r.envelope.stream_version for r in store.log.read_stream(subject)), default=0)
                try:
                    store.log.append(subject, version, [some_event(subject, number * 1000 + n)], origin())
                except WrongExpectedVersion:
                    continue
                break


def test_processes_write_side_by_side_without_gap_or_loss(tmp_path: Path) -> None:
    with a_store(tmp_path):
        pass
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(str(tmp_path), n, 15)) for n in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
        assert writer.exitcode == 0
    with a_store(tmp_path) as store:
        recorded = list(store.log.read())
        assert [r.position for r in recorded] == list(range(1, 46))
        assert len({r.event for r in recorded}) == 45
        assert len({r.envelope.stream for r in recorded}) == 1


def test_commits_of_others_are_noticed(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        watch = DataVersion(store.folder / LOG_FILE.name, None)
        assert not watch.changed()
        store.log.append(ana, 0, [some_event(ana)], origin())
        assert watch.changed()
        assert not watch.changed()
        watch.close()


def test_a_watch_that_cannot_look_says_why(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        watch = DataVersion(store.folder / LOG_FILE.name, None)
    watch.close()
    with pytest.raises(dbapi2.ProgrammingError):  # our own mistake, not the disk's
        watch.changed()
    watch = DataVersion(tmp_path / "clinic.events.db", None)

    class Broken:
        """A connection whose disk has failed."""

        def execute(self, _statement: str) -> None:
            raise dbapi2.OperationalError("disk I/O error")

        def close(self) -> None:
            """Nothing to give back."""

    watch.close()
    watch._connection = Broken()
    with pytest.raises(StoreFailed):
        watch.changed()


def test_our_own_mistakes_are_not_told_as_the_disks(tmp_path: Path) -> None:
    with (
        a_store(tmp_path) as store,
        pytest.raises(DBAPIError, match="no such table"),
        store.log.database.snapshot() as connection,
    ):
        connection.exec_driver_sql("SELECT * FROM evnts")
