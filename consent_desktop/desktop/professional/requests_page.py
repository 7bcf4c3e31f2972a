"""All that I asked: what waits, with "Take back", and how the rest ended."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.professional import request_words
from consent_desktop.desktop.staff.topbar import Topbar
from consent_desktop.desktop.theme.metrics import MARGIN_STAFF, ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.empty_state import EmptyState
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.scroll_area import ScrollArea
from consent_desktop.desktop.widgets.sentence import RecordSentence
from consent_desktop.desktop.widgets.status_badge import Status, StatusBadge
from consent_desktop.desktop.words import kinds, states
from consent_desktop.desktop.words.people import name_of
from consent_desktop.read_models.rows import RequestRow, RequestState

BADGES = {
    RequestState.OPEN: Status.WAITING,
    RequestState.GRANTED: Status.CAN_SEE,
    RequestState.PARTLY_GRANTED: Status.PARTLY,
    RequestState.DECLINED: Status.DECLINED,
    RequestState.WITHDRAWN: Status.TAKEN_BACK,
    RequestState.LOST: Status.TAKEN_BACK,
}
AT_ONCE = 20


class RequestCard(Card):
    """One request in words."""

    take_back = Signal(object)

    def __init__(self, request: RequestRow, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._request = request
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(StatusBadge(BADGES[request.state], states.request_word(request.state), self))
        head.addStretch(1)
        words.addLayout(head)
        said = request_words.asked_sentence(request, zone)
        words.addWidget(RecordSentence(said.template, said.values, self, role=Role.RECORD_DETAIL))
        if request.note:
            words.addWidget(Label(self.tr("Your message: {note}").format(note=request.note), Role.TABLE, self))
        part = states.allowed_part(request)
        if part:
            words.addWidget(Label(part, Role.TABLE, self))
        words.addWidget(Label(request_words.standing(request, zone), Role.TABLE, self, color="ink2"))
        row.addLayout(words, 1)
        if request.state is RequestState.OPEN:
            button = SecondaryButton(self.tr("Take back"), self, icon="arrow-u-up-left", size=ControlSize.STAFF)
            name = self.tr("Take back the request to {patient} about {kinds}")
            button.setAccessibleName(name.format(patient=name_of(request.patient), kinds=kinds.listed(request.waiting)))
            button.clicked.connect(partial(self._press))
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _press(self, _checked: bool = False) -> None:
        self.take_back.emit(self._request)


class RequestsPage(QWidget):
    """`take_back(RequestRow)`. Open requests first, then the ended ones, twenty at a time."""

    take_back = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone, self._limit = zone, AT_ONCE
        self._requests: list[RequestRow] = []
        self._cards: dict[RequestRow, RequestCard] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN_STAFF, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(Topbar(self.tr("Requests"), self.tr("What you asked patients, and what they answered"), self))
        area = ScrollArea(self)
        body = QWidget(area)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 4, MARGIN_STAFF, 24)
        self._column.setSpacing(12)
        self._empty = EmptyState(
            self.tr("You have asked nobody yet"),
            self.tr("Under Patients, check a patient and press Ask for what you cannot see."), body,
            icon="paper-plane-tilt",
        )  # fmt: skip
        self._more = SecondaryButton(self.tr("Show 20 more"), body, size=ControlSize.STAFF)
        self._more.clicked.connect(partial(self._show_more))
        self._column.addWidget(self._empty)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._more.hide()
        area.setWidget(body)
        body.setAutoFillBackground(False)
        outer.addWidget(area, 1)

    def set_requests(self, requests: Sequence[RequestRow]) -> None:
        """Show these; cards of requests that stand as before stay, with their focus."""
        self._requests = list(requests)
        shown = self._requests[: self._limit]
        for request in [r for r in self._cards if r not in shown]:
            card = self._cards.pop(request)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, request in enumerate(shown):
            card = self._cards.get(request) or self._new_card(request)
            if self._column.indexOf(card) != place:
                self._column.insertWidget(place, card)
        self._empty.setVisible(not shown)
        self._more.setVisible(len(self._requests) > self._limit)

    def _new_card(self, request: RequestRow) -> RequestCard:
        card = RequestCard(request, self._zone, self)
        card.take_back.connect(self.take_back)
        self._cards[request] = card
        return card

    def _show_more(self, _checked: bool = False) -> None:
        self._limit += AT_ONCE
        self.set_requests(self._requests)
