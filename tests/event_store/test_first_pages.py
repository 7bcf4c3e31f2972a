"""A working copy of a file without its first pages gets those of a new one; the damaged file keeps its bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.first_pages import PAGE, SALT, _new_file, with_new_first_pages
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.old_file import OldFile
from consent_desktop.event_store.opening import FileKeys
from tests.event_store.test_old_file import ANA, EVENTS, KEYS, fill
from tests.support.damage import LOG, overwrite
from tests.support.stores import KEY, fingerprints

WORK = "clinic.events.2.db.making.work"
STEP_PAGES = (1 << 20) // PAGE


@KEYS
def test_with_new_first_pages_everything_is_read_again(tmp_path: Path, key: bytes | None) -> None:
    fill(tmp_path, key)
    log_key = FileKeys.of(key).log
    overwrite(tmp_path / LOG, SALT, bytes(PAGE - SALT))
    before, salt = fingerprints(tmp_path), (tmp_path / LOG).read_bytes()[:SALT]
    size = (tmp_path / LOG).stat().st_size
    for name in (WORK, f"{WORK}.pattern"):
        (tmp_path / name).write_bytes(b"left over from another time")
    with_new_first_pages(tmp_path / LOG, log_key, tmp_path / WORK)
    assert (tmp_path / WORK).read_bytes()[:SALT] == salt
    assert (tmp_path / WORK).stat().st_size == size
    after = fingerprints(tmp_path)
    assert after.keys() == {*before, WORK}, "nothing else is left"
    assert {name: after[name] for name in before} == before
    work = OldFile(tmp_path / WORK, log_key)
    assert [position for position, row in work.events(EVENTS) if row is None] == []
    assert ANA in {raw.hex() for _, raw in work.table("subjects")}
    assert work.last_position() == (EVENTS, True)
    assert len(work.by_version() or ()) == EVENTS
    assert not work.broken
    work.close()


def test_only_the_pages_of_definitions_are_replaced(tmp_path: Path) -> None:
    """The first pages of the tables themselves lie between them, and hold what is to be kept."""
    pattern = tmp_path / "pattern.db"
    numbers = _new_file(pattern, None, 1)
    connection = connect(pattern, None, synchronous="NORMAL")
    roots = {root for (root,) in connection.execute("SELECT rootpage FROM sqlite_schema").fetchall()}
    connection.close()
    assert numbers[0] == 1
    assert not roots & set(numbers)
    LOG_FILE.create(tmp_path / "new", None)
    made = (tmp_path / "new" / LOG).stat().st_size // PAGE
    assert roots - {0} | set(numbers) == set(range(1, made + 1)), "each page of a new file is the one or the other"
    fill(tmp_path)
    content = (tmp_path / LOG).read_bytes()
    with_new_first_pages(tmp_path / LOG, None, tmp_path / WORK)
    copy = (tmp_path / WORK).read_bytes()
    changed = {n + 1 for n in range(len(content) // PAGE) if content[n * PAGE :][:PAGE] != copy[n * PAGE :][:PAGE]}
    assert changed <= set(numbers)


def test_a_new_file_speaks_of_as_many_pages_and_of_few_more(tmp_path: Path) -> None:
    made = _pages(tmp_path, 1)
    for pages in (
        made,
        made + 1,
        made + STEP_PAGES - 16,
        made + STEP_PAGES - 2,
        made + STEP_PAGES + 2,
        made + 3 * STEP_PAGES,
    ):
        count = _pages(tmp_path, pages)
        assert pages <= count <= pages + STEP_PAGES + 8, pages


def _pages(folder: Path, at_least: int) -> int:
    path = folder / f"{at_least}.db"
    _new_file(path, None, at_least)
    assert path.stat().st_size % PAGE == 0
    header = path.read_bytes()[28:32]
    assert int.from_bytes(header) * PAGE == path.stat().st_size, "its first page says so"
    return path.stat().st_size // PAGE


def test_what_waits_in_the_wal_is_copied_and_the_index_of_it_is_not(tmp_path: Path) -> None:
    fill(tmp_path, events=1)
    (tmp_path / f"{LOG}-wal").write_bytes(b"what waits")
    (tmp_path / f"{LOG}-shm").write_bytes(b"an index of it")
    (tmp_path / f"{WORK}-shm").write_bytes(b"left over from another time")
    with_new_first_pages(tmp_path / LOG, None, tmp_path / WORK)
    assert (tmp_path / f"{WORK}-wal").read_bytes() == b"what waits"
    assert not (tmp_path / f"{WORK}-shm").exists()
    assert (tmp_path / f"{LOG}-wal").read_bytes() == b"what waits"


@pytest.mark.parametrize("key", [None, FileKeys.of(KEY).log], ids=["plain", "encrypted"])
@pytest.mark.parametrize("size", [0, 3, SALT, PAGE - 1])
def test_hardly_anything_of_a_file_is_enough(tmp_path: Path, key: bytes | None, size: int) -> None:
    (tmp_path / LOG).write_bytes(bytes(size))
    with_new_first_pages(tmp_path / LOG, key, tmp_path / WORK)
    work = OldFile(tmp_path / WORK, key)
    assert [row for _, row in work.events(2)] == [None, None]
    work.close()
    assert (tmp_path / LOG).read_bytes() == bytes(size)
