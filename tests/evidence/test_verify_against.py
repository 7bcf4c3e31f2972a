"""What the check of a whole log says: each judgement with its sentence, and the first fact that differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_desktop.event_store.envelope import GENESIS, chain_hash
from consent_desktop.evidence import verify_against
from consent_desktop.evidence.checkpoint import Checkpoint
from consent_desktop.evidence.comparison import Judgement
from consent_desktop.evidence.errors import AnchorFailed
from consent_desktop.evidence.merkle import EMPTY_ROOT
from consent_desktop.evidence.signed_note import Ed25519Signer
from consent_desktop.evidence.verify_against import verify_log
from tests.evidence.signed_stores import Signed, a_signed, tamper


def checkpoints_every(signed: Signed, step: int, times: int) -> list[str]:
    notes = []
    for _ in range(times):
        signed.record(step)
        notes.append(signed.checkpointer.make().note)
    return notes


def test_an_untouched_history_agrees_with_every_checkpoint(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        notes = checkpoints_every(signed, 7, 3)
        signed.record(2)
        verdict = verify_log(signed.log, signed.key, notes)
    assert verdict.unbroken
    assert (verdict.events, verdict.kept, verdict.kept_at_fault) == (23, 3, None)
    assert [one.judgement for one in verdict.against] == [Judgement.CONSISTENT] * 3
    assert verdict.sentence == (
        "The history is unbroken: 23 events. Checkpoints beside it that agree: 3. "
        + " ".join(
            f"The first {n} events are those of the checkpoint of 2026-03-12 09:47 UTC: none was changed."
            for n in (7, 14, 21)
        )
    )


def test_an_empty_history_is_unbroken(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        assert verify_log(signed.log, signed.key).sentence == "The history is unbroken: 0 events."


@pytest.mark.parametrize(
    ("change", "reason", "judgement"),
    [
        ("SET body = randomblob(60)", "the event or its hash was altered", Judgement.ALTERED),
        ("SET chain = randomblob(32)", "the event or its hash was altered", Judgement.CONSISTENT),
        ("", "an event is missing", Judgement.ALTERED),
        ("SET kind = 999", "Event 5 was altered", Judgement.NOT_COMPARED),
    ],
)
def test_what_leaves_the_hashes_as_they_were_breaks_the_chain(
    tmp_path: Path, change: str, reason: str, judgement: Judgement
) -> None:
    with a_signed(tmp_path) as signed:
        early = checkpoints_every(signed, 2, 1)[0]
        note = checkpoints_every(signed, 5, 1)[0]
        signed.record(3)
    tamper(tmp_path, f"{f'UPDATE events {change}' if change else 'DELETE FROM events'} WHERE position = 5")
    with a_signed(tmp_path) as signed:
        verdict = verify_log(signed.log, signed.key, [note, early, "nonsense"])
    assert (verdict.unbroken, verdict.first_broken, verdict.events) == (False, 5, 4)
    assert reason in verdict.sentence
    assert [one.judgement for one in verdict.against] == [judgement, Judgement.CONSISTENT, Judgement.UNREADABLE]


def test_a_history_cut_off_is_rolled_back_by_the_checkpoint_and_by_nothing_else(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        notes = checkpoints_every(signed, 7, 2)
    tamper(tmp_path, "DELETE FROM events WHERE position > 10")
    with a_signed(tmp_path) as signed:
        assert verify_log(signed.log, signed.key, notes[:1]).against[0].judgement is Judgement.CONSISTENT
        verdict = verify_log(signed.log, signed.key, notes)
        assert verdict.first_broken is None
        assert verdict.kept_at_fault is not None
        assert verdict.kept_at_fault.judgement is verdict.against[1].judgement is Judgement.ROLLED_BACK
        assert "counts 14 events and the store holds 10. At least 4 are missing" in verdict.sentence
    tamper(tmp_path, "DELETE FROM checkpoints WHERE size > 10")
    with a_signed(tmp_path) as signed:
        assert verify_log(signed.log, signed.key).unbroken  # asserted because it is true: nothing beside it can tell
        assert not verify_log(signed.log, signed.key, notes).unbroken


def test_a_checkpoint_beside_the_history_that_was_altered_is_named(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        checkpoints_every(signed, 7, 3)
    altered = {
        "UPDATE checkpoints SET note = replace(note, 'made', 'Made') WHERE size = 14": Judgement.SIGNATURE_WRONG,
        "UPDATE checkpoints SET note = 'x' WHERE size = 14": Judgement.UNREADABLE,
        "UPDATE checkpoints SET note = (SELECT note FROM checkpoints WHERE size = 7) WHERE size = 14": Judgement.ALTERED,
    }
    for change, judgement in altered.items():
        tamper(tmp_path, change)
        with a_signed(tmp_path) as signed:
            verdict = verify_log(signed.log, signed.key)
        assert not verdict.unbroken
        assert verdict.kept_at_fault is not None
        assert verdict.kept_at_fault.judgement is judgement
        assert verdict.sentence.startswith("The checkpoint of 14 events beside the history ")


def test_of_several_at_fault_beside_the_history_the_first_is_named(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        checkpoints_every(signed, 7, 3)
    tamper(tmp_path, "UPDATE checkpoints SET note = 'x' WHERE size > 7")
    with a_signed(tmp_path) as signed:
        verdict = verify_log(signed.log, signed.key)
    assert verdict.kept == 1
    assert verdict.sentence.startswith("The checkpoint of 14 events beside the history ")


def test_an_altered_first_checkpoint_claims_no_earlier_agreement(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        signed.record(7)
        signer = Ed25519Signer(signed.key.name, signed.store.vault.secret("checkpoint-key"))
        forged = Checkpoint(signed.key.name, 7, bytes(32)).signed([signer])
        alone = verify_log(signed.log, signed.key, [forged]).against[0]
        signed.checkpointer.make()
        beside = verify_log(signed.log, signed.key, [forged]).against[0]
    assert alone.judgement is Judgement.ALTERED
    assert alone.sentence == beside.sentence  # one of the same size beside it is no earlier agreement
    assert alone.sentence.endswith("was made of.")


def test_a_checkpoint_of_no_events_is_of_every_history_of_this_store(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        signer = Ed25519Signer(signed.key.name, signed.store.vault.secret("checkpoint-key"))
        notes = [Checkpoint(signed.key.name, 0, root).signed([signer]) for root in (EMPTY_ROOT, bytes(32))]
        for _ in range(2):
            judged = [one.judgement for one in verify_log(signed.log, signed.key, notes).against]
            assert judged == [Judgement.CONSISTENT, Judgement.ALTERED]
            signed.record(3)


def test_a_checkpoint_that_ends_where_reading_ends_is_still_compared(tmp_path: Path) -> None:
    with a_signed(tmp_path) as signed:
        note = checkpoints_every(signed, 4, 1)[0]
        signed.record(3)
    tamper(tmp_path, "UPDATE events SET kind = 999 WHERE position = 5")
    with a_signed(tmp_path) as signed:
        assert verify_log(signed.log, signed.key, [note]).against[0].judgement is Judgement.CONSISTENT


def test_a_checkpoint_of_another_tree_says_where_the_last_agreement_was(tmp_path: Path) -> None:
    with a_signed(tmp_path / "other", 14) as other:
        foreign = other.checkpointer.make()
    with a_signed(tmp_path / "store") as signed:
        checkpoints_every(signed, 7, 1)
        signed.record(7)
        signer = Ed25519Signer(signed.key.name, signed.store.vault.secret("checkpoint-key"))
        theirs = Checkpoint.parse(foreign.note.partition("\n\n")[0] + "\n")
        forged = Checkpoint(signed.key.name, 14, theirs.root).signed([signer])
        verdict = verify_log(signed.log, signed.key, [forged])
    assert verdict.sentence == (
        "The history was altered: its first 14 events are not those that the checkpoint was made of. "
        "The checkpoint of 7 events beside it still agrees."
    )


def test_another_stores_checkpoint_and_a_strangers_signature_are_told_apart(tmp_path: Path) -> None:
    with a_signed(tmp_path / "other", 3) as other:
        foreign = other.checkpointer.make().note
    with a_signed(tmp_path / "store", 3) as signed:
        note = signed.checkpointer.make().note
        stranger = Ed25519Signer(signed.key.name, bytes(32)).verifier
        judged = {
            foreign: (Judgement.ANOTHER_LOG, "another store's, or this history was replaced"),
            "nonsense": (Judgement.UNREADABLE, "cannot be read"),
            note.replace("\n3\n", "\n4\n"): (Judgement.SIGNATURE_WRONG, "not signed with this store's key"),
        }
        for text, (judgement, words) in judged.items():
            verdict = verify_log(signed.log, signed.key, [text])
            assert [one.judgement for one in verdict.against] == [judgement]
            assert words in verdict.sentence
            assert not verdict.unbroken
        assert verify_log(signed.log, stranger, [note]).against[0].judgement is Judgement.SIGNATURE_WRONG


def test_progress_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_against, "STEP", 10)
    told: list[tuple[int, int]] = []
    with a_signed(tmp_path, 25) as signed:
        verify_log(signed.log, signed.key, progress=lambda done, total: told.append((done, total)))
    assert told == [(10, 25), (20, 25)]


def test_what_is_recorded_during_the_check_is_checked_too(tmp_path: Path) -> None:
    """Another window may sign newer events meanwhile; its checkpoint must not look like one of a cut off history."""
    with a_signed(tmp_path, 5) as signed:

        def another_window(done: int, total: int) -> None:
            if signed.log.head().position == 5:
                signed.record(3)
                notes.append(signed.checkpointer.make().note)

        notes: list[str] = []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(verify_against, "STEP", 5)
            assert verify_log(signed.log, signed.key, progress=another_window).events == 8
        assert notes
        assert verify_log(signed.log, signed.key, notes).unbroken


def test_the_face_checks_each_persons_order_too(tmp_path: Path) -> None:
    with a_signed(tmp_path, 5):
        pass
    tamper(tmp_path, "UPDATE events SET stream_version = 50 WHERE position = 5")
    with a_signed(tmp_path) as signed:
        chain = GENESIS
        for stored in signed.log.leaves():
            chain = chain_hash(chain, stored.leaf)
    tamper(tmp_path, f"UPDATE events SET chain = x'{chain.hex()}' WHERE position = 5")
    with a_signed(tmp_path) as signed:
        assert verify_log(signed.log, signed.key).unbroken
        verdict = signed.evidence.verify()
        assert (verdict.first_broken, verdict.events) == (5, 4)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with a_signed(tmp_path, 1) as signed, pytest.raises(AnchorFailed, match="cannot be read"):
        signed.evidence.verify(tmp_path / "nowhere")
