"""A question in the middle of the window: one sentence of effect, two equal buttons."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import KitButton, SecondaryButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label


class ConfirmDialog(DialogFrame):
    """`confirmed()` when the first button was pressed. The second one, with the first focus, changes nothing."""

    confirmed = Signal()

    def __init__(
        self, host: QWidget, question: str, effect: str, confirm: str, keep_words: str, *,
        confirm_class: type[KitButton] = SecondaryButton, icon: str = "",
    ) -> None:  # fmt: skip
        super().__init__(host, question, size=QSize(520, 200), head=False, fit=True)
        self.panel.setAccessibleDescription(effect)
        self.body_layout.setSpacing(8)
        self.body_layout.addWidget(Label(question, Role.H2, self.body))
        if effect:
            self.body_layout.addWidget(Label(effect, Role.BODY, self.body, color="ink2"))
        self.confirm_button = confirm_class(confirm, self.foot)
        if icon:
            self.confirm_button.set_icon(icon, Weight.FILL)
        self.keep_button = SecondaryButton(keep_words, self.foot)
        for button in (self.confirm_button, self.keep_button):
            self.foot_layout.addWidget(button, 1)
        self.confirm_button.clicked.connect(self.confirm)
        self.keep_button.clicked.connect(self.reject)
        self.set_first_focus(self.keep_button)

    def confirm(self) -> None:
        """Tell, and close."""
        self.confirmed.emit()
        self.close_dialog()
