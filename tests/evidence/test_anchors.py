"""Anchors in folders: written whole, replaced only by their own history, remembered, and never in anybody's way."""

from __future__ import annotations

import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from consent_desktop.event_store.durable_file import write_durably
from consent_desktop.evidence.anchor_settings import FILE_NAME
from consent_desktop.evidence.anchors import checkpoint_file, key_file
from consent_desktop.evidence.checkpointer import Occasion
from consent_desktop.evidence.errors import AnchorFailed, AnchorSettingsUnreadable, HistoryAltered, HistoryForked
from consent_desktop.evidence.signed_note import verifier_of
from tests.evidence.signed_stores import Signed, a_signed, tamper
from tests.support.stores import NOW, fingerprints


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def anchored(signed: Signed, stick: Path) -> str:
    return checkpoint_file(stick, signed.log.store_id).read_text(encoding="utf-8")


def test_an_anchor_is_the_checkpoint_and_the_key_to_check_it_with(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 5) as signed:
        kept = signed.checkpointer.anchor(stick)
        assert anchored(signed, stick) == kept.note
        line = key_file(stick, signed.log.store_id).read_text(encoding="utf-8")
        assert verifier_of(line).vkey == signed.key.vkey
        assert len(list(stick.iterdir())) == 2
        assert signed.evidence.verify(checkpoint_file(stick, signed.log.store_id)).unbroken


def test_it_grows_with_the_history(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 5) as signed:
        signed.checkpointer.anchor(stick)
        signed.record(3)
        kept = signed.checkpointer.anchor(stick)
        signed.checkpointer.anchor(stick)
        assert anchored(signed, stick) == kept.note
        signed.record(3)
        kept = signed.again().anchor(stick)
        assert (kept.size, anchored(signed, stick)) == (11, kept.note)


def test_a_remembered_folder_is_served_by_itself_and_one_named_once_is_not(tmp_path: Path, stick: Path) -> None:
    once = tmp_path / "once"
    once.mkdir()
    with a_signed(tmp_path / "store", 5) as signed:
        signed.checkpointer.anchor(once, remember=False)
        signed.checkpointer.anchor(stick)
        signed.record(3)
        attended = signed.again().attend(Occasion.EXIT)
        assert attended.anchored == (stick,)
        assert attended.checkpoint is not None
        assert anchored(signed, stick) == attended.checkpoint.note != anchored(signed, once)
        assert signed.settings.forget(stick)
        assert not signed.settings.forget(stick)
        signed.record(1)
        assert signed.again().attend(Occasion.EXIT).anchored == ()


def test_a_stick_that_was_out_is_served_when_it_is_back(tmp_path: Path, stick: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    with a_signed(tmp_path / "store", 5) as signed:
        signed.checkpointer.anchor(stick)
        signed.checkpointer.anchor(other)
        away = stick.rename(tmp_path / "away")
        signed.record(1)
        attended = signed.checkpointer.attend(Occasion.EXIT)
        assert attended.anchored == (other,)
        assert [problem.split(" is ")[0] for problem in attended.problems] == [str(stick)]
        away.rename(stick)
        attended = signed.checkpointer.attend(Occasion.EXIT)
        assert (attended.checkpoint, attended.anchored, attended.problems) == (None, (stick,), ())


def test_last_anchored_says_how_far_when_where_and_what_came_since(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 5) as signed:
        assert signed.evidence.last_anchored() is None
        signed.checkpointer.anchor(stick)
        signed.wait(timedelta(days=1))
        signed.record(14)
        last = signed.evidence.last_anchored()
        assert last is not None
        assert (last.position, last.at, last.folder, last.events_since) == (5, NOW, stick, 14)
        assert not last.late(signed.clock.now())
        assert last.late(signed.wait(timedelta(seconds=1)))
        signed.checkpointer.anchor(stick)
        last = signed.evidence.last_anchored()
        assert last is not None
        assert not last.late(signed.wait(timedelta(days=9)))  # nothing is waiting


def test_the_anchor_of_another_history_is_evidence_and_stays(tmp_path: Path, stick: Path) -> None:
    store = tmp_path / "store"
    with a_signed(store, 3) as signed:
        signed.checkpointer.make()
    shutil.copytree(store, tmp_path / "copy")
    with a_signed(store) as signed:
        signed.record(4)
        signed.checkpointer.anchor(stick)
    before = fingerprints(stick)
    with a_signed(tmp_path / "copy") as signed:
        for events in (1, 3, 2):  # shorter than the anchor, as long, longer: never its history
            signed.record(events, "20-0001")
            with pytest.raises(HistoryForked, match="was left as it is: it is evidence"):
                signed.again().anchor(stick)
        assert signed.settings.places() == ()
        assert fingerprints(stick) == before


def test_an_older_anchor_than_the_last_one_written_is_a_beginning_too(tmp_path: Path, stick: Path) -> None:
    drawer = tmp_path / "drawer"
    drawer.mkdir()
    with a_signed(tmp_path / "store", 3) as signed:
        signed.again().anchor(drawer)
        for _ in range(2):
            signed.record(4)
            signed.checkpointer.anchor(stick)
        signed.checkpointer.anchor(drawer)
        assert anchored(signed, drawer) == anchored(signed, stick)


def test_a_file_that_is_no_anchor_or_a_strangers_key_stays_too(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 3) as signed:
        checkpoint_file(stick, signed.log.store_id).write_text("my notes", encoding="utf-8")
        with pytest.raises(HistoryForked, match="cannot be read"):
            signed.checkpointer.anchor(stick)
        assert anchored(signed, stick) == "my notes"
        checkpoint_file(stick, signed.log.store_id).unlink()
        key_file(stick, signed.log.store_id).write_text("another\n", encoding="utf-8")
        with pytest.raises(HistoryForked, match="another key"):
            signed.checkpointer.anchor(stick)


def test_events_altered_under_a_checkpoint_are_not_anchored(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 9) as signed:
        signed.checkpointer.make()
    tamper(tmp_path / "store", "UPDATE events SET body = randomblob(60) WHERE position = 4")
    with a_signed(tmp_path / "store") as signed:
        with pytest.raises(HistoryAltered, match="No anchor was written"):
            signed.checkpointer.anchor(stick)
        assert list(stick.iterdir()) == []


def test_a_folder_where_an_anchor_protects_nothing_or_that_is_not_there_is_refused(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with a_signed(store, 3) as signed:
        (store / "inside").mkdir()
        for folder in (store, store / "inside", tmp_path / "store" / ".." / "store"):
            with pytest.raises(AnchorFailed, match="protects nothing"):
                signed.checkpointer.anchor(folder)
        (tmp_path / "file").touch()
        for folder in (tmp_path / "nowhere", tmp_path / "file"):
            with pytest.raises(AnchorFailed, match="is not there"):
                signed.checkpointer.anchor(folder)


def test_a_folder_on_the_historys_own_disk_is_known_as_such(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store") as signed:
        assert signed.evidence.on_the_same_disk(stick)
        assert not signed.evidence.on_the_same_disk(Path("/proc"))
        assert not signed.evidence.on_the_same_disk(tmp_path / "nowhere")


def test_what_cannot_be_written_leaves_what_stood_there(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 3) as signed:
        checkpoint_file(stick, signed.log.store_id).mkdir()
        with pytest.raises(AnchorFailed, match="cannot be read"):
            signed.checkpointer.anchor(stick)
        assert len(list(stick.iterdir())) == 1
        checkpoint_file(stick, signed.log.store_id).rmdir()
        in_the_way = stick / f".{checkpoint_file(stick, signed.log.store_id).name}.{os.getpid()}.new"
        in_the_way.mkdir()
        with pytest.raises(AnchorFailed, match="cannot be written"):
            signed.checkpointer.anchor(stick)
        assert list(stick.iterdir()) == [in_the_way]
    (stick / "taken").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_durably(stick / "taken", b"x")
    assert sorted(stick.iterdir()) == sorted([in_the_way, stick / "taken"])


def test_settings_that_cannot_be_read_stop_nobody(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 3) as signed:
        for content in ("nonsense", '{"version": 2}', '{"places": [{"folder": "a"}]}'):
            (tmp_path / "store" / FILE_NAME).write_text(content, encoding="utf-8")
            with pytest.raises(AnchorSettingsUnreadable, match="name the folders"):
                signed.settings.places()
        attended = signed.checkpointer.attend(Occasion.EXIT)
        assert "cannot be read" in attended.problems[0]
        last = signed.log.last_checkpoint()
        assert last is not None  # signed all the same
        assert last.size == 3


def test_settings_that_cannot_be_written_are_told_with_the_anchor_in_its_place(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 3) as signed:
        in_the_way = tmp_path / "store" / f".{FILE_NAME}.{os.getpid()}.new"
        in_the_way.mkdir()
        with pytest.raises(AnchorSettingsUnreadable, match="The anchor itself is in its folder"):
            signed.checkpointer.anchor(stick)
        assert checkpoint_file(stick, signed.log.store_id).exists()
        assert signed.settings.places() == ()
