"""The history page: filters, the table of events, and the event that is chosen."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.history.detail import DetailCard
from consent_desktop.desktop.history.filters import Filters
from consent_desktop.desktop.history.integrity import IntegrityBadge
from consent_desktop.desktop.history.model import HistoryModel
from consent_desktop.desktop.history.table import EventsTable
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.staff.drawer import Drawer
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.table import TableCard
from consent_desktop.desktop.staff.topbar import Topbar
from consent_desktop.desktop.theme.metrics import MARGIN_HISTORY, ControlSize
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.buttons import PrimaryButton, SecondaryButton
from consent_desktop.desktop.widgets.empty_state import EmptyState
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.scroll_area import ScrollArea
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.read_models import history
from consent_desktop.read_models.history import HistoryQuery
from consent_desktop.read_models.rows import PersonRow

NARROW, WIDE, BESIDE, BELOW = 1040, 1600, 460, 308
LATEST, PEOPLE = 200, 20
"""The person filter offers the first so many people of the latest so many events."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What matches, and whom the latest of it is about."""

    query: HistoryQuery
    positions: array[int]
    people: list[PersonRow]


def listed(clinic: Clinic, acting: Acting, query: HistoryQuery) -> Listed:
    """Ask for it; runs in the background."""
    positions = clinic.ask(acting, history.positions, query)
    people: dict[str, PersonRow] = {}
    for row in clinic.ask(acting, history.rows, list(positions[:LATEST])):
        for person in (row.subject, row.other):
            if person is not None and len(people) < PEOPLE and person.subject != query.concerning:
                people.setdefault(person.subject, person)
    return Listed(query, positions, list(people.values()))


class HistoryPage(QWidget):
    """What the one who acts may read: everything (`concerning` None), or what concerns one person. Call `open_page` when it comes into sight."""

    def __init__(
        self, workspace: Workspace, acting: Acting, concerning: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._clinic, self._acting, self._concerning = workspace.clinic, acting, concerning
        self._query: HistoryQuery | None = None
        self._goal = 0
        self._opened = False
        self._newer: array[int] = array("q")
        self._drawer: Drawer | None = None
        self._model = HistoryModel(workspace, acting, self)
        self._latest = Latest(workspace, self)
        self._build(workspace)
        self._connect(workspace)

    def _build(self, workspace: Workspace) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = ScrollArea(self)
        page = QWidget(area)
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN_HISTORY, 0, MARGIN_HISTORY, 18)
        column.setSpacing(12)
        bar = Topbar(self.tr("History"), "", page, height=72)
        self.integrity = IntegrityBadge(workspace, bar)
        bar.put_beside(self.integrity)
        self.detail_button = SecondaryButton(self.tr("Show the event"), bar, icon="eye", size=ControlSize.STAFF)
        bar.far.addWidget(self.detail_button)
        column.addWidget(bar)
        column.addSpacing(-12)
        self.filters = Filters(self._clinic.zone, dates.day_of(self._clinic.now(), self._clinic.zone), page)
        column.addWidget(self.filters)
        self.newer_button = PrimaryButton("", page, icon="caret-up", size=ControlSize.STAFF)
        self.newer_button.hide()
        column.addWidget(self.newer_button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.trouble = Label("", Role.TABLE, page, color="stop")
        growing(self.trouble)
        self.trouble.hide()
        column.addWidget(self.trouble)
        self._body = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._body.setSpacing(16)
        card = TableCard(page)
        self.table = EventsTable(card)
        self.table.setModel(self._model)
        self.empty = EmptyState(
            self.tr("No events"), self.tr("Nothing matches these filters."), card, icon="clock-counter-clockwise"
        )
        self.empty.hide()
        card.inner.addWidget(self.table, 1)
        card.inner.addWidget(self.empty, 1)
        self.detail = DetailCard(workspace, self._acting, self._concerning, page)
        self._body.addWidget(card, 1)
        self._body.addWidget(self.detail)
        column.addLayout(self._body, 1)
        area.setWidget(page)
        page.setAutoFillBackground(False)
        outer.addWidget(area)

    def _connect(self, workspace: Workspace) -> None:
        for keys, slot in (("Ctrl+F", self.filters.take_focus), ("Ctrl+Shift+C", partial(self.detail.copy, True))):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)
        self.filters.changed.connect(self._ask)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self.table.row_opened.connect(self._open_row)
        self.table.copy_wanted.connect(self.detail.copy)
        self.detail.event_wanted.connect(self.show_event)
        self.detail_button.clicked.connect(self.open_drawer)
        self.newer_button.clicked.connect(self.show_newer)
        workspace.changed.connect(self._changed)
        type_scale().scale_changed.connect(self.rescale)

    # what is listed

    def open_page(self) -> None:
        """It comes into sight: list what there is, and check the whole log."""
        self._opened = True
        self.integrity.verify()
        self._ask()

    @Slot(object)
    def _changed(self, _position: object) -> None:
        if self._opened:
            self._ask()
            self.detail.refresh()

    @Slot()
    def _ask(self) -> None:
        work = partial(listed, self._clinic, self._acting, self.filters.query(self._concerning))
        self._latest.ask(work, self._show, self._failed)

    def _failed(self, error: ConsentDesktopError) -> None:
        self.trouble.setText(str(error))
        self.trouble.show()

    def _show(self, found: Listed) -> None:
        self.trouble.hide()
        old, new = self._model.positions(), found.positions
        more = len(new) - len(old)
        if found.query != self._query:
            self._query = found.query
            self._list_anew(new)
            self.table.scrollToTop()
        elif more > 0 and new[more:] == old:
            self._newer = new[:more]
            if self.table.verticalScrollBar().value() == 0:
                self.show_newer()
        elif new != old:
            place = self.table.verticalScrollBar().value()
            self._list_anew(new)
            self.table.verticalScrollBar().setValue(place)
        self._announce()
        self.filters.set_people(found.people)
        self.filters.set_count(len(new))
        if not new and not self._goal:
            self.detail.show_nothing()
        self.table.setVisible(bool(new))
        self.empty.setVisible(not new)
        self._reach_goal()

    def _list_anew(self, positions: array[int]) -> None:
        self._newer = array("q")
        self._model.set_positions(positions)
        row = self._model.row_of(self.detail.position())
        if row >= 0:
            self.table.setCurrentIndex(self._model.index(row, 0))
        elif positions and not self._goal:
            self.table.setCurrentIndex(self._model.index(0, 0))

    def _announce(self) -> None:
        count = len(self._newer)
        words = self.tr("1 newer event – show") if count == 1 else self.tr("{number} newer events – show")
        self.newer_button.setText(words.format(number=self.locale().toString(count)))
        self.newer_button.setVisible(count > 0)

    @Slot()
    def show_newer(self, _checked: bool = False) -> None:
        """Put the newer events on top, and go there."""
        focused = self.newer_button.hasFocus()
        newer, self._newer = self._newer, array("q")
        self._model.insert_newer(newer)
        self.table.scrollToTop()
        if focused:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._announce()

    # the event that is shown

    @Slot(object)
    def show_event(self, position: int) -> None:
        """Choose that event; filters that leave it out are taken off."""
        self._goal = position
        self.detail.show_event(position)
        if self._opened and not self._latest.is_waiting():
            self._reach_goal()

    def _reach_goal(self) -> None:
        goal, self._goal = self._goal, 0
        if not goal:
            return
        row = self._model.row_of(goal)
        if row >= 0:
            self.table.choose_row(row)
        elif goal in self._newer:
            self.show_newer()
            self.table.choose_row(self._model.row_of(goal))
        elif self.filters.query(self._concerning) != HistoryQuery(concerning=self._concerning):
            self._goal = goal
            self.filters.reset()
            self._ask()

    @Slot(QModelIndex, QModelIndex)
    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        positions = self._model.positions()
        if current.isValid() and 0 <= current.row() < len(positions):
            position = positions[current.row()]
            if position != self.detail.position():
                self.detail.show_event(position)

    @Slot(int)
    def _open_row(self, _row: int) -> None:
        self.open_drawer()

    # arrangement

    def is_narrow(self) -> bool:
        """Whether the event has no room beside or below the table."""
        return self.window().width() < px(NARROW)

    @Slot()
    def open_drawer(self, _checked: bool = False) -> None:
        """Show the event over a narrow page."""
        if self.is_narrow() and self._drawer is None:
            self._body.removeWidget(self.detail)
            self.detail.stand(True)
            self.detail.setMinimumHeight(px(480))
            self.detail.setMaximumHeight(16_777_215)
            self.detail.show()
            self._drawer = Drawer(self.window(), self.tr("The event"), self.detail, width=460)
            self._drawer.closed.connect(self._drawer_closed)
            self._drawer.open_dialog()

    def _drawer_closed(self) -> None:
        drawer, self._drawer = self._drawer, None
        if drawer is not None:
            drawer.hand_back()
            self._body.addWidget(self.detail)
            self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Below the table, beside it, or behind a button."""
        wide = self.window().width() >= px(WIDE)
        self.table.setMinimumHeight(self.table.least_height(5))
        self.detail_button.setVisible(self.is_narrow())
        if self._drawer is not None:
            return
        self._body.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.detail.stand(wide)
        self.detail.setVisible(not self.is_narrow())
        self.detail.setMinimumSize(px(BESIDE) if wide else 0, px(BELOW))
        self.detail.setMaximumSize(px(BESIDE) if wide else 16_777_215, 16_777_215 if wide else px(BELOW))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement."""
        super().resizeEvent(event)
        self.rescale()
