"""What all windows of one program share: the clinic, the workers and the feed of changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.desktop.background import Background, Refused
from consent_desktop.desktop.feed import ChangeFeed
from consent_desktop.domain.commands import Command
from consent_desktop.domain.vocabulary import Acting

T = TypeVar("T")


class Workspace(QObject):
    """Give commands and ask questions without ever making the GUI thread wait."""

    changed = Signal(object)
    """The log's new position, whoever recorded: every screen asks again what it shows."""
    trouble = Signal(object)
    """A `ClinicError` that keeps the views from following the log."""
    entered = Signal(object, object)
    """A window and its `Session`: somebody has just signed in there, or is back after a lock."""

    def __init__(self, clinic: Clinic) -> None:
        super().__init__()
        self.clinic = clinic
        self._background = Background()
        self._feed = ChangeFeed(clinic, self)
        self._feed.changed.connect(self.changed)
        self._feed.trouble.connect(self.trouble)
        self._feed.start()

    def command(
        self,
        receiver: QObject,
        command: Command,
        acting: Acting,
        done: Callable[[Recorded], None],
        refused: Refused,
    ) -> None:
        """Give the command in the background; `done` or `refused` comes back in the GUI thread, once, if `receiver` lives."""
        dispatch = Dispatch(command, acting)
        self._background.command(receiver, _Given(self.clinic, dispatch, self._feed), done, refused)

    def query(self, receiver: QObject, work: Callable[[], T], done: Callable[[T], None], refused: Refused) -> None:
        """Ask in the background, for instance `partial(clinic.ask, acting, matrix.of_patient, subject, clinic.now())`."""
        self._background.query(receiver, work, done, refused)

    def close(self) -> None:
        """End feed and workers, then close the clinic."""
        self._feed.close()
        self._background.close()
        self.clinic.close()


class _Given:
    """A command as work for the writing thread; the feed looks as soon as it is done."""

    def __init__(self, clinic: Clinic, dispatch: Dispatch, feed: ChangeFeed) -> None:
        self._clinic = clinic
        self._dispatch = dispatch
        self._feed = feed

    def __call__(self) -> Recorded:
        try:
            return self._clinic.dispatch(self._dispatch)
        finally:
            self._feed.poke()
