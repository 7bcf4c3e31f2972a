"""Staff choose a PIN with which they resume their own shift on this screen; it opens nothing else."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.pages_dialog import PagesDialog
from consent_desktop.desktop.widgets.pin_pad import PinPad
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError


class ShiftPinDialog(PagesDialog):
    """`chosen()` once it is set. Pages: the PIN, the PIN once more."""

    chosen = Signal()

    def __init__(self, host: QWidget, workspace: Workspace, session: Session) -> None:
        super().__init__(host, self.tr("A PIN for when the screen locks"))
        self._workspace, self._session = workspace, session
        self._answer = Latest(workspace, self)
        self.cancel_button.setText(self.tr("Not now"))
        self.pads: list[PinPad] = []
        for words, name in (
            (
                self.tr(
                    "Six numbers open your own locked screen, for 12 hours. To sign in you still type your password."
                ),
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

    def page_ready(self, page: int) -> bool:
        """Six numbers."""
        return self.pads[page].boxes.is_full()

    def focus_page(self, page: int) -> None:
        """The boxes."""
        self.pads[page].boxes.setFocus()

    def next_words(self, page: int) -> str:
        """The last page chooses."""
        return self.tr("Choose this PIN") if page else self.tr("Next")

    def page_trouble(self, page: int) -> tuple[str, int]:
        """Twice the same."""
        if page == 1 and self.pads[0].pin() != self.pads[1].pin():
            self._forget()
            return self.tr("The two were not the same. Choose again."), 0
        return "", page

    def left_back(self, _page: int) -> None:
        """Begin anew."""
        self._forget()

    def _forget(self) -> None:
        for pad in self.pads:
            pad.boxes.clear()

    def finish(self) -> None:
        """Ask the accounts."""
        self.set_busy(True)
        work = partial(self._workspace.clinic.accounts.set_resume_pin, self._session, self.pads[0].pin())
        self._answer.ask(work, self._chosen, self._refused)

    def _chosen(self, _nothing: object) -> None:
        self._forget()
        self.close_dialog()
        self.chosen.emit()

    def _refused(self, error: ConsentDesktopError) -> None:
        self.set_busy(False)
        self._forget()
        self.show_page(0, str(error))
