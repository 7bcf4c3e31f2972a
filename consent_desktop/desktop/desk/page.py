"""The desk: the patient who stands in front of it, requests that wait, whom to tell, and who has access to whom."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.code_dialog import CodeDialog
from consent_desktop.desktop.desk.access_card import AccessCard
from consent_desktop.desktop.desk.desk_lists import DeskLists, desk_lists
from consent_desktop.desktop.desk.list_cards import ToTellList, WaitingList
from consent_desktop.desktop.desk.paper_dialog import PaperDialog
from consent_desktop.desktop.desk.patient_card import PatientCard
from consent_desktop.desktop.desk.telling import Telling
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sharing.lines import Problem
from consent_desktop.desktop.staff.topbar import Topbar
from consent_desktop.desktop.theme.metrics import MARGIN_STAFF, ControlSize
from consent_desktop.desktop.theme.type import px, type_scale
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.scroll_area import ScrollArea
from consent_desktop.desktop.words.people import kind_word, name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.read_models.rows import PersonRow

NARROW, WIDE, SIDE, SIDE_WIDE = 1040, 1600, 400, 440


class DeskPage(QWidget):
    """`told(title, line)`: something was done; `hand_over_wanted()`: the screen goes to the patient."""

    told = Signal(object, object)
    hand_over_wanted = Signal()

    def __init__(self, workspace: Workspace, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._workspace, self._session = workspace, session
        self._latest = Latest(workspace, self)
        self._telling = Telling(workspace, session.acting, self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = ScrollArea(self)
        page = QWidget(area)
        column = QVBoxLayout(page)
        column.setContentsMargins(MARGIN_STAFF, 0, MARGIN_STAFF, 24)
        column.setSpacing(0)
        column.addWidget(self._topbar(page))
        self.problem = Problem(page)
        column.addWidget(self.problem)
        column.addLayout(self._body(page))
        column.addStretch(1)
        area.setWidget(page)
        page.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        outer.addWidget(area)
        self.patient.paper_wanted.connect(self.enter_paper)
        self.patient.code_wanted.connect(self.issue_code)
        self.patient.chosen.connect(self._patient_chosen)
        self.waiting.chosen.connect(self.patient.show_patient)
        self.to_tell.phoned.connect(self._telling.by_phone)
        self.to_tell.print_wanted.connect(self._telling.on_paper)
        self._telling.done.connect(self.told)
        self._telling.refused.connect(self._not_told)
        workspace.changed.connect(self.refresh)
        self.refresh()
        type_scale().scale_changed.connect(self.rescale)

    def _topbar(self, parent: QWidget) -> Topbar:
        person = self._session.person
        line = self.tr("{name}, {role}").format(name=name_of(person), role=kind_word(person.kind).lower())
        bar = Topbar(self.tr("At the desk"), line, parent)
        self.hand_button = SecondaryButton(
            self.tr("Hand the screen to the patient"), bar, icon="device-tablet", size=ControlSize.TOOL
        )
        bar.far.addWidget(self.hand_button, 0, Qt.AlignmentFlag.AlignBottom)
        bar.widen_far()
        self.hand_button.clicked.connect(partial(self._hand_over))
        return bar

    def _body(self, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(24)
        main, side = QVBoxLayout(), QVBoxLayout()
        main.setSpacing(20)
        self.patient = PatientCard(self._workspace, self._session.acting, parent)
        main.addWidget(self.patient)
        zone = self._workspace.clinic.zone
        self.waiting, self.to_tell = WaitingList(zone, parent), ToTellList(zone, parent)
        main.addWidget(self.waiting)
        main.addWidget(self.to_tell)
        main.addStretch(1)
        self.access = AccessCard(self._workspace, self._session.acting, parent)
        side.addWidget(self.access)
        side.addStretch(1)
        self._columns.addLayout(main, 1)
        self._columns.addLayout(side)
        row.addLayout(self._columns, 1)
        return row

    @Slot(object)
    def refresh(self, _position: object = None) -> None:
        """Ask again what waits."""
        work = partial(desk_lists, self._workspace.clinic, self._session.acting)
        self._latest.ask(work, self._show, self._failed)

    def _show(self, found: DeskLists) -> None:
        self.problem.tell("")
        self.waiting.show_waiting(found.waiting)
        self.to_tell.show_told(found.to_tell)

    def _failed(self, error: ConsentDesktopError) -> None:
        self.problem.tell(str(error))

    @Slot(object)
    def _not_told(self, sentence: str) -> None:
        self.problem.tell(sentence)
        self.refresh()

    def _hand_over(self, _checked: bool = False) -> None:
        self.hand_over_wanted.emit()

    @Slot(object)
    def _patient_chosen(self, patient: PersonRow | None) -> None:
        """Whoever stands at the desk is likely whose record somebody asks about."""
        if patient is not None and self.access.patient.person() is None:
            self.access.patient.choose(patient)
            self.access.recheck()

    @Slot(object)
    def enter_paper(self, patient: PersonRow) -> None:
        """Write down what the patient signed."""
        dialog = PaperDialog(self.window(), self._workspace, self._session.acting, patient)
        dialog.entered.connect(partial(self._entered))
        dialog.open_dialog()

    def _entered(self, sentence: str) -> None:
        self.told.emit(self.tr("The paper is entered"), sentence)

    @Slot(object)
    def issue_code(self, patient: PersonRow) -> None:
        """A code with which the patient chooses a PIN."""
        CodeDialog(self.window(), self._workspace, self._session, patient).open_dialog()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Side by side, or one under the other where the window is narrow."""
        width = self.window().width()
        beside = width >= px(NARROW)
        self._columns.setDirection(QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom)
        if beside:
            self.access.setFixedWidth(px(SIDE_WIDE if width >= px(WIDE) else SIDE))
        else:
            self.access.setMinimumWidth(0)
            self.access.setMaximumWidth(16_777_215)  # Qt's QWIDGETSIZE_MAX

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose the arrangement."""
        super().resizeEvent(event)
        self.rescale()
