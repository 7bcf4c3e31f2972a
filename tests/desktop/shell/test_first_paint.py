"""The log is told once when the first window was painted."""

from __future__ import annotations

import logging

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.shell.first_paint import SHOWN, FirstPaint


def test_it_is_told_once(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    watch = FirstPaint(window)
    assert watch.parent() is window
    with caplog.at_level(logging.INFO, "consent_desktop.desktop.shell.first_paint"):
        window.show()
        qtbot.waitUntil(lambda: SHOWN in caplog.messages)
        window.repaint()
        qtbot.wait(1)
    assert caplog.messages.count(SHOWN) == 1
