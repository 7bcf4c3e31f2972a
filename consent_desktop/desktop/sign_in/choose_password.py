"""Somebody who works here chooses the password, with a one-time code."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.sign_in.code_dialog import CodeDialog
from consent_desktop.desktop.sign_in.who import Who
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.password_field import PasswordField
from consent_desktop.desktop.workspace import Workspace


class ChoosePassword(CodeDialog):
    """Pages: the code, the password twice."""

    def __init__(self, host: QWidget, workspace: Workspace, who: Who) -> None:
        super().__init__(host, workspace, who, self.tr("Choose your password"), self.tr("Your staff number"))
        page, layout = self.add_page()
        words = self.tr("At least 12 characters. Some words in a row are easy to remember and hard to guess.")
        layout.addWidget(Label(words, Role.BODY, page, color="ink2"))
        self.fields = (
            PasswordField(self.tr("New password"), page),
            PasswordField(self.tr("New password once more"), page),
        )
        for field in self.fields:
            label = Label(field.line_edit.accessibleName(), Role.BODY, page, weight=600)
            label.setBuddy(field.line_edit)
            layout.addWidget(label)
            layout.addWidget(field)
            field.text_changed.connect(self.update_buttons)
            field.returned.connect(self.go_on)

    def secret_ready(self, _page: int) -> bool:
        """Both filled."""
        return all(field.text() for field in self.fields)

    def focus_secret(self, _page: int) -> None:
        """The first of the two."""
        self.fields[0].setFocus()

    def page_trouble(self, page: int) -> tuple[str, int]:
        """Twice the same."""
        if page == 1 and self.fields[0].text() != self.fields[1].text():
            self.forget()
            return self.tr("The two were not the same. Type it again."), 1
        return "", page

    def forget(self) -> None:
        """Empty fields."""
        for field in self.fields:
            field.forget()

    def choosing(self) -> Callable[[], Session]:
        """Ask the accounts."""
        accounts = self.workspace.clinic.accounts
        return partial(accounts.choose_password, self.who().number, self.code.text(), self.fields[0].text())
