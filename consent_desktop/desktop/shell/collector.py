"""Garbage is collected in the GUI thread alone.

Python runs its collector in whichever thread happens to make one object too many. If that is a background thread and the
garbage holds widgets, Qt takes them apart outside its own thread: it can wait for ever for a lock that the GUI thread holds
while that waits for the interpreter.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer, Slot

EVERY_MS = 1000


class GuiCollector(QObject):
    """Collects by a timer of the GUI thread, as much as Python itself would by now, from `start` until `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.collect)

    def start(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    @Slot()
    def collect(self) -> None:
        """Collect the oldest generation that is due."""
        due = [
            number
            for number, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if due:
            gc.collect(due[-1])

    def stop(self) -> None:
        """Give it back to Python."""
        self._timer.stop()
        gc.enable()
