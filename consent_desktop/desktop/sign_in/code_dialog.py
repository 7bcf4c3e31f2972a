"""Choosing a PIN or a password with a one-time code: the code first, then the new secret, twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sign_in.who import Who
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import CancelButton, PrimaryButton, SecondaryButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.door_errors import SecretTooSimple
from consent_desktop.domain.errors import ConsentDesktopError


class CodeDialog(DialogFrame):
    """`chosen(Session)`: the secret is set, and the person is signed in. Subclasses add pages and hand the secret over."""

    chosen = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, who: Who, title: str, number_words: str) -> None:
        super().__init__(host, title, size=QSize(520, 300), head=False, fit=True)
        self.workspace, self.given = workspace, who
        self._answer = Latest(workspace, self)
        self._pages: list[QWidget] = []
        self._at = 0
        self._busy = False
        self.body_layout.setSpacing(14)
        self.body_layout.addWidget(Label(title, Role.H2, self.body))
        self.trouble = Label("", Role.BODY, self.body, color="stop")
        self.trouble.hide()
        self.body_layout.addWidget(self.trouble)
        page, layout = self.add_page()
        self.number = TextField(number_words, page)
        self.code = TextField(self.tr("One-time code"), page, placeholder="XXXX-XXXX-XXXX-XXXX")
        labels = [
            Label(number_words, Role.BODY, page, weight=600),
            Label(self.tr("One-time code"), Role.BODY, page, weight=600),
        ]
        for label, field in zip(labels, (self.number, self.code), strict=True):
            label.setBuddy(field.line_edit)
            layout.addWidget(label)
            layout.addWidget(field)
            field.text_changed.connect(self.update_buttons)
            field.returned.connect(self.go_on)
        asks_number = not who.complete
        labels[0].setVisible(asks_number)
        self.number.setVisible(asks_number)
        hint = self.tr("It stands on the paper from the desk. Capitals and dashes do not matter.")
        layout.addWidget(Label(hint, Role.TABLE, page, color="ink2"))
        self.cancel_button = CancelButton(self.tr("Cancel"), self.foot)
        self.back_button = SecondaryButton(self.tr("Back"), self.foot)
        self.next_button = PrimaryButton(self.tr("Next"), self.foot)
        self.foot_layout.addWidget(self.cancel_button)
        self.foot_layout.addStretch(1)
        self.foot_layout.addWidget(self.back_button)
        self.foot_layout.addWidget(self.next_button)
        self.cancel_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)

    def add_page(self) -> tuple[QWidget, QVBoxLayout]:
        """One more page, after those there are."""
        page = QWidget(self.body)
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self.body_layout.addWidget(page)
        self._pages.append(page)
        page.setVisible(len(self._pages) == 1)
        return page, layout

    def who(self) -> Who:
        """Who was given, or the number that was typed here."""
        return self.given if self.given.complete else Who(self.number.text().strip())

    # what subclasses are asked

    def page_ready(self, page: int) -> bool:
        """Whether the page is filled."""
        raise NotImplementedError

    def focus_page(self, page: int) -> None:
        """The keyboard comes to the page."""
        raise NotImplementedError

    def page_trouble(self, page: int) -> tuple[str, int]:
        """What keeps the person from going on, and on which page that is mended; "" for nothing."""
        return "", page

    def forget(self) -> None:
        """Keep nothing of the new secret."""
        raise NotImplementedError

    def choosing(self) -> Callable[[], Session]:
        """What hands code and secret to the accounts, in the background."""
        raise NotImplementedError

    # going from page to page

    def page(self) -> int:
        """The page that is shown; the code's is 0."""
        return self._at

    def show_page(self, number: int, trouble: str = "") -> None:
        """Go there, saying what is wrong, if anything."""
        self._at = number
        for at, page in enumerate(self._pages):
            page.setVisible(at == number)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        last = number == len(self._pages) - 1
        self.next_button.setText(self.tr("Choose and sign in") if last else self.tr("Next"))
        self.back_button.setVisible(number > 0)
        self.update_buttons()
        self.place()
        self.focus_page(number)

    @Slot()
    @Slot(object)
    def update_buttons(self, _text: object = None) -> None:
        """Next works once the page is filled."""
        ready = self.code_ready() if self._at == 0 else self.page_ready(self._at)
        self.next_button.setEnabled(ready and not self._busy)

    def code_ready(self) -> bool:
        """Whether the first page is filled."""
        return self.who().complete and bool(self.code.text().strip())

    @Slot()
    def go_back(self) -> None:
        """One page back; what was typed for the secret is gone."""
        self.forget()
        self.show_page(max(0, self._at - 1))

    @Slot()
    def go_on(self) -> None:
        """One page on, or after the last one: choose."""
        if not self.next_button.isEnabled():
            return
        trouble, where = self.page_trouble(self._at)
        if trouble:
            self.show_page(where, trouble)
        elif self._at < len(self._pages) - 1:
            self.show_page(self._at + 1)
        else:
            self._busy = True
            self.update_buttons()
            self._answer.ask(self.choosing(), self._chosen, self._refused)

    def _chosen(self, session: Session) -> None:
        self.forget()
        self.close_dialog()
        self.chosen.emit(session)

    def _refused(self, error: ConsentDesktopError) -> None:
        self._busy = False
        self.forget()
        self.show_page(1 if isinstance(error, SecretTooSimple) else 0, str(error))
        if not isinstance(error, SecretTooSimple):
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_dialog(self) -> None:
        """Open on the first page."""
        super().open_dialog()
        self.show_page(0)
