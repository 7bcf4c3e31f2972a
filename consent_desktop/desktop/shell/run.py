"""The program with windows: make the application, open the clinic, show the first window, leave in order."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.shell.collector import GuiCollector
from consent_desktop.desktop.shell.crash import CrashHook
from consent_desktop.desktop.shell.first_paint import FirstPaint
from consent_desktop.desktop.shell.opening import Opener, Opening
from consent_desktop.desktop.shell.windows import Windows
from consent_desktop.desktop.theme import apply_theme
from consent_desktop.desktop.widgets.brand import mark_pixmap
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.event_store.key_ring import KeyRing

if TYPE_CHECKING:
    from consent_desktop.desktop.first_run.window import FirstRunWindow
    from consent_desktop.desktop.first_run.wizard import Founder

DESKTOP_FILE = "org.consentdesktop.ConsentDesktop"


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The application object, named and dressed; the one that exists, if one does."""
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([sys.argv[0], *arguments])
    app.setApplicationName("consent-desktop")
    app.setApplicationDisplayName("Consent Desktop")
    app.setDesktopFileName(DESKTOP_FILE)
    app.setQuitOnLastWindowClosed(False)  # the workspace is closed first
    apply_theme(app)
    icon = QIcon()
    for size in (16, 32, 64, 128, 256):
        icon.addPixmap(mark_pixmap(size))
    app.setWindowIcon(icon)
    return app


class Run(QObject):
    """From opening (or founding) the clinic to closing it. `code` is what the program exits with."""

    def __init__(
        self, app: QApplication, opener: Opener, *, founder: Founder | None = None, kiosk: bool = False
    ) -> None:
        super().__init__(app)
        self._app, self._kiosk = app, kiosk
        self.code = 0
        self.first: FirstRunWindow | None = None
        if founder is not None:
            from consent_desktop.desktop.first_run.window import FirstRunWindow  # once in a clinic's life

            self.first = FirstRunWindow(founder, key_ring=KeyRing().there())
            self.first.founded.connect(self._opened)
            self.first.given_up.connect(app.quit)
        self.windows: Windows | None = None
        self.opening = Opening(opener, self)
        self.opening.opened.connect(self._opened)
        self.opening.failed.connect(self._failed)

    def begin(self) -> None:
        """Open the clinic, or found it."""
        if self.first is not None:
            self.first.begin()
        else:
            self.opening.begin()

    @Slot(object)
    def _opened(self, clinic: Clinic) -> None:
        self.windows = Windows(Workspace(clinic), self, kiosk=self._kiosk)
        self.windows.all_closed.connect(self._app.quit)
        FirstPaint(self.windows.open_another())

    @Slot()
    def _failed(self) -> None:
        self.code = 1
        self._app.quit()


def run(opener: Opener, arguments: Sequence[str] = (), *, founder: Founder | None = None, kiosk: bool = False) -> int:
    """Show the windows of the clinic that `opener(progress=…)` opens, until the last one is closed.

    With `founder` there is no clinic yet: two people found it first. `kiosk`: one full screen, for patients only.

    `opener` is called in a background thread with a `Progress`; a `ClinicError` that it raises becomes a window with
    the sentence. Returns the exit code: 0 after windows were closed, 1 where the clinic could not be opened.
    """
    app = make_application(arguments)
    hook = CrashHook(app)
    hook.install()
    collector = GuiCollector(app)
    collector.start()
    try:
        running = Run(app, opener, founder=founder, kiosk=kiosk)
        running.begin()
        app.exec()
        return running.code
    finally:
        collector.stop()
        hook.remove()
