"""What a protected clinic's opening asks for where this computer does not hold the key."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import PrimaryButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.password_field import PasswordField
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.event_store.errors import StoreKeyMissing, StoreKeyWrong
from consent_desktop.event_store.key_ring import KeyRingMissing
from consent_desktop.event_store.recovery_kit import RecoveryKit, RecoveryKitMistyped


def asks_for_key(error: ConsentDesktopError) -> bool:
    """Whether a recovery kit or a passphrase would help."""
    return isinstance(error, StoreKeyMissing | StoreKeyWrong | KeyRingMissing | RecoveryKitMistyped)


def given(text: str) -> dict[str, str]:
    """How what was typed is handed to the opener: a kit where it reads as one, else a passphrase."""
    try:
        RecoveryKit.typed(text)
    except RecoveryKitMistyped as error:
        looks = sum(c == "-" for c in text) >= 4 and " " not in text.strip()
        if looks:
            raise error from None
        return {"passphrase": text}
    return {"recovery": text}


class KeyAsk(QWidget):
    """`typed(str)`: the recovery kit, or the passphrase. What was wrong with the last try is said above the field."""

    typed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.sentence = Label("", Role.BODY, self)
        self.field = PasswordField(self.tr("Recovery kit, or passphrase"), self)
        self.field.line_edit.setMaxLength(1024)
        label = Label(self.field.line_edit.accessibleName(), Role.BODY, self, weight=600)
        label.setBuddy(self.field.line_edit)
        self.button = PrimaryButton(self.tr("Open the clinic"), self)
        for widget in (self.sentence, label, self.field, self.button):
            layout.addWidget(widget)
        self.field.text_changed.connect(self._changed)
        self.field.returned.connect(self.submit)
        self.button.clicked.connect(self.submit)
        self._changed("")

    def ask(self, error: ConsentDesktopError) -> None:
        """Say what is wrong and let it be typed (again)."""
        missing = isinstance(error, StoreKeyMissing | KeyRingMissing)
        words = self.tr(
            "This clinic is protected, and this computer does not hold its key. Type the recovery kit from the paper, or the "
            "passphrase. Nothing was opened."
        )
        self.sentence.setText(words if missing else str(error))
        self.sentence.set_color("ink" if missing else "stop")
        self.field.forget()
        self.setEnabled(True)
        self.field.setFocus()

    @Slot(object)
    def _changed(self, text: object) -> None:
        self.button.setEnabled(bool(text))

    @Slot()
    def submit(self) -> None:
        """Hand it over."""
        text = self.field.text().strip()
        if text:
            self.setEnabled(False)
            self.field.forget()
            self.typed.emit(text)
