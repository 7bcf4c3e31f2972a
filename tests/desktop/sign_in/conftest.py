"""Sign-in screens, and plain clinics whose people have secrets."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consent_desktop.application.clock import FixedClock
from consent_desktop.bootstrap import open_clinic
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.desktop.workspace import Workspace
from tests.desktop.clinics import NOON, working

Shown = Callable[[Workspace], SignInScreen]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Shows the sign-in of a clinic."""

    def show(workspace: Workspace) -> SignInScreen:
        screen = SignInScreen(workspace)
        qtbot.addWidget(screen)
        screen.resize(1280, 764)
        with qtbot.waitExposed(screen):
            screen.show()
        screen.activateWindow()
        screen.first_focus().setFocus()
        return screen

    return show


@pytest.fixture
def secrets(qapp: QApplication, made_secrets: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A plain clinic of this test's own in which everybody can prove who they are."""
    set_text_scale(1.0)
    shutil.copytree(made_secrets, tmp_path / "secrets")
    with working(open_clinic(tmp_path / "secrets", clock=FixedClock(NOON))) as workspace:
        yield workspace
