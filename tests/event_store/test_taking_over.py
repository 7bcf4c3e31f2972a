"""How a copy is put in the place of a damaged log, step by step, and the names of the files that do it."""

from __future__ import annotations

import logging
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from consent_desktop.domain.events import HistoryTakenOver
from consent_desktop.event_store.copying import Hints
from consent_desktop.event_store.errors import StoreFailed, StoreReadOnly, WrongExpectedVersion
from consent_desktop.event_store.opening import FileKeys
from consent_desktop.event_store.recorded import Expected
from consent_desktop.event_store.salvage import _put_in_place, take_over
from consent_desktop.event_store.segments import Segments, SegmentWatch, kind_of, newest_in, remove_unfinished
from consent_desktop.event_store.verification import verify
from tests.event_store.test_old_file import ANA, KEYS
from tests.support.damage import LOG, body_of, flip_in
from tests.support.stores import NOW, a_store, fingerprints, origin, some_event

SECOND = "clinic.events.2.db"
MAKING = f"{SECOND}.making"


def taken(folder: Path, *, failed: bool = False, number: int = 1) -> int:
    """The number of the segment that is current after taking over."""
    with a_store(folder) as store:
        assert store.segments is not None
        return take_over(store.segments, number, store.vault, lambda: NOW, Hints(), failed=failed)


def a_small_store(folder: Path) -> None:
    with a_store(folder) as store:
        store.vault.key_for(ANA)
        for number in range(3):
            store.log.append(ANA, Expected.ANY, [some_event(ANA, number)], origin())


def test_a_whole_log_goes_on(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    a_small_store(tmp_path)
    before = fingerprints(tmp_path)[LOG]
    with caplog.at_level(logging.INFO, "consent_desktop.event_store.salvage"):
        assert taken(tmp_path) == 1
    assert caplog.records == []
    assert not list(tmp_path.glob(f"{SECOND}*"))
    assert fingerprints(tmp_path)[LOG] == before


@pytest.mark.parametrize("damaged", [True, False])
def test_what_was_done_is_logged_without_a_name(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damaged: bool
) -> None:
    a_small_store(tmp_path)
    if damaged:
        flip_in(tmp_path / LOG, body_of(tmp_path, 2))
    with caplog.at_level(logging.INFO, "consent_desktop.event_store.salvage"):
        assert taken(tmp_path, failed=not damaged) == 2
    words = "Of 3 events 1 are lost: 2." if damaged else "All 3 events that are known of are whole."
    people = " Histories of people that wait to be settled: 1. See consent-desktop damage settle --help."
    done = f"A checked copy, {SECOND}, took over; the old file is kept as it was.{people if damaged else ''}"
    [record] = caplog.records
    assert record.getMessage() == f"{LOG} was damaged or failed. {words} {done}"
    assert record.levelno == logging.INFO
    with a_store(tmp_path) as store:
        [told] = [one.event for one in store.log.read() if isinstance(one.event, HistoryTakenOver)]
        assert (told.segment, told.old_position, told.found) == (2, 3, words)
        assert told.effective_at == NOW
        assert verify(store.log).unbroken
        with pytest.raises(Exception, match="append-only"), store.log.database.writing() as link:
            link.say("DELETE FROM events")


def test_whoever_comes_second_finds_the_segment_that_took_over(tmp_path: Path) -> None:
    a_small_store(tmp_path)
    assert taken(tmp_path, failed=True) == 2
    before = fingerprints(tmp_path)
    assert taken(tmp_path, failed=True, number=1) == 2
    after = fingerprints(tmp_path)
    assert {name: after[name] for name in (LOG, SECOND)} == {name: before[name] for name in (LOG, SECOND)}


@pytest.mark.parametrize("ending", ["-wal", "-shm"])
def test_a_copy_that_something_still_waits_beside_is_not_put_in_place(tmp_path: Path, ending: str) -> None:
    making = tmp_path / MAKING
    making.write_bytes(b"a copy")
    (tmp_path / f"{MAKING}{ending}").touch()
    with pytest.raises(StoreFailed, match=rf"{MAKING} could not be finished\. Nothing was changed; check the disk\."):
        _put_in_place(making, tmp_path / SECOND)
    assert making.exists()
    assert not (tmp_path / SECOND).exists()
    (tmp_path / f"{MAKING}{ending}").unlink()
    _put_in_place(making, tmp_path / SECOND)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {SECOND: b"a copy"}


def test_the_names_of_segments(tmp_path: Path) -> None:
    segments = Segments(tmp_path, None)
    assert [segments.path(number).name for number in (1, 2, 10)] == [LOG, SECOND, "clinic.events.10.db"]
    assert segments.making(2) == tmp_path / MAKING
    assert segments.making(1).name == f"{LOG}.making"
    assert kind_of(2).schema == kind_of(1).schema
    assert kind_of(2).application_id == kind_of(1).application_id


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (LOG, 1), (SECOND, 2), ("clinic.events.9.db", 9), ("clinic.events.10.db", 10), ("clinic.events.999999.db", 999_999),
        ("clinic.events.0.db", 1), ("clinic.events.1.db", 1), ("clinic.events.02.db", 1), ("clinic.events.1000000.db", 1),
        ("clinic.events.x.db", 1), ("clinic.events.3.db.making", 1), ("my clinic.events.3.db", 1), ("clinic.events.3.dbs", 1),
        ("clinic.events.3xdb", 1), ("clinicxevents.3.db", 1),
    ],
)  # fmt: skip
def test_only_a_name_of_ours_is_a_segment(tmp_path: Path, name: str, number: int) -> None:
    (tmp_path / name).touch()
    assert newest_in(tmp_path) == Segments(tmp_path, None).newest() == number


def test_a_segment_is_asked_about_by_its_number(tmp_path: Path) -> None:
    """The names are remembered for the number that was asked about last, and for no other."""
    segments = Segments(tmp_path, None)
    (tmp_path / "clinic.events.3.db").touch()
    (tmp_path / "clinic.events.5.db.making").touch()
    for _ in range(2):
        assert [segments.taken_over(number) for number in (1, 2, 3, 4, 0)] == [False, True, False, False, False]
        assert [segments.under_way(number) for number in (1, 2, 3, 4, 5)] == [False, True, False, True, False]
    (tmp_path / LOG).touch()
    assert segments.taken_over(0)


def test_only_what_was_never_finished_is_cleared_away(tmp_path: Path) -> None:
    kept = {f"{name}{side}" for name in (LOG, SECOND, "clinic.events.3.db.making") for side in ("", "-wal", "-shm")}
    gone = {f"{MAKING}{more}{side}" for more in ("", ".work", ".work.pattern") for side in ("", "-wal", "-shm")}
    for name in kept | gone:
        (tmp_path / name).touch()
    Segments(tmp_path, None).clear_away(1)
    assert {path.name for path in tmp_path.iterdir()} == kept
    Segments(tmp_path, None).clear_away(1)
    remove_unfinished(tmp_path / "clinic.events.3.db.making")
    assert {path.name for path in tmp_path.iterdir()} == {name for name in kept if "making" not in name}


def test_a_folder_that_cannot_be_read_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "glob", refused)
    with pytest.raises(StoreReadOnly, match=rf"{tmp_path.name} cannot be opened \(Permission denied\)"):
        newest_in(tmp_path)


@KEYS
def test_a_watch_goes_over_to_the_segment_that_took_over(tmp_path: Path, key: bytes | None) -> None:
    with a_store(tmp_path, key) as store, a_store(tmp_path, key) as other:
        store.vault.key_for(ANA)
        store.log.append(ANA, 0, [some_event(ANA)], origin())
        segments = Segments(tmp_path, FileKeys.of(key).log)
        watch, poke = segments.watch(), threading.Event()
        assert isinstance(watch, SegmentWatch)
        assert not watch.changed()
        store.log.append(ANA, 1, [some_event(ANA, 1)], origin())
        assert watch.wait(0, poke)
        assert not watch.wait(0, poke)
        poke.set()
        assert watch.wait(3600, poke)
        poke.clear()
        assert store.segments is not None
        assert take_over(store.segments, 1, store.vault, lambda: NOW, Hints(), failed=True) == 2
        assert watch.changed()
        assert not watch.changed()
        other.log.append(ANA, Expected.ANY, [some_event(ANA, 2)], origin())
        assert other.log.segment == 2
        assert watch.changed()
        assert not watch.changed()
        watch.close()


def test_an_append_during_the_copying_is_decided_again_only_where_the_copy_has_it_not(tmp_path: Path) -> None:
    a_small_store(tmp_path)
    with a_store(tmp_path) as one, a_store(tmp_path) as two:
        kept, unkept = origin(), origin()
        appended = one.log.append(ANA, 3, [some_event(ANA, 3)], kept)
        one.log._see_it_kept(ANA, unkept, appended)
        (tmp_path / MAKING).touch()
        one.log._see_it_kept(ANA, unkept, appended)
        assert not (tmp_path / MAKING).exists(), "the copying was cut off, and the segment goes on"
        assert two.segments is not None
        for number, told in ((1, kept), (2, unkept)):
            assert one.log.segment == number
            assert take_over(two.segments, number, two.vault, lambda: NOW, Hints(), failed=True) == number + 1
            if told is kept:
                one.log._see_it_kept(ANA, kept, appended)
            else:
                with pytest.raises(WrongExpectedVersion, match=ANA):
                    one.log._see_it_kept(ANA, unkept, appended)
        assert take_over(two.segments, 3, two.vault, lambda: NOW, Hints(), failed=True) == 4
        one.log._see_it_kept(ANA, unkept, replace(appended, events=()))
        assert one.log.segment == 4
