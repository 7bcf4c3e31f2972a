"""All windows of one program: opening one more, and leaving in order when the last one is closed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from consent_desktop.desktop.lock.system_lock import SystemLock
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.shell.window_place import window_place
from consent_desktop.desktop.workspace import Workspace


class Windows(QObject):
    """`all_closed()` once no window is left and the workspace is closed. A kiosk has one, as large as the screen."""

    all_closed = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None, *, kiosk: bool = False) -> None:
        super().__init__(parent)
        self._workspace, self._kiosk = workspace, kiosk
        self._open: list[ConsentWindow] = []
        self._system = SystemLock(self)
        self._system.happened.connect(self.lock_all)

    def open_windows(self) -> list[ConsentWindow]:
        """The windows that are open."""
        return list(self._open)

    @Slot()
    def open_another(self) -> ConsentWindow:
        """One more window, at the sign-in."""
        window = ConsentWindow(self._workspace, kiosk=self._kiosk)
        window.another_wanted.connect(self.open_another)
        window.closed.connect(self._forget)
        last = self._open[-1] if self._open else None
        screen = window.screen() if last is None else last.screen()
        place = window_place(screen.availableGeometry(), None if last is None else last.geometry().topLeft())
        window.setGeometry(place)
        self._open.append(window)
        window.showFullScreen() if self._kiosk else window.show()
        window.activateWindow()
        return window

    @Slot()
    def lock_all(self) -> None:
        """The desktop was locked, or the machine goes to sleep: cover every window."""
        for window in self._open:
            window.lock()

    @Slot()
    def close_all(self) -> None:
        """Quit: close each window, newest first."""
        for window in reversed(self.open_windows()):
            window.close()

    @Slot(object)
    def _forget(self, window: ConsentWindow) -> None:
        if window not in self._open:
            return
        self._open.remove(window)
        window.deleteLater()
        if not self._open:
            self._workspace.close()
            self.all_closed.emit()
