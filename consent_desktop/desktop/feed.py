"""Notices of change: what this program, another window or another process recorded, and grants that end by themselves."""

from __future__ import annotations

import logging
import threading
from typing import Final

from PySide6.QtCore import QObject, Signal

from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.errors import ClinicError

POLL_SECONDS: Final = 0.25

log = logging.getLogger(__name__)


class ChangeFeed(QObject):
    """Emits `changed(position)` in the GUI thread when the log has moved, whoever moved it."""

    changed = Signal(object)
    trouble = Signal(object)
    """A `ClinicError` that keeps the views from following."""

    def __init__(self, clinic: Clinic, parent: QObject) -> None:
        super().__init__(parent)
        self._clinic = clinic
        self._stop = threading.Event()
        self._poke = threading.Event()
        self._thread = threading.Thread(target=self._run, name="change-feed", daemon=True)
        self._thread.start()

    def poke(self) -> None:
        """Look at once: this program has just recorded something."""
        self._poke.set()

    def _run(self) -> None:
        try:
            watch = self._clinic.watch()
        except ClinicError as error:
            self.trouble.emit(error)
            return
        position = self._clinic.views.position()
        while not self._stop.is_set():
            poked = self._poke.wait(POLL_SECONDS)
            self._poke.clear()
            if self._stop.is_set() or not (watch.changed() or poked):
                continue
            try:
                moved = self._clinic.catch_up()
            except ClinicError as error:
                self.trouble.emit(error)
                continue
            if moved != position:
                position = moved
                self.changed.emit(position)
        watch.close()

    def close(self) -> None:
        """End the thread."""
        self._stop.set()
        self._poke.set()
        self._thread.join()
