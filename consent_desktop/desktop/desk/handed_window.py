"""The screen in a patient's hands: a window for patients only, over the desk's own, which stays locked beneath it."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.notice_strip import NoticeStrip, Tone
from consent_desktop.desktop.workspace import Workspace


class HandedWindow(ConsentWindow):
    """It goes when the patient finishes, or by "Back to the desk"; the desk then asks for the secret of whoever was there."""

    def __init__(self, workspace: Workspace, desk: QWidget) -> None:
        self._somebody_was_here = False
        super().__init__(workspace, desk, kiosk=True)
        self.setGeometry(desk.window().geometry())
        strip = NoticeStrip(self.tr("You have the clinic's screen. Give it back when you are done."), Tone.INFO, self,
                            dense=True)  # fmt: skip
        self.back_button = SecondaryButton(self.tr("Back to the desk"), strip, size=ControlSize.FILTER)
        strip.add_action(self.back_button)
        self.back_button.clicked.connect(self.give_back)
        layout = self.layout()
        assert layout is not None  # every window has one
        layout.insertWidget(0, strip)  # type: ignore[attr-defined]

    @Slot()
    def give_back(self) -> None:
        """Close: the patient, if signed in, leaves with it."""
        self.close()

    @Slot(object)
    def sign_in(self, session: Session) -> None:
        """The patient is there."""
        self._somebody_was_here = True
        super().sign_in(session)

    @Slot()
    def finish(self) -> None:
        """The patient leaves, and the screen goes back to the desk."""
        if self._somebody_was_here:
            self.close()
        else:
            super().finish()
