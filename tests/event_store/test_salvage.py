"""A checked copy takes over from a damaged log: whole events stay, lost ones are told, the old file keeps its bytes."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_desktop.domain.events import Erased, HistoryDamaged, HistoryTakenOver, NoticeRaised
from consent_desktop.domain.vocabulary import CLINIC
from consent_desktop.event_store.copying import Hints
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.envelope import EPOCH
from consent_desktop.event_store.errors import StoreIncomplete
from consent_desktop.event_store.old_file import OldFile
from consent_desktop.event_store.opening import FileKeys, OpenedStore, open_store
from consent_desktop.event_store.recorded import Expected
from consent_desktop.event_store.verification import verify
from tests.faults.damages import bits, garbage, swapped, truncated, zeroed
from tests.support.damage import LOG, PAGE, body_of, flip_in, overwrite, root_page, zero_page
from tests.support.stores import KEY, NOW, a_store, origin, some_event

STREAMS = [f"{n:032x}" for n in range(16, 20)]
EVENTS = 60


def fill(folder: Path, key: bytes | None = None, events: int = EVENTS) -> None:
    """A store with events of four people in turn."""
    with a_store(folder, key) as store:
        for stream in STREAMS:
            store.vault.key_for(stream)
        for number in range(events):
            stream = STREAMS[number % len(STREAMS)]
            store.log.append(stream, Expected.ANY, [some_event(stream, number)], origin())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def repaired(store: OpenedStore) -> bool:
    """Take over, if that is called for and opening has not done it."""
    return store.segments is not None and (store.log.segment > 1 or store.repair(lambda: NOW))


def damaged_streams(store: OpenedStore) -> dict[str, tuple[tuple[int, int], ...]]:
    """Whose streams were told to be damaged, with the positions."""
    return {e.event.subject: e.event.lost for e in store.log.read() if isinstance(e.event, HistoryDamaged)}


def flip_a_body(folder: Path) -> None:
    flip_in(folder / LOG, body_of(folder, 17))


def zero_first_leaf(folder: Path) -> None:
    """The first leaf of the events' tree: its number is in the first cell of the root, an inner page by now."""
    root = root_page(folder, "events")
    content = (folder / LOG).read_bytes()[(root - 1) * PAGE : root * PAGE]
    assert content[0] == 5, "the root is an inner page"
    cell = int.from_bytes(content[12:14])
    zero_page(folder / LOG, int.from_bytes(content[cell : cell + 4]))


def zero_the_events_root(folder: Path) -> None:
    zero_page(folder / LOG, root_page(folder, "events"))


def zero_an_index(folder: Path) -> None:
    zero_page(folder / LOG, root_page(folder, "sqlite_autoindex_events_2"))


def zero_the_subjects(folder: Path) -> None:
    zero_page(folder / LOG, root_page(folder, "subjects"))


def zero_the_facts(folder: Path) -> None:
    zero_page(folder / LOG, root_page(folder, "store"))


def cut_off(folder: Path) -> None:
    path = folder / LOG
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size // PAGE // 2 * PAGE)


def destroy_the_schema(folder: Path) -> None:
    zero_page(folder / LOG, 1)


def garble_the_header(folder: Path) -> None:
    overwrite(folder / LOG, 0, b"garbage")


DAMAGES: list[Callable[[Path], None]] = [
    flip_a_body, zero_first_leaf, zero_the_events_root, zero_an_index, zero_the_subjects, zero_the_facts, cut_off,
    destroy_the_schema, garble_the_header,
]  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_what_is_whole_goes_on_and_what_is_lost_is_told(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    fill(tmp_path)
    with a_store(tmp_path) as store:
        before = {e.position: e.event_id for e in store.log.read()}
        store_id = store.log.store_id
    damage(tmp_path)
    old = digest(tmp_path / LOG)
    with a_store(tmp_path) as store:
        assert repaired(store)
        lost = store.log.lost
        kept = {e.position: e.event_id for e in store.log.read() if isinstance(e.event, NoticeRaised)}
        assert kept == {position: i for position, i in before.items() if position not in lost}
        first = next(e for e in store.log.read() if e.stream == CLINIC)
        assert isinstance(first.event, HistoryTakenOver)
        assert first.event.segment == 2
        assert first.position == first.event.old_position + 1
        found = verify(store.log)
        assert found.unbroken
        assert found.lost_count == len(lost)
        damaged = damaged_streams(store)
        assert damaged.keys() <= {*STREAMS}
        for position in before.keys() - kept.keys():
            assert STREAMS[(position - 1) % len(STREAMS)] in damaged
        head = store.log.head().position
        appended = store.log.append(STREAMS[0], Expected.ANY, [some_event(STREAMS[0], 999)], origin())
        assert appended.first == head + 1
        facts = store.log.store_id
    assert digest(tmp_path / LOG) == old, "the old file keeps its bytes"
    if damage not in (zero_the_facts, cut_off):
        assert facts == store_id
    with a_store(tmp_path) as store:
        assert store.log.segment == 2
        assert verify(store.log).unbroken


def test_one_altered_event_costs_one_person_one_event(tmp_path: Path) -> None:
    fill(tmp_path)
    flip_a_body(tmp_path)
    with a_store(tmp_path) as store:
        assert repaired(store)
        assert store.log.lost == {17}
        assert damaged_streams(store) == {STREAMS[0]: ((17, 17),)}
        assert len(list(store.log.events_of(STREAMS[0]))) == store.log.version(STREAMS[0])


def test_something_that_changes_nothing_stands_in_the_place_of_a_lost_event(tmp_path: Path) -> None:
    """Folding a state counts versions, so that what comes after a lost event keeps its own."""
    fill(tmp_path, events=28)
    for position in (17, 21):  # the fifth and the sixth of the first stream
        flip_in(tmp_path / LOG, body_of(tmp_path, position))
    stream = STREAMS[0]
    with a_store(tmp_path) as store:
        assert repaired(store)
        whole = {r.envelope.stream_version: r.event for r in store.log.read_stream(stream)}
        last = store.log.version(stream)
        assert sorted(whole) == [version for version in range(1, last + 1) if version not in (5, 6)]
        for after in range(last + 1):
            events = list(store.log.events_of(stream, after=after))
            assert len(events) == last - after
            for version, event in enumerate(events, after + 1):
                assert event == whole.get(version, Erased(subject=stream, effective_at=EPOCH))


def test_an_encrypted_log_is_taken_over_too(tmp_path: Path) -> None:
    fill(tmp_path, KEY)
    path = tmp_path / LOG
    overwrite(path, path.stat().st_size // 2, b"damage")
    old = digest(path)
    with a_store(tmp_path, KEY) as store:
        assert repaired(store)
        assert verify(store.log).unbroken
        assert len(list(store.log.read())) > EVENTS // 2
    assert digest(path) == old


def test_a_whole_log_is_left_alone(tmp_path: Path) -> None:
    fill(tmp_path, events=8)
    with a_store(tmp_path) as store:
        assert not store.repair(lambda: NOW)
        assert store.log.segment == 1
    assert [path.name for path in tmp_path.glob("*.making*")] == []


def test_a_log_that_is_gone_is_not_made_up(tmp_path: Path) -> None:
    fill(tmp_path, events=8)
    (tmp_path / LOG).unlink()
    with pytest.raises(StoreIncomplete), a_store(tmp_path):
        pass
    assert not (tmp_path / LOG).exists()


def test_a_second_damage_is_taken_over_from_the_segment_that_took_over(tmp_path: Path) -> None:
    fill(tmp_path)
    flip_a_body(tmp_path)
    with a_store(tmp_path) as store:
        assert repaired(store)
    flip_in(tmp_path / "clinic.events.2.db", body_of(tmp_path, 31, "clinic.events.2.db"))
    with a_store(tmp_path) as store:
        assert store.repair(lambda: NOW)
        assert store.log.lost == {17, 31}
        assert store.log.segment == 3
        assert verify(store.log).unbroken
        assert STREAMS[(31 - 1) % 4] in damaged_streams(store)


def rename_in_its_page(folder: Path, position: int) -> None:
    """Let the cell of an event beyond 127 say that it is event 16383: the engine's walk ends there, with no error."""
    path = folder / LOG
    content = path.read_bytes()
    page = content.index(body_of(folder, position)) // PAGE * PAGE
    written = bytes([0x80 | position >> 7, position & 0x7F])
    for number in range(int.from_bytes(content[page + 3 : page + 5])):
        pointer = page + 8 + 2 * number
        cell = page + int.from_bytes(content[pointer : pointer + 2])
        name = cell + (2 if content[cell] & 0x80 else 1)  # after the length of what the cell holds
        if content[name : name + 2] == written:
            overwrite(path, name, b"\xff\x7f")
            return
    raise AssertionError("no such cell")


@pytest.mark.parametrize("named", [133, 140])
def test_a_walk_that_ends_quietly_in_a_damaged_page_costs_no_event_that_is_whole(tmp_path: Path, named: int) -> None:
    fill(tmp_path, events=200)
    rename_in_its_page(tmp_path, named)
    quiet = connect(tmp_path / LOG, None, synchronous="NORMAL")
    given = quiet.execute("SELECT position FROM events NOT INDEXED WHERE position <= 200 ORDER BY position").fetchall()
    quiet.close()
    assert len(given) == named - 1, "the engine gives a part, and no error"
    with a_store(tmp_path) as store:
        assert repaired(store)
        assert store.log.lost == {named}


def test_of_overwritten_bytes_every_row_is_found_that_any_question_finds(tmp_path: Path) -> None:
    fill(tmp_path, events=200)
    content = (tmp_path / LOG).read_bytes()
    page = content.index(body_of(tmp_path, 133)) // PAGE * PAGE
    for seed in range(12):
        chance = random.Random(seed)
        (tmp_path / LOG).write_bytes(content)
        overwrite(tmp_path / LOG, page + chance.randrange(PAGE - 300), chance.randbytes(300))
        old = OldFile(tmp_path / LOG, None)
        found = {position for position, row in old.events(200) if row is not None}
        one_by_one = {position for n in range(200) for position, row in old.events(n + 1, n) if row is not None}
        old.close()
        assert one_by_one <= found
        assert old.broken


@pytest.mark.parametrize("key", [None, KEY], ids=["plain", "encrypted"])
@settings(max_examples=30)
@given(seed=st.integers(0, 2**32), which=st.integers(0, 5))
def test_whatever_the_damage_what_is_kept_is_true_and_whose_events_are_lost_is_told(
    tmp_path_factory: pytest.TempPathFactory, key: bytes | None, seed: int, which: int
) -> None:
    folder = tmp_path_factory.mktemp("clinic")
    fill(folder, key)
    with a_store(folder, key) as store:
        before = {e.position: e.event for e in store.log.read()}
    content, chance = bytearray((folder / LOG).read_bytes()), random.Random(seed)
    where = (bits, bits, garbage, zeroed, truncated, swapped)[which](content, chance)
    (folder / LOG).write_bytes(content)
    with opened_all_the_same(folder, key) as store:
        store.repair(lambda: NOW)
        kept = {e.position: e.event for e in store.log.read() if isinstance(e.event, NoticeRaised)}
        assert kept.items() <= before.items(), where
        damaged = damaged_streams(store)
        assert {before[position].subject for position in before.keys() - kept.keys()} <= damaged.keys(), where
        assert verify(store.log).unbroken, where
        assert before.keys() - kept.keys() <= store.log.lost, where
    assert (folder / LOG).read_bytes() == bytes(content)


@contextmanager
def opened_all_the_same(folder: Path, key: bytes | None) -> Iterator[OpenedStore]:
    """The store, with what its views would know of it."""

    def hints(_keys: FileKeys) -> Hints:
        return Hints(EVENTS)

    store = open_store(folder, plain=key is None, key=key, facts={}, hints=hints)
    try:
        yield store
    finally:
        store.close()
