"""What a desktop is told of the program: one id everywhere, and words that are the program's own."""

from __future__ import annotations

import configparser
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import command_words
import icons
import linux_tree
import metadata_files
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from consent_desktop.cli import parser
from consent_desktop.desktop.shell.run import DESKTOP_FILE
from consent_desktop.desktop.widgets.brand import mark_pixmap
from tests.repository.source import ROOT

LINUX = ROOT / "packaging" / "linux"
COMMANDS = sorted(command_words._subcommands(parser.build()))


def metainfo() -> ET.Element:
    return ET.parse(LINUX / f"{DESKTOP_FILE}.metainfo.xml").getroot()  # noqa: S314 - our own file


def test_one_id_everywhere() -> None:
    desktop = configparser.RawConfigParser()
    desktop.read(LINUX / f"{DESKTOP_FILE}.desktop", encoding="utf-8")
    spec = (ROOT / "packaging" / "bundle" / "consent-desktop.spec").read_text("utf-8")
    assert desktop["Desktop Entry"]["Icon"] == DESKTOP_FILE
    assert metainfo().findtext("id") == DESKTOP_FILE
    assert metainfo().findtext("launchable") == f"{DESKTOP_FILE}.desktop"
    assert f'ID = "{DESKTOP_FILE}"' in spec
    assert DESKTOP_FILE == linux_tree.ID
    assert (LINUX / "icons" / f"{DESKTOP_FILE}.svg").exists()


def test_the_newest_release_is_this_version() -> None:
    release = metainfo().find("releases/release")
    assert release is not None
    assert release.get("version") == metadata_files.version()


def test_the_manual_page_tells_of_every_command() -> None:
    page = command_words.manual_page("0.1.0", 0)
    assert page.startswith('.TH CONSENT\\-DESKTOP 1 "1970-01-01"')
    told = [line.removeprefix(".SS ").replace("\\-", "-") for line in page.splitlines() if line.startswith(".SS ")]
    assert told == COMMANDS


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash here")
def test_bash_completes_commands_and_their_options(tmp_path: Path) -> None:
    script = tmp_path / "completion"
    script.write_text(command_words.bash_completion(), encoding="utf-8")
    ask = f'. {script}; COMP_WORDS=(consent-desktop "$@"); COMP_CWORD=$#; _consent_desktop; echo "${{COMPREPLY[@]}}"'

    def completed(*words: str) -> str:
        told = subprocess.run(["bash", "-c", ask, "bash", *words], capture_output=True, text=True, check=True)
        return told.stdout.strip()

    assert completed("verif") == "verify"
    assert completed("grant", "--unt") == "--until"


def test_the_icon_is_the_mark_that_windows_show(qtbot: QtBot, tmp_path: Path) -> None:
    icons.draw(LINUX / "icons" / f"{DESKTOP_FILE}.svg", 128, tmp_path / "icon.png")
    drawn, mark = QImage(str(tmp_path / "icon.png")), mark_pixmap(128).toImage()
    far = [
        (x, y)
        for x in range(0, 128, 4)
        for y in range(0, 128, 4)
        if abs(drawn.pixelColor(x, y).lightness() - mark.pixelColor(x, y).lightness()) > 60
    ]
    assert drawn.pixelColor(64, 10) == mark.pixelColor(64, 10)
    assert len(far) <= 8, far  # where a stroke ends the two painters round it differently
