"""A patient chooses the PIN: with the code from the desk, six numbers, twice."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.sign_in.code_dialog import CodeDialog
from consent_desktop.desktop.sign_in.who import Who
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.pin_pad import PinPad
from consent_desktop.desktop.workspace import Workspace


class ChoosePin(CodeDialog):
    """Pages: the code, the PIN, the PIN once more."""

    def __init__(self, host: QWidget, workspace: Workspace, who: Who) -> None:
        super().__init__(host, workspace, who, self.tr("Choose your PIN"), self.tr("Your record number"))
        self.pads: list[PinPad] = []
        for words, name in (
            (
                self.tr("Six numbers that nobody can guess: not your birth date, not 123456."),
                self.tr("New PIN, 6 numbers"),
            ),
            (self.tr("Type them once more."), self.tr("New PIN once more")),
        ):
            page, layout = self.add_page()
            layout.addWidget(Label(words, Role.BODY, page, color="ink2"))
            pad = PinPad(name, page)
            pad.filled.connect(self.update_buttons)
            pad.entered.connect(self.go_on)
            layout.addWidget(pad)
            self.pads.append(pad)

    def secret_ready(self, page: int) -> bool:
        """Six numbers."""
        return self.pads[page - 1].boxes.is_full()

    def focus_secret(self, page: int) -> None:
        """The first of the two, or the second."""
        self.pads[page - 1].boxes.setFocus()

    def page_trouble(self, page: int) -> tuple[str, int]:
        """Twice the same."""
        if page == 2 and self.pads[0].pin() != self.pads[1].pin():
            self.forget()
            return self.tr("The two were not the same. Choose again."), 1
        return "", page

    def forget(self) -> None:
        """Empty boxes."""
        for pad in self.pads:
            pad.boxes.clear()

    def choosing(self) -> Callable[[], Session]:
        """Ask the accounts."""
        accounts = self.workspace.clinic.accounts
        return partial(accounts.choose_pin, self.who().claim, self.code.text(), self.pads[0].pin())
