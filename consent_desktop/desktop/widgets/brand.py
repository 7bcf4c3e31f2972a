"""The mark of the program, drawn by us: a check in an open circle on a rounded square, with or without its name."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, line_px, px, type_scale
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, smooth


def draw_mark(painter: QPainter, x: float, y: float, size: float, fill: str = "pen", stroke: str = "on_pen") -> None:
    """The square mark with its top left corner at (x, y)."""
    box(painter, QRectF(x, y, size, size), size * 0.24, fill)
    pen = QPen(token(stroke), size * 0.082)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    ring = QRectF(x + size * 0.235, y + size * 0.235, size * 0.53, size * 0.53)
    painter.drawArc(ring, 8 * 16, -310 * 16)
    check = [(0.375, 0.505), (0.475, 0.605), (0.765, 0.285)]
    painter.drawPolyline(QPolygonF([QPointF(x + a * size, y + b * size) for a, b in check]))


def mark_pixmap(size: int) -> QPixmap:
    """The mark as a picture, for window icons."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    smooth(painter)
    draw_mark(painter, 0, 0, size)
    painter.end()
    return pixmap


class Brand(QWidget):
    """Mark and name ("" for the mark alone). `inverse` is for the blue panel."""

    def __init__(
        self, name: str = "", parent: QWidget | None = None, *, mark_px: int = 38, inverse: bool = False
    ) -> None:
        super().__init__(parent)
        self._name, self._mark, self._inverse = name, mark_px, inverse
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        type_scale().scale_changed.connect(self.rescale)

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.updateGeometry()
        self.update()

    def _flow(self) -> Flow:
        color = "on_brand" if self._inverse else "ink"
        return Flow([Run(self._name, font(Role.BRAND), color)], line_px(Role.BRAND), wrap=False)

    def sizeHint(self) -> QSize:
        """Mark, gap, name."""
        words = px(12) + self._flow().natural_width() + 2 if self._name else 0
        return QSize(self._mark + words, max(self._mark, line_px(Role.BRAND)))

    def minimumSizeHint(self) -> QSize:
        """It never shrinks."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark first in reading direction."""
        painter = QPainter(self)
        smooth(painter)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        colors = ("on_brand", "brand_panel") if self._inverse else ("pen", "on_pen")
        y = (self.height() - self._mark) / 2
        draw_mark(painter, self.width() - self._mark if rtl else 0, y, self._mark, *colors)
        if self._name:
            flow = self._flow()
            x = 0 if rtl else self._mark + px(12)
            flow.draw(painter, x, (self.height() - line_px(Role.BRAND)) / 2, flow.natural_width() + 2)
        painter.end()
