"""People: everybody in the register, found as one types, with the chosen person at the side (screen 08a)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.export_dialog import ExportDialog
from consent_desktop.desktop.clinic.import_card import ImportCard
from consent_desktop.desktop.clinic.import_work import Looked
from consent_desktop.desktop.clinic.look_dialog import alike_dialog, bad_dialog
from consent_desktop.desktop.clinic.people_filters import PeopleFilters
from consent_desktop.desktop.clinic.people_lines import Col, Found, find
from consent_desktop.desktop.clinic.people_model import PeopleModel
from consent_desktop.desktop.clinic.people_table import PeopleTable
from consent_desktop.desktop.clinic.person_actions import Deed, PersonActions
from consent_desktop.desktop.clinic.person_form import AddPersonDialog
from consent_desktop.desktop.clinic.person_pane import PersonPane
from consent_desktop.desktop.clinic.rights import may
from consent_desktop.desktop.clinic.twice_card import TwiceCard
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sharing.lines import Problem
from consent_desktop.desktop.staff.table import TableCard
from consent_desktop.desktop.theme.metrics import MARGIN_STAFF, ControlSize
from consent_desktop.desktop.theme.type import px, type_scale
from consent_desktop.desktop.widgets.buttons import PrimaryButton, QuietButton
from consent_desktop.desktop.widgets.empty_state import EmptyState
from consent_desktop.desktop.widgets.scroll_area import ScrollArea
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import RegisterPerson
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.people_commands import MergePeople
from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.read_models import directory
from consent_desktop.read_models.directory import DirectoryQuery
from consent_desktop.read_models.rows import PersonRow

NARROW, WIDE, SIDE, SIDE_WIDE = 1040, 1600, 360, 440
LEAST_TABLE = 700
"""A narrower table leaves out when people were last here; the pane says it."""
REST_MS = 90
"""So long the typing rests before the register is asked."""

FOLLOW_MS = 400
"""In a busy clinic the list is asked for again this often at most."""


class PeoplePage(QWidget):
    """Call `open_page` when it comes into sight. `told(title, line)`: something was recorded."""

    told = Signal(object, object)

    def __init__(self, workspace: Workspace, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._session = workspace, session
        self._opened, self._late = False, False
        self._latest, self._latest_twice = Latest(workspace, self), Latest(workspace, self)
        self._model = PeopleModel(workspace, session.acting, self)
        self._chosen: str | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_MS)
        self._actions = PersonActions(workspace, session, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = ScrollArea(self)
        page = QWidget(area)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._columns.setContentsMargins(MARGIN_STAFF, 20, MARGIN_STAFF, 24)
        self._columns.setSpacing(24)
        self._columns.addWidget(self._main(page), 1)
        self._side = QWidget(page)
        self.side_column = QVBoxLayout(self._side)
        self.side_column.setContentsMargins(0, 0, 0, 0)
        self.side_column.setSpacing(16)
        self.pane = PersonPane(self._workspace, self._session.acting, self._side)
        self.import_card = ImportCard(self._workspace, self._session.acting, self._side)
        self.export_button = QuietButton(self.tr("Export the list"), self._side, icon="export", size=ControlSize.STAFF)
        self.twice = TwiceCard(self._side)
        self.side_column.addWidget(self.pane)
        self.side_column.addWidget(self.twice)
        self.side_column.addWidget(self.import_card)
        self.side_column.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.side_column.addStretch(1)
        self._columns.addWidget(self._side)
        area.setWidget(page)
        page.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        outer.addWidget(area)

    def _main(self, parent: QWidget) -> QWidget:
        main = QWidget(parent)
        column = QVBoxLayout(main)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(10)
        words = self.tr("Name, record number or staff number")
        self.search = TextField(words, main, placeholder=words, icon="magnifying-glass", size=ControlSize.STAFF,
                                clearable=True)  # fmt: skip
        self.add_button = PrimaryButton(self.tr("Add person"), main, icon="plus", size=ControlSize.STAFF)
        top.addWidget(self.search, 1)
        top.addWidget(self.add_button)
        column.addLayout(top)
        self.filters = PeopleFilters(main)
        column.addWidget(self.filters)
        self.problem = Problem(main)
        column.addWidget(self.problem)
        card = TableCard(main)
        self.table = PeopleTable(card)
        self.table.setModel(self._model)
        self.empty = EmptyState(self.tr("Nobody found"), self.tr("Check the spelling, or choose another filter."), card)
        card.inner.addWidget(self.table, 1)
        card.inner.addWidget(self.empty, 1)
        self.empty.hide()
        column.addWidget(card, 1)
        return main

    def _connect(self) -> None:
        patient = RegisterPerson(subject="probe", kind=PersonKind.PATIENT, record_number="probe")
        for control in (self.add_button, self.import_card):
            control.setVisible(may(self._session.acting, patient))
        self.export_button.clicked.connect(partial(self.export))
        self.import_card.imported.connect(self.told)
        self.import_card.alike_wanted.connect(self._see_alike)
        self.import_card.bad_wanted.connect(self._see_bad)
        self.add_button.clicked.connect(partial(self.add_person))
        self.search.text_changed.connect(self._typed)
        self.filters.changed.connect(self.refresh)
        self._rest.timeout.connect(self.refresh)
        self._follow.timeout.connect(self.refresh)
        self.table.row_opened.connect(self._open_row)
        self.table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self._model.arrived.connect(self._show_chosen)
        self.pane.wanted.connect(self._wanted)
        self.twice.chosen.connect(self._look_at)
        self._actions.told.connect(self.told)
        self.told.connect(self._look_for_twice)
        self._workspace.changed.connect(self._changed)
        type_scale().scale_changed.connect(self.rescale)
        find_keys = QShortcut(QKeySequence("Ctrl+K"), self)
        find_keys.activated.connect(self._to_search)

    # what is shown

    def open_page(self) -> None:
        """It is looked at: from now on it follows the register."""
        self._opened = True
        self.refresh()
        self._look_for_twice()

    @Slot(object)
    def _changed(self, _position: object) -> None:
        if self._opened and self.isVisible() and not self._follow.isActive():
            self._follow.start()
        self._late = self._opened and not self.isVisible()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed under a dialog or behind another tab."""
        super().showEvent(event)
        if self._late:
            self._late = False
            self.refresh()

    def _typed(self, _text: object) -> None:
        self._rest.start()

    @Slot()
    def refresh(self) -> None:
        """Ask the register again."""
        work = partial(find, self._workspace.clinic, self._session.acting, self._query())
        self._latest.ask(work, self._came, self._failed)

    def _query(self) -> DirectoryQuery:
        return DirectoryQuery(self.search.text(), self.filters.kinds(), self.filters.active())

    def _came(self, found: Found) -> None:
        self.problem.tell("")
        self.filters.set_counts(found.counts)
        place = self.table.verticalScrollBar().value()
        if not self._model.set_subjects(found.subjects):
            row = self._model.row_of(self._chosen) if self._chosen is not None else -1
            self.table.setCurrentIndex(self._model.index(row, 0) if row >= 0 else QModelIndex())
            self.table.verticalScrollBar().setValue(place)
        self.table.setVisible(bool(found.subjects))
        self.empty.setVisible(not found.subjects)
        self._show_chosen()

    def _failed(self, error: ConsentDesktopError) -> None:
        self.problem.tell(str(error))

    def _open_row(self, row: int) -> None:
        self.table.choose_row(row)

    @Slot(QModelIndex, QModelIndex)
    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        subject = self._model.subject(current.row()) if current.isValid() else None
        if subject is not None:
            self._chosen = subject
            self._show_chosen()

    @Slot()
    def _show_chosen(self) -> None:
        row = self._model.row_of(self._chosen) if self._chosen is not None else -1
        line = self._model.line(row) if row >= 0 else None
        if line is not None or row < 0:
            self.pane.show_line(line)

    @Slot(object, object)
    def _look_for_twice(self, _title: object = None, _line: object = None) -> None:
        """When the page opens and after each change from here: the whole register is compared for that."""
        merge = MergePeople(subject="probe", into="other")
        if may(self._session.acting, merge):
            work = partial(self._workspace.clinic.ask, self._session.acting, directory.duplicates)
            self._latest_twice.ask(work, self.twice.show_groups, self._failed)

    @Slot(object)
    def _look_at(self, person: PersonRow) -> None:
        self.search.set_text(name_of(person))

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.line_edit.selectAll()

    # what is done

    def add_person(self, _checked: bool = False) -> None:
        """Enter somebody new."""
        dialog = AddPersonDialog(self.window(), self._workspace, self._session)
        dialog.recorded.connect(partial(self._added))
        dialog.open_dialog()

    def _added(self, name: str) -> None:
        self.told.emit(self.tr("{name} is in the register").format(name=name),
                       self.tr("A one-time code lets them choose their PIN or password."))  # fmt: skip
        self.search.set_text(name)

    def export(self, _checked: bool = False) -> None:
        """Write those who are listed to a file."""
        dialog = ExportDialog(self.window(), self._workspace, self._session.acting, self._query())
        dialog.exported.connect(self.told)
        dialog.open_dialog()

    @Slot(object)
    def _see_alike(self, looked: Looked) -> None:
        alike_dialog(self.window(), looked).open_dialog()

    @Slot(object)
    def _see_bad(self, looked: Looked) -> None:
        bad_dialog(self.window(), looked).open_dialog()

    @Slot(object, object)
    def _wanted(self, deed: Deed, person: PersonRow) -> None:
        self._actions.open(deed, person)

    # how it is laid out

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Side by side, or one under the other where the window is narrow."""
        width = self.window().width()
        beside = width >= px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        if beside:
            self._side.setFixedWidth(px(SIDE_WIDE if width >= px(WIDE) else SIDE))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16_777_215)  # Qt's QWIDGETSIZE_MAX
        self.table.setColumnHidden(Col.LAST_HERE, self.table.viewport().width() < px(LEAST_TABLE))
        self.table.fit_columns()
        self.table.setMinimumHeight(self.table.least_height(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement."""
        super().resizeEvent(event)
        self.rescale()
