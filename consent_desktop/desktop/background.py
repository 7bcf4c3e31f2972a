"""Work off the GUI thread: one thread gives commands, a few ask; each result comes back as one signal.

The GUI thread never waits. A result for a receiver that is gone is dropped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from consent_desktop.domain.errors import ConsentDesktopError

log = logging.getLogger(__name__)

T = TypeVar("T")

Done = Callable[[Any], None]
Refused = Callable[[ConsentDesktopError], None]


class _Return(QObject):
    """Carries one result into the GUI thread."""

    came = Signal(object)

    def __init__(self, receiver: QObject, done: Done, refused: Refused) -> None:
        super().__init__(receiver)
        self._done = done
        self._refused = refused
        self.came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def _deliver(self, future: Future[Any]) -> None:
        self.deleteLater()
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            self._done(future.result())
        elif isinstance(error, ConsentDesktopError):
            self._refused(error)
        else:
            raise error

    def carry(self, future: Future[Any]) -> None:
        """Called in the worker: hand the result over, unless the receiver was closed meanwhile."""
        if shiboken6.isValid(self):
            try:
                self.came.emit(future)
            except RuntimeError:  # deleted between the question and the call
                log.debug("a result came for a window that is gone")


class Background:
    """The workers of one program. `close` ends them; what has begun is finished first."""

    def __init__(self) -> None:
        self._commands = ThreadPoolExecutor(1, "commands")
        self._queries = ThreadPoolExecutor(3, "queries")
        self._closed = False

    def command(self, receiver: QObject, work: Callable[[], T], done: Callable[[T], None], refused: Refused) -> None:
        """Run `work` in the one thread that writes; `done` or `refused` is called in the GUI thread."""
        self._submit(self._commands, receiver, work, done, refused)

    def query(self, receiver: QObject, work: Callable[[], T], done: Callable[[T], None], refused: Refused) -> None:
        """Run `work` in one of the threads that read; `done` or `refused` is called in the GUI thread."""
        self._submit(self._queries, receiver, work, done, refused)

    def _submit(
        self, pool: ThreadPoolExecutor, receiver: QObject, work: Callable[[], T], done: Done, refused: Refused
    ) -> None:
        if self._closed:  # windows on their way out may still ask; nobody is there to be answered
            return
        carrier = _Return(receiver, done, refused)
        pool.submit(work).add_done_callback(partial(_carry, carrier))

    def close(self) -> None:
        """Finish every command given and every question begun, drop the other questions, and end the threads."""
        self._closed = True
        for pool in (self._commands, self._queries):
            pool.shutdown(wait=True, cancel_futures=pool is self._queries)


def _carry(carrier: _Return, future: Future[Any]) -> None:
    carrier.carry(future)
