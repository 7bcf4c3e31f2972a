"""Several programs on one log: whoever finds that a later segment took over goes on in that one, and nothing is lost."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from consent_desktop.event_store import salvage
from consent_desktop.event_store.errors import StoreFailed, StoreFull, WrongExpectedVersion
from consent_desktop.event_store.recorded import Expected
from consent_desktop.event_store.segments import Segments, kind_of, newest_in
from tests.event_store.test_salvage import STREAMS, fill, flip_a_body
from tests.support.stores import NOW, a_store, fingerprints, origin, some_event


def test_the_highest_number_is_current(tmp_path: Path) -> None:
    assert newest_in(tmp_path) == 1
    for name in ("clinic.events.db", "clinic.events.2.db", "clinic.events.10.db", "clinic.events.11.db.making"):
        (tmp_path / name).touch()
    assert newest_in(tmp_path) == 10
    assert kind_of(1).name == "clinic.events.db"
    segments = Segments(tmp_path, None)
    assert segments.taken_over(9)
    assert not segments.taken_over(10)
    assert segments.under_way(10)


def test_another_program_moves_over_at_its_next_append_and_at_its_next_look(tmp_path: Path) -> None:
    fill(tmp_path)
    flip_a_body(tmp_path)
    with a_store(tmp_path) as one, a_store(tmp_path) as two, a_store(tmp_path) as three:
        watch = three.log.watch()
        assert one.repair(lambda: NOW)
        assert two.log.segment == 1
        appended = two.log.append(STREAMS[1], Expected.ANY, [some_event(STREAMS[1], 900)], origin())
        assert two.log.segment == 2
        assert watch.changed()
        assert three.log.head().position == appended.last
        assert three.log.segment == 2
        watch.close()
    assert newest_in(tmp_path) == 2


def test_what_was_decided_on_the_old_segment_is_decided_again(tmp_path: Path) -> None:
    fill(tmp_path)
    flip_a_body(tmp_path)
    with a_store(tmp_path) as store:
        version = store.log.version(STREAMS[3])
        assert store.repair(lambda: NOW)
        with pytest.raises(WrongExpectedVersion):
            store.log.append(STREAMS[3], version, [some_event(STREAMS[3], 1)], origin(segment=1))
        store.log.append(STREAMS[3], version, [some_event(STREAMS[3], 1)], origin(segment=2))


def test_an_append_during_the_copying_is_in_the_copy_or_is_decided_again(tmp_path: Path) -> None:
    fill(tmp_path)
    flip_a_body(tmp_path)
    acknowledged: list[int] = []
    refused: list[int] = []
    with a_store(tmp_path) as one, a_store(tmp_path) as two:
        begun, enough = threading.Event(), threading.Event()

        def write() -> None:
            number = 1000
            while not enough.is_set() or number < 1010:
                number += 1
                try:
                    two.log.append(STREAMS[2], Expected.ANY, [some_event(STREAMS[2], number)], origin())
                    acknowledged.append(number)
                except WrongExpectedVersion:
                    refused.append(number)
                begun.set()

        writer = threading.Thread(target=write)
        writer.start()
        assert begun.wait(30)
        assert one.repair(lambda: NOW)
        enough.set()
        writer.join()
        notices = [e.event.notice_id for e in one.log.read() if e.type == "NoticeRaised"]  # type: ignore[attr-defined]
        assert {f"{number:032x}" for number in acknowledged} <= set(notices)
        assert not {f"{number:032x}" for number in refused} & set(notices)
        assert len(notices) == len(set(notices))


def test_a_segment_whose_making_was_cut_off_is_made_anew(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / "clinic.events.2.db.making").write_bytes(b"half of it")
    with a_store(tmp_path) as store:
        store.log.append(STREAMS[0], Expected.ANY, [some_event(STREAMS[0], 1)], origin())
        assert store.log.segment == 1
    flip_a_body(tmp_path)
    with a_store(tmp_path) as store:
        assert store.repair(lambda: NOW)
        assert store.log.segment == 2
    assert [p.name for p in tmp_path.iterdir() if ".making" in p.name] == []


@pytest.mark.parametrize("error", [StoreFull, StoreFailed])
def test_where_the_copy_cannot_be_made_everything_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    fill(tmp_path)
    flip_a_body(tmp_path)
    before = fingerprints(tmp_path)["clinic.events.db"]
    with a_store(tmp_path) as store:

        def failing(*_: object) -> None:
            raise error("the disk")

        with monkeypatch.context() as patch:
            patch.setattr(salvage, "_put_in_place", failing)
            with pytest.raises(error):
                store.repair(lambda: NOW)
        assert store.log.segment == 1
        assert not [p.name for p in tmp_path.iterdir() if "events.2" in p.name]
        assert store.repair(lambda: NOW), "and it can be tried again"
    assert fingerprints(tmp_path)["clinic.events.db"] == before
