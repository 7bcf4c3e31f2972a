"""Requests: what is asked of the patient, what they asked, what others share with them, and what they should know."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application.dispatch import Recorded
from consent_desktop.desktop.alarm import EndAlarm
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.patient import requests_cards as cards
from consent_desktop.desktop.patient import requests_data
from consent_desktop.desktop.patient.requests_data import RequestsData
from consent_desktop.desktop.patient.requests_find import FindDialog
from consent_desktop.desktop.patient.requests_scroll import PageScroll
from consent_desktop.desktop.sharing.allow_dialog import AllowDialog
from consent_desktop.desktop.sharing.decline_dialog import DeclineDialog
from consent_desktop.desktop.sharing.lines import Problem
from consent_desktop.desktop.sharing.share_dialog import ShareDialog
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.empty_state import EmptyState
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.toast import Toast
from consent_desktop.desktop.words.people import name_of, short_name
from consent_desktop.desktop.words.refusals import told_to_asker
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import Command, MarkNoticeSeen, WithdrawRequest
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import EVERYTHING, RecordType
from consent_desktop.read_models.rows import NoticeRow, PersonRow, RequestRow, RequestState


class RequestsPage(QWidget):
    """`waiting_changed(int)`: how many requests wait for an answer. `shown` after each reading."""

    waiting_changed = Signal(object)
    shown = Signal()

    def __init__(self, workspace: Workspace, patient: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._patient = workspace, patient
        self._clinic = workspace.clinic
        self._latest = Latest(workspace, self)
        self._data: RequestsData | None = None
        self._busy: set[str] = set()
        self._own_title: QWidget | None = None
        self._own_wanted = False
        self.problem: Problem | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.area = PageScroll(self)
        column.addWidget(self.area)
        self._alarm = EndAlarm(self._clinic.now, self)
        self._alarm.rang.connect(self.refresh)
        workspace.changed.connect(self._on_changed)
        self.refresh()

    @Slot(object)
    def _on_changed(self, _position: object) -> None:
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Read everything again; what has not changed is left alone."""
        self._latest.ask(partial(requests_data.load, self._clinic, self._patient), self._came, self._failed)

    def _came(self, data: RequestsData) -> None:
        if data != self._data:
            self._data = data
            self._build(data)
            self.waiting_changed.emit(data.waiting)
        if self._own_wanted and self._own_title is not None:
            self._own_wanted = False
            self.area.bring_up(self._own_title)
        self._alarm.set_end(data.next_end)
        self.shown.emit()

    def _failed(self, error: ConsentDesktopError) -> None:
        if self._data is None:
            self._build(RequestsData((), (), (), (), None))
        self._tell(str(error))

    def _build(self, data: RequestsData) -> None:
        outer, column = self.area.renew()
        told = self.problem.sentence() if self.problem is not None else ""
        column.addLayout(self._head(outer))
        self.problem = Problem(outer)
        self.problem.tell(told)
        column.addSpacing(12)
        column.addWidget(self.problem)
        if data.notices:
            self._section(column, self.tr("What you should know"), [self._notice(n, outer) for n in data.notices])
        asked = [self._asked(request, outer) for request in data.asked_of_me]
        self._section(column, self.tr("Asked of me"), asked or [self._empty(
            outer, self.tr("Nobody asks to see your records"), self.tr("A new request appears here."), "hourglass-medium",
        )])  # fmt: skip
        own = [self._own(request, outer) for request in data.asked_by_me]
        self._own_title = self._section(column, self.tr("I asked"), own or [self._empty(
            outer, self.tr("You have not asked anybody"), self.tr("Your requests to other patients stand here."),
            "paper-plane-tilt",
        )])  # fmt: skip
        shared: list[QWidget] = [cards.SharedCard(row, self._clinic.zone, outer) for row in data.shared_with_me]
        self._section(column, self.tr("Shared with me"), shared or [self._empty(
            outer, self.tr("Nobody shares their records with you"),
            self.tr("When another patient shares with you, it stands here with its end."), "users",
        )])  # fmt: skip
        column.addStretch(1)
        self.area.renewed(outer)

    def _head(self, outer: QWidget) -> QBoxLayout:
        wide = self.width() >= px(720)
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        row.setSpacing(12)
        row.addWidget(Label(self.tr("Requests"), Role.H1, outer), 1)
        self.ask_button = SecondaryButton(self.tr("Ask to see someone’s records"), outer, icon="paper-plane-tilt")
        row.addWidget(self.ask_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.ask_button.clicked.connect(self.ask)
        return row

    def _section(self, column: QVBoxLayout, title: str, widgets: list[QWidget]) -> QWidget:
        """The title, under which the widgets stand."""
        column.addSpacing(24)
        head = Label(title, Role.H2, column.parentWidget())
        column.addWidget(head)
        column.addSpacing(10)
        for widget in widgets:
            column.addWidget(widget)
            column.addSpacing(12)
        return head

    def _empty(self, outer: QWidget, statement: str, sentence: str, icon: str) -> QWidget:
        card = Card(outer)
        row = QHBoxLayout(card)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(EmptyState(statement, sentence, card, icon=icon))
        return card

    def _notice(self, notice: NoticeRow, outer: QWidget) -> QWidget:
        card = cards.NoticeCard(notice, self._patient, self._clinic.zone, outer)
        card.seen.connect(partial(self.mark_seen, notice))
        return card

    def _asked(self, request: RequestRow, outer: QWidget) -> QWidget:
        if request.state is RequestState.OPEN:
            card = cards.OpenRequestCard(request, self._clinic.zone, outer)
            card.allowed.connect(partial(self.allow, request))
            card.declined.connect(partial(self.decline, request))
            return card
        ended = cards.EndedRequestCard(request, self._clinic.zone, outer)
        ended.share.connect(partial(self.share_after_all, request))
        return ended

    def _own(self, request: RequestRow, outer: QWidget) -> QWidget:
        card = cards.OwnRequestCard(request, self._clinic.zone, outer)
        card.take_back.connect(partial(self.take_back, request))
        return card

    def allow(self, request: RequestRow) -> None:
        """Open the allow page of that request."""
        AllowDialog(self.window(), self._workspace, request).open_dialog()

    def decline(self, request: RequestRow) -> None:
        """Ask whether to say no."""
        DeclineDialog(self.window(), self._workspace, request).open_dialog()

    def share_after_all(self, request: RequestRow) -> None:
        """Open the share dialog with the person and the kinds of the request."""
        ShareDialog(self.window(), self._workspace, self._patient, other=request.asker,
                    kinds=request.record_types).open_dialog()  # fmt: skip

    @Slot()
    def ask(self) -> None:
        """Find another patient, then ask them."""
        finder = FindDialog(self.window(), self._workspace, self._patient)
        finder.found.connect(self._ask_them)
        finder.open_dialog()

    @Slot(object)
    def _ask_them(self, other: PersonRow) -> None:
        from consent_desktop.desktop.professional.ask_dialog import AskDialog

        dialog = AskDialog(self.window(), self._workspace, self._patient, other)
        dialog.sent.connect(partial(self._sent, other))
        dialog.open_dialog()

    def _sent(self, other: PersonRow, _recorded: Recorded) -> None:
        """Say so, and show it under "I asked"."""
        host = self.window()
        for old in host.findChildren(Toast):
            old.dismiss()
        line = self.tr("{patient} is told at the next sign-in.").format(patient=name_of(other))
        Toast(host, self.tr("Your request was sent"), line).pop_up()
        self._own_wanted = True
        self.refresh()

    def take_back(self, request: RequestRow) -> None:
        """Withdraw what still waits."""
        wanted = EVERYTHING if RecordType.ALL in request.waiting else frozenset(request.waiting)
        command = WithdrawRequest(patient=request.patient.subject, actor=request.actor, record_types=wanted)
        self._give(request.request_id, command, partial(self._not_taken_back, request))

    def _not_taken_back(self, request: RequestRow, error: ConsentDesktopError) -> None:
        self._tell(told_to_asker(error, short_name(request.patient)))

    def mark_seen(self, notice: NoticeRow) -> None:
        """The patient has read it."""
        command = MarkNoticeSeen(recipient=self._patient.subject, notice_id=notice.notice_id)
        self._give(notice.notice_id, command, self._not_marked)

    def _not_marked(self, error: ConsentDesktopError) -> None:
        self._tell(str(error))

    def _give(self, key: str, command: Command, refused: Callable[[ConsentDesktopError], None]) -> None:
        """Give a command once; a second press while it is on its way does nothing."""
        if key in self._busy:
            return
        self._busy.add(key)
        self._tell("")
        acting = self._clinic.acting_as(self._patient)
        self._workspace.command(
            self, command, acting, partial(self._given, key), partial(self._not_given, key, refused)
        )

    def _given(self, key: str, _recorded: Recorded) -> None:
        self._busy.discard(key)
        self.refresh()

    def _not_given(self, key: str, refused: Callable[[ConsentDesktopError], None], error: ConsentDesktopError) -> None:
        self._busy.discard(key)
        refused(error)
        self.refresh()

    def _tell(self, sentence: str) -> None:
        if self.problem is None:
            return
        self.problem.tell(sentence)
        if sentence:
            self.area.ensureWidgetVisible(self.problem)
