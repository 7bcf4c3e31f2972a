"""Questions of which only the newest answer counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from consent_desktop.desktop.background import Refused
from consent_desktop.desktop.workspace import Workspace


class Latest(QObject):
    """Asks for one part of a screen; an answer that a newer question has overtaken is dropped."""

    def __init__(
        self, workspace: Workspace, parent: QObject, done: Callable[[Any], None], refused: Refused
    ) -> None:
        super().__init__(parent)
        self._workspace, self._done, self._refused = workspace, done, refused
        self._number = 0

    def ask(self, work: Callable[[], Any]) -> None:
        """Ask in the background; `done` or `refused` follows, unless something newer is asked before."""
        self._number += 1
        number = self._number
        self._workspace.query(self, work, partial(self._came, number), partial(self._failed, number))

    def forget(self) -> None:
        """Drop the answer that is on its way."""
        self._number += 1

    def _came(self, number: int, answer: Any) -> None:
        if number == self._number:
            self._done(answer)

    def _failed(self, number: int, error: Any) -> None:
        if number == self._number:
            self._refused(error)
