"""A bar that appears only when waiting takes noticeable time."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QRectF, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.widgets.paint import box, smooth

DELAY_MS, TURN_MS, FRAME_MS = 400, 900, 40


class BusyBar(QWidget):
    """4 px high; it keeps its room, so nothing moves when it appears. `start()`, `stop()`."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedHeight(4)
        self._showing = False
        self._clock = QElapsedTimer()
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(DELAY_MS)
        self._delay.timeout.connect(self._appear)
        self._frames = QTimer(self)
        self._frames.setInterval(FRAME_MS)
        self._frames.timeout.connect(self.update)

    def start(self) -> None:
        """Begin to wait; seen after 400 ms."""
        if not self._showing:
            self._delay.start()

    def stop(self) -> None:
        """The wait is over."""
        self._delay.stop()
        self._frames.stop()
        self._showing = False
        self.update()

    def is_showing(self) -> bool:
        """Whether it can be seen."""
        return self._showing

    def _appear(self) -> None:
        self._showing = True
        self._clock.start()
        self._frames.start()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A pen bar that runs along a trough."""
        if not self._showing:
            return
        painter = QPainter(self)
        smooth(painter)
        box(painter, self.rect(), 2, "sunken")
        part = (self._clock.elapsed() % TURN_MS) / TURN_MS
        wide = self.width() * 0.3
        box(painter, QRectF((self.width() + wide) * part - wide, 0, wide, self.height()), 2, "pen")
        painter.end()
