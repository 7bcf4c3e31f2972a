"""The card on the lock screen: whose session it is, and the proof that opens it again."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.sign_in.hits import avatar_kind
from consent_desktop.desktop.sign_in.proof_card import ProofCard
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import RADIUS_DIALOG, ControlSize
from consent_desktop.desktop.theme.type import px
from consent_desktop.desktop.widgets.avatar import Avatar
from consent_desktop.desktop.widgets.buttons import QuietButton
from consent_desktop.desktop.widgets.paint import circle, draw_icon
from consent_desktop.desktop.widgets.password_field import PasswordField
from consent_desktop.desktop.widgets.pin_pad import PinPad
from consent_desktop.desktop.words.people import initials, name_of, part_of_name
from consent_desktop.domain.vocabulary import PersonKind


class _LockedAvatar(Avatar):
    """Initials with a lock at their edge."""

    def paint(self, painter: QPainter) -> None:
        """Initials, then the lock in a disc of the card's colour."""
        super().paint(painter)
        disc, size = px(32), px(20)
        middle = QPointF(self.width() - disc / 2, self.height() - disc / 2)
        circle(painter, middle, disc, "surface")
        x, y = round(middle.x() - size / 2), round(middle.y() - size / 2)
        draw_icon(painter, x, y, size, "lock-simple", Weight.FILL, "pen")


class LockCard(ProofCard):
    """`someone_else()`. A patient types the PIN, staff the PIN of the shift or the password."""

    someone_else = Signal()

    def __init__(self, session: Session, *, by_pin: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent, centred=True, radius=RADIUS_DIALOG)
        self._patient = session.person.kind is PersonKind.PATIENT
        self._said_name = part_of_name(session.person) if self._patient else name_of(session.person)
        self._by_pin = by_pin
        layout = self.layout()
        assert layout is not None  # ProofCard made it
        layout.setContentsMargins(32, 32, 32, 24)
        avatar = _LockedAvatar(initials(session.person), avatar_kind(session.person.kind), self, size=72)
        self.column.insertWidget(0, avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        self.column.insertSpacing(1, 14)
        self.pad = PinPad(self.tr("PIN, 6 numbers"), self)
        self.field = PasswordField(self.tr("Password"), self, size=ControlSize.LARGE)
        self.slot.addWidget(self.pad)
        self.slot.addWidget(self.field)
        self.other_way = QuietButton("", self, size=ControlSize.STAFF)
        self.other_button = QuietButton(
            self.tr("I am someone else"), self, icon="user-switch", weight=Weight.REGULAR, size=ControlSize.TOOL
        )
        for link in (self.other_way, self.other_button):
            self.column.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)
        for gone in (self.forgot_button, self.code_button):
            gone.hide()
        self.button.setText(self.tr("Go on"))
        self.pad.filled.connect(self._filled)
        self.field.text_changed.connect(self._typed)
        self.field.returned.connect(self.submit)
        self.other_way.clicked.connect(self.change_way)
        self.other_button.clicked.connect(self.someone_else)
        self.choose_way(by_pin)

    def choose_way(self, by_pin: bool, *, pin_counts: bool = True) -> None:
        """PIN or password; `pin_counts`: whether the PIN is offered at all."""
        self.forget()
        self._by_pin = by_pin
        for widget, shown in ((self.pad, by_pin), (self.field, not by_pin), (self.button, not by_pin)):
            widget.setVisible(shown)
        words = (
            self.tr("{name}, type your PIN to go on.") if by_pin else self.tr("{name}, type your password to go on.")
        )
        self.set_words(self.tr("Locked"), words.format(name=self._said_name), "", "")
        self.other_way.setText(self.tr("Use my password") if by_pin else self.tr("Use the PIN of my shift"))
        self.other_way.setVisible(not self._patient and pin_counts)
        self.update_button()

    @Slot()
    def change_way(self) -> None:
        """The other of the two."""
        self.choose_way(not self._by_pin)
        self.focus()

    def secret(self) -> str:
        """The PIN or the password."""
        return self.pad.pin() if self._by_pin else self.field.text()

    def ready(self) -> bool:
        """Six numbers, or anything."""
        return self.pad.boxes.is_full() if self._by_pin else bool(self.field.text())

    def forget(self) -> None:
        """Empty."""
        self.pad.boxes.clear()
        self.field.forget()

    def focus(self) -> None:
        """The boxes or the field."""
        (self.pad.boxes if self._by_pin else self.field.line_edit).setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_wrong(self, wrong: bool) -> None:
        """Brick frames."""
        self.pad.boxes.set_error(wrong)
        self.field.box.set_error(wrong)

    @Slot(object)
    def _filled(self, full: object) -> None:
        """The sixth number opens it: there is no button to press."""
        self.update_button()
        if full:
            self.submit()

    @Slot(object)
    def _typed(self, _text: object) -> None:
        self.field.box.set_error(False)
        self.update_button()
