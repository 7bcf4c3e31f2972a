"""What happened: every event of the patient as a sentence, grouped by day, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.patient.happened_line import EventLine
from consent_desktop.desktop.patient.requests_scroll import PageScroll
from consent_desktop.desktop.sharing.lines import Problem
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.card import Card, Rule
from consent_desktop.desktop.widgets.empty_state import EmptyState
from consent_desktop.desktop.widgets.filter_chip import FilterChip
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting, ActingRole
from consent_desktop.read_models import history
from consent_desktop.read_models.history import HistoryQuery
from consent_desktop.read_models.rows import HistoryRow, PersonRow

AT_ONCE: Final = 50
"""How many events are shown, and how many "Show more" adds."""


class Filter(StrEnum):
    """What the chips let through."""

    ALL = "all"
    SHARED = "shared"
    ASKED = "asked"
    STOPPED = "stopped"
    SAID_NO = "said_no"


TYPES: Final[dict[Filter, tuple[str, ...]]] = {
    Filter.ALL: (),
    Filter.SHARED: ("ConsentGranted",),
    Filter.ASKED: ("ConsentAsked", "RequestWithdrawn"),
    Filter.STOPPED: ("ConsentRevoked",),
    Filter.SAID_NO: ("RequestDeclined",),
}


@dataclass(frozen=True, slots=True)
class Told:
    """The newest events, and how many there are in all."""

    rows: tuple[HistoryRow, ...]
    total: int


def load(clinic: Clinic, patient: str, wanted: Filter, limit: int) -> Told:
    """Read the newest `limit` events that the filter lets through. Runs off the GUI thread."""
    query, me = HistoryQuery(concerning=patient, types=TYPES[wanted]), Acting(patient, ActingRole.PATIENT)
    found = clinic.ask(me, history.positions, query)
    return Told(tuple(clinic.ask(me, history.rows, list(found[:limit]))), len(found))


class HappenedPage(QWidget):
    """`shown` after each reading."""

    shown = Signal()

    def __init__(self, workspace: Workspace, patient: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clinic, self._patient = workspace.clinic, patient
        self._latest = Latest(workspace, self)
        self._filter, self._limit = Filter.ALL, AT_ONCE
        self._told: Told | None = None
        self.chips: dict[Filter, FilterChip] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.area = PageScroll(self)
        column.addWidget(self.area)
        workspace.changed.connect(self._on_changed)
        self.refresh()

    @Slot(object)
    def _on_changed(self, _position: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read the events again; the same ones are left alone."""
        work = partial(load, self._clinic, self._patient.subject, self._filter, self._limit)
        self._latest.ask(work, partial(self._came, self._filter), self._failed)

    def _came(self, wanted: Filter, told: Told) -> None:
        if told != self._told or not self.chips[wanted].isChecked():
            self._told = told
            self._build(told)
        self.shown.emit()

    def _failed(self, error: ConsentDesktopError) -> None:
        if self._told is None:
            self._build(Told((), 0))
        self.problem.tell(str(error))

    def _build(self, told: Told) -> None:
        outer, column = self.area.renew()
        column.addWidget(Label(self.tr("What happened"), Role.H1, outer))
        column.addSpacing(4)
        column.addWidget(Label(self._subtitle(told), Role.BODY, outer, color="ink2"))
        column.addSpacing(16)
        column.addLayout(self._chips(outer))
        self.problem = Problem(outer)
        column.addSpacing(8)
        column.addWidget(self.problem)
        if told.rows:
            self._days(told.rows, outer, column)
        else:
            column.addSpacing(16)
            column.addWidget(self._empty(outer))
        if len(told.rows) < told.total:
            self.more_button = SecondaryButton(self.tr("Show more"), outer, icon="caret-down")
            self.more_button.clicked.connect(self.show_more)
            column.addSpacing(16)
            column.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)
        self.area.renewed(outer)

    def _subtitle(self, told: Told) -> str:
        locale = self.locale()
        return self.tr("The newest first: {some} of {all}.").format(
            some=locale.toString(len(told.rows)), all=locale.toString(told.total)
        )

    def _chips(self, outer: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        group = QButtonGroup(outer)
        words = {
            Filter.ALL: self.tr("All"),
            Filter.SHARED: self.tr("Shared"),
            Filter.ASKED: self.tr("Asked"),
            Filter.STOPPED: self.tr("Stopped"),
            Filter.SAID_NO: self.tr("Said no"),
        }
        for wanted, word in words.items():
            chip = FilterChip(word, outer, patient=True)
            chip.setChecked(wanted is self._filter)
            chip.clicked.connect(partial(self.narrow, wanted))
            group.addButton(chip)
            row.addWidget(chip)
            self.chips[wanted] = chip
        row.addStretch(1)
        return row

    def _days(self, rows: Sequence[HistoryRow], outer: QWidget, column: QVBoxLayout) -> None:
        """A heading for each day and a card with its events."""
        zone = self._clinic.zone
        card_column: QVBoxLayout | None = None
        current = None
        for row in rows:
            day = dates.day_of(row.effective_at, zone)
            if day != current or card_column is None:
                current = day
                column.addSpacing(20)
                column.addWidget(Label(dates.weekday(day), Role.H3, outer))
                column.addSpacing(8)
                card = Card(outer)
                card_column = QVBoxLayout(card)
                card_column.setContentsMargins(20, 6, 20, 6)
                card_column.setSpacing(0)
                column.addWidget(card)
            else:
                card_column.addWidget(Rule(outer))
            card_column.addWidget(EventLine(row, self._patient, zone, outer))

    def _empty(self, outer: QWidget) -> QWidget:
        card = Card(outer)
        row = QHBoxLayout(card)
        row.setContentsMargins(0, 0, 0, 0)
        if self._filter is Filter.ALL:
            words = (self.tr("Nothing has happened yet"), self.tr("What you share, stop or answer stands here."))
        else:
            words = (self.tr("Nothing of this kind happened"), self.tr("Press All to see everything."))
        row.addWidget(EmptyState(*words, card, icon="clock-counter-clockwise"))
        return card

    def narrow(self, wanted: Filter, _checked: bool = False) -> None:
        """Show only what the chip lets through."""
        self._filter, self._limit = wanted, AT_ONCE
        self.refresh()

    @Slot()
    def show_more(self) -> None:
        """Show fifty more."""
        self._limit += AT_ONCE
        self.refresh()
