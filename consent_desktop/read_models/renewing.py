"""Going on where the views' file turns out to be damaged: it is set aside, built anew, and what was asked is asked again."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.errors import StoreDamaged, StoreKeyWrong
from consent_desktop.read_models.views_file import ViewsFile

T = TypeVar("T")


class Renewal:
    """Renews the file of one database of views; without a file, as on a server, nothing is renewed."""

    def __init__(self, file: ViewsFile | None, database: Database, build: Callable[[], object]) -> None:
        self._file = file
        self._database = database
        self._build = build
        self._lock = threading.RLock()
        self._times = 0
        self.under_way = False
        """Whether some thread is building them anew now."""

    def through(self, work: Callable[[], T]) -> T:
        """Do the work; where it finds the file damaged, once more on a new one."""
        times = self._times
        try:
            return work()
        except (StoreDamaged, StoreKeyWrong) as error:
            if not self.is_about_views(error):
                raise
            self._renew(times)
        return work()

    def is_about_views(self, error: StoreDamaged | StoreKeyWrong) -> bool:
        """Whether it is the views' file that is damaged, and not the log that it follows."""
        return self._file is not None and error.file == self._file.path.name

    def _renew(self, times: int) -> None:
        """Unless another thread has done it since the work began."""
        with self._lock:
            if self._file is None or self._times != times or self.under_way:
                return
            self.under_way = True
            try:
                self._file.renew()
                self._database.reconnect()
                self._times += 1
                self._build()
            finally:
                self.under_way = False
