"""The second press of a double click on what stood there before gives nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class SinglePress(QObject):
    """Lives with the button that it guards."""

    def __init__(self, button: QWidget) -> None:
        super().__init__(button)
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow the second press."""
        return event.type() == QEvent.Type.MouseButtonDblClick or super().eventFilter(watched, event)
