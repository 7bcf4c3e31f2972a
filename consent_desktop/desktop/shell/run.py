"""The program with windows: make the application, open the clinic, show the first window, leave in order."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.shell.collector import GuiCollector
from consent_desktop.desktop.shell.crash import CrashHook
from consent_desktop.desktop.shell.opening import Opener, Opening
from consent_desktop.desktop.shell.windows import Windows
from consent_desktop.desktop.theme import apply_theme
from consent_desktop.desktop.widgets.brand import mark_pixmap
from consent_desktop.desktop.workspace import Workspace

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


class Session(QObject):
    """From opening the clinic to closing it. `code` is what the program exits with."""

    def __init__(self, app: QApplication, opener: Opener) -> None:
        super().__init__(app)
        self._app = app
        self.code = 0
        self.windows: Windows | None = None
        self.opening = Opening(opener, self)
        self.opening.opened.connect(self._opened)
        self.opening.failed.connect(self._failed)

    def begin(self) -> None:
        """Open the clinic."""
        self.opening.begin()

    @Slot(object)
    def _opened(self, clinic: Clinic) -> None:
        self.windows = Windows(Workspace(clinic), self)
        self.windows.all_closed.connect(self._app.quit)
        self.windows.open_another()

    @Slot()
    def _failed(self) -> None:
        self.code = 1
        self._app.quit()


def run(opener: Opener, arguments: Sequence[str] = ()) -> int:
    """Show the windows of the clinic that `opener(progress=…)` opens, until the last one is closed.

    `opener` is called in a background thread with a `Progress`; a `ClinicError` that it raises becomes a window with
    the sentence. Returns the exit code: 0 after windows were closed, 1 where the clinic could not be opened.
    """
    app = make_application(arguments)
    hook = CrashHook(app)
    hook.install()
    collector = GuiCollector(app)
    collector.start()
    try:
        session = Session(app, opener)
        session.begin()
        app.exec()
        return session.code
    finally:
        collector.stop()
        hook.remove()
