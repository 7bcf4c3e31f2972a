"""`accounts` on the command line: codes for those who may make them, and what the desk sees."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from consent_desktop.application.accounts import PatientClaim
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_OPERATOR, PersonKind
from tests.support.command_line import CommandLine
from tests.support.front_door import BORN, PASSWORD, PIN

PEOPLE = [
    (PersonKind.PATIENT, "20-1", "Helena Duarte"),
    (PersonKind.NURSE, "71-1", "Inês Carvalho"),
    (PersonKind.RECEPTION, "82-1", "Marta Oliveira"),
    (PersonKind.ADMINISTRATOR, "83-1", "Jonas Keller"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    clinic = open_clinic(tmp_path / "clinic", plain=True, facts={"time_zone": "UTC"}, chores=False)
    for kind, number, name in PEOPLE:
        born = BORN if kind is PersonKind.PATIENT else None
        clinic.register(kind, number, THE_OPERATOR, name=name, birth_date=born)
    clinic.close()
    return tmp_path / "clinic"


@pytest.fixture
def say(folder: Path, capsys: pytest.CaptureFixture[str]) -> CommandLine:
    return CommandLine(folder, capsys)


def with_password(folder: Path, number: str, code: str) -> None:
    clinic = open_clinic(folder, chores=False)
    clinic.accounts.choose_password(number, code, PASSWORD)
    clinic.close()


def types(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_code_lets_a_patient_choose_a_pin(say: CommandLine, folder: Path) -> None:
    (issued,) = say.said("accounts", "issue-code", "patient:20-1")
    (state,) = say.said("accounts", "state", "patient:20-1")
    assert (state["has_secret"], state["last_here"], state["code_until"]) == (False, None, issued["expires"])
    clinic = open_clinic(folder, chores=False)
    clinic.accounts.choose_pin(PatientClaim(number="20-1"), issued["code"], PIN)
    clinic.close()
    status, out, _ = say("accounts", "state", "patient:20-1", "nurse:71-1")
    assert status == 0
    assert out.startswith("patient:20-1  has secret, last here 2")
    assert "nurse:71-1  no secret, never here\n" in out


def test_where_nobody_has_an_account_yet_the_first_code_is_made_without_a_password(
    say: CommandLine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (issued,) = say.said("--as", "administrator:83-1", "accounts", "issue-code", "administrator:83-1")
    with_password(folder, "83-1", issued["code"])
    types(monkeypatch, PASSWORD)
    status, out, err = say("--as", "administrator:83-1", "accounts", "issue-code", "nurse:71-1")
    assert (status, err) == (0, "")
    with_password(folder, "71-1", out.splitlines()[0])
    types(monkeypatch, "not the password")
    status, out, err = say("--as", "administrator:83-1", "accounts", "issue-code", "nurse:71-1")
    assert (status, out) == (2, "")
    assert "Check your number and your password" in err


def test_nobody_makes_codes_in_the_name_of_somebody_whose_password_they_do_not_have(
    say: CommandLine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (issued,) = say.said("accounts", "issue-code", "nurse:71-1")
    with_password(folder, "71-1", issued["code"])
    types(monkeypatch, PASSWORD)
    status, _, err = say("--json", "--as", "administrator:83-1", "accounts", "issue-code", "patient:20-1")
    assert (status, "sign_in_refused" in err) == (2, True)
    types(monkeypatch, PASSWORD)
    status, _, err = say("--json", "--as", "nurse:71-1", "accounts", "issue-code", "patient:20-1")
    assert (status, "not_allowed" in err) == (2, True)
    status, _, err = say("--json", "--as", "nurse:71-1", "accounts", "state", "patient:20-1")
    assert (status, "not_allowed" in err) == (2, True)


@pytest.mark.parametrize(
    ("person", "code"),
    [("71-1", "validation_error"), ("porter:1", "validation_error"), ("nurse:", "validation_error"),
     ("nurse:99", "person_not_registered")],
)  # fmt: skip
def test_whoever_is_named_wrongly_is_told(say: CommandLine, person: str, code: str) -> None:
    for action in ("issue-code", "state"):
        status, out, err = say("--json", "accounts", action, person)
        assert (status, out) == (2, "")
        assert code in err
