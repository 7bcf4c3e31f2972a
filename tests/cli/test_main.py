"""Where the command line begins and ends: default folders, interruptions, pipes, and the calls that open windows."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from consent_desktop import bootstrap
from consent_desktop.application.bus import CommandBus
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.cli import commands
from consent_desktop.cli.main import main
from consent_desktop.cli.output import Output
from consent_desktop.cli.parser import build
from consent_desktop.cli.place import default_store
from consent_desktop.domain.commands import RaiseNotice
from consent_desktop.event_store.errors import StoreBusy


def test_without_a_store_the_persons_own_folder_is_meant(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["consents", "p"]) == 2
    assert str(default_store()) in capsys.readouterr().err


def test_the_demonstration_has_a_folder_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--demonstration", "check", "20-4817", "doctor:70-0002"]) == 0
    assert main(["--json", "--demonstration", "import-people", __file__]) == 1
    assert (default_store().parent / "demonstration" / "clinic.events.db").exists()
    assert not default_store().exists()


def test_an_interruption_says_what_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_options: argparse.Namespace, _output: Output) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(commands, "COMMANDS", {"verify": interrupted})
    assert main(["--store", str(tmp_path), "verify"]) == 2
    assert capsys.readouterr().err == "Stopped. What was recorded until now is kept.\n"


def test_a_reader_that_has_read_enough_is_no_error(tmp_path: Path) -> None:
    """As `history | head -1` does; with more lines than a pipe holds."""
    store = str(tmp_path / "clinic")
    bootstrap.open_demonstration(Path(store)).close()
    program = [sys.executable, "-m", "consent_desktop.cli.main", "--json", "--store", store, "history"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert json.loads(process.stdout.readline())
        process.stdout.close()
        assert process.stderr.read() == ""


@pytest.mark.parametrize("limit", ["0", "-1", "many"])
def test_a_limit_is_at_least_one(limit: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["history", "--limit", limit])
    assert stopped.value.code == 2


def test_help_shows_examples() -> None:
    assert "examples:" in build().format_help()
    assert "exit status 0: permitted" in build().format_help()


def test_without_a_command_the_window_opens(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[Path, bool, bool]] = []

    def run_windows(folder: Path, *, demonstration: bool, kiosk: bool) -> int:
        opened.append((folder, demonstration, kiosk))
        return 7

    monkeypatch.setattr(bootstrap, "run_windows", run_windows)
    assert main(["--store", str(tmp_path), "--demonstration"]) == 7
    assert opened == [(tmp_path, True, False)]


def test_without_a_display_a_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert main(["--store", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("No display found")


@pytest.mark.parametrize(("problems", "status"), [([], 0), (["allow: nothing came up"], 1)])
def test_the_tours_outcome_is_the_exit_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problems: list[str], status: int
) -> None:
    monkeypatch.setattr(bootstrap, "run_tour", lambda _out: problems)
    assert main(["tour", "--out", str(tmp_path)]) == status


@pytest.mark.parametrize(("problems", "status"), [([], 0), (["The sign-in does not come up."], 2)])
def test_the_self_checks_outcome_is_the_exit_status(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], problems: list[str], status: int
) -> None:
    monkeypatch.setattr(bootstrap, "self_check", lambda: problems)
    assert main(["--self-check"]) == status
    told = capsys.readouterr()
    assert ("Everything works." in told.out) is (status == 0)
    assert told.err == "".join(f"{p}\n" for p in problems)


def test_parked_notices_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real: Callable[[CommandBus, Dispatch], Recorded] = CommandBus.dispatch

    def failing(bus: CommandBus, dispatch: Dispatch) -> Recorded:
        if isinstance(dispatch.command, RaiseNotice):
            raise StoreBusy("busy")
        return real(bus, dispatch)

    store = ["--store", str(tmp_path / "clinic")]
    assert main([*store, "store", "init", "--plain"]) == 0
    with monkeypatch.context() as patch:
        patch.setattr(CommandBus, "dispatch", failing)
        assert main([*store, "ask", "p", "doctor:d", "exams"]) == 0
    capsys.readouterr()
    assert main([*store, "--json", "notices"]) == 0
    [notice] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert notice["event"]["type"] == "ConsentAsked"
    assert "3 tries" in notice["reason"]


def test_progress_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    output = Output(as_json=False)
    output.progress(1, 2)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    output.progress(1, 0, "Reading")
    output.progress(1000, 2000)
    output.progress(2000, 2000)
    assert capsys.readouterr().err == "\rReading: 1\rDone: 1,000 of 2,000\rDone: 2,000 of 2,000\n"
