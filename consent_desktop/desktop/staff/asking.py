"""One question at a time to the clinic, asked again when something changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from consent_desktop.desktop.background import Refused
from consent_desktop.desktop.workspace import Workspace


class Asking(QObject):
    """`ask()` calls `make_work` in the GUI thread and runs what it gives in the background.

    Asked again while an answer is under way, that answer is dropped and the question put anew, so that only the
    answer to the latest question arrives.
    """

    def __init__(
        self,
        workspace: Workspace,
        make_work: Callable[[], Callable[[], Any]],
        done: Callable[[Any], None],
        refused: Refused,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._make_work = make_work
        self._done = done
        self._refused = refused
        self._busy = False
        self._again = False

    def is_waiting(self) -> bool:
        """Whether an answer is under way."""
        return self._busy

    def ask(self, _hint: object = None) -> None:
        """Put the question, or put it anew once the answer under way has come."""
        if self._busy:
            self._again = True
            return
        self._busy = True
        self._workspace.query(self, self._make_work(), self._came, self._failed)

    def _put_again(self) -> bool:
        self._busy = False
        if self._again:
            self._again = False
            self.ask()
            return True
        return False

    def _came(self, answer: Any) -> None:
        if not self._put_again():
            self._done(answer)

    def _failed(self, error: Any) -> None:
        if not self._put_again():
            self._refused(error)
