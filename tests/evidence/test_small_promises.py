"""What evidence promises in small: limits met exactly, what is told of a fault, what is noted for whoever looks later."""

from __future__ import annotations

import json
import logging
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from consent_desktop.evidence.anchor_settings import FILE_NAME, AnchorSettings
from consent_desktop.evidence.anchors import LARGEST, checkpoint_file, read_small
from consent_desktop.evidence.checkpoint import Checkpoint, origin_of
from consent_desktop.evidence.checkpointer import LastAnchored, Occasion
from consent_desktop.evidence.comparison import Claim, Judgement
from consent_desktop.evidence.errors import HistoryForked, NoteUnreadable, SignatureWrong
from consent_desktop.evidence.leaf_list import write_leaves
from consent_desktop.evidence.merkle import root_of
from consent_desktop.evidence.proof import GrowthProof
from consent_desktop.evidence.signed_note import MOST_SIGNATURES, Ed25519Signer, opened, sign, text_of, verifier_of
from consent_desktop.evidence.standing import Standing
from consent_desktop.evidence.verify_against import verify_log
from tests.evidence.signed_stores import a_signed, tamper
from tests.evidence.test_signed_note import FROZEN_VKEY
from tests.support.stores import NOW


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def test_one_event_that_waits_for_more_than_a_day_is_late() -> None:
    last = LastAnchored(7, NOW, Path("stick"), 1)
    assert not last.late(NOW + timedelta(days=1))
    assert last.late(NOW + timedelta(days=1, seconds=1))
    assert not LastAnchored(8, NOW, Path("stick"), 0).late(NOW + timedelta(days=9))


def test_the_newest_anchor_is_the_one_with_most_events_and_of_those_the_latest(tmp_path: Path) -> None:
    with a_signed(tmp_path / "store", 5) as signed:
        signed.settings.anchored(tmp_path / "z", 5, NOW, remember=False)
        signed.settings.anchored(tmp_path / "b", 3, NOW + timedelta(hours=2), remember=False)
        assert signed.checkpointer.last_anchored() == LastAnchored(5, NOW, tmp_path / "z", 0)
        later = NOW + timedelta(hours=1)
        signed.settings.anchored(tmp_path / "a", 5, later, remember=False)
        assert signed.checkpointer.last_anchored() == LastAnchored(5, later, tmp_path / "a", 0)


def test_the_list_of_anchors_can_be_read_by_a_person(tmp_path: Path) -> None:
    AnchorSettings(tmp_path).anchored(tmp_path / "stick", 3, NOW, remember=True)
    text = (tmp_path / FILE_NAME).read_text("utf-8")
    assert text.startswith('{\n "version": 1,\n "places": [\n')
    assert json.loads(text)["places"][0]["position"] == 3


def test_an_anchor_of_a_forked_history_stays_and_nothing_is_said_to_agree(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 5):
        pass
    shutil.copytree(tmp_path / "store", tmp_path / "fork")
    with a_signed(tmp_path / "store", 3) as signed:
        signed.checkpointer.anchor(stick)
        place = checkpoint_file(stick, signed.log.store_id)
    kept = place.read_text("utf-8")
    with a_signed(tmp_path / "fork", 4) as fork:
        with pytest.raises(HistoryForked) as refusal:
            fork.checkpointer.anchor(stick)
        assert "still agrees" not in str(refusal.value)
        assert "run consent-desktop verify --against it" in str(refusal.value)
    assert place.read_text("utf-8") == kept


def test_a_checkpoint_that_counts_a_lost_event_cannot_be_compared(tmp_path: Path) -> None:
    with a_signed(tmp_path, 5) as signed:
        kept = signed.checkpointer.make()
        claim = Claim(kept.note, origin_of(signed.log.store_id), signed.key)
        assert claim.checkpoint is not None
        root, other = claim.checkpoint.root, bytes(32)
        signed_after_it_was_lost = claim.judged({5: Standing(root, 4, 3, root)}, 5, 0, {3})
        assert signed_after_it_was_lost.judgement is not Judgement.NOT_COMPARED
        assert claim.judged({5: Standing(other, 5)}, 5, 0).judgement is Judgement.ALTERED
        for first_lost in (3, 5):
            found = claim.judged({5: Standing(other, 4, first_lost, other)}, 5, 0, {first_lost})
            assert (found.judgement, found.size) == (Judgement.NOT_COMPARED, 5)
            assert f"of 5 events could not be held against the history: event {first_lost}" in found.sentence


def test_an_altered_history_does_not_take_its_old_anchors_place(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 5) as signed:
        signed.checkpointer.anchor(stick)
        kept = checkpoint_file(stick, signed.log.store_id).read_text("utf-8")
        signed.record(1)
        made = signed.checkpointer.make()
        claim = Claim(kept, origin_of(signed.log.store_id), signed.key)
        changed = claim.held_against({5: bytes(32), 6: bytes(32)}, 6, 0)
        assert (changed.judgement, changed.size) == (Judgement.ALTERED, 5)
        assert "still agrees" not in changed.sentence
        assert "3 events beside it still agrees" in claim.held_against({}, 6, 3).sentence
        assert "still agrees" not in claim.held_against({}, 6, 5).sentence
        assert "1 events beside it still agrees" in claim.held_against({}, 6, 1).sentence
        assert made.size == 6


def test_what_cannot_be_relied_on_is_told_with_the_events_that_it_counts(tmp_path: Path, stick: Path) -> None:
    with a_signed(tmp_path / "store", 5) as signed, a_signed(tmp_path / "other", 2) as other:
        note = signed.checkpointer.make().note
        origin = origin_of(signed.log.store_id)
        foreign = Claim(note, origin_of(other.log.store_id), other.key).fault
        assert foreign is not None
        assert (foreign.judgement, foreign.size) == (Judgement.ANOTHER_LOG, 5)
        unsigned = Claim(note, origin, other.key).fault
        assert unsigned is not None
        assert (unsigned.judgement, unsigned.size) == (Judgement.SIGNATURE_WRONG, 5)
        assert unsigned.sentence.startswith("The checkpoint is not signed with this store's key")
        cut = Claim(note, origin, signed.key).cut_off(4)
        assert cut is not None
        assert (cut.judgement, cut.size) == (Judgement.NOT_COMPARED, 5)
        assert "of 5 events" in cut.sentence
        assert Claim(note, origin, signed.key).cut_off(5) is None


def test_why_there_is_no_checkpoint_and_no_anchor_is_in_the_log(
    tmp_path: Path, stick: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "consent_desktop.evidence")
    with a_signed(tmp_path / "store", 5) as signed:
        signed.checkpointer.anchor(stick)
        stick.rename(tmp_path / "away")
        signed.record(1)
        assert len(signed.checkpointer.attend(Occasion.EXIT).problems) == 1
        assert caplog.messages == ["no anchor: anchor_failed"]
        tamper(tmp_path / "store", "UPDATE checkpoints SET note = 'x'")
        signed.record(1)
        assert len(signed.again().attend(Occasion.EXIT).problems) == 1
        assert caplog.messages == ["no anchor: anchor_failed", "no checkpoint: history_altered"]


def test_a_proof_may_hold_sixty_three_hashes_and_no_more() -> None:
    longest = GrowthProof(1, (bytes(32),) * 63, "note\n")
    assert GrowthProof.parse(longest.text()) == longest
    with pytest.raises(NoteUnreadable):
        GrowthProof.parse(GrowthProof(1, (bytes(32),) * 64, "note\n").text())


def test_a_key_line_holds_nothing_but_base64() -> None:
    assert verifier_of(f" {FROZEN_VKEY}\n").vkey == FROZEN_VKEY
    with pytest.raises(NoteUnreadable, match="not a verifier key"):
        verifier_of(FROZEN_VKEY[:-4] + "!" + FROZEN_VKEY[-4:])
    with pytest.raises(NoteUnreadable) as refusal:
        verifier_of(FROZEN_VKEY.replace("fbfae7c2", "fbfae7c3"))
    assert str(refusal.value.__cause__) == "the id is not this key's"


def test_every_judgement_names_the_events_that_the_checkpoint_counts(tmp_path: Path) -> None:
    with a_signed(tmp_path, 5) as signed:
        kept = signed.checkpointer.make()
        claim = Claim(kept.note, origin_of(signed.log.store_id), signed.key)
        assert claim.checkpoint is not None
        root = claim.checkpoint.root
        found = [claim.held_against({}, 4, 0), claim.held_against({}, 5, 0), claim.held_against({5: root}, 5, 0)]
        assert [(one.judgement, one.size) for one in found] == [
            (Judgement.ROLLED_BACK, 5),
            (Judgement.ALTERED, 5),
            (Judgement.CONSISTENT, 5),
        ]
        undated = Checkpoint(origin_of(signed.log.store_id), 5, root).signed([signed.signer])
        said = Claim(undated, origin_of(signed.log.store_id), signed.key).held_against({5: root}, 5, 0).sentence
        assert said == "The first 5 events are those of the checkpoint: none was changed."


def test_a_checkpoint_in_anothers_place_is_told_with_the_events_of_its_place(tmp_path: Path) -> None:
    with a_signed(tmp_path, 3) as signed:
        signed.checkpointer.make()
        signed.record(4)
        signed.checkpointer.make()
    tamper(tmp_path, "UPDATE checkpoints SET note = (SELECT note FROM checkpoints WHERE size = 3) WHERE size = 7")
    with a_signed(tmp_path) as signed:
        fault = verify_log(signed.log, signed.key).kept_at_fault
        assert fault is not None
        assert (fault.judgement, fault.size) == (Judgement.ALTERED, 7)
        assert fault.sentence == "The checkpoint of 7 events beside the history signs 3 events: it was altered."


def test_what_is_told_of_a_history_that_cannot_be_read_ends_with_one_full_stop(tmp_path: Path) -> None:
    with a_signed(tmp_path, 5) as signed:
        untouched = verify_log(signed.log, signed.key)
        assert (untouched.reason, untouched.first_broken) == (None, None)
    tamper(tmp_path, "UPDATE events SET kind = 999 WHERE position = 3")
    with a_signed(tmp_path) as signed:
        sentence = verify_log(signed.log, signed.key).sentence
    assert sentence.startswith("The history is broken at event 3: ")
    assert sentence.endswith(".")
    assert not sentence.endswith("..")


def test_where_no_checkpoint_agrees_none_is_said_to(tmp_path: Path) -> None:
    with a_signed(tmp_path, 5) as signed:
        note = signed.checkpointer.make().note
    tamper(tmp_path, "UPDATE events SET body = randomblob(60) WHERE position = 2")
    with a_signed(tmp_path) as signed:
        verdict = verify_log(signed.log, signed.key, [note])
    assert "still agrees" not in verdict.against[0].sentence
    assert verdict.kept_at_fault is not None
    assert "still agrees" not in verdict.kept_at_fault.sentence


def test_a_small_file_is_read_to_its_limit_whatever_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"\xff\xe2\x80\x94" + b"x" * LARGEST)
    text = read_small(path)
    assert text[:3] == "\N{REPLACEMENT CHARACTER}\N{EM DASH}x"
    assert len(text.encode("utf-8")) == LARGEST + 2  # the one odd byte became three


def test_leaves_are_one_line_each(tmp_path: Path) -> None:
    leaves = [bytes([n]) * 32 for n in range(3)]
    assert write_leaves(leaves, tmp_path / "leaves") == root_of(leaves)
    assert (tmp_path / "leaves").read_bytes() == b"".join(leaf.hex().encode() + b"\n" for leaf in leaves)


def test_a_note_may_hold_so_many_signatures_and_each_names_one_key() -> None:
    line = "\N{EM DASH} name AAAAAAAA\n"
    assert text_of("text\n\n" + line * MOST_SIGNATURES) == "text\n"
    for note in (
        "text\n\n" + line * (MOST_SIGNATURES + 1),
        f"\n\n{line}",
        "text\n\n\N{EM DASH} na me AAAAAAAA\n",
    ):
        with pytest.raises(NoteUnreadable):
            text_of(note)


def test_every_key_that_would_do_is_named() -> None:
    keys = [Ed25519Signer(name, bytes([n]) * 32) for n, name in enumerate(("one", "two"))]
    other = Ed25519Signer("other", bytes(32))
    with pytest.raises(SignatureWrong, match=r"not signed with the key of one or two\. Do not rely"):
        opened(sign("text\n", [other]), [key.verifier for key in keys])


def test_a_checkpoints_hash_is_nothing_but_base64() -> None:
    text = Checkpoint("origin", 1, bytes(32)).text()
    assert Checkpoint.parse(text).root == bytes(32)
    with pytest.raises(NoteUnreadable):
        Checkpoint.parse(text.replace("AAAA=", "AA!AA="))


def test_the_very_first_event_has_its_place_in_the_chain(tmp_path: Path) -> None:
    with a_signed(tmp_path, 3):
        pass
    tamper(tmp_path, "UPDATE events SET body = randomblob(60) WHERE position = 1")
    with a_signed(tmp_path) as signed:
        verdict = verify_log(signed.log, signed.key)
    assert (verdict.first_broken, verdict.events) == (1, 0)


def test_what_is_at_fault_in_itself_is_held_against_nothing(tmp_path: Path) -> None:
    with a_signed(tmp_path, 5) as signed:
        claim = Claim("no checkpoint", origin_of(signed.log.store_id), signed.key)
        assert claim.held_against({}, 5, 0) == claim.fault
