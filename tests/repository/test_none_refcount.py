"""The gate for lifting the pin on PySide6.

6.12.0 drops a reference to None at every void call, and Python 3.11 aborts after some thousands of them. From Python 3.12
on None is immortal and its count never moves, so the test means something on 3.11 only, and passes everywhere.
"""

import sys

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

CALLS = 2_000
TOLERATED = 200  # other code may hold or drop a few Nones meanwhile; the fault moved the count by one a call


@pytest.mark.usefixtures("qapp")
def test_void_calls_keep_their_references_to_none(qtbot: QtBot) -> None:
    label, plain, timer = QLabel(), QObject(), QTimer()
    qtbot.addWidget(label)
    QApplication.processEvents()
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
        plain.setObjectName("x")
        timer.setInterval(number)
    assert abs(sys.getrefcount(None) - before) < TOLERATED
