"""The card in which somebody who works here types the password."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.sign_in.proof_card import ProofCard
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.widgets.password_field import PasswordField


class PasswordCard(ProofCard):
    """A field whose letters can be shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PasswordField(self.tr("Password"), self, size=ControlSize.LARGE)
        self.slot.addWidget(self.field)
        self.field.text_changed.connect(self._typed)
        self.field.returned.connect(self.submit)
        self.set_words(
            self.tr("Your password"),
            self.tr("At least 12 characters"),
            self.tr("I forgot my password"),
            self.tr("An administrator gives you a one-time code. With it you choose a new password."),
        )

    def secret(self) -> str:
        """The password."""
        return self.field.text()

    def ready(self) -> bool:
        """Anything."""
        return bool(self.field.text())

    def forget(self) -> None:
        """Empty, letters hidden."""
        self.field.forget()

    def focus(self) -> None:
        """The field."""
        self.field.line_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark_wrong(self, wrong: bool) -> None:
        """A brick frame."""
        self.field.box.set_error(wrong)

    @Slot(object)
    def _typed(self, _text: object) -> None:
        self.field.box.set_error(False)
        self.update_button()
