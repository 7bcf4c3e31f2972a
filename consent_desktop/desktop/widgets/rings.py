"""The arcs of the sign-in panel and the empty page."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.widgets.paint import circle, draw_icon, smooth

# radius px, start and span in degrees, counter-clockwise from three o'clock
_OPEN = ((206, 72, 253), (178, 51, 251), (148, 29, 252), (118, 6, 252), (88, -17, 252))
_CORNER = ((136, 90, 116), (110, 90, 132), (84, 90, 150), (58, 90, 196), (32, 90, 180))


def draw_rings(painter: QPainter, centre: QPointF, color: str, *, corner: bool = False, factor: float = 1.0) -> None:
    """Five open arcs around `centre`; `corner` is the half that looks in at the edge of the blue panel."""
    pen = QPen(token(color), 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for radius, start, span in _CORNER if corner else _OPEN:
        reach = radius * factor
        area = QRectF(centre.x() - reach, centre.y() - reach, 2 * reach, 2 * reach)
        painter.drawArc(area, round(start * 16), round(span * 16))


class Rings(QWidget):
    """Arcs around an icon in a tinted circle; decoration, so it has no name."""

    def __init__(self, icon: str = "eye-slash", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """The outer arc."""
        return QSize(416, 416)

    def minimumSizeHint(self) -> QSize:
        """It may shrink to half."""
        return QSize(208, 208)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mirrored for right-to-left."""
        painter = QPainter(self)
        smooth(painter)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        factor = min(1.0, min(self.width(), self.height()) / 416)
        centre = QPointF(self.width() / 2, self.height() / 2)
        draw_rings(painter, centre, "pen_line", factor=factor)
        circle(painter, centre, 116 * factor, "pen_tint")
        size = round(64 * factor)
        draw_icon(painter, round(centre.x() - size / 2), round(centre.y() - size / 2), size, self._icon,
                  Weight.REGULAR, "pen")  # fmt: skip
        painter.end()


class BrandPanel(QWidget):
    """The pen-blue pane of sign-in and lock; lay widgets on it."""

    def __init__(self, parent: QWidget | None = None, *, rings: bool = True) -> None:
        super().__init__(parent)
        self._rings = rings

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill and arcs at the end edge, 168 px above the bottom."""
        painter = QPainter(self)
        smooth(painter)
        painter.fillRect(self.rect(), token("brand_panel"))
        if self._rings:
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                painter.translate(self.width(), 0)
                painter.scale(-1, 1)
            draw_rings(painter, QPointF(self.width(), self.height() - 168), "brand_ring", corner=True)
        painter.end()
