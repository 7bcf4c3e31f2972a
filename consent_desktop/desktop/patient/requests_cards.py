"""The cards of the requests page."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.patient import cell_words
from consent_desktop.desktop.sharing.lines import IconLine
from consent_desktop.desktop.theme.tokens import AvatarKind
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.avatar import Avatar
from consent_desktop.desktop.widgets.buttons import AllowButton, DeclineButton, KitButton, SecondaryButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.sentence import RecordSentence
from consent_desktop.desktop.widgets.status_badge import Status, StatusBadge
from consent_desktop.desktop.words import dates, events, kinds, states
from consent_desktop.desktop.words.people import initials, name_of, role_of
from consent_desktop.desktop.words.sentence import capital
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.rows import (
    MatrixRow,
    NoticeRow,
    NoticeStatus,
    PersonRow,
    RequestRow,
    RequestState,
)

translate = QCoreApplication.translate

STATUSES = {
    RequestState.OPEN: Status.WAITING,
    RequestState.GRANTED: Status.CAN_SEE,
    RequestState.PARTLY_GRANTED: Status.PARTLY,
    RequestState.DECLINED: Status.DECLINED,
    RequestState.WITHDRAWN: Status.TAKEN_BACK,
    RequestState.LOST: Status.TAKEN_BACK,
}


class PersonCard(Card):
    """Avatar, words, and buttons at the end; the buttons go under the words where room is short."""

    NARROW = 620
    FACTS_BESIDE = 900

    def __init__(self, person: PersonRow, parent: QWidget, *, line: str = "line") -> None:
        super().__init__(parent, line=line)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(20, 18, 20, 18)
        self._row.setSpacing(20)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        avatar = Avatar(initials(person), AvatarKind(person.kind.value), self)
        middle.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        self.words = QVBoxLayout()
        self.words.setSpacing(8)
        middle.addLayout(self.words, 1)
        self._row.addLayout(middle, 1)
        self.buttons = QVBoxLayout()
        self.buttons.setSpacing(10)
        self._row.addLayout(self.buttons)
        self._facts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._facts.setSpacing(20)

    def add_badge(self, status: Status, word: str) -> None:
        """A badge on a line of its own."""
        self.words.addWidget(StatusBadge(status, word, self), 0, Qt.AlignmentFlag.AlignLeading)

    def add_button(self, button: KitButton, name: str) -> None:
        """A button with a name that no other in the window has."""
        button.setAccessibleName(name)
        button.setMinimumWidth(px(160))
        self.buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def add_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """A small heading and its words for each, side by side where there is room."""
        for name, value in facts:
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(Label(name, Role.LABEL, self, color="ink2"))
            column.addWidget(Label(value, Role.BODY, self))
            column.addStretch(1)
            self._facts.addLayout(column, 1)
        self.words.addLayout(self._facts)

    def add_allowed_part(self, request: RequestRow) -> None:
        """Which kinds were allowed, where it was not all of them."""
        words = states.allowed_part(request)
        if words:
            self.words.addWidget(Label(words, Role.BODY, self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside or below."""
        super().resizeEvent(event)
        for row, least in ((self._row, self.NARROW), (self._facts, self.FACTS_BESIDE)):
            narrow = self.width() < px(least)
            direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
            if row.direction() != direction:
                row.setDirection(direction)


def _limits(request: RequestRow, zone: ZoneInfo) -> list[tuple[str, str]]:
    facts = []
    if request.purpose is not None:
        facts.append((translate("requests", "Why"), capital(request.purpose.words)))
    if request.until is not None:
        ends = translate("requests", "{day}. Then it stops by itself.")
        facts.append((translate("requests", "Until"), ends.format(day=dates.end_words(request.until, zone))))
    else:
        facts.append((translate("requests", "Until"), translate("requests", "No end date, until you stop it.")))
    if request.note:
        facts.append((translate("requests", "Message"), request.note))
    return facts


class OpenRequestCard(PersonCard):
    """A request that waits for the patient's answer. `allowed`, `declined`."""

    allowed = Signal()
    declined = Signal()

    def __init__(self, request: RequestRow, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(request.asker, parent, line="wait_line")
        self.request = request
        words = kinds.listed(request.waiting)
        self.add_badge(Status.WAITING, self.tr("Waiting for your answer"))
        values = {"pro": name_of(request.asker), "kinds": words}
        self.words.addWidget(RecordSentence(self.tr("{pro} asks to see your {kinds}."), values, self))
        asked = dates.long_day(dates.day_of(request.asked_at, zone))
        self.add_facts([*_limits(request, zone), (self.tr("Asked"), asked)])
        self.allow = AllowButton(self.tr("Allow"), self)
        self.decline = DeclineButton(self.tr("Decline"), self)
        name = name_of(request.asker)
        self.add_button(self.allow, self.tr("Allow {name}, {kinds}").format(name=name, kinds=words))
        self.add_button(self.decline, self.tr("Decline {name}, {kinds}").format(name=name, kinds=words))
        self.buttons.addStretch(1)
        self.allow.clicked.connect(self.allowed)
        self.decline.clicked.connect(self.declined)


class EndedRequestCard(PersonCard):
    """How a request to the patient ended. `share` after a no."""

    share = Signal()

    def __init__(self, request: RequestRow, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(request.asker, parent)
        self.request = request
        words = kinds.listed(request.record_types)
        self.add_badge(STATUSES[request.state], _outcome(request, zone))
        values = {"pro": name_of(request.asker), "kinds": words}
        sentence = self.tr("{pro} asked to see your {kinds}.")
        self.words.addWidget(RecordSentence(sentence, values, self, role=Role.RECORD_DETAIL))
        self.add_allowed_part(request)
        if request.state is RequestState.DECLINED:
            self.again = SecondaryButton(self.tr("Share after all"), self)
            name = self.tr("Share after all with {name}, {kinds}").format(name=name_of(request.asker), kinds=words)
            if request.ended_at is not None:
                day = dates.moment_short(request.ended_at, zone)
                name = ", ".join((name, self.tr("declined {moment}").format(moment=day)))
            self.add_button(self.again, name)
            self.again.clicked.connect(self.share)


def _outcome(request: RequestRow, zone: ZoneInfo) -> str:
    word = states.request_word(request.state)
    if request.ended_at is None:
        return word
    day = dates.long_day(dates.day_of(request.ended_at, zone))
    return translate("requests", "{outcome} on {day}").format(outcome=word, day=day)


class OwnRequestCard(PersonCard):
    """What the patient asked of another one. `take_back` while it waits."""

    take_back = Signal()

    def __init__(self, request: RequestRow, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(request.patient, parent)
        self.request = request
        opens = request.state is RequestState.OPEN
        words = kinds.listed(request.waiting if opens else request.record_types)
        self.add_badge(STATUSES[request.state], _outcome(request, zone))
        values = {"patient": name_of(request.patient), "kinds": words}
        sentence = self.tr("You asked {patient} to let you see these: {kinds}.")
        self.words.addWidget(RecordSentence(sentence, values, self, role=Role.RECORD_DETAIL))
        self.add_allowed_part(request)
        if opens:
            self.back = SecondaryButton(self.tr("Take back"), self, icon="arrow-u-up-left")
            name = self.tr("Take back the request to {name}, {kinds}")
            self.add_button(self.back, name.format(name=name_of(request.patient), kinds=words))
            self.back.clicked.connect(self.take_back)


class SharedCard(PersonCard):
    """What another patient lets this one see, each kind with its end."""

    def __init__(self, row: MatrixRow, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(row.other, parent)
        self.words.setSpacing(4)
        self.words.addWidget(Label(name_of(row.other), Role.H3, self))
        self.words.addWidget(Label(role_of(row.other), Role.TABLE, self, color="ink2"))
        for kind in row.permitted:
            words = self.tr("{kind}, {end}").format(kind=kinds.title(kind), end=dates.ends(row.cells[kind].until, zone))
            self.words.addWidget(IconLine(kinds.ICONS[kind], words, self, icon_color="allow"))
        later = cell_words.beyond(row)
        if later:
            self.words.addWidget(IconLine(kinds.ICONS[RecordType.ALL], later, self, icon_color="allow"))


class NoticeCard(Card):
    """Something the patient is to know. `seen` when it was read."""

    seen = Signal()

    def __init__(self, notice: NoticeRow, patient: PersonRow, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent, line="pen_line")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 14, 20, 14)
        row.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(4)
        event = notice.event
        mine = event.subject is not None and event.subject.subject == patient.subject
        said = events.patient_sentence(event, zone) if mine else events.receiver_sentence(event, zone)
        column.addWidget(RecordSentence(said.template, said.values, self, role=Role.RECORD_DETAIL))
        when = dates.moment_short(event.effective_at, zone)
        column.addWidget(Label(when, Role.TABLE, self, color="ink2", tnum=True))
        row.addLayout(column, 1)
        if notice.status is NoticeStatus.WAITING:
            self.button = SecondaryButton(self.tr("Mark as seen"), self, icon="check")
            self.button.setAccessibleName(
                self.tr("Mark as seen: {words} {moment}").format(words=said.text, moment=when)
            )
            row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
            self.button.clicked.connect(self.seen)
        else:
            late = (
                self.tr(
                    "We could not record that this notice waits for you. What it says has happened. Please tell the desk."
                )
                if notice.status is NoticeStatus.PARKED
                else self.tr("This notice is still being recorded. You need do nothing.")
            )
            column.addWidget(IconLine("warning-circle", late, self, role=Role.TABLE, color="stop", icon_color="stop"))
