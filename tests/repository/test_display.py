"""What make run and make test say where Qt cannot start: one sentence with the packages to install."""

import sys
from pathlib import Path

import display
import pytest
import system_libraries


@pytest.fixture
def probe_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the probe; a test writes what it does."""
    script = tmp_path / "probe.py"
    monkeypatch.setattr(display, "PROBE", script)
    monkeypatch.setattr(display, "qt_files", list)
    return script


def test_the_offscreen_platform_starts_here() -> None:
    assert display.probe({"QT_QPA_PLATFORM": "offscreen"}) is None


def test_a_dead_display_is_named() -> None:
    said = display.probe({"DISPLAY": ":4711", "HOME": "/"})
    assert said is not None
    if "system libraries" not in said:  # of the X11 platform, on a machine that lacks them
        assert "DISPLAY=:4711 does not answer" in said
        assert "xvfb" in said


@pytest.mark.parametrize(
    ("error", "packages"),
    [
        ("ImportError: libEGL.so.1: cannot open shared object file: No such file", "libegl1"),
        ("Cannot load library libqxcb.so: (libxcb-icccm.so.4: cannot open shared object file)", "libxcb-icccm4"),
        ("libxkbcommon.so.0: cannot open shared object file", "libxkbcommon0"),
        ("libunheard-of.so.3: cannot open shared object file", "libunheard-of.so"),
    ],
)
def test_a_missing_library_is_named_by_its_package(probe_says: Path, error: str, packages: str) -> None:
    probe_says.write_text(f"import sys; sys.stderr.write({error!r}); sys.exit(3)", encoding="utf-8")
    said = display.probe({"DISPLAY": ":0"})
    assert said is not None
    assert packages in said
    assert "\n" not in said


def test_a_dead_display_is_no_missing_library(probe_says: Path) -> None:
    """Qt's debug output names plugins that it could not load in passing."""
    text = "libgtk-3.so.0: cannot open shared object file\nqt.qpa.xcb: could not connect to display :0\n"
    probe_says.write_text(f"import sys; sys.stderr.write({text!r}); sys.exit(1)", encoding="utf-8")
    assert "does not answer" in (display.probe({"DISPLAY": ":0"}) or "")


def test_a_display_that_never_answers_is_given_up(probe_says: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "TIME_OUT", 0.5)
    probe_says.write_text("import threading; threading.Event().wait()", encoding="utf-8")
    assert "does not answer" in (display.probe({"WAYLAND_DISPLAY": "wayland-0"}) or "")


def test_another_failure_gives_qts_own_last_words(probe_says: Path) -> None:
    probe_says.write_text("import sys; sys.stderr.write('a\\nlast words\\n\\n'); sys.exit(1)", encoding="utf-8")
    assert "last words" in (display.probe({"QT_QPA_PLATFORM": "offscreen"}) or "")


@pytest.fixture
def application(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the installed command that tells how it was called and ends with 7."""
    told = tmp_path / "told"
    command = tmp_path / "bin" / "consent-desktop"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\necho "$QT_QPA_PLATFORM|$@" >{told}\nexit 7\n', encoding="utf-8")
    command.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(command.parent / "python"))
    monkeypatch.setattr(display, "probe", lambda _environment: None)
    return told


def test_without_a_display_the_tour_is_played_and_its_exit_code_given(
    application: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert display.run({"DISPLAY": ""}) == 7
    assert capfd.readouterr().out == "No display found; running the tour offscreen into build/tour\n"
    assert application.read_text(encoding="utf-8") == "offscreen|tour --out build/tour\n"


def test_with_a_display_the_demonstration_opens_on_it(application: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert display.run({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}) == 7
    assert capfd.readouterr().out == ""
    assert application.read_text(encoding="utf-8") == "|--demonstration\n"


def test_what_cannot_be_done_is_said_and_fails(
    application: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(display, "probe", lambda _environment: "Install this.")
    assert display.run({"DISPLAY": ":0"}) == 1
    assert display.check({}) == 1
    assert capfd.readouterr().err == "Install this.\n" * 2
    assert not application.exists()


def test_a_command_that_is_not_there_is_said(application: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (Path(sys.executable).parent / "consent-desktop").unlink()
    assert display.run({"DISPLAY": ":0"}) == 1
    assert "make setup" in capfd.readouterr().err


def test_ldd_tells_everything_at_once(tmp_path: Path) -> None:
    listing = "\tlibxcb-cursor.so.0 => not found\n\tlibQt6Gui.so.6 => not found\n\tlibc.so.6 => /lib/libc.so.6 (0x1)\n"
    assert system_libraries.missing_in(listing) == {"libxcb-cursor.so", "libQt6Gui.so"}
    assert system_libraries.missing_for([tmp_path / "absent"]) == set()
