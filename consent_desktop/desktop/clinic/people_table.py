"""How people are painted in the directory: avatar and name, and whether they can sign in by themselves."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.clinic.people_lines import Col, DirectoryLine
from consent_desktop.desktop.staff.frame import avatar_kind
from consent_desktop.desktop.staff.table import Column, Index, RowDelegate, StaffTable, draw_words
from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.avatar import draw_avatar
from consent_desktop.desktop.widgets.paint import draw_icon
from consent_desktop.desktop.words.people import initials

COLUMNS = (Column(200, stretch=True), Column(150), Column(110), Column(130), Column(124))
SIDE = 16
AVATAR = 32


class PeopleDelegate(RowDelegate):
    """52 px rows."""

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """What stands in the cell."""
        line = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(line, DirectoryLine):
            return
        rtl = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        column = index.column()
        left = SIDE if column == Col.NAME else 0
        area = QRectF(rect.adjusted(8 if rtl else left, 0, -left if rtl else -8, 0))
        if column == Col.NAME:
            self._name(painter, area, line, rtl=rtl)
        elif column == Col.SECRET:
            self._secret(painter, area, line, rtl=rtl)
        else:
            digits = column in (Col.NUMBER, Col.LAST_HERE)
            color = "ink" if column == Col.NUMBER else "ink2"
            draw_words(painter, area, line.texts[column], font(Role.TABLE, tnum=digits), color)

    @staticmethod
    def _name(painter: QPainter, area: QRectF, line: DirectoryLine, *, rtl: bool) -> None:
        size, person = px(AVATAR), line.person
        x = area.right() - size / 2 if rtl else area.left() + size / 2
        draw_avatar(painter, QPointF(x, area.center().y()), size, initials(person), avatar_kind(person))
        gap = size + px(12)
        words = area.adjusted(0 if rtl else gap, 0, -gap if rtl else 0, 0)
        color = "ink" if person.present else "ink3"
        draw_words(painter, words, line.texts[Col.NAME], font(Role.CELL_WORD), color)

    @staticmethod
    def _secret(painter: QPainter, area: QRectF, line: DirectoryLine, *, rtl: bool) -> None:
        size = px(16)
        chosen = line.account.has_secret
        name, weight, color = ("check", Weight.BOLD, "ink2") if chosen else ("warning", Weight.FILL, "wait")
        x = area.right() - size if rtl else area.left()
        draw_icon(painter, round(x), round(area.center().y() - size / 2), size, name, weight, color)
        gap = size + px(6)
        words = area.adjusted(0 if rtl else gap, 0, -gap if rtl else 0, 0)
        draw_words(painter, words, line.texts[Col.SECRET], font(Role.TABLE, weight=400 if chosen else 600), color)


class PeopleTable(StaffTable):
    """52 px rows, a 38 px head."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, COLUMNS, row=52, head=38, side=SIDE, gap=0)
        self.setAccessibleName(self.tr("People, a table"))
        self.setItemDelegate(PeopleDelegate(self))
