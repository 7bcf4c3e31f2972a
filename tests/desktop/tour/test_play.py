"""The tour: it plays the whole story, and it says so when windows and command line do not agree."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from consent_desktop.desktop.tour import self_check
from consent_desktop.desktop.tour.outside import Outside
from consent_desktop.desktop.tour.play import play

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def test_the_tour_plays_the_article(qapp: QApplication, tmp_path: Path) -> None:
    assert play(tmp_path) == []
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    steps = {step["step"]: step for step in manifest["steps"]}
    assert list(steps)[1:11] == [
        "ask", "allow", "a second grant", "two windows hold the same grant", "the first confirms", "the third is refused",
        "list", "check", "revoke", "check again",
    ]  # fmt: skip
    assert list(steps)[11:] == [
        "a patient signs in", "the patient stops a share", "the patient finishes", "a nurse signs in",
        "the nurse is called away", "the nurse comes back", "the nurse finishes", "another patient signs in",
        "the other patient finishes", "the officer reads what happened",
    ]  # fmt: skip
    said = json.dumps(manifest["steps"][1:], ensure_ascii=False)
    assert "type six numbers" in said
    assert not any("press “3”" in line for step in manifest["steps"] for line in step["input"])
    for step in steps.values():
        picture = tmp_path / step["picture"]
        assert hashlib.sha256(picture.read_bytes()).hexdigest() == step["sha256"]
        assert step["text"]
    assert steps["the third is refused"]["positions"] == []
    for name in ("ask", "allow", "a second grant", "the first confirms", "revoke"):
        assert steps[name]["positions"], name
        assert steps[name]["input"], name


def test_a_disagreement_ends_the_tour(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lie(_outside: Outside, _patient: str, _actor: str) -> dict[str, bool]:
        return dict.fromkeys(("exams", "consultations", "conditions", "er_visits"), True)

    monkeypatch.setattr(Outside, "permitted", lie)
    problems = play(tmp_path)
    assert problems
    assert "the window says False, the command line True" in problems[0]
    assert json.loads((tmp_path / "manifest.json").read_text())["problems"] == problems


def test_the_self_check_finds_everything_well(qapp: QApplication) -> None:
    assert self_check.check() == []
