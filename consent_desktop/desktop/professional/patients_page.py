"""My patients: who lets me see what, and the check beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSpacerItem, QVBoxLayout, QWidget

from consent_desktop.desktop.professional.check_card import CheckCard
from consent_desktop.desktop.professional.patient_lines import Group, PatientLine, counts, matching
from consent_desktop.desktop.professional.patients_model import PatientsModel
from consent_desktop.desktop.professional.patients_table import PatientsTable
from consent_desktop.desktop.professional.waiting_card import WaitingCard
from consent_desktop.desktop.staff.drawer import Drawer
from consent_desktop.desktop.staff.table import TableCard
from consent_desktop.desktop.staff.topbar import Topbar
from consent_desktop.desktop.staff.wrap_row import WrapRow
from consent_desktop.desktop.theme.metrics import MARGIN_STAFF, ControlSize
from consent_desktop.desktop.theme.type import px, type_scale
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.empty_state import EmptyState
from consent_desktop.desktop.widgets.filter_chip import FilterChip
from consent_desktop.desktop.widgets.icon_button import IconButton
from consent_desktop.desktop.widgets.scroll_area import ScrollArea
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words.people import name_of, role_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import PersonRow, RequestRow

NARROW, WIDE, SIDE, SIDE_WIDE = 1040, 1600, 364, 440
REST_MS = 250
"""So long a row must stay chosen by the arrow keys before the log is asked about its patient."""
ANY_WIDTH = 16_777_215  # Qt's QWIDGETSIZE_MAX
BAR_ROOM = 20
"""Of the margin beside the cards: their scroll bar stands there when there is one, so that they keep their width."""


class PatientsPage(QWidget):
    """Screen 04. It says what is wanted with `bell_pressed()` and `find_wanted()`; `check_card` and `waiting` say the rest."""

    bell_pressed = Signal()
    find_wanted = Signal()

    def __init__(self, workspace: Workspace, person: PersonRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._lines: list[PatientLine] = []
        self._group = Group.ALL
        self._drawer: Drawer | None = None
        self._model = PatientsModel(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._workspace, self._person = workspace, person
        self._build(person)
        find = QShortcut(QKeySequence("Ctrl+K"), self)
        find.activated.connect(self._to_search)
        self.search.text_changed.connect(self._apply)
        self.table.row_opened.connect(self._open_row)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self._rest.timeout.connect(self.check_card.recheck)
        self.check_card.patient_chooser.chosen.connect(self._follow_card)
        type_scale().scale_changed.connect(self.rescale)

    def _build(self, person: PersonRow) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = ScrollArea(self)
        page = QWidget(area)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 24)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.addSpacing(MARGIN_STAFF)
        top.addWidget(self._topbar(person, page))
        top.addSpacing(MARGIN_STAFF)
        column.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addSpacing(MARGIN_STAFF)
        row.addWidget(self._main(page), 1)
        self._side_area = self._side(page)
        row.addWidget(self._side_area)
        self._row, self._end = row, QSpacerItem(MARGIN_STAFF, 0)
        row.addSpacerItem(self._end)
        column.addLayout(row, 1)
        area.setWidget(page)
        page.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        outer.addWidget(area)

    def _topbar(self, person: PersonRow, parent: QWidget) -> Topbar:
        line = self.tr("{name}, {role}").format(name=name_of(person), role=role_of(person).lower())
        bar = Topbar(self.tr("My patients"), line, parent)
        self.search = TextField(
            self.tr("Name or record number"), bar, placeholder=self.tr("Name or record number"),
            icon="magnifying-glass", size=ControlSize.TOOL, clearable=True, keys=self.tr("Ctrl K"),
        )  # fmt: skip
        self.search.line_edit.setToolTip(self.tr("Ctrl+K"))
        self.bell = IconButton(self.tr("Notices"), "bell", bar, size=ControlSize.TOOL, outlined=True)
        self.find_button = SecondaryButton(self.tr("Find another patient"), bar, icon="plus", size=ControlSize.TOOL)
        self.search.setMaximumWidth(px(330))
        bottom = Qt.AlignmentFlag.AlignBottom
        bar.far.addWidget(self.search, 8, bottom)
        bar.far.addWidget(self.bell, 0, bottom)
        bar.far.addWidget(self.find_button, 0, bottom)
        bar.widen_far()
        self.bell.clicked.connect(self.bell_pressed)
        self.find_button.clicked.connect(self.find_wanted)
        return bar

    def _main(self, parent: QWidget) -> QWidget:
        main = QWidget(parent)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        chips = QWidget(main)
        row = WrapRow(chips, gap=8)
        words = {
            Group.ALL: self.tr("All"), Group.CAN_SEE: self.tr("I can see"), Group.WAITING: self.tr("Waiting"),
            Group.ENDING: self.tr("Ending soon"), Group.NO_ACCESS: self.tr("No access"),
        }  # fmt: skip
        self.chips = {group: FilterChip(text, chips) for group, text in words.items()}
        for group, chip in self.chips.items():
            chip.setAutoExclusive(True)
            chip.clicked.connect(partial(self._choose_group, group))
            row.addWidget(chip)
        self.chips[Group.ALL].setChecked(True)
        self.check_button = SecondaryButton(self.tr("Check access"), chips, icon="eye", size=ControlSize.STAFF)
        row.add_last(self.check_button)
        self.check_button.clicked.connect(self.open_drawer)
        column.addWidget(chips)
        card = TableCard(main)
        self.table = PatientsTable(card)
        self.table.setModel(self._model)
        self.empty = EmptyState(
            self.tr("Nobody to show"), self.tr("Patients whom you asked, or who share with you, stand here."), card
        )
        card.inner.addWidget(self.table, 1)
        card.inner.addWidget(self.empty, 1)
        self.empty.hide()
        column.addWidget(card, 1)
        return main

    def _side(self, parent: QWidget) -> ScrollArea:
        area = ScrollArea(parent)
        side = self._side_widget = QWidget(area)
        self.check_card = CheckCard(self._workspace, actor_of(self._person), side)
        self.waiting = WaitingCard(self._workspace.clinic.zone, side)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(20)
        column.addWidget(self.check_card)
        column.addWidget(self.waiting)
        column.addStretch(1)
        area.setWidget(side)
        side.setAutoFillBackground(False)
        return area

    # what is shown

    def set_lines(self, lines: Sequence[PatientLine], requests: Sequence[RequestRow]) -> None:
        """Show these patients, keeping selection and place."""
        self._lines = list(lines)
        found = counts(self._lines)
        for group, chip in self.chips.items():
            chip.set_count(self.locale().toString(found[group]))
        self.check_card.set_people([line.person for line in self._lines])
        self.waiting.set_requests(requests)
        self._apply()

    @Slot(object)
    def _apply(self, _text: object = None) -> None:
        current = self._model.line(self.table.currentIndex().row())
        bar = self.table.verticalScrollBar()
        place = bar.value()
        shown = matching(self._lines, self._group, self.search.text())
        same = self._model.set_lines(shown)
        if not same:
            row = self._model.row_of(current.person.subject) if current is not None else -1
            self.table.setCurrentIndex(self._model.index(row, 0) if row >= 0 else QModelIndex())
            bar.setValue(place)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)

    def _choose_group(self, group: Group, _checked: bool = False) -> None:
        self._group = group
        self._apply()

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.line_edit.selectAll()

    # the check

    def _open_row(self, row: int) -> None:
        line = self._model.line(row)
        if line is not None:
            self.check(line.person)

    @Slot(QModelIndex, QModelIndex)
    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        """The card names whoever is highlighted at once, and asks when the row rests."""
        line, shown = self._model.line(current.row()), self.check_card.patient()
        if line is None or not self.table.selectionModel().isSelected(current):
            return
        if shown is None or shown.subject != line.person.subject:
            self.check_card.name(line.person)
            self._rest.start()

    @Slot(object)
    def _follow_card(self, _subject: object = None) -> None:
        """Highlight the patient of the card, or nobody."""
        self._rest.stop()
        patient = self.check_card.patient()
        row = self._model.row_of(patient.subject) if patient is not None else -1
        if row < 0:
            self.table.setCurrentIndex(QModelIndex())
        elif row != self.table.currentIndex().row():
            self.table.choose_row(row)

    def check(self, patient: PersonRow) -> None:
        """Ask about that patient, in sight."""
        self.check_card.check(patient)
        self._follow_card()
        self.open_drawer()

    def is_narrow(self) -> bool:
        """Whether the check has no room beside the table."""
        return self.window().width() < px(NARROW)

    def open_drawer(self, _checked: bool = False) -> None:
        """Show the check over a narrow page."""
        if not self.is_narrow() or self._drawer is not None:
            return
        side = self._side_area.takeWidget()
        side.setMaximumWidth(ANY_WIDTH)
        side.show()
        self._drawer = Drawer(self.window(), self.tr("Check access"), side)
        self._drawer.closed.connect(self._drawer_closed)
        self._drawer.set_first_focus(self.check_card.patient_chooser)
        self._drawer.open_dialog()

    def close_drawer(self) -> None:
        """Before something else opens over the page."""
        if self._drawer is not None:
            self._drawer.close_dialog()

    def _drawer_closed(self) -> None:
        drawer, self._drawer = self._drawer, None
        if drawer is not None:
            self._side_area.setWidget(drawer.hand_back())
            self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Beside the table, or behind a button."""
        narrow, width = self.is_narrow(), self.window().width()
        side = px(SIDE_WIDE if width >= px(WIDE) else SIDE)
        self._side_area.setFixedWidth(side + BAR_ROOM)
        self._side_widget.setMaximumWidth(ANY_WIDTH if self._drawer is not None else side)
        self._end.changeSize(MARGIN_STAFF - (0 if narrow else BAR_ROOM), 0)
        self._row.invalidate()
        self._side_area.setVisible(not narrow)
        self.check_button.setVisible(narrow)
        self.search.setMaximumWidth(px(330))
        self.table.setMinimumHeight(self.table.least_height(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement."""
        super().resizeEvent(event)
        self.rescale()
