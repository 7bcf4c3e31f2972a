"""While windows are open, garbage is collected by the GUI thread's timer and by nobody else."""

from __future__ import annotations

import gc
import threading
import weakref

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.shell.collector import GuiCollector


class Knot:
    """Two of these that hold each other are garbage that only the collector finds."""

    other: Knot


def knotted() -> weakref.ref[Knot]:
    one, two = Knot(), Knot()
    one.other, two.other = two, one
    return weakref.ref(one)


def test_no_other_thread_collects_and_the_timer_does(qtbot: QtBot, qapp: QApplication) -> None:
    collector = GuiCollector(qapp)
    collector._timer.setInterval(10)
    collector.start()
    try:
        left = knotted()
        worker = threading.Thread(target=lambda: [[] for _ in range(100_000)])
        worker.start()
        worker.join()
        assert left() is not None
        many = [[number] for number in range(100_000)]  # enough for Python to think that it is time
        qtbot.waitUntil(lambda: left() is None)
        assert len(many) == 100_000
    finally:
        collector.stop()
        assert gc.isenabled()
        gc.disable()  # as it is in every test with windows
        collector.deleteLater()
