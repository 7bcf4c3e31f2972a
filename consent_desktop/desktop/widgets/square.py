"""Small pictures of a fixed size beside words; decoration, so they have no name."""

from __future__ import annotations

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import Role, line_px, px, type_scale
from consent_desktop.desktop.widgets.paint import draw_icon, smooth


class Square(QWidget):
    """As wide and high as `size`, growing with the text. Subclasses give `paint`."""

    def __init__(self, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        type_scale().scale_changed.connect(self.rescale)

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        return QSize(px(self._size), px(self._size))

    def minimumSizeHint(self) -> QSize:
        """It never shrinks."""
        return self.sizeHint()

    def paint(self, painter: QPainter) -> None:
        """Paint the picture."""
        raise NotImplementedError

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ready the painter, then `paint`."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        smooth(painter)
        self.paint(painter)
        painter.end()


class LineIcon(Square):
    """An icon before words; with `line`, in the middle of the first line of a text in that role."""

    def __init__(
        self, icon: str, parent: QWidget | None = None, *, color: str = "ink2", size: int = 24,
        weight: Weight = Weight.REGULAR, line: Role | None = None,
    ) -> None:  # fmt: skip
        super().__init__(size, parent)
        self._icon, self._color, self._weight, self._line = icon, color, weight, line

    def sizeHint(self) -> QSize:
        """As wide as the icon, as high as the line."""
        side = px(self._size)
        return QSize(side, side if self._line is None else max(side, line_px(self._line)))

    def paint(self, painter: QPainter) -> None:
        """The icon."""
        side = px(self._size)
        draw_icon(painter, 0, round((self.height() - side) / 2), side, self._icon, self._weight, self._color)
