"""Which events are wanted: words, person, action, record type, since when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.history.filter_menu import FilterMenu
from consent_desktop.desktop.staff.wrap_row import WrapRow
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import name_of
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.history import CLINIC_TYPES, DOOR_TYPES, NOTICE_TYPES, PEOPLE_TYPES, HistoryQuery
from consent_desktop.read_models.rows import PersonRow

PAUSE_MS: Final = 150
"""So long nobody types before the words are searched for."""
NOTICES, DOOR, PEOPLE, CLINIC = "notices", "door", "people", "clinic"
GROUPS: Final = {NOTICES: NOTICE_TYPES, DOOR: DOOR_TYPES, PEOPLE: PEOPLE_TYPES, CLINIC: CLINIC_TYPES}
"""Choices that stand for several types of events."""


def since_day(key: str, today: date) -> date | None:
    """The first day of a choice of "since"."""
    if not key:
        return None
    return date(int(key), 1, 1) if len(key) == 4 else today - timedelta(days=int(key))


class Filters(QWidget):
    """`changed()`; `query(concerning)` gives what is wanted, for a person's own history with `concerning`."""

    changed = Signal()

    def __init__(self, zone: ZoneInfo, today: date, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone, self._today = zone, today
        row = WrapRow(self, gap=8)
        self.search = TextField(
            self.tr("Search events by name or record number"), self, placeholder=self.tr("Search events"),
            icon="magnifying-glass", size=ControlSize.FILTER, clearable=True,
        )  # fmt: skip
        self.person = FilterMenu(self.tr("Person"), self)
        self.action = FilterMenu(self.tr("Action"), self)
        self.record_type = FilterMenu(self.tr("Record type"), self)
        self.since = FilterMenu(self.tr("Since"), self)
        row.addWidget(self.search)
        for menu in (self.person, self.action, self.record_type, self.since):
            row.addWidget(menu)
            menu.chosen.connect(self._chosen)
        self.count = Label("", Role.TABLE, self, color="ink2", wrap=False)
        row.add_last(self.count)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.changed)
        self.search.text_changed.connect(self._typed)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()
        self._fill()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.search.setFixedWidth(px(232))

    def _fill(self) -> None:
        self.person.set_choices([("", self.tr("Anyone"))])
        self.action.set_choices([
            ("", self.tr("Any action")), ("ConsentAsked", self.tr("Asked")), ("ConsentGranted", self.tr("Granted")),
            ("RequestDeclined", self.tr("Declined")), ("RequestWithdrawn", self.tr("Taken back")),
            ("ConsentRevoked", self.tr("Stopped")), ("PersonRegistered", self.tr("Registered")),
            ("PersonAmended", self.tr("Corrected")), (NOTICES, self.tr("Notices")),
            (DOOR, self.tr("At the door")), (PEOPLE, self.tr("People and roles")), (CLINIC, self.tr("The clinic")),
        ])  # fmt: skip
        types = [(kind.value, kinds.title(kind)) for kind in RecordType]
        self.record_type.set_choices([("", self.tr("Any record")), *types])
        years = [(str(year), date(year, 1, 1)) for year in (self._today.year, self._today.year - 1)]
        since = self.tr("Since {day}")
        self.since.set_choices([
            ("", self.tr("Any time")), ("0", self.tr("Today")), ("7", self.tr("Last 7 days")),
            ("30", self.tr("Last 30 days")), *((key, since.format(day=dates.short_day(day))) for key, day in years),
        ])  # fmt: skip

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Whom the latest events are about."""
        chosen = [pair for pair in self.person.choices() if pair[0] and pair[0] == self.person.key()]
        listed = [(p.subject, name_of(p)) for p in people if p.subject != self.person.key()]
        choices = [("", self.tr("Anyone")), *chosen, *listed]
        if choices != self.person.choices():
            self.person.set_choices(choices)

    def set_count(self, count: int) -> None:
        """How many events there are, and that notices and the door are not among them where no action says so."""
        if self.action.key():
            words = self.tr("1 event") if count == 1 else self.tr("{number} events")
        else:
            words = self.tr("1 event, notices left out") if count == 1 else self.tr("{number} events, notices left out")
        self.count.setText(words.format(number=self.locale().toString(count)))

    def reset(self) -> None:
        """Leave nothing out."""
        self.search.line_edit.blockSignals(True)
        self.search.set_text("")
        self.search.line_edit.blockSignals(False)
        for menu in (self.person, self.action, self.record_type, self.since):
            menu.choose("")

    def take_focus(self) -> None:
        """To the words."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.line_edit.selectAll()

    def query(self, concerning: str | None) -> HistoryQuery:
        """What is wanted."""
        first = since_day(self.since.key(), self._today)
        kind, person, action = self.record_type.key(), self.person.key() or None, self.action.key()
        return HistoryQuery(
            subject=person if concerning is not None else None,
            concerning=concerning if concerning is not None else person,
            types=GROUPS.get(action, (action,) if action else ()),
            record_type=RecordType(kind) if kind else None,
            since=None if first is None else datetime.combine(first, time(), self._zone).astimezone(UTC),
            text=self.search.text(),
        )

    def _typed(self, _text: object) -> None:
        self._pause.start()

    def _chosen(self, _key: object) -> None:
        self._pause.stop()
        self.changed.emit()
