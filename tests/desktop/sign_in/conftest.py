"""Sign-in screens, and plain clinics whose people have secrets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.workspace import Workspace

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
