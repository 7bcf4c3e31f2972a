"""A field for a password or a one-time code, hidden until somebody asks to see it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.widgets.buttons import CancelButton
from consent_desktop.desktop.widgets.text_field import TextField

LONGEST = 128
"""Characters that a password may have; longer ones would only cost time to check."""


class PasswordField(TextField):
    """A `TextField` whose letters are dots; the button at its end shows them, and hides them again."""

    def __init__(self, name: str, parent: QWidget | None = None, *, size: ControlSize = ControlSize.NORMAL) -> None:
        super().__init__(name, parent, icon="lock-simple", size=size)
        self.line_edit.setMaxLength(LONGEST)
        self.line_edit.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
            | Qt.InputMethodHint.ImhSensitiveData
        )
        self.show_button = CancelButton("", self.box, size=min(size, ControlSize.STAFF))
        self.show_button.clicked.connect(self.show_or_hide)
        layout = self.box.layout()
        assert layout is not None  # TextField made it
        layout.addWidget(self.show_button)
        self.hide_letters()

    @Slot()
    def show_or_hide(self) -> None:
        """Letters for dots, dots for letters."""
        if self.line_edit.echoMode() is QLineEdit.EchoMode.Normal:
            self.hide_letters()
        else:
            self.line_edit.setEchoMode(QLineEdit.EchoMode.Normal)
            self._say(self.tr("Hide"), self.tr("Hide {field}"))

    def hide_letters(self) -> None:
        """Dots."""
        self.line_edit.setEchoMode(QLineEdit.EchoMode.Password)
        self._say(self.tr("Show"), self.tr("Show {field}"))

    def _say(self, word: str, name: str) -> None:
        self.show_button.setText(word)
        self.show_button.setAccessibleName(name.format(field=self.line_edit.accessibleName()))

    def forget(self) -> None:
        """Empty, and dots again."""
        self.hide_letters()
        self.line_edit.clear()
