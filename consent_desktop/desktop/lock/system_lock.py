"""Hearing from the desktop that its session was locked (as it is before another user comes), or that the machine goes to sleep.

Linux desktops say so on D-Bus. Elsewhere, and where there is no bus, the clocks tell of sleep, and Qt of a program that the
system suspends; a lock by hand is then noticed only as nobody touching the window.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import SLOT, QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

_LOGIN: Final = "org.freedesktop.login1"
_SYSTEM_SIGNALS: Final = (
    (_LOGIN, f"{_LOGIN}.Session", "Lock", "heard_lock()"),
    (_LOGIN, f"{_LOGIN}.Manager", "PrepareForSleep", "heard_state(bool)"),
)
_SESSION_SIGNALS: Final = (
    ("org.freedesktop.ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", "heard_state(bool)"),
    ("org.gnome.ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged", "heard_state(bool)"),
)


class SystemLock(QObject):
    """`happened()`: whatever is open should be covered now.

    It hears of every session of the machine and takes none for somebody else's: a lock too many costs a PIN.
    """

    happened = Signal()

    def __init__(
        self, parent: QObject, system: QDBusConnection | None = None, session: QDBusConnection | None = None
    ) -> None:
        """`system`, `session`: the two buses; None: those of this machine and this account, where there are any."""
        super().__init__(parent)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.applicationStateChanged.connect(self.heard_application)
        if sys.platform != "linux" and system is None and session is None:
            return
        from PySide6.QtDBus import QDBusConnection

        self._listen(system or QDBusConnection.systemBus(), _SYSTEM_SIGNALS)
        self._listen(session or QDBusConnection.sessionBus(), _SESSION_SIGNALS)

    def _listen(self, bus: QDBusConnection, signals: tuple[tuple[str, str, str, str], ...]) -> None:
        if bus.isConnected():
            for service, interface, name, slot in signals:
                heard: Any = SLOT(slot)  # a str, and only that is taken, whatever the stubs say
                bus.connect(service, "", interface, name, self, heard)  # any path: any session

    @Slot()
    def heard_lock(self) -> None:
        """The session is to be locked."""
        self.happened.emit()

    @Slot(bool)
    def heard_state(self, begins: bool) -> None:
        """The screen saver or the sleep begins, or is over."""
        if begins:
            self.happened.emit()

    @Slot(Qt.ApplicationState)
    def heard_application(self, state: Qt.ApplicationState) -> None:
        """The system suspends this program."""
        if state is Qt.ApplicationState.ApplicationSuspended:
            self.happened.emit()
