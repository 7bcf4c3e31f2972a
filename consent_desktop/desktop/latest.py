"""Questions of which only the newest answer counts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError

T = TypeVar("T")


class Latest:
    """Asks in the background; an answer that comes after a newer question was put is dropped.

    A question that is overtaken before a worker is free for it is not even looked up.
    """

    def __init__(self, workspace: Workspace, receiver: QObject) -> None:
        self._workspace, self._receiver = workspace, receiver
        self._newest = 0
        self._answered = 0

    def ask(
        self, work: Callable[[], T], done: Callable[[T], None], refused: Callable[[ConsentDesktopError], None]
    ) -> None:
        """Put a question; `done` or `refused` is called unless a newer one follows."""
        self._newest += 1
        number = self._newest
        self._workspace.query(
            self._receiver,
            partial(self._unless_overtaken, number, work),
            partial(self._came, number, done),
            partial(self._came, number, refused),
        )

    def drop(self) -> None:
        """No answer is wanted any more."""
        self._newest += 1
        self._answered = self._newest

    def is_waiting(self) -> bool:
        """Whether an answer is under way."""
        return self._answered < self._newest

    def _unless_overtaken(self, number: int, work: Callable[[], T]) -> T | None:
        return work() if number == self._newest else None

    def _came(self, number: int, deliver: Callable[[Any], None], answer: Any) -> None:
        if number == self._newest:
            self._answered = number
            deliver(answer)
