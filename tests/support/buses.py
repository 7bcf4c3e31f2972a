"""A D-Bus of a test's own, and somebody on it who says what a desktop says."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtDBus import QDBusConnection, QDBusMessage


class Desktop:
    """Speaks on a bus under the names that desktops have."""

    def __init__(self, address: str) -> None:
        self.hears = QDBusConnection.connectToBus(address, "hears")
        self._says = QDBusConnection.connectToBus(address, "says")
        assert self.hears.isConnected()
        for name in ("org.freedesktop.login1", "org.freedesktop.ScreenSaver"):
            assert self._says.registerService(name)

    def say(self, path: str, interface: str, name: str, *arguments: object) -> None:
        """Send a signal."""
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(list(arguments))
        assert self._says.send(message)


@contextmanager
def a_bus() -> Iterator[Desktop]:
    """A bus with a desktop on it; `OSError` where this machine has no D-Bus."""
    command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        assert daemon.stdout is not None
        try:
            yield Desktop(daemon.stdout.readline().strip())
        finally:
            for name in ("hears", "says"):
                QDBusConnection.disconnectFromBus(name)
            daemon.terminate()
