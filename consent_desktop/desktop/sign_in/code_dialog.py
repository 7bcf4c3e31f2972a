"""Choosing a PIN or a password with a one-time code: the code first, then the new secret, twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sign_in.who import Who
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.pages_dialog import PagesDialog
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.door_errors import SecretTooSimple
from consent_desktop.domain.errors import ConsentDesktopError


class CodeDialog(PagesDialog):
    """`chosen(Session)`: the secret is set, and the person is signed in. Subclasses add pages and hand the secret over."""

    chosen = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, who: Who, title: str, number_words: str) -> None:
        super().__init__(host, title)
        self.workspace, self.given = workspace, who
        self._answer = Latest(workspace, self)
        page, layout = self.add_page()
        self.number = TextField(number_words, page)
        self.code = TextField(self.tr("One-time code"), page, placeholder="XXXX-XXXX-XXXX-XXXX")
        for field in (self.number, self.code):
            label = Label(field.line_edit.accessibleName(), Role.BODY, page, weight=600)
            label.setBuddy(field.line_edit)
            layout.addWidget(label)
            layout.addWidget(field)
            field.text_changed.connect(self.update_buttons)
            field.returned.connect(self.go_on)
            if field is self.number and who.complete:
                label.hide()
                field.hide()
        hint = self.tr("It stands on the paper from the desk. Capitals and dashes do not matter.")
        layout.addWidget(Label(hint, Role.TABLE, page, color="ink2"))

    def who(self) -> Who:
        """Who was given, or the number that was typed here."""
        return self.given if self.given.complete else Who(self.number.text().strip())

    # what subclasses are asked

    def secret_ready(self, page: int) -> bool:
        """Whether a page of the secret is filled."""
        raise NotImplementedError

    def focus_secret(self, page: int) -> None:
        """The keyboard comes to a page of the secret."""
        raise NotImplementedError

    def forget(self) -> None:
        """Keep nothing of the new secret."""
        raise NotImplementedError

    def choosing(self) -> Callable[[], Session]:
        """What hands code and secret to the accounts, in the background."""
        raise NotImplementedError

    # the pages

    def page_ready(self, page: int) -> bool:
        """The code, or the secret."""
        if page:
            return self.secret_ready(page)
        return self.who().complete and bool(self.code.text().strip())

    def focus_page(self, page: int) -> None:
        """The code (or the number before it), or the secret."""
        if page:
            self.focus_secret(page)
        else:
            (self.code if self.given.complete else self.number).setFocus(Qt.FocusReason.OtherFocusReason)

    def next_words(self, page: int) -> str:
        """The last page chooses."""
        return self.tr("Choose and sign in") if page == self.page_count() - 1 else self.tr("Next")

    def left_back(self, _page: int) -> None:
        """What was typed for the secret is gone."""
        self.forget()

    def finish(self) -> None:
        """Ask the accounts."""
        self.set_busy(True)
        self._answer.ask(self.choosing(), self._chosen, self._refused)

    def _chosen(self, session: Session) -> None:
        self.forget()
        self.close_dialog()
        self.chosen.emit(session)

    def _refused(self, error: ConsentDesktopError) -> None:
        self.set_busy(False)
        self.forget()
        simple = isinstance(error, SecretTooSimple)
        self.show_page(1 if simple else 0, str(error))
        if not simple:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
