"""The table of staff screens: fixed row heights, a painted head, rows that are read as whole sentences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.metrics import RADIUS_CARD
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.paint import smooth

Index = QModelIndex | QPersistentModelIndex
LEADING = int(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True)
class Column:
    """Its width at scale 1; a stretching one takes what is left, but never less than its width."""

    width: int
    stretch: bool = False


class PaintedHeader(QHeaderView):
    """Words at the start of each column, a caret after the one that orders the table."""

    def __init__(self, parent: QWidget, side: int, gap: int, high: int) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._side, self._gap, self._high = side, gap, high
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setFixedHeight(px(high))

    def rescale(self) -> None:
        """Follow the text scale."""
        self.setFixedHeight(max(self._high, px(self._high)))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        """Tint, line, words."""
        painter.fillRect(rect, token("sunken"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), token("line"))
        words = str(self.model().headerData(index, Qt.Orientation.Horizontal) or "")
        painter.setFont(font(Role.LABEL))
        painter.setPen(token("ink2"))
        left = self._side if index == 0 else self._gap
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = rect.adjusted(4 if rtl else left, 0, -left if rtl else -4, 0)
        painter.drawText(inner, LEADING, QFontMetrics(painter.font()).elidedText(
            words, Qt.TextElideMode.ElideRight, inner.width()))  # fmt: skip


class RowDelegate(QStyledItemDelegate):
    """Paints the row's ground, its line, the mark of the chosen one and the ring; subclasses paint the cell."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, then the cell, then the ring."""
        painter.save()
        table = self.parent()
        assert isinstance(table, StaffTable)
        rect, chosen = QRect(option.rect), bool(option.state & QStyle.StateFlag.State_Selected)
        ground = "pen_tint" if chosen else "hover" if table.hovered_row() == index.row() else "surface"
        painter.fillRect(rect, token(ground))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), token("line"))
        smooth(painter)
        self.paint_cell(painter, rect.adjusted(0, 0, 0, -1), index)
        rtl = table.layoutDirection() == Qt.LayoutDirection.RightToLeft
        first = index.column() == 0
        if chosen and first:
            painter.fillRect(
                QRect(rect.right() - 2 if rtl else rect.left(), rect.top(), 3, rect.height()), token("pen")
            )
        if table.hasFocus() and table.currentIndex().row() == index.row():
            self._ring(painter, rect, start=first, end=index.column() == table.last_column(), rtl=rtl)
        painter.restore()

    def paint_cell(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """Subclasses paint what stands in the cell."""
        raise NotImplementedError

    @staticmethod
    def _ring(painter: QPainter, rect: QRect, *, start: bool, end: bool, rtl: bool) -> None:
        color = token("focus")
        painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 3), color)
        painter.fillRect(QRect(rect.left(), rect.bottom() - 2, rect.width(), 3), color)
        if end if rtl else start:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), color)
        if start if rtl else end:
            painter.fillRect(QRect(rect.right() - 2, rect.top(), 3, rect.height()), color)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Rows and columns have fixed sizes."""
        return QSize(40, 20)


def draw_words(painter: QPainter, rect: QRect | QRectF, words: str, face: QFont, color: str | QColor) -> None:
    """One line of words, cut with an ellipsis where it does not fit."""
    area = QRectF(rect)
    painter.setFont(face)
    painter.setPen(token(color) if isinstance(color, str) else color)
    painter.drawText(
        area, LEADING, QFontMetrics(face).elidedText(words, Qt.TextElideMode.ElideRight, int(area.width()))
    )


class StaffTable(QTableView):
    """One row is chosen at a time. `row_opened(row)`: Enter or a press on it."""

    row_opened = Signal(int)

    def __init__(self, parent: QWidget, columns: Sequence[Column], *, row: int, head: int, side: int, gap: int) -> None:
        super().__init__(parent)
        self._columns, self._row, self._hovered = list(columns), row, -1
        self.setHorizontalHeader(PaintedHeader(self, side, gap, head))
        self._head_end = _HeadEnd(self)
        self.setCornerWidget(_Plain(self))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setMinimumSectionSize(20)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        head, rows = self.horizontalHeader(), self.verticalHeader()
        assert isinstance(head, PaintedHeader)
        head.rescale()
        rows.setMinimumSectionSize(px(self._row))
        rows.setDefaultSectionSize(px(self._row))
        self.verticalScrollBar().setStyleSheet(f"QScrollBar:vertical {{ margin: {head.height() + 4}px 3px 3px 3px; }}")
        self.fit_columns()
        self.viewport().update()

    def row_height(self) -> int:
        """The height of every row, in px."""
        return px(self._row)

    def least_height(self, rows: int) -> int:
        """The height that shows the head and some rows."""
        return self.horizontalHeader().height() + rows * self.row_height() + 2

    def fit_columns(self) -> None:
        """Give each column its width, and the rest to those that stretch."""
        shown = [i for i in range(len(self._columns)) if not self.isColumnHidden(i)]
        wanted = {i: px(self._columns[i].width) for i in shown}
        spare = self.viewport().width() - sum(wanted.values())
        stretching = [i for i in shown if self._columns[i].stretch]
        for i in stretching:
            wanted[i] += max(0, spare) // len(stretching)
        for i, wide in wanted.items():
            self.setColumnWidth(i, wide)

    def last_column(self) -> int:
        """The last one that is shown."""
        return max((i for i in range(len(self._columns)) if not self.isColumnHidden(i)), default=0)

    def hovered_row(self) -> int:
        """The row under the pointer, or -1."""
        return self._hovered

    def choose_row(self, row: int) -> None:
        """Make it the current row and bring it into sight."""
        index = self.model().index(row, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns fill the width."""
        super().resizeEvent(event)
        self.fit_columns()
        head = self.horizontalHeader()
        self._head_end.setGeometry(1, head.y(), self.width() - 2, head.height())
        self._head_end.lower()

    def _hover(self, row: int) -> None:
        if row != self._hovered:
            self._hovered = row
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._hover(self.rowAt(event.position().toPoint().y()))
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on a row opens it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.row_opened.emit(index.row())

    def viewportEvent(self, event: QEvent) -> bool:
        """No row is hovered once the pointer has gone."""
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if self.currentIndex().isValid() and not event.isAutoRepeat():
                self.row_opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _Plain(QWidget):
    """Surface where two scroll bars meet."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing but the surface."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), token("surface"))
        painter.end()


class _HeadEnd(QWidget):
    """The head's ground above the scroll bar."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint and line, as the head has them."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), token("sunken"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, token("line"))
        painter.end()


class TableCard(QWidget):
    """Round corners and a line around a table (and what stands in its place when it is empty)."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.inner = QVBoxLayout(self)
        self.inner.setContentsMargins(1, 1, 1, 1)
        self.inner.setSpacing(0)
        self._corners = _Corners(self)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The surface below the last row."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), token("surface"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The corners lie over everything."""
        super().resizeEvent(event)
        self._corners.setGeometry(self.rect())
        self._corners.raise_()


class _Corners(QWidget):
    """Paper over the corners of what lies beneath, and the line around it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Everything outside the rounded box is paper."""
        painter = QPainter(self)
        smooth(painter)
        area = QRectF(self.rect())
        outside = QPainterPath()
        outside.addRect(area)
        rounded = QPainterPath()
        rounded.addRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_CARD, RADIUS_CARD)
        painter.fillPath(outside.subtracted(rounded), token("paper"))
        painter.setPen(QPen(token("line"), 1))
        painter.drawPath(rounded)
        painter.end()
