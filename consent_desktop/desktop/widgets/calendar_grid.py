"""A month of days as buttons."""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QDate, QLocale, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.icon_button import IconButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import circle

WEEKS = 6


class DayButton(PaintedButton):
    """One day; the grid tells it which."""

    def __init__(self, parent: QWidget) -> None:
        self.day, self.other_month, self.chosen = date(1, 1, 1), False, False
        super().__init__("", parent)
        self.setProperty("ringRadius", 16)

    def show_day(self, day: date, other_month: bool, chosen: bool, name: str) -> None:
        """Become that day."""
        self.day, self.other_month, self.chosen = day, other_month, chosen
        self.setAccessibleName(name)
        self.setText(self.locale().toString(day.day))

    def _flow(self, color: str) -> Flow:
        face = font(Role.BODY, weight=700 if self.chosen else 400, tnum=True)
        return Flow([Run(self.text(), face, color)], px(24), centred=True, wrap=False)

    def natural_width(self) -> int:
        """44 wide."""
        return px(44)

    def least_width(self) -> int:
        """Two digits and some room."""
        return px(36)

    def height_for(self, _width: int) -> int:
        """44 high."""
        return px(44)

    def paint(self, painter: QPainter) -> None:
        """Disc when chosen or hovered, then the number."""
        color = "ink2" if self.other_month else "ink"
        centre = QPointF(self.width() / 2, self.height() / 2)
        disc = min(px(40), self.width(), self.height())
        if not self.isEnabled():
            color = "ink3"
        elif self.chosen:
            color = "on_pen"
            circle(painter, centre, disc, "pen")
        elif self.is_hovered() or self.isDown():
            circle(painter, centre, disc, "sunken" if self.isDown() else "hover", "line_strong")
        flow = self._flow(color)
        flow.draw(painter, 0, centre.y() - px(24) / 2, self.width())


class CalendarGrid(QWidget):
    """`day_chosen(date)`. Days before `earliest` (and after `latest`) cannot be chosen.

    Arrows move by day and week, Page Up and Down by four weeks.
    """

    day_chosen = Signal(object)
    month_changed = Signal(object)

    def __init__(
        self, month: date, parent: QWidget | None = None, *, earliest: date | None = None, latest: date | None = None,
        chosen: date | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._earliest, self._latest, self._chosen = earliest or date.min, latest or date.max, chosen
        self._month = (chosen or month).replace(day=1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._back = IconButton(self.tr("Month before"), "caret-left", self, size=ControlSize.NORMAL)
        self._next = IconButton(self.tr("Month after"), "caret-right", self, size=ControlSize.NORMAL)
        self._title = Label("", Role.H3, self, centred=True)
        self._grid = QGridLayout()
        self._days: list[DayButton] = []
        self._build()
        self._back.clicked.connect(partial(self.turn, -1))
        self._next.clicked.connect(partial(self.turn, 1))
        self._fill()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(4)
        top = QHBoxLayout()
        top.addWidget(self._back)
        top.addWidget(self._title, 1)
        top.addWidget(self._next)
        outer.addLayout(top)
        outer.addLayout(self._grid)
        self._grid.setSpacing(0)
        locale = self.locale()
        self._first = locale.firstDayOfWeek().value
        for column in range(7):
            number = (self._first - 1 + column) % 7 + 1
            words = locale.standaloneDayName(number, QLocale.FormatType.ShortFormat)
            latin = locale.script() in (QLocale.Script.LatinScript, QLocale.Script.AnyScript)
            short = words[:2] if latin else words
            label = Label(short, Role.SMALL, self, color="ink2", weight=600, centred=True)
            label.setAccessibleName(locale.standaloneDayName(number))
            self._grid.addWidget(label, 0, column)
            self._grid.setColumnStretch(column, 1)
        for index in range(WEEKS * 7):
            button = DayButton(self)
            button.clicked.connect(partial(self._choose_button, button))
            self._grid.addWidget(button, 1 + index // 7, index % 7)
            self._days.append(button)

    def chosen(self) -> date | None:
        """The chosen day."""
        return self._chosen

    def choose(self, day: date | None) -> None:
        """Show a day as chosen (and its month), without a signal."""
        self._chosen = day
        if day is not None:
            self._month = day.replace(day=1)
        self._fill()

    def turn(self, months: int, _checked: bool = False) -> None:
        """Go some months on or back."""
        index = self._month.year * 12 + self._month.month - 1 + months
        self._month = date(index // 12, index % 12 + 1, 1)
        self._fill()
        self.month_changed.emit(self._month)

    def _start(self) -> date:
        return self._month - timedelta(days=(self._month.isoweekday() - self._first) % 7)

    def _fill(self) -> None:
        locale = self.locale()
        self._title.setText(locale.toString(QDate(self._month.year, self._month.month, 1), "MMMM yyyy"))
        start = self._start()
        last = self._month.replace(day=calendar.monthrange(self._month.year, self._month.month)[1])
        rows = ((last - start).days // 7) + 1
        for index, button in enumerate(self._days):
            day = start + timedelta(days=index)
            name = locale.toString(QDate(day.year, day.month, day.day), QLocale.FormatType.LongFormat)
            button.show_day(day, day.month != self._month.month, day == self._chosen, name)
            button.setEnabled(self._earliest <= day <= self._latest)
            button.setVisible(index < rows * 7)
        self._back.setEnabled(self._month > self._earliest)
        self._next.setEnabled(last < self._latest)

    def _choose_button(self, button: DayButton, _checked: bool = False) -> None:
        self.choose(button.day)
        self._focus(self._chosen or button.day)
        self.day_chosen.emit(self._chosen)

    def _focus(self, day: date) -> None:
        for button in self._days:
            if button.day == day and button.isVisible():
                button.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move among the days."""
        at = next((button.day for button in self._days if button.hasFocus()), None)
        side = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        steps: dict[int, int] = {Qt.Key.Key_Left: -side, Qt.Key.Key_Right: side, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
        pages: dict[int, int] = {Qt.Key.Key_PageUp: -28, Qt.Key.Key_PageDown: 28}
        step = steps.get(event.key()) or pages.get(event.key())
        if at is None or step is None:
            super().keyPressEvent(event)
            return
        goal = max(self._earliest, min(self._latest, at + timedelta(days=step)))
        if goal.month != self._month.month or goal.year != self._month.year:
            self._month = goal.replace(day=1)
            self._fill()
        self._focus(goal)
