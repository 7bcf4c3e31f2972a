"""A surface on paper: one pixel of line, radius 14."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from consent_desktop.desktop.theme.metrics import RADIUS_CARD
from consent_desktop.desktop.widgets.paint import box, smooth


class Card(QFrame):
    """A box for other widgets. `line` and `fill` are token names; a waiting request uses wait_line."""

    def __init__(
        self, parent: QWidget | None = None, *, fill: str = "surface", line: str = "line", line_width: float = 1,
        radius: int = RADIUS_CARD,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._fill, self._line, self._line_width, self._radius = fill, line, line_width, radius

    def set_fill(self, fill: str) -> None:
        """Change the surface."""
        self._fill = fill
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the surface."""
        painter = QPainter(self)
        smooth(painter)
        box(painter, self.rect(), self._radius, self._fill, self._line, self._line_width)
        painter.end()


class Rule(QWidget):
    """A hairline between parts of a card."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill with the line colour."""
        painter = QPainter(self)
        box(painter, self.rect(), 0, "line")
        painter.end()
