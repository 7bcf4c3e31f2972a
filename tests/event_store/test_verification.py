"""The hash chain names the first position that was touched, whoever touched it and however."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.envelope import GENESIS, chain_hash
from consent_desktop.event_store.errors import StoreBusy
from consent_desktop.event_store.verification import verify
from tests.support.stores import a_store, origin, some_event

EVENTS = 12


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with a_store(tmp_path) as store:
        people = [store.vault.claim("patient", str(n)) for n in range(3)]
        for number in range(EVENTS):
            subject = people[number % 3]
            store.log.append(subject, number // 3, [some_event(subject, number)], origin())
    return tmp_path


def tamper(folder: Path, change: Callable[[dbapi2.Connection], object]) -> None:
    """What somebody with the file can do: drop the triggers and change what they like."""
    connection = connect(folder / "clinic.events.db", None, synchronous="FULL")
    for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    change(connection)
    connection.close()


def found(folder: Path) -> tuple[int, int | None]:
    with a_store(folder) as store:
        result = verify(store.log)
        assert result.unbroken is (result.first_broken is None)
        return result.events, result.first_broken


def test_an_untouched_log_is_unbroken(folder: Path) -> None:
    assert found(folder) == (EVENTS, None)


def test_an_empty_log_is_unbroken(tmp_path: Path) -> None:
    assert found(tmp_path / "new") == (0, None)


@pytest.mark.parametrize(
    "column",
    [
        "event_id", "kind", "stream_version", "recorded", "effective", "actor", "correlation",
        "causation", "command_id", "body", "chain", "stream",
    ],
)  # fmt: skip
def test_a_change_of_any_column_is_noticed_at_its_position(folder: Path, column: str) -> None:
    numbers = ("kind", "stream_version", "recorded", "effective", "actor", "stream")
    value = "77" if column in numbers else "randomblob(16)"
    tamper(folder, lambda c: c.execute(f"UPDATE events SET {column} = {value} WHERE position = 5"))
    assert found(folder) == (4, 5)


@pytest.mark.parametrize("position", [1, 6, EVENTS - 1])
def test_a_missing_event_is_noticed(folder: Path, position: int) -> None:
    tamper(folder, lambda c: c.execute(f"DELETE FROM events WHERE position = {position}"))
    assert found(folder) == (position - 1, position)


def test_two_events_in_each_others_place_are_noticed(folder: Path) -> None:
    def swap(connection: dbapi2.Connection) -> None:
        connection.execute("UPDATE events SET position = -1 WHERE position = 4")
        connection.execute("UPDATE events SET position = 4 WHERE position = 5")
        connection.execute("UPDATE events SET position = 5 WHERE position = -1")

    tamper(folder, swap)
    assert found(folder) == (3, 4)


def test_that_the_end_was_cut_off_only_an_anchor_could_show(folder: Path) -> None:
    """Asserted because it is true: a chain alone does not notice it."""
    tamper(folder, lambda c: c.execute("DELETE FROM events WHERE position > 9"))
    assert found(folder) == (9, None)


def test_a_recomputed_chain_still_has_to_keep_each_persons_order(folder: Path) -> None:
    tamper(folder, lambda c: c.execute("UPDATE events SET stream_version = 50 WHERE position = 12"))
    with a_store(folder) as store:
        chain = GENESIS
        for stored in store.log.leaves():
            chain = chain_hash(chain, stored.leaf)
    tamper(folder, lambda c: c.execute("UPDATE events SET chain = ? WHERE position = 12", (chain,)))
    assert found(folder) == (11, 12)


def test_progress_is_told(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        store.log.append(ana, 0, [some_event(ana, n) for n in range(1001)], origin())
        told: list[int] = []
        assert verify(store.log, told.append).events == 1001
        assert told == [1000, 1001]


def test_a_file_that_cannot_be_read_any_more_is_broken(folder: Path) -> None:
    path = folder / "clinic.events.db"
    content = bytearray(path.read_bytes())
    with a_store(folder) as store, store.log.database.snapshot() as connection:
        query = "SELECT rootpage FROM sqlite_schema WHERE name = 'events'"
        page = connection.exec_driver_sql(query).scalar_one() - 1
    content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(bytes(content))
    with a_store(folder) as store:
        result = verify(store.log)
    assert not result.unbroken
    assert result.reason


def test_a_store_that_cannot_be_read_further_is_not_called_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_store(folder) as store:

        def busy(*_: object) -> object:
            raise StoreBusy("Somebody else writes.")

        monkeypatch.setattr(store.log, "rows", busy)
        result = verify(store.log)
        assert (result.first_broken, result.reason) == (1, "Somebody else writes.")
