"""One message at a time over a staff window: the newer takes the place of the older."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.widgets.toast import Toast


class Messages:
    """Lives with the window that it writes over."""

    def __init__(self, host: QWidget) -> None:
        self._host = host
        self._toast: Toast | None = None

    def say(self, title: str, line: str) -> None:
        """Something was done."""
        self._pop_up(Toast(self._host, title, line))

    def trouble(self, title: str, line: str) -> None:
        """Something was not done; it stays until it is closed."""
        self._pop_up(Toast(self._host, title, line, icon="warning-circle", color="stop", sticky=True))

    def _pop_up(self, toast: Toast) -> None:
        if self._toast is not None:
            self._toast.dismiss()
        toast.closed.connect(self._gone)
        self._toast = toast
        toast.pop_up()

    @Slot()
    def _gone(self) -> None:
        self._toast = None
