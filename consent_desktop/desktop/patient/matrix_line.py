"""One person's row of the matrix."""

from __future__ import annotations

from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consent_desktop.desktop.patient import cell_words
from consent_desktop.desktop.sign_in.hits import avatar_kind
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.access_cell import AccessCell
from consent_desktop.desktop.widgets.access_cell import CellState as Shown
from consent_desktop.desktop.widgets.avatar import Avatar
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import box
from consent_desktop.desktop.words import states
from consent_desktop.desktop.words.people import initials, name_of, role_of
from consent_desktop.domain.vocabulary import SINGLE_TYPES, RecordType
from consent_desktop.read_models.rows import MatrixRow

SIDE, NAME, GAP, ACTION = 20, 274, 8, 100
CELL_WIDEST = 230


def equal_share(widget: QWidget) -> None:
    """Let the layout alone decide the width, so that cells of all rows stand in columns."""
    widget.setSizePolicy(QSizePolicy.Policy.Ignored, widget.sizePolicy().verticalPolicy())
    widget.setMaximumWidth(CELL_WIDEST)


def name_width() -> int:
    """The column of names. It grows less than the text, since names may wrap and kinds of record may not."""
    return round((2 * NAME + px(NAME)) / 3)


class MatrixLine(QWidget):
    """`cell_pressed(MatrixRow, RecordType, button)`, `row_pressed(MatrixRow, button)`."""

    cell_pressed = Signal(object, object, object)
    row_pressed = Signal(object, object)
    HEIGHT: Final = 64
    AFTER: Final = 28

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone, self._last = zone, False
        self._row: MatrixRow | None = None
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIDE, 7, 12, 7)
        layout.setSpacing(0)
        self._avatar = Avatar("", parent=self)
        self._who = QWidget(self)
        who = QHBoxLayout(self._who)
        who.setContentsMargins(0, 0, 8, 0)
        who.setSpacing(12)
        who.addWidget(self._avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = Label("", Role.BUTTON, self._who)
        self._role = Label("", Role.CELL_SECOND, self._who, color="ink2")
        self._everything = Label("", Role.CELL_SECOND, self._who, color="allow")
        words.addStretch(1)
        for label in (self._name, self._role, self._everything):
            words.addWidget(label)
        words.addStretch(1)
        who.addLayout(words, 1)
        layout.addWidget(self._who)
        self.cells: dict[RecordType, AccessCell] = {}
        for kind in SINGLE_TYPES:
            cell = AccessCell(Shown.NOT_SHARED, " ", "", self)
            equal_share(cell)
            cell.clicked.connect(partial(self._press, kind))
            layout.addWidget(cell, 1)
            layout.addSpacing(GAP)
            self.cells[kind] = cell
        layout.addSpacing(self.AFTER - GAP)
        self.action = SecondaryButton("", self, size=ControlSize.STAFF)
        self.action.clicked.connect(self._press_row)
        layout.addWidget(self.action)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.setMinimumHeight(self.HEIGHT)
        self._who.setFixedWidth(name_width())
        self.action.setFixedWidth(px(ACTION))

    def show_row(self, row: MatrixRow, spoken_name: str, *, last: bool) -> None:
        """Show what stands between the patient and this person now."""
        self._last = last
        self._row = row
        person = row.other
        self._avatar.set_person(initials(person), avatar_kind(person.kind))
        self._name.setText(name_of(person))
        self._role.setText(role_of(person))
        self._everything.setText(cell_words.beyond(row))
        self._everything.setVisible(bool(self._everything.text()))
        for kind, cell in row.cells.items():
            self.cells[kind].set_access(
                Shown(cell.state.value), states.cell_word(cell), states.second_line(cell, self._zone),
                offer=cell_words.offer(cell), asked_badge=cell.asked and bool(cell.until or cell.at),
                spoken=cell_words.spoken(spoken_name, kind, cell, self._zone),
            )  # fmt: skip
        self.action.setText(self.tr("Stop all") if row.held else self.tr("Share"))
        self.action.setAccessibleName(cell_words.action_spoken(spoken_name, row))
        self.update()

    def buttons(self) -> list[QWidget]:
        """Cells and the button at the end, in reading order."""
        return [*self.cells.values(), self.action]

    def _press(self, kind: RecordType, _checked: bool = False) -> None:
        self.cell_pressed.emit(self._row, kind, self.cells[kind])

    @Slot()
    def _press_row(self) -> None:
        self.row_pressed.emit(self._row, self.action)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A hairline below, except under the last row."""
        if not self._last:
            painter = QPainter(self)
            box(painter, QRect(0, self.height() - 1, self.width(), 1), 0, "line")
            painter.end()
