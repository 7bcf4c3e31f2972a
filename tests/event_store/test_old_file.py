"""What is read of a damaged file: whatever any way through it gives, and nothing is raised."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from consent_desktop.event_store.engine import BUSY_TIMEOUT_MS
from consent_desktop.event_store.files import FileKind
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.old_file import STEP, OldFile, _backward, _gaps, is_ours
from consent_desktop.event_store.opening import FileKeys
from consent_desktop.event_store.recorded import Expected
from tests.support.damage import LOG, PAGE, body_of, overwrite, root_page, zero_page
from tests.support.stores import KEY, a_store, fingerprints, origin, some_event

KEYS = pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
ANA, RUI = f"{16:032x}", f"{17:032x}"
EVENTS = 60
FIRST_AFTER_THE_ROOTS = 16
"""The first page of a small log that holds no definition and is not the first of a table or index."""
NOTED = 600


def fill(folder: Path, key: bytes | None = None, events: int = EVENTS) -> None:
    """A closed store with events of two people in turn, and more notes of damage than a page of the file holds."""
    with a_store(folder, key) as store:
        for subject in (ANA, RUI):
            store.vault.key_for(subject)
        for number in range(events):
            subject = (ANA, RUI)[number % 2]
            store.log.append(subject, Expected.ANY, [some_event(subject, number)], origin())
        with store.log.database.writing() as link:
            for number in range(NOTED):
                link.say(f"INSERT INTO damage VALUES ({1000 + number}, NULL, 'a note {number}')")


@contextmanager
def opened(folder: Path, key: bytes | None = None, name: str = LOG) -> Iterator[OldFile]:
    old = OldFile(folder / name, FileKeys.of(key).log)
    try:
        yield old
    finally:
        old.close()


def leaves_of(folder: Path, name: str) -> list[int]:
    """Pages of a tree of two levels in a plain file, in order; the last is the one that the root itself names."""
    root = root_page(folder, name)
    content = (folder / LOG).read_bytes()[(root - 1) * PAGE : root * PAGE]
    assert content[0] in (2, 5), "the root is an inner page"
    cells = [int.from_bytes(content[12 + 2 * n : 14 + 2 * n]) for n in range(int.from_bytes(content[3:5]))]
    return [*(int.from_bytes(content[cell : cell + 4]) for cell in cells), int.from_bytes(content[8:12])]


@KEYS
def test_a_whole_file_is_read_whole_and_left_as_it_is(tmp_path: Path, key: bytes | None) -> None:
    fill(tmp_path, key)
    before = fingerprints(tmp_path)
    with opened(tmp_path, key) as old:
        assert old.opens()
        assert {"events", "damage", "kinds", "subjects"} <= old.names()
        rows = list(old.events(EVENTS))
        assert [position for position, _ in rows] == list(range(1, EVENTS + 1))
        assert [row[0] for _, row in rows if row is not None] == list(range(1, EVENTS + 1))
        assert all(row is not None and len(row) == 14 and row[13] is not None for _, row in rows)
        assert old.last_position() == (EVENTS, True)
        assert [row[0] for row in old.table("damage")] == list(range(1000, 1000 + NOTED))
        index = old.by_version()
        streams = dict(old.table("subjects"))
        assert index == sorted(
            (number, n // 2 + 1, n + 1)
            for n in range(EVENTS)
            for number, raw in streams.items()
            if raw.hex() == (ANA, RUI)[n % 2]
        )
        old.look_for_faults()
        assert not old.broken
    assert fingerprints(tmp_path) == before, "nothing is made beside it either"


def test_a_table_that_an_index_holds_again_is_read_from_both(tmp_path: Path) -> None:
    fill(tmp_path)
    zero_page(tmp_path / LOG, root_page(tmp_path, "subjects"))
    zero_page(tmp_path / LOG, root_page(tmp_path, "kinds"))
    with opened(tmp_path) as old:
        assert {raw.hex() for _, raw in old.table("subjects")} >= {ANA, RUI}
        assert ("NoticeRaised", 1) in {(name, version) for _, name, version, _ in old.table("kinds")}
        assert old.broken


def test_a_connection_waits_for_others_as_long_as_any_of_ours(tmp_path: Path) -> None:
    fill(tmp_path, events=1)
    with opened(tmp_path) as old:
        assert old._connection.execute("PRAGMA busy_timeout").fetchone() == (BUSY_TIMEOUT_MS,)
        assert not list(tmp_path.glob("file:*"))


@KEYS
def test_what_waits_beside_a_file_that_others_have_open_is_read_too(tmp_path: Path, key: bytes | None) -> None:
    with a_store(tmp_path, key) as store:
        store.vault.key_for(ANA)
        store.log.append(ANA, 0, [some_event(ANA, number) for number in range(3)], origin())
        with opened(tmp_path, key) as old:
            assert old.opens()
            assert [row is None for _, row in old.events(3)] == [False, False, False]
            store.log.append(ANA, 3, [some_event(ANA, 3)], origin())
            assert old.last_position() == (4, True)
            assert not old.broken


def test_events_are_read_between_any_two_positions_across_the_steps(tmp_path: Path) -> None:
    fill(tmp_path, events=5)
    with opened(tmp_path) as old:
        assert [position for position, _ in old.events(4, 2)] == [3, 4]
        assert list(old.events(0)) == []
        beyond = list(old.events(STEP + 2))
        assert [position for position, _ in beyond] == list(range(1, STEP + 3))
        assert [position for position, row in beyond if row is not None] == [1, 2, 3, 4, 5]
        assert old.broken, "what was asked for is not there"


@KEYS
def test_each_unreadable_page_costs_the_events_on_it_and_no_others(tmp_path: Path, key: bytes | None) -> None:
    fill(tmp_path, key)
    content = (tmp_path / LOG).read_bytes()
    costs: list[int] = []
    for number in range(FIRST_AFTER_THE_ROOTS, len(content) // PAGE + 1):
        (tmp_path / LOG).write_bytes(content)
        zero_page(tmp_path / LOG, number)
        with opened(tmp_path, key) as old:
            lost = [position for position, row in old.events(EVENTS) if row is None]
            assert old.broken is bool(lost)
            assert old.last_position()[0] == EVENTS
        costs += lost
    assert costs == list(range(1, EVENTS + 1)), "each event lies on one page"


@pytest.mark.parametrize("which", ["first", "middle", "last"])
def test_a_small_table_is_read_from_both_ends_until_it_breaks(tmp_path: Path, which: str) -> None:
    fill(tmp_path, events=1)
    leaves = leaves_of(tmp_path, "damage")
    assert len(leaves) > 2
    zero_page(tmp_path / LOG, leaves[{"first": 0, "middle": len(leaves) // 2, "last": -1}[which]])
    with opened(tmp_path) as old:
        found = [row[0] for row in old.table("damage")]
        assert old.broken
    assert found == sorted(set(found)), "in order, and none twice"
    assert NOTED // len(leaves) // 2 < NOTED - len(found) < 2 * NOTED // len(leaves), "one page of rows is gone"
    assert (1000 in found) == (which != "first")
    assert (1000 + NOTED - 1 in found) == (which != "last")


def test_an_index_that_breaks_tells_nothing(tmp_path: Path) -> None:
    fill(tmp_path)
    zero_page(tmp_path / LOG, root_page(tmp_path, "sqlite_autoindex_events_1"))
    with opened(tmp_path) as old:
        assert old.by_version() is None
        assert old.broken


def test_where_the_table_is_gone_the_index_of_ids_shows_how_far_it_went(tmp_path: Path) -> None:
    fill(tmp_path)
    zero_page(tmp_path / LOG, root_page(tmp_path, "events"))
    with opened(tmp_path) as old:
        assert old.last_position() == (EVENTS, False)
        assert old.broken
    zero_page(tmp_path / LOG, root_page(tmp_path, "sqlite_autoindex_events_2"))
    with opened(tmp_path) as old:
        assert old.last_position() == (0, False)


@KEYS
def test_an_empty_log_ends_at_nothing(tmp_path: Path, key: bytes | None) -> None:
    with a_store(tmp_path, key):
        pass
    with opened(tmp_path, key) as old:
        assert old.last_position() == (0, True)
        assert list(old.events(0)) == []
        assert old.by_version() == []
        assert not old.broken


def test_a_file_that_was_cut_off_does_not_open_as_for_everybody_and_is_read_all_the_same(tmp_path: Path) -> None:
    fill(tmp_path)
    bodies = [body_of(tmp_path, position) for position in range(1, EVENTS + 1)]
    counts: list[int] = []
    for _ in range(7):
        with (tmp_path / LOG).open("r+b") as file:
            file.truncate((tmp_path / LOG).stat().st_size - PAGE)
        left = (tmp_path / LOG).read_bytes()
        with opened(tmp_path) as old:
            assert not old.opens()
            assert "events" in old.names()
            found = [position for position, row in old.events(EVENTS) if row is not None]
        assert found == [position for position, body in enumerate(bodies, 1) if body in left]
        counts.append(len(found))
    assert set(counts) > {0, EVENTS}, "the cut went through the events page by page"


@KEYS
def test_a_file_without_its_first_page_does_not_open_and_nothing_is_raised(tmp_path: Path, key: bytes | None) -> None:
    fill(tmp_path, key, events=3)
    overwrite(tmp_path / LOG, 16, bytes(PAGE - 16))
    with opened(tmp_path, key) as old:
        assert not old.opens()
        assert old.names() == set()
        assert [row for _, row in old.events(3)] == [None, None, None]
        assert old.last_position() == (0, False)
        assert old.by_version() is None
        assert old.table("damage") == []
        assert old.broken


def test_a_fault_that_nobody_asked_about_is_found_by_looking_for_it(tmp_path: Path) -> None:
    fill(tmp_path)
    zero_page(tmp_path / LOG, root_page(tmp_path, "sqlite_autoindex_events_2"))
    with opened(tmp_path) as old:
        assert [row for _, row in old.events(EVENTS) if row is None] == []
        assert not old.broken
        old.look_for_faults()
        assert old.broken
        old.look_for_faults()
        assert old.broken, "once broken it stays so"


def test_gaps_are_the_stretches_without_a_position() -> None:
    assert _gaps([], 0, 5) == [(0, 5)]
    assert _gaps([1, 2, 3], 0, 3) == []
    assert _gaps([5, 2], 0, 7) == [(0, 1), (2, 4), (5, 7)]
    assert _gaps([12], 10, 13) == [(10, 11), (12, 13)]
    assert _gaps([11, 13], 10, 13) == [(11, 12)]


def test_a_question_is_turned_round_column_by_column() -> None:
    assert _backward("SELECT a FROM t ORDER BY a") == "SELECT a FROM t ORDER BY a DESC"
    assert _backward("SELECT a FROM t ORDER BY a, b, c") == "SELECT a FROM t ORDER BY a DESC, b DESC, c DESC"


@KEYS
def test_a_file_is_taken_for_ours_unless_it_can_be_told_to_be_something_else(tmp_path: Path, key: bytes | None) -> None:
    fill(tmp_path, key, events=1)
    log_key = FileKeys.of(key).log
    assert is_ours(tmp_path / LOG, log_key)
    overwrite(tmp_path / LOG, 16, bytes(PAGE - 16))
    assert is_ours(tmp_path / LOG, log_key), "nothing can be told of it"
    for number, (table, ours) in enumerate((("events", False), ("subjects", True), ("kinds", True), ("damage", True))):
        kind = FileKind(f"{number}.db", LOG_FILE.application_id, 1, (f"CREATE TABLE {table} (id INTEGER)",))
        kind.create(tmp_path, log_key)
        assert is_ours(tmp_path / kind.name, log_key) is ours
