"""How "My patients" is painted: names, tinted cells, and the end."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.professional.patient_lines import CellLine, PatientLine
from consent_desktop.desktop.staff.table import LEADING, Column, Index, RowDelegate, StaffTable, draw_words
from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import RADIUS_CELL
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, line_px, px
from consent_desktop.desktop.widgets.paint import box, draw_icon
from consent_desktop.read_models.rows import CellState

COLUMNS = (Column(180, stretch=True), *(Column(98),) * 4, Column(120))
SIDE = 16
LONG_WORD = 9
"""A state of so many letters does not fit beside its icon in one line."""


@dataclass(frozen=True, slots=True)
class Face:
    """Icon and token names of a state in the staff table."""

    icon: str
    weight: Weight
    fill: str | None
    text: str


FACES = {
    CellState.CAN_SEE: Face("eye", Weight.FILL, "allow_tint", "allow"),
    CellState.ASKED: Face("hourglass-medium", Weight.FILL, "wait_tint", "wait"),
    CellState.NOT_SHARED: Face("minus", Weight.BOLD, None, "none"),
    CellState.ENDED: Face("calendar-x", Weight.BOLD, "none_tint", "none"),
    CellState.SAID_NO: Face("x-circle", Weight.BOLD, "none_tint", "none"),
    CellState.STOPPED: Face("prohibit", Weight.BOLD, "stop_tint", "stop"),
    CellState.LOST: Face("warning-circle", Weight.FILL, "stop_tint", "stop"),
    CellState.TAKEN_BACK: Face("arrow-u-up-left", Weight.BOLD, "none_tint", "none"),
}


def draw_word(painter: QPainter, area: QRectF, word: str, face: QFont, color: str) -> None:
    """One word, or two in two lines."""
    if len(word) < LONG_WORD:
        draw_words(painter, area, word, face, color)
        return
    painter.setFont(face)
    painter.setPen(token(color))
    painter.drawText(area, LEADING | int(Qt.TextFlag.TextWordWrap), word)


class PatientsDelegate(RowDelegate):
    """Name and number, four tinted cells, the end."""

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """What stands in the cell."""
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, PatientLine):
            return
        if index.column() == 0:
            self._name(painter, rect, line)
        elif index.column() == len(COLUMNS) - 1:
            self._until(painter, rect, line)
        else:
            self._access(painter, rect, line.cells[index.column() - 1])

    @staticmethod
    def _name(painter: QPainter, rect: QRect, line: PatientLine) -> None:
        first, second = line_px(Role.CELL_WORD) + px(1), line_px(Role.SMALL)
        top = rect.top() + (rect.height() - first - second) / 2
        wide = rect.width() - SIDE - 8
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = rect.left() + (8 if rtl else SIDE)
        draw_words(painter, QRectF(left, top, wide, first), line.name, font(Role.CELL_WORD), "ink")
        draw_words(painter, QRectF(left, top + first, wide, second), line.number, font(Role.SMALL, tnum=True), "ink2")

    @staticmethod
    def _access(painter: QPainter, rect: QRect, cell: CellLine) -> None:
        face, size = FACES[cell.state], px(16)
        high = px(30) if len(cell.word) < LONG_WORD else px(40)
        area = QRectF(rect.left(), rect.top() + (rect.height() - high) / 2, rect.width() - 8, high)
        if face.fill:
            box(painter, area, min(RADIUS_CELL, area.height() / 2), face.fill)
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        pad, gap = px(9), px(6)
        x = area.right() - pad - size if rtl else area.left() + pad
        draw_icon(painter, round(x), round(area.center().y() - size / 2), size, face.icon, face.weight, face.text)
        words = area.adjusted(2 if rtl else pad + size + gap, 0, -(pad + size + gap) if rtl else -2, 0)
        weight = 400 if cell.state is CellState.NOT_SHARED else 600
        draw_word(painter, words, cell.word, font(Role.LABEL, weight=weight), face.text)
        if cell.asked:
            mark = px(14)
            x = area.left() + 4 if rtl else area.right() - mark - 6
            draw_icon(painter, round(x), round(area.center().y() - mark / 2), mark, "hourglass-medium", Weight.FILL,
                      "wait")  # fmt: skip

    @staticmethod
    def _until(painter: QPainter, rect: QRect, line: PatientLine) -> None:
        area = QRectF(rect.adjusted(0, 0, -8, 0))
        if line.ends_soon:
            size = px(16)
            rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
            x = area.right() - size if rtl else area.left()
            draw_icon(
                painter, round(x), round(area.center().y() - size / 2), size, "clock-countdown", Weight.BOLD, "wait"
            )
            area.adjust(0 if rtl else size + px(6), 0, -(size + px(6)) if rtl else 0, 0)
        color, weight = ("wait", 600) if line.ends_soon else ("ink2", 400)
        draw_words(painter, area, line.until, font(Role.TABLE, weight=weight, tnum=True), color)


class PatientsTable(StaffTable):
    """52 px rows, a 40 px head."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, COLUMNS, row=52, head=40, side=SIDE, gap=0)
        self.setAccessibleName(self.tr("My patients, a table"))
        self.setItemDelegate(PatientsDelegate(self))
