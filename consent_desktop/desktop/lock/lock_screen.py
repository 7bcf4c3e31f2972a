"""The lock screen: opaque, with nothing of the person but the name that they themselves must know (guide, 07c)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.lock.lock_card import LockCard
from consent_desktop.desktop.shell.scrolling import ScrollPage
from consent_desktop.desktop.shell.strip_words import strip_words
from consent_desktop.desktop.sign_in import proving
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.brand import Brand
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.notice_strip import NoticeStrip, Tone
from consent_desktop.desktop.widgets.paint import smooth
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.door_errors import ResumeRefused, SessionOver
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import PersonKind

CARD_WIDTH, CLOCK_MS = 360, 10_000
_FIRST, _STEP, _ARCS, _SPAN, _START, _TURN = 290, 60, 9, 252, -23, 13


class LockScreen(QWidget):
    """`resumed(Session)` when the same person is back, `someone_else()` when another wants to sign in."""

    resumed = Signal(object)
    someone_else = Signal()

    def __init__(self, workspace: Workspace, session: Session, *, by_pin: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._session = workspace, session
        self._answer = Latest(workspace, self)
        self._page = ScrollPage(self, margin=40, top=24)
        self._page.viewport().setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        said = strip_words(workspace.clinic)
        if said:
            outer.addWidget(NoticeStrip(said, Tone.WAIT, self, dense=True))
        outer.addWidget(self._page, 1)
        column, parts = self._page.column_widget, self._page.column
        parts.setSpacing(0)
        top = QHBoxLayout()
        self._clock = Label("", Role.BODY, column, color="on_brand", wrap=False)
        top.addWidget(Brand(self.tr("Consent"), column, inverse=True))
        top.addStretch(1)
        top.addWidget(self._clock)
        parts.addLayout(top)
        patient = session.person.kind is PersonKind.PATIENT
        self.card = LockCard(session, by_pin=by_pin or patient, parent=column)
        middle = (
            QHBoxLayout()
        )  # not an alignment: that asks for the height at the page's width, and the card is narrower
        middle.addStretch(1)
        middle.addWidget(self.card)
        middle.addStretch(1)
        parts.addStretch(1)
        parts.addLayout(middle)
        parts.addStretch(1)
        words = self.tr("Your work is kept. Nothing is shown while it is locked.")
        parts.addSpacing(12)
        parts.addWidget(Label(words, Role.TABLE, column, color="on_brand2", centred=True))
        self._secret = Label("", Role.TABLE, column, color="on_brand", centred=True)
        self._secret.hide()
        parts.addWidget(self._secret)
        self.card.submitted.connect(self.prove)
        self.card.someone_else.connect(self.someone_else)
        self._minute = QTimer(self)
        self._minute.setInterval(CLOCK_MS)
        self._minute.timeout.connect(self.tell_time)
        self._minute.start()
        self.tell_time()
        work = partial(proving.demonstration_words, workspace.clinic, session.person)
        workspace.query(self, work, self._say_secret, self._no_secret)
        type_scale().scale_changed.connect(self.arrange)
        self.arrange()

    def first_focus(self) -> QWidget:
        """Where the keyboard begins."""
        return self.card.pad.boxes if self.card.pad.isVisibleTo(self.card) else self.card.field.line_edit

    @Slot()
    def tell_time(self) -> None:
        """The clinic's day and time."""
        now, zone = self._workspace.clinic.now(), self._workspace.clinic.zone
        self._clock.setText(f"{dates.weekday(dates.day_of(now, zone))}, {dates.clock_time(now, zone)}")

    def _say_secret(self, words: str) -> None:
        """In the demonstration everybody may read what opens it."""
        self._secret.setText(words)
        self._secret.setVisible(bool(words))

    def _no_secret(self, _error: ConsentDesktopError) -> None:
        """Then nothing is said."""

    @Slot()
    def prove(self) -> None:
        """Let the accounts look at what was typed."""
        self.card.set_busy(True)
        work = partial(self._workspace.clinic.accounts.resume, self._session, self.card.secret())
        self._answer.ask(work, self._resumed, self._refused)

    def _resumed(self, session: Session) -> None:
        self.card.forget()
        self.resumed.emit(session)

    def _refused(self, error: ConsentDesktopError) -> None:
        if isinstance(error, ResumeRefused) and error.password_only:
            self.card.choose_way(by_pin=False, pin_counts=False)
        self.card.refuse(error)
        if isinstance(error, SessionOver):
            self.card.set_busy(True)  # nothing that is typed opens this any more
            self.card.other_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def arrange(self, _scale: object = None) -> None:
        """The card grows with its text, as far as the window goes."""
        self.card.setFixedWidth(max(280, min(px(CARD_WIDTH), self.width() - 80)))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew."""
        super().resizeEvent(event)
        self.arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Opaque blue, and arcs around the middle."""
        painter = QPainter(self)
        smooth(painter)
        painter.fillRect(self.rect(), token("brand_panel"))
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        painter.setPen(QPen(token("brand_ring"), 2))
        middle = QPointF(self.width() / 2, self.height() / 2)
        for number in range(_ARCS):
            reach = _FIRST + _STEP * number
            area = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
            painter.drawArc(area, (_START - _TURN * number) * 16, _SPAN * 16)
        painter.end()
