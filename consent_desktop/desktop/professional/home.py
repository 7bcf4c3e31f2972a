"""The window of a doctor or nurse: it asks for everything that its pages show, and follows each change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.alarm import EndAlarm
from consent_desktop.desktop.history.page import HistoryPage
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.professional import notice_words, patient_lines
from consent_desktop.desktop.professional.ask_dialog import AskDialog
from consent_desktop.desktop.professional.find_dialog import FindDialog
from consent_desktop.desktop.professional.notices_panel import NoticesPanel, unseen
from consent_desktop.desktop.professional.patient_lines import PatientLine
from consent_desktop.desktop.professional.patients_page import PatientsPage
from consent_desktop.desktop.professional.requests_page import RequestsPage
from consent_desktop.desktop.professional.take_back import TakeBack
from consent_desktop.desktop.staff.frame import Section, StaffFrame
from consent_desktop.desktop.widgets.toast import Toast
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Actor
from consent_desktop.read_models import matrix, notices, requests
from consent_desktop.read_models.rows import NoticeRow, NoticeStatus, PersonRow, RequestRow, RequestState

PATIENTS, REQUESTS, HISTORY = "patients", "requests", "history"


@dataclass(frozen=True, slots=True)
class Standing:
    """Everything that the window shows, as of one moment."""

    lines: list[PatientLine]
    requests: list[RequestRow]
    notices: list[NoticeRow]
    next_end: datetime | None


def standing(clinic: Clinic, actor: Actor) -> Standing:
    """Ask for it; runs in the background."""
    now, me = clinic.now(), actor.acting
    return Standing(
        patient_lines.lines_of(clinic.ask(me, matrix.of_actor, actor, now), now, clinic.zone),
        clinic.ask(me, requests.asked_by, actor.id),
        clinic.ask(me, notices.of_recipient, actor.id),
        clinic.ask(me, matrix.next_end, actor.id, now),
    )


class ProfessionalHome(QWidget):
    """`left()` when Finish is pressed."""

    left = Signal()

    def __init__(self, workspace: Workspace, person: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._person = workspace, person
        self._actor = matrix.actor_of(person)
        self._notices: list[NoticeRow] = []
        self._told: int | None = None
        self._panel: NoticesPanel | None = None
        self._toast: Toast | None = None
        self.setAccessibleName(name_of(person))
        sections = (
            Section(PATIENTS, self.tr("Patients"), "users-three"),
            Section(REQUESTS, self.tr("Requests"), "paper-plane-tilt"),
            Section(HISTORY, self.tr("History"), "clock-counter-clockwise"),
        )
        self.frame = StaffFrame(person, sections, self)
        self.patients = PatientsPage(workspace, person, self.frame)
        self.requests = RequestsPage(workspace.clinic.zone, self.frame)
        self.history = HistoryPage(workspace, person.acting, person.subject, self.frame)
        for key, page in ((PATIENTS, self.patients), (REQUESTS, self.requests), (HISTORY, self.history)):
            self.frame.add_page(key, page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._latest = Latest(workspace, self)
        self._alarm = EndAlarm(workspace.clinic.now, self)
        self._back = TakeBack(workspace, person, self)
        self._connect()
        self._ask()

    def _connect(self) -> None:
        card = self.patients.check_card
        self.frame.left.connect(self.left)
        self.frame.page_shown.connect(self._page_shown)
        self.patients.bell_pressed.connect(self.open_notices)
        self.patients.find_wanted.connect(self.open_find)
        self.patients.waiting.all_wanted.connect(self._all_requests)
        self.patients.waiting.take_back.connect(self._back.take_back)
        self.requests.take_back.connect(self._back.take_back)
        self._back.done.connect(self._taken_back)
        self._back.refused.connect(self._say_trouble)
        card.event_wanted.connect(self.open_event)
        card.ask_wanted.connect(self._ask_wanted)
        self._alarm.rang.connect(self._changed)
        self._workspace.changed.connect(self._changed)
        ask = QShortcut(QKeySequence("Ctrl+Shift+A"), self)
        ask.activated.connect(self._ask_shortcut)

    def showEvent(self, event: QShowEvent) -> None:
        """The first focus is on the patients."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.patients.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # what is shown

    def _ask(self) -> None:
        work = partial(standing, self._workspace.clinic, self._actor)
        self._latest.ask(work, self._show, self._failed)

    @Slot(object)
    def _changed(self, _position: object = None) -> None:
        self._ask()
        self.patients.check_card.recheck()

    def _show(self, now: Standing) -> None:
        waiting = [request for request in now.requests if request.state is RequestState.OPEN]
        self.patients.set_lines(now.lines, waiting)
        self.requests.set_requests(now.requests)
        self.frame.set_count(REQUESTS, self.locale().toString(len(waiting)) if waiting else "")
        self._alarm.set_end(now.next_end)
        self._show_notices(now.notices)

    def _show_notices(self, found: list[NoticeRow]) -> None:
        waiting = len(unseen(found))
        number = self.locale().toString(waiting)
        self.patients.bell.set_count(number if waiting else "")
        words = self.tr("Notices, {number} not seen").format(number=number) if waiting else self.tr("Notices")
        self.patients.bell.setAccessibleName(words)
        self._notices = found
        if self._panel is not None:
            self._panel.set_notices(found)
        newest = max((notice.event.position for notice in found), default=0)
        if self._told is not None and newest > self._told:
            self._announce([n for n in found if n.event.position > (self._told or 0)])
        self._told = max(newest, self._told or 0)

    def _announce(self, new: list[NoticeRow]) -> None:
        for notice in new:
            if notice.status is not NoticeStatus.SEEN:
                title, line, good = notice_words.toast(notice.event, self._workspace.clinic.zone)
                icon, color = ("check-circle", "allow") if good else ("warning-circle", "stop")
                self._say(title, line, icon, color)
                return

    def _failed(self, error: ConsentDesktopError) -> None:
        self._say_trouble(str(error))

    # toasts

    def _say(self, title: str, line: str, icon: str, color: str, *, sticky: bool = False) -> None:
        if self._toast is not None:
            self._toast.dismiss()
        toast = Toast(self, title, line, icon=icon, color=color, sticky=sticky, over=self.patients.table)
        toast.closed.connect(self._toast_gone)
        self._toast = toast
        toast.pop_up()

    @Slot()
    def _toast_gone(self) -> None:
        self._toast = None

    @Slot(object)
    def _say_trouble(self, sentence: str) -> None:
        self._say(self.tr("That did not happen"), sentence, "warning-circle", "stop", sticky=True)

    @Slot(object)
    def _taken_back(self, request: RequestRow) -> None:
        line = self.tr("{patient} need not answer any more.").format(patient=name_of(request.patient))
        self._say(self.tr("You took the request back"), line, "check-circle", "allow")

    # where the person goes

    @Slot(object)
    def _page_shown(self, key: str) -> None:
        if key == HISTORY:
            self.history.open_page()

    @Slot()
    def _all_requests(self) -> None:
        self.patients.close_drawer()
        self.frame.show_page(REQUESTS)

    @Slot(object)
    def open_event(self, position: int) -> None:
        """Show the history at that event."""
        self.patients.close_drawer()
        self.frame.show_page(HISTORY)
        self.history.show_event(position)

    @Slot()
    def open_notices(self) -> None:
        """What the bell holds."""
        self._panel = NoticesPanel(self.window(), self._workspace, self._person)
        self._panel.closed.connect(self._panel_gone)
        self._panel.set_notices(self._notices)
        self._panel.open_dialog()

    @Slot()
    def _panel_gone(self) -> None:
        self._panel = None

    @Slot()
    def open_find(self) -> None:
        """Find a patient who is not in the list."""
        dialog = FindDialog(self.window(), self._workspace, self._person)
        dialog.found.connect(self.patients.check)
        dialog.open_dialog()

    @Slot()
    def _ask_shortcut(self) -> None:
        patient = self.patients.check_card.patient()
        if patient is not None:
            self.open_ask(patient)

    @Slot(object, object)
    def _ask_wanted(self, patient: PersonRow, _types: object) -> None:
        self.open_ask(patient)

    def open_ask(self, patient: PersonRow) -> None:
        """Ask that patient."""
        self.patients.close_drawer()
        dialog = AskDialog(self.window(), self._workspace, self._person, patient)
        dialog.sent.connect(partial(self._sent, patient))
        dialog.open_dialog()

    def _sent(self, patient: PersonRow, _recorded: object) -> None:
        line = self.tr("{patient} is told at the next sign-in.").format(patient=name_of(patient))
        self._say(self.tr("Your request was sent"), line, "check-circle", "allow")
