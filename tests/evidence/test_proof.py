"""Proof files: round trips, real histories, altered files."""

from __future__ import annotations

from pathlib import Path

import pytest

from consent_desktop.evidence.checkpoint import Checkpoint
from consent_desktop.evidence.errors import EventNotFound, HistoryAltered, NoteUnreadable, SignatureWrong
from consent_desktop.evidence.proof import EventProof, GrowthProof
from consent_desktop.evidence.signed_note import Ed25519Signer
from tests.evidence.signed_stores import a_signed, tamper

NOTE = "text\n\n— name AAAAAAAA\n"
HASH = bytes(range(32))
FROZEN = """\
c2sp.org/tlog-proof@v1
extra eyJwb3NpdGlvbiI6OH0=
index 7
AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=

text

— name AAAAAAAA
"""


def test_the_frozen_texts() -> None:
    proof = EventProof(7, (HASH,), NOTE, b'{"position":8}')
    assert proof.text() == FROZEN
    assert EventProof.parse(FROZEN) == proof
    growth = GrowthProof(3, (HASH, HASH), NOTE)
    assert growth.text() == f"old 3\n{FROZEN.splitlines()[3]}\n{FROZEN.splitlines()[3]}\n\n{NOTE}"
    assert GrowthProof.parse(growth.text()) == growth


def test_a_proof_without_the_event_and_without_hashes() -> None:
    proof = EventProof(0, (), NOTE)
    assert proof.leaf is None
    assert EventProof.parse(proof.text()) == proof


@pytest.mark.parametrize(
    "text",
    [
        "", "\n\n", FROZEN.replace("@v1", "@v2"), FROZEN.replace("index 7", "index 07"), FROZEN.replace("index 7\n", ""),
        FROZEN.replace("AAEC", "AAE"), FROZEN.replace("AAEC", "!!!!"), FROZEN.replace("extra ", "extra !"),
        FROZEN.replace("\n\n", "\n"), FROZEN.replace("index 7\n", "index 7\n" + FROZEN.splitlines()[3] + "\n" * 1 + ("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n" * 63)),
    ],
)  # fmt: skip
def test_what_is_no_proof_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NoteUnreadable, match="not a proof"):
        EventProof.parse(text)


def test_what_is_no_growth_proof_is_said_to_be_none() -> None:
    for text in ("", "old\n\nx", "old -1\n\nx", FROZEN):
        with pytest.raises(NoteUnreadable, match="not a proof"):
            GrowthProof.parse(text)


def test_every_event_of_a_history_is_proved_and_none_as_another(tmp_path: Path) -> None:
    with a_signed(tmp_path, 21) as signed:
        leaves = [stored.leaf for stored in signed.log.leaves()]
        for position in range(1, 22):
            proof = EventProof.parse(signed.evidence.prove(position).text())
            assert proof.leaf == leaves[position - 1]
            assert [leaf for leaf in leaves if proof.verify(leaf, [signed.key])] == [proof.leaf]
        assert [kept.size for kept in signed.log.checkpoints()] == [21]
        with pytest.raises(SignatureWrong):
            signed.evidence.prove(21).verify(leaves[20], [Ed25519Signer(signed.key.name, bytes(32)).verifier])


def test_an_event_that_is_not_there_has_no_proof(tmp_path: Path) -> None:
    with a_signed(tmp_path, 3) as signed:
        for position in (-1, 0, 4):
            with pytest.raises(EventNotFound, match="holds 3 events"):
                signed.evidence.prove(position)


@pytest.mark.parametrize("change", ["UPDATE events SET body = randomblob(60)", "DELETE FROM events"])
def test_an_altered_history_gets_no_proof(tmp_path: Path, change: str) -> None:
    anchor, leaves = tmp_path / "anchor", tmp_path / "leaves"
    with a_signed(tmp_path / "store", 3) as signed:
        anchor.write_text(signed.checkpointer.make().note, encoding="utf-8")
        signed.record(6)
        signed.checkpointer.make()
    tamper(tmp_path / "store", f"{change} WHERE position = 4")
    with a_signed(tmp_path / "store") as signed:
        for position in (4, 8):
            with pytest.raises(HistoryAltered, match="No proof was written"):
                signed.evidence.prove(position)
        with pytest.raises(HistoryAltered, match="No proof was written"):
            signed.evidence.prove_growth(anchor)
        with pytest.raises(HistoryAltered, match="No proof was written"):
            signed.evidence.write_leaves(leaves)
    assert not leaves.exists()


def test_growth_is_proved_from_every_older_checkpoint(tmp_path: Path) -> None:
    with a_signed(tmp_path / "store") as signed:
        for size in range(1, 9):
            signed.record(1)
            (tmp_path / f"{size}.checkpoint").write_text(signed.checkpointer.make().note, encoding="utf-8")
        olds = {}
        for size in range(1, 9):
            path = tmp_path / f"{size}.checkpoint"
            proof = GrowthProof.parse(signed.evidence.prove_growth(path).text())
            olds[size] = Checkpoint.opened(path.read_text(encoding="utf-8"), [signed.key])
            assert [old for old in olds if proof.verify(olds[old], [signed.key])] == [size]


def test_growth_from_what_is_no_beginning_of_this_history_is_not_proved(tmp_path: Path) -> None:
    anchor = tmp_path / "anchor"
    with a_signed(tmp_path / "store", 9) as signed:
        anchor.write_text(signed.checkpointer.make().note, encoding="utf-8")
    for change in (
        "DELETE FROM events WHERE position > 5",
        "UPDATE events SET body = randomblob(60) WHERE position = 5",
    ):
        tamper(tmp_path / "store", "DELETE FROM checkpoints", change)
        with a_signed(tmp_path / "store") as signed, pytest.raises(HistoryAltered):
            signed.evidence.prove_growth(anchor)
