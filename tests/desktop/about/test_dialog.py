"""About: which version, and every licence whole."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from consent_desktop.application import licences
from consent_desktop.desktop.about.dialog import AboutDialog
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.workspace import Workspace


def test_it_opens_from_the_sign_in_with_every_licence(qtbot: QtBot, plain: Workspace) -> None:
    window = ConsentWindow(plain)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    screen = window.screen_widget()
    assert isinstance(screen, SignInScreen)
    screen.about_button.click()
    dialog = window.findChild(AboutDialog)
    assert dialog is not None
    wanted = licences.whole_text()
    qtbot.waitUntil(lambda: dialog.texts.text() == wanted)
    assert dialog.texts.edit.isReadOnly()
    dialog.copy.click()
    assert "Version 0.1.0" in QGuiApplication.clipboard().text()
    dialog.close_here.click()
