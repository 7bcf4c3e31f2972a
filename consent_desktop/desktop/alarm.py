"""A timer for the next instant at which a grant ends by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

LONGEST: Final = timedelta(hours=6)
"""Qt counts in 32 bits of milliseconds, and a computer that slept wakes late; so it looks again at least this often."""


class EndAlarm(QObject):
    """`rang()` once the instant given to `set_end` has come."""

    rang = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._now = now
        self._end: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)

    def set_end(self, end: datetime | None) -> None:
        """Wait for `end`; None: nothing to wait for."""
        self._end = end
        self._timer.stop()
        if end is not None:
            left = max(timedelta(0), min(LONGEST, end - self._now()))
            self._timer.start(left // timedelta(milliseconds=1) + 20)

    def _look(self) -> None:
        if self._end is not None and self._now() < self._end:
            self.set_end(self._end)
        else:
            self.rang.emit()
