"""What the bell holds: answers and what patients stopped. A notice is seen when its reader says so, never before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.empty_state import EmptyState
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.sentence import RecordSentence
from consent_desktop.desktop.widgets.status_badge import Status, StatusBadge
from consent_desktop.desktop.words import dates, events
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import MarkNoticeSeen
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.read_models.rows import NoticeRow, NoticeStatus, PersonRow

BADGES = {
    NoticeStatus.DUE: Status.CHECKING,
    NoticeStatus.WAITING: Status.NEW,
    NoticeStatus.SEEN: Status.ENDED,
    NoticeStatus.PARKED: Status.DAMAGED,
}


def unseen(notices: Sequence[NoticeRow]) -> list[NoticeRow]:
    """Those that the bell counts."""
    return [notice for notice in notices if notice.status is not NoticeStatus.SEEN]


class NoticeCard(Card):
    """One notice: its state, its sentence, and "Mark as seen" while it waits."""

    seen_pressed = Signal(object)

    def __init__(self, notice: NoticeRow, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._notice = notice
        zone = workspace.clinic.zone
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(12)
        words = {
            NoticeStatus.DUE: self.tr("On its way"), NoticeStatus.WAITING: self.tr("New"),
            NoticeStatus.SEEN: self.tr("Seen"), NoticeStatus.PARKED: self.tr("Could not be recorded"),
        }  # fmt: skip
        self.badge = StatusBadge(BADGES[notice.status], words[notice.status], self, dense=True)
        head.addWidget(self.badge)
        head.addStretch(1)
        moment = dates.moment_short(notice.event.recorded_at, zone)
        head.addWidget(Label(moment, Role.SMALL, self, color="ink2", tnum=True))
        column.addLayout(head)
        said = events.receiver_sentence(notice.event, zone)
        column.addWidget(RecordSentence(said.template, said.values, self, role=Role.RECORD_DETAIL))
        if notice.status is NoticeStatus.PARKED:
            parked = self.tr(
                "It was tried three times. What it says has happened and stands in the history. "
                "Tell whoever looks after this program."
            )
            column.addWidget(Label(parked, Role.TABLE, self, color="stop"))
        self.button = SecondaryButton(self.tr("Mark as seen"), self, icon="check", size=ControlSize.STAFF)
        patient, number = name_of(notice.event.subject), self.locale().toString(notice.event.position)
        name = self.tr("Mark as seen: event {number}, {patient}").format(number=number, patient=patient)
        self.button.setAccessibleName(name)
        self.button.setVisible(notice.status is NoticeStatus.WAITING)
        self.button.clicked.connect(partial(self._press))
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)

    def _press(self, _checked: bool = False) -> None:
        self.seen_pressed.emit(self._notice)


class NoticesPanel(DialogFrame):
    """All notices of one person, newest first."""

    def __init__(self, host: QWidget, workspace: Workspace, person: PersonRow) -> None:
        super().__init__(host, "", size=QSize(560, 640), foot=False)
        title = self.tr("Notices")
        self.setAccessibleName(self.tr("Your notices"))
        self.panel.setAccessibleName(self.tr("Your notices"))
        self._workspace, self._person = workspace, person
        self._cards: dict[NoticeRow, NoticeCard] = {}
        self.set_head(Label(title, Role.H2, self.head))
        self.body_layout.setSpacing(12)
        self._error = Label("", Role.TABLE, self.body, color="stop")
        growing(self._error)
        self._error.hide()
        self._empty = EmptyState(
            self.tr("No notices"), self.tr("Answers of patients will stand here."), self.body, icon="bell"
        )
        self.body_layout.addWidget(self._error)
        self.body_layout.addWidget(self._empty)
        self.body_layout.addStretch(1)

    def set_notices(self, notices: Sequence[NoticeRow]) -> None:
        """Show these; the focus goes to the next card when the one that had it is marked."""
        for notice in [n for n in self._cards if n not in notices]:
            card = self._cards.pop(notice)
            self.body_layout.removeWidget(card)
            if self.isVisible() and card.button.hasFocus():
                self.close_button.setFocus()
            card.hide()
            card.deleteLater()
        for place, notice in enumerate(notices):
            if notice not in self._cards:
                card = NoticeCard(notice, self._workspace, self.body)
                card.seen_pressed.connect(self._mark_seen)
                self._cards[notice] = card
                self.body_layout.insertWidget(2 + place, card)
        self._empty.setVisible(not notices)

    def _mark_seen(self, notice: NoticeRow) -> None:
        command = MarkNoticeSeen(recipient=notice.recipient, notice_id=notice.notice_id)
        acting = self._workspace.clinic.acting_as(self._person)
        self._workspace.command(self, command, acting, self._marked, self._refused)

    def _marked(self, _recorded: object) -> None:
        self._error.hide()

    def _refused(self, error: ConsentDesktopError) -> None:
        self._error.setText(str(error))
        self._error.show()
