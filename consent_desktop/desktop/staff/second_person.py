"""Four eyes: a second person types their number and password beside the first, for what is about to be done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.password_field import PasswordField
from consent_desktop.desktop.widgets.text_field import TextField


class SecondPerson(Card):
    """Two fields. `approving()` proves who the second person is, in the background, and gives their subject id."""

    def __init__(self, clinic: Clinic, session: Session, parent: QWidget) -> None:
        super().__init__(parent, fill="paper")
        self._clinic, self._session = clinic, session
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(6)
        column.addWidget(Label(self.tr("A second person signs for this"), Role.H3, self))
        hint = self.tr("A privacy officer or an administrator other than you types their own number and password here.")
        column.addWidget(Label(hint, Role.TABLE, self, color="ink2"))
        self.number = TextField(self.tr("Number of the second person"), self)
        self.password = PasswordField(self.tr("Password of the second person"), self)
        for words, field in ((self.tr("Their number"), self.number), (self.tr("Their password"), self.password)):
            label = Label(words, Role.LABEL, self, color="ink2")
            label.setBuddy(field.line_edit)
            column.addWidget(label)
            column.addWidget(field)

    def missing(self) -> str:
        """What is still to be typed, as a sentence; "" when both fields are filled."""
        if self.number.text().strip() and self.password.text():
            return ""
        return self.tr("The second person has not signed: number and password are needed.")

    def approving(self) -> Callable[[], str]:
        """The proof as work for the background; the password leaves the field at once."""
        number, password = self.number.text().strip(), self.password.text()
        self.password.forget()
        return partial(self._clinic.accounts.approve, self._session, number, password)
