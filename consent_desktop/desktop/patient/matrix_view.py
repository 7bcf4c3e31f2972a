"""Who can see what: a row for each person, a real button for each kind of record, twenty people at a time."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from consent_desktop.desktop.patient.cell_words import spoken_names
from consent_desktop.desktop.patient.matrix_line import ACTION, GAP, SIDE, MatrixLine, equal_share, name_width
from consent_desktop.desktop.theme.metrics import RADIUS_CARD
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.buttons import QuietButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import box, smooth
from consent_desktop.desktop.widgets.square import LineIcon
from consent_desktop.desktop.words import kinds
from consent_desktop.domain.vocabulary import SINGLE_TYPES
from consent_desktop.read_models.rows import MatrixRow

AT_A_TIME, HEAD_HEIGHT = 20, 60


class MatrixHead(QWidget):
    """The kinds of record, each with what is inside."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setSpacing(0)
        row.setContentsMargins(SIDE, 6, ACTION + 2 * SIDE, 6)
        self._row = row
        self._person = Label(self.tr("Person"), Role.LABEL, self, color="ink2", weight=600)
        row.addWidget(self._person, 0, Qt.AlignmentFlag.AlignVCenter)
        for kind in SINGLE_TYPES:
            column = QWidget(self)
            inner = QHBoxLayout(column)
            inner.setContentsMargins(px(8), 0, 0, 0)
            inner.setSpacing(9)
            inner.addWidget(LineIcon(kinds.ICONS[kind], column, color="ink"))
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addStretch(1)
            words.addWidget(Label(kinds.title(kind), Role.CELL_WORD, column))
            words.addWidget(Label(kinds.short_hint(kind), Role.CELL_SECOND, column, color="ink2"))
            words.addStretch(1)
            inner.addLayout(words, 1)
            equal_share(column)
            row.addWidget(column, 1)
            row.addSpacing(GAP)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.setMinimumHeight(max(HEAD_HEIGHT, px(HEAD_HEIGHT)))
        self._person.setFixedWidth(name_width())
        self._row.setContentsMargins(SIDE, 6, px(ACTION) + MatrixLine.AFTER - GAP + 12, 6)


class MatrixView(Card):
    """`cell_pressed(MatrixRow, RecordType, button)`, `row_pressed(MatrixRow, button)`."""

    cell_pressed = Signal(object, object, object)
    row_pressed = Signal(object, object)

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._rows: Sequence[MatrixRow] = ()
        self._shown = AT_A_TIME
        self._lines: dict[str, MatrixLine] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        self.head = MatrixHead(self)
        layout.addWidget(self.head)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        layout.addLayout(self._list)
        self.more_button = QuietButton(self.tr("Show 20 more"), self, icon="caret-down")
        self.more_button.clicked.connect(self.show_more)
        layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.more_button.hide()

    def show_rows(self, rows: Sequence[MatrixRow]) -> None:
        """Show these people; buttons that stay keep their focus."""
        self._rows = rows
        names = spoken_names(rows)
        shown = rows[: self._shown]
        wanted = {row.other.subject for row in shown}
        for subject in [s for s in self._lines if s not in wanted]:
            line = self._lines.pop(subject)
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        previous: QWidget = self.head
        for place, row in enumerate(shown):
            line = self._lines.get(row.other.subject) or self._new_line(row)
            if self._list.indexOf(line) != place:
                self._list.removeWidget(line)
                self._list.insertWidget(place, line)
            line.show_row(row, names[row.other.subject], last=place == len(shown) - 1 and len(rows) == len(shown))
            for button in line.buttons():
                QWidget.setTabOrder(previous, button)
                previous = button
        QWidget.setTabOrder(previous, self.more_button)
        self.more_button.setVisible(len(rows) > len(shown))

    def _new_line(self, row: MatrixRow) -> MatrixLine:
        line = MatrixLine(self._zone, self)
        line.cell_pressed.connect(self.cell_pressed)
        line.row_pressed.connect(self.row_pressed)
        self._lines[row.other.subject] = line
        line.show()
        return line

    @Slot()
    def show_more(self) -> None:
        """Twenty more; the focus goes to the first of them."""
        first = self._shown
        self._shown += AT_A_TIME
        self.show_rows(self._rows)
        self._lines[self._rows[first].other.subject].buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)

    def set_busy(self, subject: str, busy: bool) -> None:
        """While a command about a person runs, their buttons do nothing."""
        if subject in self._lines:
            self._lines[subject].setEnabled(not busy)

    def lines(self) -> list[MatrixLine]:
        """The rows in the order shown."""
        return [self._lines[row.other.subject] for row in self._rows[: self._shown]]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move between buttons, Home and End go to the ends of the row."""
        grid = [line.buttons() for line in self.lines()]
        focused = QApplication.focusWidget()
        at = [(r, c) for r, line in enumerate(grid) for c, button in enumerate(line) if button is focused]
        target = self._target(event.key(), *at[0], grid) if at else None
        if target is None:
            super().keyPressEvent(event)
            return
        target.setFocus(Qt.FocusReason.TabFocusReason)
        parent = self.parentWidget()
        while parent is not None:
            if isinstance(parent, QScrollArea):
                parent.ensureWidgetVisible(target, 8, 24)
            parent = parent.parentWidget()

    def _target(self, key: int, row: int, column: int, grid: list[list[QWidget]]) -> QWidget | None:
        forward = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        match key:
            case Qt.Key.Key_Left:
                column -= forward
            case Qt.Key.Key_Right:
                column += forward
            case Qt.Key.Key_Up:
                row -= 1
            case Qt.Key.Key_Down:
                row += 1
            case Qt.Key.Key_Home:
                column = 0
            case Qt.Key.Key_End:
                column = len(grid[row]) - 1
            case _:
                return None
        row = min(max(row, 0), len(grid) - 1)
        return grid[row][min(max(column, 0), len(grid[row]) - 1)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """The head is sunken, with the card's round corners."""
        super().paintEvent(event)
        painter = QPainter(self)
        smooth(painter)
        painter.setClipRect(QRect(0, 0, self.width(), self.head.geometry().bottom() + 1))
        box(painter, self.rect(), RADIUS_CARD, "sunken", "line")
        painter.setClipping(False)
        box(painter, QRect(0, self.head.geometry().bottom() + 1, self.width(), 1), 0, "line")
        painter.end()
