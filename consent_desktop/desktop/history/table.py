"""How events are painted: 33 px rows, the action with its icon and colour."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.history.lines import Col, HistoryLine, face_of
from consent_desktop.desktop.history.model import HistoryModel
from consent_desktop.desktop.staff.table import Column, Index, RowDelegate, StaffTable, draw_words
from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.paint import draw_icon

COLUMNS = (
    Column(84), Column(142), Column(142), Column(126), Column(112), Column(120), Column(138), Column(146),
    Column(100, stretch=True),
)  # fmt: skip
SIDE = 16


class EventsDelegate(RowDelegate):
    """Words in ink; the action with its sign; the recorded time in bold where it is later than the event."""

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """What stands in the cell."""
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, HistoryLine):
            return
        column = index.column()
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = SIDE if column == 0 else 8
        area = QRectF(rect.adjusted(4 if rtl else left, 0, -left if rtl else -4, 0))
        if column == Col.ACTION:
            self._action(painter, area, line, rtl=rtl)
            return
        digits = column in (Col.POSITION, Col.TIME, Col.RECORDED)
        late = column == Col.RECORDED and line.late
        color = "ink2" if column == Col.POSITION else "wait" if late else "ink"
        face = font(Role.TABLE, tnum=digits, weight=600 if late else 400)
        draw_words(painter, area, line.texts[column], face, color)

    @staticmethod
    def _action(painter: QPainter, area: QRectF, line: HistoryLine, *, rtl: bool) -> None:
        face, size = face_of(line.type), px(16)
        x = area.right() - size if rtl else area.left()
        draw_icon(painter, round(x), round(area.center().y() - size / 2), size, face.icon, face.weight, face.color)
        gap = size + px(7)
        words = area.adjusted(0 if rtl else gap, 0, -gap if rtl else 0, 0)
        draw_words(painter, words, line.texts[Col.ACTION], font(Role.LABEL), face.color)


class EventsTable(StaffTable):
    """`copy_wanted(bool)`: Ctrl+C for the sentence (False), Ctrl+Shift+C for the JSON (True)."""

    copy_wanted = Signal(bool)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, COLUMNS, row=33, head=36, side=SIDE, gap=8)
        self.setAccessibleName(self.tr("Events, a table"))
        self.setItemDelegate(EventsDelegate(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        """While none of the lines in sight is there yet nothing is painted: they come within a few milliseconds."""
        model, first = self.model(), self.rowAt(0)
        if isinstance(model, HistoryModel) and first >= 0:
            last = self.rowAt(self.viewport().height() - 1)
            if model.line(first) is None and model.line(model.rowCount() - 1 if last < 0 else last) is None:
                return
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying is the page's business."""
        if event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            self.copy_wanted.emit(False)
        else:
            super().keyPressEvent(event)
