"""Recording that a patient was told: every notice of theirs, one after the other, by phone or on paper."""

from __future__ import annotations

from functools import partial
from typing import Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from consent_desktop.desktop.desk.desk_lists import Told, letter
from consent_desktop.desktop.staff.sheet import Printing
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import NoteTold
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting

How = Literal["printed", "phone"]


class Telling(QObject):
    """`done(title, line)` when all of it is recorded; `refused(str)`."""

    done = Signal(object, object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, acting: Acting, page: QWidget) -> None:
        super().__init__(page)
        self._workspace, self._acting, self._page = workspace, acting, page

    def by_phone(self, told: Told) -> None:
        """The desk called."""
        self._next(told, "phone", 0)

    def on_paper(self, told: Told) -> None:
        """Print it; what was printed counts as told on paper."""
        printing = Printing(self._page.window(), letter(told, self._workspace.clinic))
        printing.finished.connect(partial(self._printed, told))
        printing.ask()

    def _printed(self, told: Told, result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            self._next(told, "printed", 0)

    def _next(self, told: Told, how: How, place: int, _recorded: object = None) -> None:
        if place == len(told.notices):
            name = name_of(told.patient)
            words = self.tr("{name} was told by phone") if how == "phone" else self.tr("Printed for {name}")
            self.done.emit(words.format(name=name), self.tr("It stands in the history."))
            return
        notice = told.notices[place]
        command = NoteTold(recipient=notice.recipient, notice_id=notice.notice_id, how=how)
        go_on = partial(self._next, told, how, place + 1)
        self._workspace.command(self, command, self._acting, go_on, self._failed)

    def _failed(self, error: ConsentDesktopError) -> None:
        self.refused.emit(str(error))
