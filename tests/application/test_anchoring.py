"""Nobody stops alone that checkpoints leave the computer."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from consent_desktop.application import anchoring
from consent_desktop.bootstrap import open_clinic
from consent_desktop.cli import unlocking
from consent_desktop.domain.clinic_events import AnchoringSwitched
from consent_desktop.domain.errors import DomainError
from consent_desktop.domain.vocabulary import CLINIC, THE_OPERATOR
from tests.support.clinic_with_secrets import PASSWORDS
from tests.support.command_line import CommandLine
from tests.support.front_door import a_front_door


def test_it_takes_a_second_person_and_is_recorded(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with a_front_door(tmp_path / "clinic") as door:
        officer, nurse = door.people["80-1"], door.people["71-1"]
        door.accounts.choose_password("80-1", door.code_for("80-1"), PASSWORDS["7"])
        door.clinic.evidence.anchor(stick, remember=True)
        assert anchoring.is_served(door.clinic, stick)
        with pytest.raises(DomainError):
            anchoring.stop(door.clinic, THE_OPERATOR, nurse, stick)
        assert anchoring.is_served(door.clinic, stick), "a nurse is no second person"
    monkeypatch.setattr(unlocking, "typed", lambda _prompt: PASSWORDS["7"])
    line = CommandLine(tmp_path / "clinic", capsys)
    status, out, _ = line("checkpoint", "--forget", str(stick), "--approved-by", "80-1")
    assert (status, out) == (0, f"Checkpoints no longer go to {stick}. What is there stays.\n")
    assert line("checkpoint", "--forget", str(stick), "--approved-by", "80-1")[1] == "That folder was not served.\n"
    assert list(stick.glob("*.checkpoint"))
    with closing(open_clinic(tmp_path / "clinic", chores=False)) as clinic:
        [event] = [r.event for r in clinic.log.read_stream(CLINIC) if isinstance(r.event, AnchoringSwitched)]
        assert (event.on, event.approved_by) == (False, officer)
