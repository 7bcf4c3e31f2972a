"""Evidence over a history that lost events: told as what it is, neither a crash nor a false alarm of tampering."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consent_desktop.evidence.comparison import Judgement
from consent_desktop.evidence.errors import EventsLost
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
    note = tmp_path / "note"
    note.write_text(history(tmp_path / "clinic", signed=True))
    with a_consent(tmp_path / "clinic") as consent:
        consent.clinic.evidence.checkpoint()
        verdict = consent.clinic.evidence.verify(note)
        assert verdict.unbroken
        assert verdict.lost == 1
        assert "but for 1 lost to damage" in verdict.sentence
        assert [one.judgement for one in verdict.against] == [Judgement.CONSISTENT]


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
