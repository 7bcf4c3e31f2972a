"""The command line on real stores: answers, exit statuses, sentences instead of tracebacks."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consent_desktop.cli.main import main
from tests.support.stores import KEY, a_store


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Give a command on the store of the test; gives status, output, errors."""

    def call(*arguments: str, store: Path = tmp_path / "clinic") -> tuple[int, str, str]:
        capsys.readouterr()
        status = main(["--store", str(store), *arguments])
        told = capsys.readouterr()
        return status, told.out, told.err

    return call


Run = Callable[..., tuple[int, str, str]]


def lines(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def made(run: Run) -> Run:
    """A store is there."""
    assert run("store", "init", "--plain", "--name", "Test clinic")[0] == 0
    return run


def test_nothing_is_made_unless_asked(run: Run, tmp_path: Path) -> None:
    status, out, err = run("consents", "p")
    assert (status, out) == (2, "")
    assert "There is no store" in err
    assert not (tmp_path / "clinic").exists()


def test_the_articles_story(made: Run) -> None:
    assert made("ask", "p", "doctor:d", "exams")[0] == 0
    assert made("check", "p", "doctor:d", "exams")[0] == 1
    assert made("grant", "p", "doctor:d", "exams", "--until", "2999-06-30", "--purpose", "TREAT:knee pain")[0] == 0
    status, out, _ = made("--json", "check", "p", "doctor:d", "exams")
    assert status == 0
    [decision] = lines(out)
    assert decision["outcome"] == "permit"
    assert decision["lines"][0]["until"].startswith("2999-")
    status, _, err = made("grant", "p", "doctor:d", "exams", "--until", "2999-06-30", "--purpose", "TREAT:knee pain")
    assert status == 2
    assert err.startswith("Nothing was recorded: already shared")
    status, out, _ = made("consents", "p", "--json")
    assert lines(out) == [{"patient_id": "p", "entity_name": "doctor", "entity_id": "d", "permissions": ["exams"]}]
    assert made("check", "p", "doctor:d")[1].startswith("Partly.")
    assert made("revoke", "p", "doctor:d", "exams")[0] == 0
    status, out, _ = made("check", "p", "doctor:d", "exams")
    assert status == 1
    assert out.startswith("No.")
    assert made("ask", "p", "doctor:d", "all", "--note", "please")[0] == 0
    assert made("decline", "p", "doctor:d", "exams")[0] == 0
    assert made("withdraw", "p", "doctor:d", "all")[0] == 0
    status, out, _ = made("--json", "history", "--patient", "p")
    assert [e["type"] for e in lines(out) if e["type"].startswith(("Consent", "Request"))] == [
        "RequestWithdrawn", "RequestDeclined", "ConsentAsked", "ConsentRevoked", "ConsentGranted", "ConsentAsked",
    ]  # fmt: skip
    assert len(made("history", "--limit", "3")[1].splitlines()) == 3
    status, out, _ = made("verify")
    assert status == 0
    assert "unbroken" in out
    assert made("rebuild")[0] == 0
    assert made("notices")[1] == "No notice was set aside.\n"


def test_errors_as_json(made: Run) -> None:
    status, out, err = made("--json", "revoke", "p", "doctor:d", "exams")
    assert (status, out) == (2, "")
    assert lines(err)[0]["error"] == "consent_not_granted"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "p", "reception:1", "exams"),
        ("ask", "p", "doctor", "exams"),
        ("ask", "p", "doctor:d", "cids"),
        ("ask", "p", "doctor:d", "all", "exams"),
        ("ask", " ", "doctor:d", "exams"),
        ("ask", "p", "patient:p", "exams"),
        ("ask", "p", "doctor:" + "d" * 129, "exams"),
        ("revoke", "p", "doctor:d", "exams"),
        ("decline", "p", "doctor:d", "all"),
        ("withdraw", "p", "doctor:d", "exams", "er_visits"),
        ("grant", "p", "doctor:d", "exams", "--until", "soon"),
        ("grant", "p", "doctor:d", "exams", "--until", "2001-01-01"),
        ("grant", "p", "doctor:d", "exams", "--purpose", "CURIOSITY:me"),
        ("check", "p", "doctor:d", "cids"),
        ("history", "--patient", "nobody"),
        ("import-people", "no-such-file.csv"),
        ("consents", "p", "--as", "doctor:nobody"),
        ("consents", "p", "--as", "wizard:1"),
    ],
)
def test_bad_input_gets_a_sentence(made: Run, arguments: tuple[str, ...]) -> None:
    before = made("--json", "history")[1]
    status, out, err = made(*arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert made("--json", "history")[1] == before


def test_check_of_people_whom_nobody_knows_is_no(made: Run) -> None:
    assert made("check", "nobody", "doctor:d")[0] == 1


def test_somebody_acts_in_their_own_name(made: Run) -> None:
    made("grant", "p", "doctor:d", "exams")
    assert made("--as", "patient:p", "grant", "p", "doctor:d", "conditions")[0] == 0
    status, _, err = made("--as", "doctor:d", "grant", "p", "doctor:d", "er_visits")
    assert status == 2
    assert "in the name of somebody else" in err
    [event] = lines(made("--json", "history", "--patient", "p", "--limit", "1")[1])
    assert event["by"] == "patient:p"


def test_a_broken_history_is_named(made: Run, tmp_path: Path) -> None:
    from consent_desktop.event_store.engine import connect

    made("grant", "p", "doctor:d", "exams")
    connection = connect(tmp_path / "clinic" / "clinic.events.db", None, synchronous="FULL")
    connection.execute("DROP TRIGGER events_refuses_update")
    connection.execute("UPDATE events SET recorded = 1 WHERE position = 2")
    connection.close()
    status, out, _ = made("verify")
    assert status == 1
    assert "broken at event 2" in out


def test_a_protected_store_says_that_it_needs_its_key(run: Run, tmp_path: Path) -> None:
    with a_store(tmp_path / "clinic", KEY):
        pass
    status, _, err = run("verify")
    assert status == 2
    assert "protected by a key" in err


def test_making_a_store_twice_changes_nothing(made: Run) -> None:
    status, out, _ = made("store", "init", "--plain")
    assert status == 0
    assert "already" in out


def test_a_file_in_place_of_a_folder_gets_a_sentence(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "diary.txt"
    file.write_text("mine")
    status, _, err = run("store", "init", "--plain", store=file)
    assert status == 2
    assert "cannot be used as a folder" in err
    status, _, err = run("tour", "--out", str(file))
    assert status == 2
    assert "not a folder" in err
    assert file.read_text() == "mine"


def test_a_patient_whom_nobody_knows_is_named(made: Run) -> None:
    status, out, err = made("consents", "nobody")
    assert (status, out) == (2, "")
    assert "no patient nobody" in err


def test_the_window_asks_itself_who_you_are(made: Run) -> None:
    status, _, err = made("--as", "patient:p")
    assert status == 2
    assert "the window asks" in err


def test_a_clinic_of_its_own_is_no_demonstration(made: Run) -> None:
    status, _, err = made("--demonstration", "verify")
    assert status == 2
    assert "not the demonstration" in err


def test_versions_are_told(run: Run) -> None:
    status, out, _ = run("--version")
    assert status == 0
    assert "consent-desktop" in out


def test_people_come_in_only_when_asked(made: Run, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("id,name,birthDate,gender,mrn\n1,Ana Reis,1970-01-02,female,20-1\n2,,not a day,,20-2\n")
    status, out, _ = made("import-people", str(file))
    assert status == 1
    assert "1 new" in out
    assert f"{file}:3: " in out
    assert made("import-people", str(file), "--apply")[0] == 1
    assert made("--json", "history")[1] == ""
    assert made("import-people", str(file), "--apply", "--skip-bad")[0] == 0
    assert len(lines(made("--json", "history")[1])) == 1
    status, out, _ = made("--json", "import-people", str(file), "--apply", "--skip-bad")
    assert lines(out)[-1] | {"bad": 1} == {"new": 0, "changed": 0, "unchanged": 1, "bad": 1, "applied": True}


def test_real_people_come_in_and_a_second_run_changes_nothing(made: Run, shared_data: Path) -> None:
    folder = shared_data / "patients-synthea"
    files = [str(folder / f"synthea-100-{kind}.ndjson") for kind in ("Patient", "Practitioner", "PractitionerRole")]
    assert made("import-people", *files, "--apply")[0] == 0
    _, out, _ = made("--json", "import-people", *files, "--apply")
    assert (lines(out)[-1]["new"], lines(out)[-1]["changed"], lines(out)[-1]["unchanged"]) == (0, 0, 391)
