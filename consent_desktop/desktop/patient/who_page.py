"""Who can see my records: the request that waits, everybody and what they see, and how to stop or share."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from consent_desktop.desktop.alarm import EndAlarm
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.patient import picture as pictures
from consent_desktop.desktop.patient.cell_words import how_many_see
from consent_desktop.desktop.patient.matrix_view import MatrixView
from consent_desktop.desktop.patient.narrow_view import NarrowView
from consent_desktop.desktop.patient.nobody_yet import NobodyYet
from consent_desktop.desktop.patient.picture import Picture
from consent_desktop.desktop.patient.request_card import RequestCard
from consent_desktop.desktop.patient.stopping import Stopping
from consent_desktop.desktop.shell.regions import mark_region
from consent_desktop.desktop.shell.scrolling import ScrollPage
from consent_desktop.desktop.theme.type import Role, px, text_scale, type_scale
from consent_desktop.desktop.widgets.busy_bar import BusyBar
from consent_desktop.desktop.widgets.buttons import PrimaryButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.notice_strip import NoticeStrip, Tone
from consent_desktop.desktop.widgets.toast import Toast
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import name_of, short_name
from consent_desktop.desktop.words.refusals import told_to_patient
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError, DomainError
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.rows import Cell, CellState, MatrixRow, PersonRow, RequestRow

NARROW, ROOM_FOR_LARGE, TOP = 1040, 1200, 14
REQUEST, ROOMY = 210, 730  # the request card is as high as drawn where the page is


class WhoPage(ScrollPage):
    """`waiting(int)`: how many requests wait; `requests_wanted()`: go to them."""

    waiting = Signal(object)
    requests_wanted = Signal()

    def __init__(self, workspace: Workspace, patient: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._patient = workspace, patient
        self._zone = workspace.clinic.zone
        self._picture: Picture | None = None
        self._known: list[str] = []
        self._later: set[str] = set()
        self._latest = Latest(workspace, self)
        self._stopping = Stopping(workspace, patient, self)
        self._alarm = EndAlarm(workspace.clinic.now, self)
        self._alarm.rang.connect(self.refresh)
        self._build()
        workspace.changed.connect(self.refresh)
        self._stopping.began.connect(partial(self._set_busy, True))
        self._stopping.ended.connect(partial(self._set_busy, False))
        self._stopping.stopped.connect(self._tell_stopped)
        self._stopping.refused.connect(self._tell_refused)
        type_scale().scale_changed.connect(self.arrange)
        self._busy.start()
        self.refresh()

    def _build(self) -> None:
        page = self.column_widget
        self._busy = BusyBar(self.tr("Reading who can see your records"), page)
        self._failure = NoticeStrip("", Tone.STOP, page)
        self._failure.hide()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.tr("Who can see my records"), Role.H1, page))
        self._sub = Label("", Role.BODY, page, color="ink2")
        words.addWidget(self._sub)
        self.share_button = PrimaryButton(self.tr("Share with someone"), page, icon="plus")
        self.share_button.clicked.connect(self.share)
        self._head.addLayout(words, 1)
        self._head.addWidget(self.share_button)
        self.request_card = RequestCard(self._zone, page)
        self.request_card.hide()
        self.matrix = MatrixView(self._zone, page)
        self.narrow = NarrowView(self._zone, page)
        self.empty = NobodyYet(page)
        self.column.setSpacing(0)
        self.column.addLayout(self._head)
        self.column.addSpacing(10)
        self.column.addWidget(self._busy)
        self.column.addWidget(self._failure)
        self.column.addWidget(self.request_card)
        self._gap = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.column.addSpacerItem(self._gap)
        for widget in (self.matrix, self.narrow):
            self.column.addWidget(widget)
        self.column.addWidget(self.empty, 1000)
        self.column.addStretch(1)
        for view in (self.matrix, self.narrow):
            view.cell_pressed.connect(self.press_cell)
            view.row_pressed.connect(self.press_row)
        for hidden in (self.matrix, self.narrow, self.empty):
            hidden.hide()
        for region in (self.request_card, self.matrix, self.narrow, self.empty):
            mark_region(region)
        self.narrow.turned.connect(self._turn, Qt.ConnectionType.QueuedConnection)
        self.request_card.allowed.connect(self.allow)
        self.request_card.declined.connect(self.decline)
        self.request_card.put_off.connect(self.put_off)
        self.request_card.others_wanted.connect(self.requests_wanted)
        self.empty.share_wanted.connect(self.share)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self.share)

    def picture(self) -> Picture | None:
        """What is shown."""
        return self._picture

    @Slot()
    def refresh(self, _position: object = None) -> None:
        """Read anew what the page shows."""
        self._latest.ask(
            partial(pictures.take, self._workspace.clinic, self._patient.subject), self._show, self._show_failure
        )

    def _show_failure(self, error: ConsentDesktopError) -> None:
        self._busy.stop()
        self._failure.set_text(str(error))
        self._failure.show()

    def _show(self, picture: Picture) -> None:
        self._busy.stop()
        self._failure.hide()
        self._picture = picture
        rows = pictures.in_known_order(picture.rows, self._known)
        self._known = [row.other.subject for row in rows]
        self._picture = Picture(picture.at, tuple(rows), picture.waiting, picture.next_end)
        self._alarm.set_end(picture.next_end)
        self._show_request(picture.waiting)
        self.waiting.emit(len(picture.waiting))
        self.arrange()

    def _show_request(self, waiting: tuple[RequestRow, ...]) -> None:
        now = [request for request in waiting if request.request_id not in self._later]
        if now:
            self.request_card.show_request(now[0], len(waiting) - 1)
        self.request_card.setVisible(bool(now))
        self._gap.changeSize(0, 16 if now else 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.column.invalidate()

    @Slot(object)
    def arrange(self, _scale: object = None) -> None:
        """The view that has room: matrix, or people and one person; or that there is nobody yet."""
        picture = self._picture
        large = text_scale()
        narrow = large >= 1.5 or self.width() < (NARROW if large == 1 else ROOM_FOR_LARGE)
        self.set_margin(28 if narrow else 40, TOP)
        self.request_card.setMinimumHeight(REQUEST if self.height() >= ROOMY else 0)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(across if self.width() >= px(720) else down)
        if picture is None:
            return
        rows = picture.rows
        view = self.narrow if narrow else self.matrix
        if rows:
            view.show_rows(rows)
        self.empty.setVisible(not rows)
        self.matrix.setVisible(bool(rows) and view is self.matrix)
        self.narrow.setVisible(bool(rows) and view is self.narrow)
        day = dates.weekday(dates.day_of(picture.at, self._zone))
        if not rows:
            words = self.tr("{day}.").format(day=day)
        elif narrow:
            words = self.tr("{day}. {count}").format(day=day, count=how_many_see(picture.seeing))
        else:
            words = self.tr("{day}. {count} Press any box to change it.").format(
                day=day, count=how_many_see(picture.seeing)
            )
        self._sub.setText(words)
        self.share_button.setVisible(bool(rows))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew when the width changes."""
        super().resizeEvent(event)
        if event.oldSize() != event.size():
            self.arrange()

    @Slot(object, object, object)
    def press_cell(self, row: MatrixRow, kind: RecordType, button: QWidget) -> None:
        """Stop, answer or share, as the cell says."""
        cell: Cell = row.cells[kind]
        if cell.state is CellState.CAN_SEE:
            self._stopping.ask(row, kind, button)
        elif cell.state is CellState.ASKED:
            self._answer(row, kind)
        else:
            self.share_with(row.other, (kind,))

    @Slot(object, object)
    def press_row(self, row: MatrixRow, button: QWidget) -> None:
        """Stop everything, or share with somebody who sees nothing."""
        if row.held:
            self._stopping.ask(row, None, button)
        else:
            self.share_with(row.other, ())

    def _answer(self, row: MatrixRow, kind: RecordType) -> None:
        """Open the request behind an asked cell."""
        waiting = () if self._picture is None else self._picture.waiting
        for request in waiting:
            asked = {*request.waiting}
            if request.asker.subject == row.other.subject and asked & {kind, RecordType.ALL}:
                self._open_allow(request)
                return
        self.refresh()

    @Slot()
    def _turn(self) -> None:
        """Scroll to the top of the person's page."""
        self.ensureWidgetVisible(self.narrow.pane.back_button, 8, self.viewport().height() // 2)

    @Slot()
    def share(self) -> None:
        """Share with somebody who is chosen in the dialog."""
        self.share_with(None, ())

    def share_with(self, other: PersonRow | None, wanted: Collection[RecordType]) -> None:
        """Share, with what is known filled in."""
        from consent_desktop.desktop.sharing.share_dialog import ShareDialog

        ShareDialog(self.window(), self._workspace, self._patient, other=other, kinds=wanted).open_dialog()

    @Slot()
    def allow(self) -> None:
        """Answer the request on the card with the allow page."""
        request = self.request_card.request()
        if request is not None:
            self._open_allow(request)

    def _open_allow(self, request: RequestRow) -> None:
        from consent_desktop.desktop.sharing.allow_dialog import AllowDialog

        AllowDialog(self.window(), self._workspace, request).open_dialog()

    @Slot()
    def decline(self) -> None:
        """Ask once, then say no."""
        from consent_desktop.desktop.sharing.decline_dialog import DeclineDialog

        request = self.request_card.request()
        if request is not None:
            dialog = DeclineDialog(self.window(), self._workspace, request)
            dialog.declined.connect(partial(self._tell_declined, request))
            dialog.open_dialog()

    @Slot()
    def put_off(self) -> None:
        """The request waits under Requests; the next one, if any, takes its place here."""
        request = self.request_card.request()
        if request is None or self._picture is None:
            return
        self._later.add(request.request_id)
        self._show_request(self._picture.waiting)
        self.share_button.setFocus(Qt.FocusReason.OtherFocusReason)
        told = self.tr("{name} goes on waiting. You find it under Requests.").format(name=short_name(request.asker))
        self._toast(self.tr("You decide later"), told, icon="hourglass-medium", color="wait")

    def _tell_declined(self, request: RequestRow, _recorded: object) -> None:
        self.refresh()
        line = self.tr("{name} is told at the next sign-in.").format(name=name_of(request.asker))
        self._toast(self.tr("You said no"), line, icon="x-circle", color="none")

    def _set_busy(self, busy: bool, subject: str) -> None:
        for view in (self.matrix, self.narrow):
            view.set_busy(subject, busy)

    @Slot(object, object)
    def _tell_stopped(self, row: MatrixRow, gone: frozenset[RecordType]) -> None:
        self.refresh()
        name = name_of(row.other)
        if gone >= set(row.held):
            line = self.tr("{name} cannot see your records any more.").format(name=name)
        else:
            line = self.tr("{name} cannot see your {kinds}.").format(name=name, kinds=kinds.listed(gone))
        toast = self._toast(self.tr("You stopped sharing"), line, icon="hand-palm", color="stop",
                            action=self.tr("Share again"))  # fmt: skip
        toast.action_triggered.connect(partial(self.share_with, row.other, gone))

    @Slot(object, object)
    def _tell_refused(self, row: MatrixRow, error: ConsentDesktopError) -> None:
        self.refresh()
        title = self.tr("There is nothing to stop") if isinstance(error, DomainError) else self.tr("Not stopped yet")
        self._toast(title, told_to_patient(error, name_of(row.other)), icon="warning-circle", color="stop", sticky=True)

    def _toast(self, title: str, line: str, *, icon: str, color: str, action: str = "", sticky: bool = False) -> Toast:
        """One message at a time, over the foot of the home."""
        host = self.window()  # not the stack of pages: screen readers are told only of its current page
        for old in host.findChildren(Toast):
            if isValid(old):
                old.dismiss()
        toast = Toast(host, title, line, icon=icon, color=color, action=action, sticky=sticky)
        toast.pop_up()
        return toast
