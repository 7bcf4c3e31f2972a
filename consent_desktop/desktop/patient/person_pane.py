"""One person on a narrow page: each kind of record with its state and what can be done."""

from __future__ import annotations

from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.patient import cell_words
from consent_desktop.desktop.sign_in.hits import avatar_kind
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.access_cell import AccessCell
from consent_desktop.desktop.widgets.access_cell import CellState as Shown
from consent_desktop.desktop.widgets.avatar import Avatar
from consent_desktop.desktop.widgets.buttons import QuietButton, SecondaryButton
from consent_desktop.desktop.widgets.card import Card, Rule
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.square import LineIcon
from consent_desktop.desktop.words import kinds, states
from consent_desktop.desktop.words.people import initials, name_of, role_of
from consent_desktop.domain.vocabulary import SINGLE_TYPES, RecordType
from consent_desktop.read_models.rows import Cell, CellState, MatrixRow

LINE_WIDTH, TITLE_WIDTH, BUTTON_WIDTH = 430, 150, 146


class KindLine(QWidget):
    """Icon and title, the state, a button. `pressed(button)`."""

    pressed = Signal(object)

    def __init__(self, kind: RecordType, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = kind
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 10, 0, 10)
        self._box.setSpacing(12)
        self._title = QWidget(self)
        title = QHBoxLayout(self._title)
        title.setContentsMargins(0, 0, 0, 0)
        title.setSpacing(12)
        title.addWidget(LineIcon(kinds.ICONS[kind], self._title, color="ink", size=28))
        title.addWidget(Label(kinds.title(kind), Role.BUTTON, self._title), 1)
        self._box.addWidget(self._title)
        self._state = AccessCell(Shown.NOT_SHARED, " ", "", self)
        self._state.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._state.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._state.setEnabled(False)  # it only tells; the button beside it does
        self._box.addWidget(self._state, 1)
        self.button = SecondaryButton("", self)
        self._box.addWidget(self.button)
        self.button.clicked.connect(self._press)

    def show_cell(self, cell: Cell, name: str, zone: ZoneInfo) -> None:
        """Show the state, and what the button does."""
        word, second = states.cell_word(cell), states.second_line(cell, zone)
        self._state.set_access(
            Shown(cell.state.value), word, second, asked_badge=cell.asked and cell.state is CellState.CAN_SEE,
            spoken=", ".join(part for part in (kinds.title(self._kind), word, second) if part),
        )  # fmt: skip
        self.button.setText(cell_words.offer(cell))
        self.button.setAccessibleName(cell_words.line_spoken(name, self._kind, cell))

    @Slot()
    def _press(self) -> None:
        self.pressed.emit(self.button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other where there is room."""
        super().resizeEvent(event)
        across = self.width() >= px(LINE_WIDTH)
        for widget, wide in ((self._title, TITLE_WIDTH), (self.button, BUTTON_WIDTH)):
            widget.setMinimumWidth(px(wide) if across else 0)
            widget.setMaximumWidth(px(wide) if across else 16_777_215)
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom)


class PersonPane(Card):
    """`cell_pressed(MatrixRow, RecordType, button)`, `row_pressed(MatrixRow, button)`, `back()`."""

    cell_pressed = Signal(object, object, object)
    row_pressed = Signal(object, object)
    back = Signal()

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._zone = zone
        self._row: MatrixRow | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(0)
        self.back_button = QuietButton(self.tr("Back to everybody"), self, icon="caret-left")
        self.back_button.clicked.connect(self.back)
        layout.addWidget(self.back_button, 0, Qt.AlignmentFlag.AlignLeading)
        head = QHBoxLayout()
        head.setContentsMargins(0, 4, 0, 14)
        head.setSpacing(16)
        self._avatar = Avatar("", parent=self, size=56)
        head.addWidget(self._avatar)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._name = Label("", Role.H2, self)
        self._role = Label("", Role.BODY, self, color="ink2")
        self._everything = Label("", Role.BODY, self, color="allow")
        for label in (self._name, self._role, self._everything):
            words.addWidget(label)
        head.addLayout(words, 1)
        self.action = SecondaryButton("", self, icon="hand-palm")
        self.action.clicked.connect(self._press_row)
        head.addWidget(self.action)
        layout.addLayout(head)
        self.lines: dict[RecordType, KindLine] = {}
        for kind in SINGLE_TYPES:
            layout.addWidget(Rule(self))
            line = KindLine(kind, self)
            line.pressed.connect(partial(self._press, kind))
            layout.addWidget(line)
            self.lines[kind] = line
        layout.addStretch(1)

    def show_row(self, row: MatrixRow, spoken_name: str, *, alone: bool) -> None:
        """Show this person; `alone` on a page of their own, with a way back."""
        self._row = row
        self.back_button.setVisible(alone)
        self._avatar.set_person(initials(row.other), avatar_kind(row.other.kind))
        self._name.setText(name_of(row.other))
        self._role.setText(role_of(row.other))
        self._everything.setText(cell_words.beyond(row))
        self._everything.setVisible(bool(self._everything.text()))
        self.action.setText(self.tr("Stop all") if row.held else self.tr("Share"))
        self.action.set_icon("hand-palm" if row.held else "plus")
        self.action.setAccessibleName(cell_words.action_spoken(spoken_name, row))
        for kind, line in self.lines.items():
            line.show_cell(row.cells[kind], spoken_name, self._zone)

    def subject(self) -> str | None:
        """Who is shown."""
        return None if self._row is None else self._row.other.subject

    def _press(self, kind: RecordType, button: QWidget) -> None:
        self.cell_pressed.emit(self._row, kind, button)

    @Slot()
    def _press_row(self) -> None:
        self.row_pressed.emit(self._row, self.action)
