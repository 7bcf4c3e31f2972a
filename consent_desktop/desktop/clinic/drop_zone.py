"""A dashed field: files are dropped on it, or it is pressed to choose them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import RADIUS_BIG_CONTROL
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, line_px, px
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, draw_icon


class DropZone(PaintedButton):
    """`dropped([Path])`. Its words tell what lies in it."""

    dropped = Signal(object)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setAcceptDrops(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setProperty("ringRadius", RADIUS_BIG_CONTROL)
        self.setAccessibleName(text)

    def set_words(self, text: str) -> None:
        """What lies in it."""
        self.setText(text)
        self.setAccessibleName(text)
        self.text_changed()

    def _flow(self) -> Flow:
        return Flow([Run(self.text(), font(Role.BODY, weight=600), "ink")], line_px(Role.BODY), centred=True)

    def natural_width(self) -> int:
        """Words and some room."""
        return self._flow().natural_width() + 2 * px(20)

    def least_width(self) -> int:
        """The longest word."""
        return self._flow().least_width() + 2 * px(12)

    def height_for(self, width: int) -> int:
        """Icon and words."""
        return max(px(100), px(64) + self._flow().height(max(1, width - 2 * px(12))) + px(12))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Files were dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def paint(self, painter: QPainter) -> None:
        """Dashes, icon, words."""
        fill = "hover" if self.is_hovered() or self.isDown() else "paper"
        box(painter, self.rect(), RADIUS_BIG_CONTROL, fill)
        pen = QPen(token("line_strong"), 2)
        pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS_BIG_CONTROL, RADIUS_BIG_CONTROL)
        flow, size, room = self._flow(), px(32), self.width() - 2 * px(12)
        high = flow.height(room)
        top = (self.height() - size - px(10) - high) / 2
        draw_icon(painter, round((self.width() - size) / 2), round(top), size, "file-csv", Weight.REGULAR, "pen")
        flow.draw(painter, px(12), top + size + px(10), room)
