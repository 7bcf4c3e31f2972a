"""How long: fixed choices beside a calendar; a day lasts to its end."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.sharing import endings
from consent_desktop.desktop.sharing.endings import EndChoice, Ending, last_day_of
from consent_desktop.desktop.sharing.lines import Heading, IconLine
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.calendar_grid import CalendarGrid
from consent_desktop.desktop.widgets.card import Card, Rule
from consent_desktop.desktop.widgets.option_card import OptionCard
from consent_desktop.desktop.words import dates

BESIDE = 560
"""From this width on the calendar stands beside the choices, px at scale 1."""


class EndPicker(QWidget):
    """`changed(Ending)`. `latest`: no later day, and not "until I stop it", can be chosen."""

    changed = Signal(object)

    def __init__(self, today: date, parent: QWidget, *, latest: date | None = None) -> None:
        super().__init__(parent)
        self._today, self._latest = today, latest
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(18)
        self.cards: dict[EndChoice, OptionCard] = {}
        self._row.addLayout(self._choices(), 258)
        self._frame = Card(self)
        self.calendar = CalendarGrid(today, self._frame, earliest=today, latest=latest)
        self._fill_frame()
        self._row.addWidget(self._frame, 338)
        self._row.setAlignment(self._frame, Qt.AlignmentFlag.AlignTop)
        self.calendar.day_chosen.connect(self._day_pressed)

    def _choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        for choice in EndChoice:
            if not self._offered(choice):
                continue
            card = OptionCard(self._title(choice), self._second(choice), self, mark_first=True, min_height=64)
            card.clicked.connect(partial(self._pressed, choice))
            column.addWidget(card)
            self.cards[choice] = card
        column.addStretch(1)
        return column

    def _offered(self, choice: EndChoice) -> bool:
        if self._latest is None or choice is EndChoice.A_DAY:
            return True
        day = last_day_of(choice, self._today)
        return day is not None and day < self._latest

    def _fill_frame(self) -> None:
        inner = QVBoxLayout(self._frame)
        inner.setContentsMargins(14, 12, 14, 14)
        inner.setSpacing(10)
        inner.addWidget(self.calendar)
        inner.addWidget(Rule(self._frame))
        inner.addWidget(IconLine("calendar-check", self.tr("It lasts to the end of the day you choose."), self._frame,
                                 role=Role.TABLE, icon_color="ink2"))  # fmt: skip

    def _title(self, choice: EndChoice) -> str:
        return endings.title(choice, open_end=self.tr("Until I stop it"))

    def _second(self, choice: EndChoice, chosen: date | None = None) -> str:
        if choice is EndChoice.TODAY:
            return self.tr("until midnight")
        if choice is EndChoice.OPEN:
            return self.tr("no end date")
        day = last_day_of(choice, self._today) or chosen
        if day is None:
            return self.tr("press a day in the calendar")
        return self.tr("until {day}").format(day=dates.long_day(day))

    def choose(self, ending: Ending | None) -> None:
        """Show this end, without a signal."""
        for choice, card in self.cards.items():
            card.setAutoExclusive(False)
            card.setChecked(ending is not None and choice is ending.choice)
            card.setAutoExclusive(True)
        self._show_day(ending)

    def _show_day(self, ending: Ending | None) -> None:
        day = ending.day if ending is not None else None
        self.calendar.choose(day)
        own = day if ending is not None and ending.choice is EndChoice.A_DAY else None
        card = self.cards[EndChoice.A_DAY]
        card.set_texts(self._title(EndChoice.A_DAY), self._second(EndChoice.A_DAY, own))

    def _pressed(self, choice: EndChoice, _checked: bool = False) -> None:
        ending = Ending(choice, last_day_of(choice, self._today))
        self._show_day(ending)
        self.changed.emit(ending)

    def _day_pressed(self, day: date) -> None:
        ending = Ending(EndChoice.A_DAY, day)
        self.cards[EndChoice.A_DAY].setChecked(True)
        self._show_day(ending)
        self.changed.emit(ending)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The calendar goes under the choices where there is no room beside."""
        super().resizeEvent(event)
        beside = self.width() >= px(BESIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)


class HowLongPage(QWidget):
    """The question and the picker. `changed(Ending)`."""

    changed = Signal(object)

    def __init__(self, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(
            Heading(self.tr("Until when?"), self.tr("This share stops by itself. You can stop it sooner."), self)
        )
        self.picker = EndPicker(today, self)
        page.addWidget(self.picker)
        page.addStretch(1)
        self.picker.changed.connect(self.changed)
