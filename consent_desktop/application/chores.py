"""What the program does of itself after a command, in a thread of its own: nobody who gave a command waits for it."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Final

from consent_desktop.application.nameless import trace_of
from consent_desktop.domain.errors import ClinicError

PAUSE: Final = 0.02
"""Seconds without a command after which chores are done: somebody who gives several in a row is not slowed down."""
LATEST: Final = 1.0
"""Seconds after which they are done all the same."""

LOOK_AGAIN: Final = 300.0
"""Seconds after which they are done although nobody gave a command."""
FIRST_LOOK: Final = 60.0
"""Seconds after opening when what is done in quiet is done for the first time, if nobody gave a command."""

log = logging.getLogger(__name__)


class Chores:
    """Runs the work given, soon after each `wake`, one run at a time. What cannot be done stays due for the next run."""

    def __init__(self, work: Callable[[], None], soon: Callable[[], float | None]) -> None:
        """`work` does all there is to do; `soon` what should not wait, and gives the seconds until it should be called again

        (None: when somebody wakes it).
        """
        self._work = work
        self._soon = soon
        self._again = LOOK_AGAIN
        self._quiet: Callable[[], None] | None = None
        self._running = threading.Lock()
        self._woken = threading.Condition()
        self._in_quiet = False
        self._last_wake: float | None = None
        self._first_wake = 0.0
        self._stop = False
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """There may be something to do."""
        with self._woken:
            now = time.monotonic()
            if self._last_wake is None:
                self._first_wake = now
            self._last_wake = now
            self._start()
            self._woken.notify_all()

    def begin(self, quiet: Callable[[], None]) -> None:
        """From now on do also what is done in quiet: when time went by and nobody gave a command. It may take long."""
        with self._woken:
            self._quiet, self._again = quiet, FIRST_LOOK
            self._start()

    def _start(self) -> None:
        if self._thread is None and not self._stop:
            self._thread = threading.Thread(target=self._run, name="chores", daemon=True)
            self._thread.start()

    def settle(self) -> None:
        """Do what is due now, in the caller's thread. Raises what stops the work."""
        with self._running:
            self._work()

    def _run(self) -> None:
        while self._wait():
            try:
                with self._running:
                    again = self._soon()
                self._again = LOOK_AGAIN if again is None else again
                if again is None and self._in_quiet and self._quiet is not None:
                    self._quiet()
            except ClinicError as error:
                log.info("chores put off: %s", error.code)
            except Exception as error:  # noqa: BLE001  # a mistake of ours must not end the thread
                log.error("chores failed: %s", trace_of(error))

    def _wait(self) -> bool:
        """Until there is something to do and nobody is in the midst of commands; False: stop."""
        self._in_quiet = False
        with self._woken:
            while not self._stop:
                if self._last_wake is None:
                    if not self._woken.wait(self._again):
                        self._in_quiet = True
                        return True  # time goes by too: a day ends although nobody gives a command
                    continue
                now = time.monotonic()
                due = min(self._last_wake + PAUSE, self._first_wake + LATEST)
                if now >= due:
                    self._last_wake = None
                    return True
                self._woken.wait(due - now)
            return False

    def close(self) -> None:
        """Do what is left and end the thread; what cannot be done now stays due for the next start."""
        with self._woken:
            self._stop = True
            left = self._last_wake is not None
            self._woken.notify_all()
        if self._thread is not None:
            self._thread.join()
        if left:
            try:
                self.settle()
            except ClinicError as error:
                log.info("chores put off: %s", error.code)
