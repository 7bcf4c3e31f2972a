"""The message of the last seconds before a window locks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.widgets.toast import Toast


class LockWarning(Toast):
    """`stay()` when the person says that they are there; `tell(seconds)` each second."""

    stay = Signal()

    def __init__(self, host: QWidget, *, ends: bool) -> None:
        words = QCoreApplication.translate("lock", "Stay")
        super().__init__(host, words, icon="lock-simple", color="wait", action=words, sticky=True)
        self._ends = ends
        self.action_triggered.connect(self.stay)

    def tell(self, seconds: int) -> None:
        """So many seconds are left."""
        words = self.tr("This ends in {seconds} seconds") if self._ends else self.tr("Locks in {seconds} seconds")
        self.set_title(words.format(seconds=self.locale().toString(seconds)))
