"""When checkpoints are made, what they go on from, and what they never cover up."""

from __future__ import annotations

import threading
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from consent_desktop.application.evidence import Evidence
from consent_desktop.event_store.engine import connect
from consent_desktop.evidence.anchor_settings import AnchorSettings
from consent_desktop.evidence.checkpoint import Checkpoint
from consent_desktop.evidence.checkpointer import EVERY, Attended, Occasion
from consent_desktop.evidence.errors import HistoryAltered, HistoryRolledBack, NothingToSign
from consent_desktop.evidence.merkle import root_of
from tests.evidence.signed_stores import ZONE, Signed, a_signed, tamper


def sizes(signed: Signed) -> list[int]:
    return [kept.size for kept in signed.log.checkpoints()]


def test_each_checkpoint_signs_the_tree_of_everything_until_then(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        for events in (1, 2, 5, 13):
            signed.record(events)
            signed.again().make()
        leaves = [stored.leaf for stored in signed.log.leaves()]
        for kept in signed.log.checkpoints():
            stated = Checkpoint.opened(kept.note, [signed.key])
            assert (stated.size, stated.root) == (kept.size, root_of(leaves[: kept.size]))
        assert sizes(signed) == [1, 3, 8, 21]


def test_nothing_is_signed_of_an_empty_history_nor_twice_of_the_same(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        with pytest.raises(NothingToSign):
            signed.checkpointer.make()
        assert signed.checkpointer.attend(Occasion.EXIT) == Attended()
        signed.record(3)
        first = signed.checkpointer.make()
        signed.wait(timedelta(hours=1))
        assert signed.checkpointer.make() == first
        assert signed.again().attend(Occasion.EXIT) == Attended()


def test_one_is_due_after_fifty_events(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        signed.record(EVERY - 1)
        assert signed.checkpointer.attend(Occasion.RECORDED) == Attended()
        assert signed.checkpointer.attend(Occasion.RECORDED, position=EVERY - 1) == Attended()
        signed.record(1)
        made = signed.checkpointer.attend(Occasion.RECORDED, position=EVERY).checkpoint
        assert made is not None
        signed.record(EVERY - 1)
        signed.checkpointer.attend(Occasion.RECORDED)
        signed.again().attend(Occasion.RECORDED)
        assert sizes(signed) == [EVERY]


def test_one_is_due_when_the_clinics_day_is_over(tmp_path: Path) -> None:
    with a_signed(tmp_path, 2) as signed:
        signed.wait(timedelta(hours=14))  # 23:47 in Lisbon
        assert signed.checkpointer.attend(Occasion.RECORDED) == Attended()
        signed.wait(timedelta(minutes=14))
        assert signed.checkpointer.attend(Occasion.RECORDED).checkpoint is not None
        signed.record(1)
        assert signed.checkpointer.attend(Occasion.RECORDED) == Attended()
        signed.wait(timedelta(days=1))
        assert signed.again().attend(Occasion.RECORDED).checkpoint is not None  # the program was closed over midnight
        assert sizes(signed) == [2, 3]


@pytest.mark.parametrize("occasion", [Occasion.EXIT, Occasion.BACKUP, Occasion.EXPORT])
def test_one_is_made_on_exit_and_before_backup_and_export(tmp_path: Path, occasion: Occasion) -> None:
    with a_signed(tmp_path, 1) as signed:
        made = signed.checkpointer.attend(occasion).checkpoint
        assert made is not None
        assert signed.log.last_checkpoint() == made


def test_two_programs_may_sign_the_same_history_at_once(tmp_path: Path) -> None:
    with a_signed(tmp_path, 4) as signed:
        other = signed.again()
        signed.wait(timedelta(seconds=1))
        signed.checkpointer.make()
        other.make()
        signed.record(1)
        other.make()
        signed.checkpointer.make()
        assert sizes(signed) == [4, 5]
        assert signed.evidence.verify().unbroken


def test_a_history_cut_off_is_not_signed_over(tmp_path: Path) -> None:
    with a_signed(tmp_path, 9) as signed:
        signed.checkpointer.make()
    tamper(tmp_path, "DELETE FROM events WHERE position > 5")
    with a_signed(tmp_path) as signed:
        with pytest.raises(HistoryRolledBack, match="9 events was signed before and the store holds 5"):
            signed.checkpointer.make()
        attended = signed.checkpointer.attend(Occasion.EXIT)
        assert attended.checkpoint is None
        assert "Nothing was signed" in attended.problems[0]
        assert sizes(signed) == [9]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE checkpoints SET note = replace(note, 'made', 'Made')",
        "UPDATE checkpoints SET note = 'x'",
        "UPDATE checkpoints SET frontier = zeroblob(length(frontier))",
        "UPDATE checkpoints SET frontier = x''",
        "UPDATE checkpoints SET size = size - 1",
        "UPDATE events SET chain = randomblob(32) WHERE position = 11",
        "UPDATE events SET body = randomblob(60) WHERE position = 11",
        "UPDATE events SET body = randomblob(60) WHERE position = 12",
    ],
)
def test_what_does_not_fit_what_was_signed_is_not_signed_over(tmp_path: Path, change: str) -> None:
    with a_signed(tmp_path, 10) as signed:
        signed.checkpointer.make()
        signed.record(2)
    tamper(tmp_path, change)
    with a_signed(tmp_path) as signed, pytest.raises(HistoryAltered, match="Nothing was signed"):
        signed.checkpointer.make()


def test_a_new_checkpoint_goes_on_from_what_was_signed_so_an_altered_event_stays_evident(tmp_path: Path) -> None:
    """Only the new events are read; the old ones stand in it as they were when they were signed."""
    with a_signed(tmp_path, 10) as signed:
        signed.checkpointer.make()
        signed.record(2)
    tamper(tmp_path, "UPDATE events SET body = randomblob(60) WHERE position = 3")
    with a_signed(tmp_path) as signed:
        signed.checkpointer.make()
        verdict = signed.evidence.verify()
        assert verdict.first_broken == 3
        assert verdict.kept_at_fault is not None


def test_the_face_attends_too_and_stops_nobody_where_the_key_is_spoilt(tmp_path: Path) -> None:
    with a_signed(tmp_path, 2) as signed:
        made = signed.evidence.attend(Occasion.EXIT).checkpoint
        assert made is not None
        assert made.size == 2
        vault = connect(tmp_path / "clinic.vault.db", None, synchronous="FULL")
        vault.execute("UPDATE secrets SET wrapped = randomblob(60)")
        vault.close()
        again = Evidence(signed.log, signed.store.vault, signed.clock, ZONE, tmp_path)
        assert "does not belong to this store's key" in again.attend(Occasion.EXIT).problems[0]


def test_whoever_records_does_not_wait_for_a_slow_stick(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with a_signed(tmp_path / "store", EVERY) as signed:
        attended: list[Attended] = []

        class Slow(AnchorSettings):
            """Somebody records while the anchor is being written."""

            def anchored(self, folder: Path, position: int, at: datetime, *, remember: bool) -> None:
                recorder = threading.Thread(
                    target=lambda: attended.append(signed.checkpointer.attend(Occasion.RECORDED, position + EVERY))
                )
                recorder.start()
                recorder.join(60)
                super().anchored(folder, position, at, remember=remember)

        signed.settings = Slow(tmp_path / "store")
        signed.checkpointer = signed.again()
        signed.checkpointer.anchor(stick)
        assert attended == [Attended()]
        signed.record(EVERY)
        assert signed.checkpointer.attend(Occasion.RECORDED).anchored == (stick,)
