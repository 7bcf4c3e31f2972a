"""Somebody asks: who, for what, why, until when, what it would mean; Allow and Decline of the same size."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.sign_in.hits import avatar_kind
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.avatar import Avatar
from consent_desktop.desktop.widgets.buttons import AllowButton, DeclineButton, QuietButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.sentence import RecordSentence
from consent_desktop.desktop.widgets.status_badge import Status, StatusBadge
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import initials, name_of, short_name
from consent_desktop.desktop.words.sentence import capital
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.rows import RequestRow

PAIR_WIDTH = 196


class Fact(QWidget):
    """A small heading and what it says."""

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(Label(heading, Role.LABEL, self, color="ink2"))
        self.words = Label("", Role.BODY, self)
        layout.addWidget(self.words)
        layout.addStretch(1)


class RequestCard(Card):
    """`allowed`, `declined`, `put_off`, `others_wanted`; it tells which request by `request()`."""

    allowed = Signal()
    declined = Signal()
    put_off = Signal()
    others_wanted = Signal()

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent, line="wait_line")
        self._zone = zone
        self._request: RequestRow | None = None
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._outer.setContentsMargins(24, 18, 24, 12)
        self._outer.setSpacing(20)
        self._avatar = Avatar("", parent=self, size=56)
        told = QHBoxLayout()
        told.setSpacing(20)
        told.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(8)
        told.addLayout(words, 1)
        self._outer.addLayout(told, 1)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._badge = StatusBadge(Status.WAITING, self.tr("Waiting for your answer"), self)
        self._more = QuietButton("", self, size=ControlSize.STAFF)
        head.addWidget(self._badge)
        head.addWidget(self._more)
        head.addStretch(1)
        words.addLayout(head)
        self._sentence = RecordSentence(self.tr("{pro} asks to see your {kinds}."), {"pro": "", "kinds": ""}, self)
        words.addWidget(self._sentence)
        self._facts = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._facts.setSpacing(28)
        self._facts.setContentsMargins(0, 6, 0, 0)
        self._why = Fact(self.tr("Why"), self)
        self._until = Fact(self.tr("Until"), self)
        self._means = Fact(self.tr("What it means"), self)
        for fact, share in ((self._why, 10), (self._until, 10), (self._means, 12)):
            self._facts.addWidget(fact, share)
        words.addLayout(self._facts)
        words.addStretch(1)
        self._make_buttons()
        type_scale().scale_changed.connect(self.arrange)
        self.arrange()

    def _make_buttons(self) -> None:
        self._pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._pair.setSpacing(10)
        self._outer.addLayout(self._pair)
        self.allow_button = AllowButton(self.tr("Allow"), self)
        self.decline_button = DeclineButton(self.tr("Decline"), self)
        self.later_button = QuietButton(self.tr("Decide later"), self, size=ControlSize.STAFF)
        for button in (self.allow_button, self.decline_button, self.later_button):
            self._pair.addWidget(button)
        self._pair.addStretch(1)
        self.allow_button.clicked.connect(self.allowed)
        self.decline_button.clicked.connect(self.declined)
        self.later_button.clicked.connect(self.put_off)
        self._more.clicked.connect(self.others_wanted)
        for keys, button in (("Alt+A", self.allow_button), ("Alt+D", self.decline_button)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        self.setTabOrder(self.later_button, self._more)

    def request(self) -> RequestRow | None:
        """The request that is shown."""
        return self._request

    def show_request(self, request: RequestRow, others: int) -> None:
        """Show it; `others` is how many more wait."""
        self._request = request
        person = request.asker
        self._avatar.set_person(initials(person), avatar_kind(person.kind))
        self._sentence.set_sentence(
            self.tr("{pro} asks to see your {kinds}."),
            {"pro": name_of(person), "kinds": kinds.listed(request.waiting)},
        )
        self._why.words.setText(self._why_words(request))
        self._until.words.setText(
            self.tr("No end date. It lasts until you stop it.")
            if request.until is None
            else self.tr("{day}. Then it stops by itself.").format(day=dates.end_words(request.until, self._zone))
        )
        self._means.words.setText(self._meaning(request))
        self._more.setText(self.tr("and {count} more").format(count=others))
        self._more.setAccessibleName(self.tr("and {count} more requests. Press to see all.").format(count=others))
        self._more.setVisible(others > 0)

    def _why_words(self, request: RequestRow) -> str:
        if request.purpose is None:
            return self.tr("No reason was given.")
        reason = capital(request.purpose.words)
        if request.note:
            return self.tr("{reason}. “{note}”").format(reason=reason, note=request.note)
        return self.tr("{reason}.").format(reason=reason)

    def _meaning(self, request: RequestRow) -> str:
        """True of exactly the kinds that were asked for."""
        words: dict[tuple[RecordType, ...], str] = {
            (RecordType.EXAMS,): self.tr("{pro} can read your test results and scans. Nothing else changes."),
            (RecordType.CONSULTATIONS,): self.tr(
                "{pro} can read what was said and decided at your visits. Nothing else changes."
            ),
            (RecordType.CONDITIONS,): self.tr(
                "{pro} can read your illnesses, allergies and medicines. Nothing else changes."
            ),
            (RecordType.ER_VISITS,): self.tr(
                "{pro} can read about your visits to the emergency room. Nothing else changes."
            ),
            (RecordType.ALL,): self.tr("{pro} can read all your records, also kinds that are added later."),
        }
        several = self.tr("{pro} can read the kinds named above. Nothing else changes.")
        return words.get(request.waiting, several).format(pro=short_name(request.asker))

    def set_busy(self, busy: bool) -> None:
        """While an answer is on its way the buttons do nothing."""
        for button in (self.allow_button, self.decline_button, self.later_button):
            button.setEnabled(not busy)

    @Slot(object)
    def arrange(self, _scale: object = None) -> None:
        """Buttons at the side, or below where there is less room."""
        beside = self.width() >= px(900)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._outer.setDirection(across if beside else down)
        self._pair.setDirection(down if beside else across)
        self._facts.setDirection(across if self.width() >= px(620) else down)
        self._facts.setSpacing(28 if self.width() >= px(620) else 8)
        for button in (self.allow_button, self.decline_button):
            button.setMinimumWidth(min(px(PAIR_WIDTH), max(120, self.width() // 3 - 20)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange()
