"""Notices of change: what this program, another window or another process recorded, and grants that end by themselves."""

from __future__ import annotations

import threading
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.errors import ClinicError

POLL_SECONDS: Final = 0.25


class ChangeFeed(QObject):
    """Emits `changed(position)` in the GUI thread when the log has moved, whoever moved it."""

    changed = Signal(object)
    trouble = Signal(object)
    """A `ClinicError` that keeps the views from following."""
    _bug = Signal(object)

    def __init__(self, clinic: Clinic, parent: QObject) -> None:
        super().__init__(parent)
        self._clinic = clinic
        self._bug.connect(self._raise)
        self._stop = threading.Event()
        self._poke = threading.Event()
        self._thread = threading.Thread(target=self._run, name="change-feed", daemon=True)

    def start(self) -> None:
        """Begin to look; call it once whoever wants to be told is connected."""
        self._thread.start()

    def poke(self) -> None:
        """Look at once: this program has just recorded something."""
        self._poke.set()

    def _run(self) -> None:
        try:
            self._follow()
        except ClinicError as error:
            self.trouble.emit(error)
        except Exception as bug:  # noqa: BLE001 - a thread's bug would go unseen; it is raised where all others are
            self._bug.emit(bug)

    @Slot(object)
    def _raise(self, bug: Exception) -> None:
        raise bug

    def _follow(self) -> None:
        watch = self._clinic.watch()
        position = self._clinic.views.position()
        while not self._stop.is_set():
            try:
                moved_maybe = watch.wait(POLL_SECONDS, self._poke)
                self._poke.clear()
                if self._stop.is_set() or not moved_maybe:
                    continue
                moved = self._clinic.catch_up()
            except ClinicError as error:
                self.trouble.emit(error)
                self._stop.wait(POLL_SECONDS)  # a watch that cannot look answers at once
                continue
            if moved != position:
                position = moved
                self.changed.emit(position)
        watch.close()

    def close(self) -> None:
        """End the thread."""
        self._stop.set()
        self._poke.set()
        if self._thread.is_alive():
            self._thread.join()
