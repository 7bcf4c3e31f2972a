"""Evidence over a history that lost events: told as what it is, neither a crash nor a false alarm of tampering."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consent_desktop.evidence.anchors import checkpoint_file, older_file
from consent_desktop.evidence.checkpoint import Checkpoint
from consent_desktop.evidence.comparison import Judgement
from consent_desktop.evidence.errors import EventsLost, HistoryAltered, HistoryForked
from consent_desktop.evidence.signed_note import text_of
from tests.evidence.signed_stores import a_signed, tamper
from tests.support.damage import LOG, body_of, flip_in
from tests.support.stores import a_consent


def history(folder: Path, *, signed: bool) -> str:
    """A dozen events, of which event 5 is damaged and taken over from; gives the checkpoint made before.

    Where not `signed` the files are those of a program that died: only somebody elsewhere has that checkpoint.
    """
    lively = folder if signed else folder.with_name("lively")
    with a_consent(lively) as consent:
        for number in range(4):
            consent.grant_consent(f"p{number}", "doctor", "d", "exams")
        consent.clinic.settle()
        if not signed:
            shutil.copytree(lively, folder)
        note = consent.clinic.evidence.checkpoint().note
    flip_in(folder / LOG, body_of(folder, 5))
    with a_consent(folder) as consent:
        assert consent.clinic.repair()
        return note


def test_a_checkpoint_beside_the_log_speaks_for_what_it_counted(tmp_path: Path) -> None:
    history(tmp_path / "clinic", signed=True)
    with a_consent(tmp_path / "clinic") as consent:
        consent.clinic.evidence.checkpoint()
        verdict = consent.clinic.evidence.verify()
        assert (verdict.unbroken, verdict.lost, verdict.kept) == (True, 1, 2)
        assert f"{verdict.events} events, but for 1 lost to damage" in verdict.sentence
        assert verdict.events == consent.clinic.verify().events == consent.clinic.log.head().position


def test_an_anchor_from_before_the_loss_does_not_call_the_history_whole(tmp_path: Path) -> None:
    note = tmp_path / "note"
    note.write_text(history(tmp_path / "clinic", signed=True))
    with a_consent(tmp_path / "clinic") as consent:
        verdict = consent.clinic.evidence.verify(note)
        [found] = verdict.against
        assert (verdict.unbroken, verdict.first_broken) == (False, None)
        assert (found.judgement, found.lost) == (Judgement.LOST, 1)
        assert found.size is not None
        assert found.held == found.size - 8  # the lost one's signed subtree is of eight
        assert "1 is said to be lost to damage, and it tells none as lost" in verdict.sentence
        assert "cannot be held against it without what is lost: 7." in verdict.sentence


def test_after_a_loss_anchors_go_on_and_vouch_for_all_that_is_left(tmp_path: Path) -> None:
    folder, stick, fresh = tmp_path / "clinic", tmp_path / "stick", tmp_path / "fresh"
    note = history(folder, signed=True)
    for place in (stick, fresh):
        place.mkdir()
    with a_consent(folder) as consent:
        evidence = consent.clinic.evidence
        anchor = checkpoint_file(stick, consent.clinic.log.store_id)
        anchor.write_text(note, encoding="utf-8")
        kept = evidence.anchor(stick)
        assert anchor.read_text(encoding="utf-8") == kept.note
        assert "\nlost 1 " in kept.note
        older = older_file(stick, consent.clinic.log.store_id, Checkpoint.parse(text_of(note)).size)
        assert older.read_text(encoding="utf-8") == note, "it does not tell the loss, so it stays"
        assert evidence.anchor(fresh).note == kept.note
        last = evidence.last_anchored()
        assert last is not None
        assert last.lost == 1
        consent.grant_consent("p9", "doctor", "d", "exams")
        [found] = evidence.verify(anchor).against
        assert (found.judgement, found.lost, found.held) == (Judgement.CONSISTENT, 1, kept.size - 1)
        assert f"of the other {kept.size - 1} none was changed" in found.sentence
        evidence.anchor(fresh)
        assert len(list(fresh.iterdir())) == 2


@pytest.mark.parametrize("position", [2, 7, 11])
def test_what_is_altered_beside_a_lost_event_does_not_agree_with_an_anchor_made_after(
    tmp_path: Path, position: int
) -> None:
    """The signed subtree that stands for the lost event is left as it is, so that the tree's root agrees."""
    folder, stick = tmp_path / "clinic", tmp_path / "stick"
    history(folder, signed=True)
    stick.mkdir()
    with a_consent(folder) as consent:
        consent.clinic.evidence.anchor(stick)
        anchor = checkpoint_file(stick, consent.clinic.log.store_id)
    other = f"(SELECT body FROM events WHERE position = {position - 1})"
    tamper(folder, f"UPDATE events SET body = {other} WHERE position = {position}", file="clinic.events.2.db")
    with a_consent(folder) as consent:
        [found] = consent.clinic.evidence.verify(anchor).against
        assert found.judgement is Judgement.ALTERED
        before = anchor.read_bytes()
        with pytest.raises((HistoryForked, HistoryAltered)):
            consent.clinic.evidence.anchor(stick)
        assert anchor.read_bytes() == before


def test_deleted_and_claimed_to_be_damaged_is_noticed_by_an_anchor(tmp_path: Path) -> None:
    with a_signed(tmp_path / "store", 9) as signed:
        note = tmp_path / "note"
        note.write_text(signed.checkpointer.make().note)
    tamper(
        tmp_path / "store",
        "DELETE FROM events WHERE position = 4",
        "INSERT INTO damage (position, stream, reason) VALUES (4, NULL, 'the page of the file cannot be read')",
    )
    with a_signed(tmp_path / "store") as signed:
        assert signed.evidence.verify().unbroken  # the history says itself what is lost
        [found] = signed.evidence.verify(note).against
        assert found.judgement is Judgement.LOST
        assert (found.lost, found.held) == (1, 1)
        signed.record(1)
        newer = tmp_path / "newer"
        newer.write_text(signed.checkpointer.make().note)
        assert signed.evidence.verify(newer).unbroken
    tamper(
        tmp_path / "store",
        "DELETE FROM events WHERE position = 6",
        "INSERT INTO damage (position, stream, reason) VALUES (6, NULL, 'the page of the file cannot be read')",
    )
    with a_signed(tmp_path / "store") as signed:
        [found] = signed.evidence.verify(newer).against
        assert (found.judgement, found.lost) == (Judgement.LOST, 2)
        assert "it tells 1 as lost" in found.sentence


def test_what_no_checkpoint_counted_has_a_place_of_its_own_in_the_tree(tmp_path: Path) -> None:
    history(tmp_path / "clinic", signed=False)
    with a_consent(tmp_path / "clinic") as consent:
        evidence = consent.clinic.evidence
        evidence.checkpoint()
        consent.grant_consent("p9", "doctor", "d", "exams")
        evidence.checkpoint()
        verdict = evidence.verify()
        assert (verdict.unbroken, verdict.lost, verdict.first_broken) == (True, 1, None)
        with pytest.raises(EventsLost):
            evidence.prove(5)
        assert evidence.prove(consent.clinic.log.head().position).index > 5


def test_a_checkpoint_from_elsewhere_that_counts_what_is_lost_is_not_compared(tmp_path: Path) -> None:
    note = tmp_path / "note"
    note.write_text(history(tmp_path / "clinic", signed=False))
    with a_consent(tmp_path / "clinic") as consent:
        verdict = consent.clinic.evidence.verify(note)
        [found] = verdict.against
        assert found.judgement is Judgement.NOT_COMPARED
        assert "event 5, which it counts, is lost to damage" in found.sentence
        assert verdict.sentence.endswith(found.sentence)
        assert ".." not in verdict.sentence


def test_no_proof_is_made_over_lost_leaves_that_were_signed(tmp_path: Path) -> None:
    history(tmp_path / "clinic", signed=True)
    with a_consent(tmp_path / "clinic") as consent, pytest.raises(EventsLost, match="lost to damage"):
        consent.clinic.evidence.prove(3)
