"""Tells the log when the first window was first painted: from then on the program can be used."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

SHOWN: Final = "window shown"
log = logging.getLogger(__name__)


class FirstPaint(QObject):
    """Watches one window; the message comes once, when the paint is over and the program waits for the person."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything pass; after the first paint stop watching."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self.tell)
        return super().eventFilter(watched, event)

    @Slot()
    def tell(self) -> None:
        """Say it to whoever listens to the log."""
        log.info(SHOWN)
