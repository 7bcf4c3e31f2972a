"""A representative acts for a patient as long as that is recorded, and not a day longer."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_OPERATOR, PersonKind
from tests.support.command_line import CommandLine

MOTHER = ("--as", "patient:2")


@pytest.fixture
def line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    with closing(open_clinic(tmp_path / "clinic", plain=True, chores=False)) as clinic:
        for kind, number in ((PersonKind.PATIENT, "1"), (PersonKind.PATIENT, "2"), (PersonKind.DOCTOR, "7")):
            clinic.register(kind, number, THE_OPERATOR, name=f"Somebody {number}")
    return CommandLine(tmp_path / "clinic", capsys)


def test_only_with_authority_and_only_while_it_lasts(line: CommandLine) -> None:
    status, _, err = line(*MOTHER, "grant", "1", "doctor:7", "exams")
    assert status == 2
    assert "no authority for that is recorded" in err
    assert line("--as", "patient:1", "authority", "give", "1", "2", "--until", "2099-06-30")[0] == 0
    assert line(*MOTHER, "grant", "1", "doctor:7", "exams")[0] == 0
    assert line("check", "1", "doctor:7", "exams")[0] == 0
    assert line(*MOTHER, "revoke", "1", "doctor:7", "exams")[0] == 0
    assert line("--as", "patient:1", "authority", "end", "1", "2")[0] == 0
    assert line(*MOTHER, "grant", "1", "doctor:7", "exams")[0] == 2
    assert line("check", "1", "doctor:7", "exams")[0] == 1


def test_what_is_wrong_is_told(line: CommandLine) -> None:
    assert "is not a day" in line("authority", "give", "1", "2", "--until", "soon")[2]
    assert "knows no patient 9" in line("authority", "give", "1", "9")[2]
    assert "Nothing was recorded" in line(*MOTHER, "authority", "give", "1", "2")[2]
