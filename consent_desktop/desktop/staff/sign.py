"""An icon by itself, beside a word that says the same."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import px, type_scale
from consent_desktop.desktop.widgets.paint import draw_icon, smooth


class Sign(QWidget):
    """Decoration, so it has no name."""

    def __init__(self, icon: str, parent: QWidget, *, size: int = 22, color: str = "ink2") -> None:
        super().__init__(parent)
        self._icon, self._size, self._color = icon, size, color
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        type_scale().scale_changed.connect(self.rescale)

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(px(self._size), px(self._size))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        smooth(painter)
        draw_icon(painter, 0, 0, px(self._size), self._icon, Weight.REGULAR, self._color)
        painter.end()
