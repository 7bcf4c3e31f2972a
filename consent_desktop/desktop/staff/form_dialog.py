"""A small form over a staff page: fields with their names, one button that records, and what stood in its way."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QSize, QTimer, Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.sharing.lines import Problem
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import CancelButton, PrimaryButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.in_sight import bring_whole
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import Command
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting

T = TypeVar("T")
BODY, FIELDS = 2, 1000
"""The region of the body in a dialog, and more fields than any form has."""


class FormDialog(DialogFrame):
    """Subclasses `add` fields and say in `send` what the button does; while it is being done, the button does nothing."""

    def __init__(
        self, host: QWidget, workspace: Workspace, acting: Acting, title: str, confirm: str, *, hint: str = ""
    ) -> None:
        super().__init__(host, title, size=QSize(560, 400), head=False, fit=True)
        self.workspace, self.clinic, self.acting = workspace, workspace.clinic, acting
        self._busy = False
        self.body_layout.setSpacing(6)
        self.body_layout.addWidget(Label(title, Role.H2, self.body))
        if hint:
            self.body_layout.addWidget(Label(hint, Role.BODY, self.body, color="ink2"))
        self.problem = Problem(self.body)
        self.body_layout.addWidget(self.problem)
        self.cancel_button = CancelButton(self.tr("Cancel"), self.foot)
        self.confirm_button = PrimaryButton(confirm, self.foot)
        self.foot_layout.addWidget(self.cancel_button)
        self.foot_layout.addStretch(1)
        self.foot_layout.addWidget(self.confirm_button)
        self.cancel_button.clicked.connect(self.reject)
        self.confirm_button.clicked.connect(partial(self.press))

    def add(self, words: str, widget: QWidget) -> None:
        """One more field, above what went wrong."""
        label = Label(words, Role.LABEL, self.body, color="ink2")
        if isinstance(widget, TextField):
            label.setBuddy(widget.line_edit)
            widget.returned.connect(self.press)
            widget.text_changed.connect(self._typed)
        place = self.body_layout.indexOf(self.problem)
        self.body_layout.insertWidget(place, label)
        self.body_layout.insertWidget(place + 1, widget)
        widget.setProperty("label", label)
        for one in (label, widget, self.problem):
            one.raise_()  # readers go by the order of the children, whatever was made first

    def region(self, widget: QWidget) -> int:
        """In the body from field to field, whatever was made first."""
        region = super().region(widget)
        if region != BODY:
            return region * FIELDS
        place = (self.body_layout.itemAt(i) for i in range(self.body_layout.count()))
        holders = [item.widget() for item in place if item is not None]
        at = next(
            (i for i, one in enumerate(holders) if one is not None and (one is widget or one.isAncestorOf(widget))), 0
        )
        return BODY * FIELDS + at

    def show_field(self, widget: QWidget, shown: bool) -> None:
        """Show or hide a field with its name."""
        widget.setVisible(shown)
        label = widget.property("label")
        if isinstance(label, QWidget):
            label.setVisible(shown)
        self.place()

    def _typed(self, _text: object) -> None:
        self.tell("")

    def tell(self, sentence: str) -> None:
        """What stands in the way; "" for nothing."""
        if sentence != self.problem.sentence():
            self.problem.tell(sentence)
            self.place()
        if sentence:  # once it has its place, in a dialog that scrolls too
            QTimer.singleShot(0, self, self._bring_problem)

    @Slot()
    def _bring_problem(self) -> None:
        bring_whole(self.problem)

    def press(self, _checked: bool = False) -> None:
        """Do it; once, however often it is pressed."""
        if not self._busy:
            self.send()

    def send(self) -> None:
        """What the button does."""
        raise NotImplementedError

    def give(self, command: Callable[[], Command], done: Callable[[], None]) -> None:
        """Make the command and record it; what is refused is told, and everything stays as it was filled in."""
        try:
            made = command()
        except ConsentDesktopError as error:
            self.refused(error)
            return
        self._set_busy(True)
        self.workspace.command(self, made, self.acting, partial(self._done, done), self.refused)

    def work(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do something else in the background, with the same ways out."""
        self._set_busy(True)
        self.workspace.query(self, work, partial(self._came, done), self.refused)

    def _came(self, done: Callable[[T], None], answer: T) -> None:
        self._set_busy(False)
        done(answer)

    def _done(self, done: Callable[[], None], _recorded: object) -> None:
        self._set_busy(False)
        done()

    def refused(self, error: ConsentDesktopError) -> None:
        """It was not recorded: say why."""
        self._set_busy(False)
        self.tell(str(error))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self.confirm_button.setEnabled(not busy)
