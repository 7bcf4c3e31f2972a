"""The two lists of the desk as cards: a row for each patient, and what the desk can do about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.desk.desk_lists import Told, told_line, waiting_line
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.sheet import has_printer
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.card import Card, Rule
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words.people import name_of
from consent_desktop.read_models.rows import Waiting

SHOWN: Final = 8
"""Rows of a list; the others come up when these are done."""
BESIDE: Final = 520
"""From this width on buttons stand beside the words, px at scale 1."""
NAMED: Final = 3
"""So many things are said of a patient; more are counted."""


class DeskRow(QWidget):
    """A name, lines about it, and buttons beside them, or under them where the row is narrow."""

    def __init__(self, name: str, lines: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Rule(self))
        self._across = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._across.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(name, Role.CELL_WORD, self))
        for line in lines:
            label = Label(line, Role.TABLE, self, color="ink2")
            growing(label)
            words.addWidget(label)
        self._across.addLayout(words, 1)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._buttons.setSpacing(8)
        self._across.addLayout(self._buttons)
        column.addLayout(self._across)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons beside the words only where both have room."""
        super().resizeEvent(event)
        beside = self.width() >= px(BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._across.direction() != direction:
            self._across.setDirection(direction)
            self._buttons.setDirection(direction)

    def add_button(self, words: str, name: str, icon: str) -> SecondaryButton:
        """One more button; `name` says about whom."""
        button = SecondaryButton(words, self, icon=icon, size=ControlSize.STAFF)
        button.setAccessibleName(name)
        self._buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        return button


class ListCard(Card):
    """A title with the count, rows, and a sentence where there are none."""

    def __init__(self, title: str, nothing: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title_words = title
        self.rows: list[DeskRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 20, 16)
        self._column.setSpacing(10)
        self.title = Label(title, Role.H3, self)
        self.note = Label(nothing, Role.TABLE, self, color="ink2")
        self._nothing = nothing
        growing(self.note)
        self._column.addWidget(self.title)
        self._column.addWidget(self.note)

    def set_rows(self, rows: list[DeskRow], count: int) -> None:
        """Show these, of so many."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = rows
        for place, row in enumerate(rows):
            self._column.insertWidget(1 + place, row)
            row.show()
        number = self.locale().toString(count)
        words = self.tr("{title} ({count})").format(title=self._title_words, count=number)
        self.title.setText(words if count else self._title_words)
        more = count - len(rows)
        said = self.tr("And {number} more.").format(number=self.locale().toString(more)) if more > 0 else ""
        self.note.setText(said if rows else self._nothing)
        self.note.setVisible(bool(self.note.text()))


class WaitingList(ListCard):
    """`chosen(PersonRow)`: the patient is meant, for instance to enter what they signed."""

    chosen = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(self.tr("Requests that wait"), self.tr("No patient has a request to answer."), parent)
        self._zone = zone
        self._shown: tuple[Waiting, ...] | None = None

    def show_waiting(self, waiting: Sequence[Waiting]) -> None:
        """Show these; the same ones keep their place and the keyboard."""
        if tuple(waiting) == self._shown:
            return
        self._shown = tuple(waiting)
        self.set_rows([self._make(one) for one in waiting[:SHOWN]], len(waiting))

    def _make(self, one: Waiting) -> DeskRow:
        row = DeskRow(name_of(one.patient), [waiting_line(one, self._zone)], self)
        words = self.tr("Choose this patient")
        name = self.tr("Choose {name}, who has a request to answer").format(name=name_of(one.patient))
        button = row.add_button(words, name, "caret-right")
        button.clicked.connect(partial(self._press, one))
        return row

    def _press(self, one: Waiting, _checked: bool = False) -> None:
        self.chosen.emit(one.patient)


class ToTellList(ListCard):
    """`phoned(Told)`, `print_wanted(Told)`."""

    phoned = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(self.tr("To tell"), self.tr("Every patient has been told."), parent)
        self._zone = zone
        self._shown: tuple[Told, ...] | None = None

    def show_told(self, found: Sequence[Told]) -> None:
        """Show these; the same ones keep their place and the keyboard."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        self.set_rows([self._make(one) for one in found[:SHOWN]], len(found))

    def _make(self, one: Told) -> DeskRow:
        lines = [told_line(notice, self._zone) for notice in one.notices[:NAMED]]
        more = len(one.notices) - NAMED
        if more > 0:
            lines.append(self.tr("and {number} more").format(number=self.locale().toString(more)))
        name = name_of(one.patient)
        row = DeskRow(name, lines, self)
        button = row.add_button(
            self.tr("Told by phone"), self.tr("{name} was told by phone").format(name=name), "phone"
        )
        button.clicked.connect(partial(self._phone, one))
        if has_printer():
            printed = row.add_button(self.tr("Print"), self.tr("Print for {name}").format(name=name), "printer")
            printed.clicked.connect(partial(self._print, one))
        return row

    def _phone(self, one: Told, _checked: bool = False) -> None:
        self.phoned.emit(one)

    def _print(self, one: Told, _checked: bool = False) -> None:
        self.print_wanted.emit(one)
