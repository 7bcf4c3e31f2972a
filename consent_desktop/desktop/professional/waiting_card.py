"""What still waits for an answer, each with "Take back"."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.staff.link_button import LinkButton
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.card import Card, Rule
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import name_of
from consent_desktop.read_models.rows import RequestRow

SHOWN = 2


class WaitingRow(QWidget):
    """One open request. It keeps its place while it is the same request."""

    take_back = Signal(object)

    def __init__(self, request: RequestRow, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._request = request
        self.setAccessibleName(name_of(request.patient))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(Rule(self))
        row = QHBoxLayout()
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(name_of(request.patient), Role.CELL_WORD, self))
        day = dates.day_of(request.asked_at, zone)
        what = self.tr("{kinds} · asked {day}").format(kinds=kinds.listed(request.waiting), day=self._day(day))
        words.addWidget(Label(what, Role.SMALL, self, color="ink2"))
        row.addLayout(words, 1)
        self.button = SecondaryButton(self.tr("Take back"), self, size=ControlSize.STAFF)
        self.button.setAccessibleName(
            self.tr("Take back the request to {patient} about {kinds}").format(
                patient=name_of(request.patient), kinds=kinds.listed(request.waiting)
            )
        )
        self.button.clicked.connect(partial(self._press))
        row.addWidget(self.button)
        outer.addLayout(row)

    def _day(self, day: date) -> str:
        return self.locale().toString(QDate(day.year, day.month, day.day), self.tr("d MMMM"))

    def _press(self, _checked: bool = False) -> None:
        self.take_back.emit(self._request)


class WaitingCard(Card):
    """`take_back(RequestRow)`, `all_wanted()`. Hidden while nothing waits."""

    take_back = Signal(object)
    all_wanted = Signal()

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone = zone
        self._rows: dict[RequestRow, WaitingRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 6, 20, 10)
        self._column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Waiting for an answer"), Role.H3, self), 1)
        self.all_button = LinkButton("", self)
        self.all_button.clicked.connect(self.all_wanted)
        head.addWidget(self.all_button)
        self._column.addLayout(head)
        self.hide()

    def set_requests(self, waiting: Sequence[RequestRow]) -> None:
        """Show the first ones, and how many there are."""
        shown = list(waiting[:SHOWN])
        for request in [r for r in self._rows if r not in shown]:
            row = self._rows.pop(request)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, request in enumerate(shown):
            if request not in self._rows:
                row = WaitingRow(request, self._zone, self)
                row.take_back.connect(self.take_back)
                self._rows[request] = row
                self._column.insertWidget(1 + place, row)
        number = self.locale().toString(len(waiting))
        self.all_button.setText(self.tr("All {number}").format(number=number))
        self.all_button.setAccessibleName(self.tr("All {number} requests").format(number=number))
        self.setVisible(bool(waiting))
