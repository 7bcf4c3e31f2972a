"""`verify`, `checkpoint` and `prove` on the command line: what they say, write and give back."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from consent_desktop.application.errors import ConsentDesktopError
from consent_desktop.cli import evidence
from consent_desktop.cli.output import Output
from consent_desktop.evidence.anchor_settings import FILE_NAME
from consent_desktop.evidence.anchors import checkpoint_file
from consent_desktop.evidence.proof import EventProof, GrowthProof
from tests.evidence.signed_stores import a_signed, tamper

NEVER = "Never anchored elsewhere: see checkpoint --to.\n"

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with a_signed(tmp_path / "store", 5):
        return tmp_path / "store"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"


@pytest.fixture
def run(store: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command line on the store; gives exit status and what was said."""
    parser = argparse.ArgumentParser()
    parser.set_defaults(acting=None)
    parser.add_argument("--store", type=Path, default=store)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--demonstration", action="store_true")
    commands = parser.add_subparsers(dest="command")
    evidence.add_parsers(lambda name, text: commands.add_parser(name, help=text))
    runs = {"verify": evidence.run_verify, "checkpoint": evidence.run_checkpoint, "prove": evidence.run_prove}

    def run(*arguments: str | Path) -> tuple[int, str]:
        options = parser.parse_args(list(map(str, arguments)))
        status = runs[options.command](options, Output(as_json=options.json))
        return status, capsys.readouterr().out

    return run


def as_json(run: Run, *arguments: str | Path) -> dict[str, Any]:
    _, said = run("--json", *arguments)
    values: dict[str, Any] = json.loads(said)
    return values


def test_a_whole_history_verifies(run: Run) -> None:
    assert run("verify") == (0, f"The history is unbroken: 5 events.\n{NEVER}")
    run("checkpoint")
    assert run("verify") == (0, f"The history is unbroken: 5 events. Checkpoints beside it that agree: 1.\n{NEVER}")


def test_the_demonstration_is_made_where_it_is_not(run: Run, tmp_path: Path) -> None:
    assert run("--store", tmp_path / "new", "--demonstration", "verify")[0] == 0


def test_a_broken_one_does_not(run: Run, store: Path) -> None:
    tamper(store, "UPDATE events SET chain = randomblob(32) WHERE position = 3")
    status, said = run("verify")
    assert status == 1
    assert said.startswith(
        "The history is broken at event 3: the event or its hash was altered.\nA checked copy took over;"
    )
    assert said.endswith(f"\n{NEVER}")


def test_spoilt_settings_do_not_stand_in_the_way_of_the_finding(run: Run, store: Path) -> None:
    (store / FILE_NAME).write_text("nonsense", encoding="utf-8")
    status, said = run("verify")
    assert (status, said.startswith("The history is unbroken: 5 events.\n"), "cannot be read" in said) == (
        0,
        True,
        True,
    )


def test_an_anchor_tells_that_the_end_is_missing(run: Run, store: Path, stick: Path) -> None:
    values = as_json(run, "checkpoint", "--to", stick, "--once")
    assert (values["size"], values["to"]) == (5, str(stick))
    anchor = next(stick.glob("*.checkpoint"))
    assert anchor.read_text(encoding="utf-8") == values["checkpoint"]
    status, said = run("verify", "--against", anchor)
    assert (status, "The first 5 events are those of the checkpoint" in said) == (0, True)
    tamper(store, "DELETE FROM events WHERE position > 3", "DELETE FROM checkpoints")
    assert run("verify")[0] == 0
    status, said = run("verify", "--against", anchor)
    assert (status, said.startswith("The history was rolled back: the checkpoint counts 5 events")) == (1, True)
    values = as_json(run, "verify", "--against", anchor)
    assert (values["unbroken"], values["first_broken"]) == (False, None)
    assert values["against"] == [{"judgement": "rolled_back", "size": 5, "lost": 0, "held": None}]


def test_a_loss_is_told_of_an_anchor_and_anchoring_goes_on(run: Run, store: Path, stick: Path) -> None:
    run("checkpoint", "--to", stick)
    anchor = next(stick.glob("*.checkpoint"))
    tamper(store, "DELETE FROM events WHERE position = 2", "INSERT INTO damage VALUES (2, NULL, 'it cannot be read')")
    status, said = run("verify", "--against", anchor)
    assert (status, "1 is said to be lost to damage" in said) == (1, True)
    assert said.endswith("0 events since. Anchored events lost to damage: 1.\n")
    values = as_json(run, "verify", "--against", anchor)
    assert values["against"] == [{"judgement": "lost", "size": 5, "lost": 1, "held": 1}]
    assert (values["events"], values["lost"], values["last_anchored"]["lost"]) == (5, 1, 1)
    with a_signed(store, 1):
        pass
    assert run("checkpoint", "--to", stick)[0] == 0
    status, said = run("verify", "--against", anchor)
    assert (status, "1 was lost to damage before it was made; of the other 5 none was changed" in said) == (0, True)


def test_a_folder_is_remembered_unless_once_and_forgotten_when_told(run: Run, store: Path, stick: Path) -> None:
    said = run("checkpoint", "--to", stick)[1]
    assert f"5 events are signed. It is in {stick}. That is on the history's own disk" in said
    assert f", in {stick}; 0 events since.\n" in run("verify")[1]
    last = as_json(run, "verify")["last_anchored"]
    assert (last["position"], last["folder"], last["events_since"]) == (5, str(stick), 0)
    with a_signed(store) as signed:
        assert [(place.folder, place.remembered) for place in signed.settings.places()] == [(stick, True)]
        assert checkpoint_file(stick, signed.log.store_id).exists()
    assert run("checkpoint", "--forget", stick / "other")[1] == "That folder was not served.\n"
    with pytest.raises(ConsentDesktopError, match="takes two people"):
        run("checkpoint", "--forget", stick)
    with pytest.raises(ConsentDesktopError, match="goes with --to"):
        run("checkpoint", "--once")


def test_a_checkpoint_without_a_folder_says_that_it_proves_little(run: Run, tmp_path: Path) -> None:
    status, said = run("checkpoint", "--leaves", tmp_path / "leaves")
    assert (status, "or it proves little" in said) == (0, True)
    assert len((tmp_path / "leaves").read_text(encoding="ascii").splitlines()) == 5
    with pytest.raises(ConsentDesktopError, match="cannot be written"):
        run("checkpoint", "--leaves", tmp_path)


def test_a_proof_goes_to_the_screen_or_into_a_file(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "3.tlog-proof"
    status, said = run("prove", "3", "--out", out)
    assert (status, said.startswith(f"The proof of event 3 is in {out}. The key to check it with: consent-")) == (
        0,
        True,
    )
    assert run("prove", "3") == (0, out.read_text(encoding="utf-8"))
    assert EventProof.parse(as_json(run, "prove", "3")["proof"]).index == 2


def test_growth_since_an_older_checkpoint_is_proved(run: Run, store: Path, stick: Path) -> None:
    run("checkpoint", "--to", stick, "--once")
    with a_signed(store) as signed:
        signed.record(2)
    anchor = next(stick.glob("*.checkpoint"))
    assert GrowthProof.parse(as_json(run, "prove", "--since", anchor)["proof"]).old_size == 5


def test_what_cannot_be_proved_or_written_is_said(run: Run, tmp_path: Path) -> None:
    for arguments, words in (
        (("prove", "6"), "There is no event 6"),
        (("prove",), "Name one event"),
        (("prove", "1", "--since", "x"), "Name one event"),
        (("prove", "1", "--out", tmp_path), "cannot be written"),
        (("prove", "--since", tmp_path / "x"), "cannot be read"),
        (("verify", "--against", tmp_path / "x"), "cannot be read"),
        (("checkpoint", "--to", tmp_path / "x"), "is not there"),
    ):
        with pytest.raises(ConsentDesktopError, match=words):
            run(*arguments)
