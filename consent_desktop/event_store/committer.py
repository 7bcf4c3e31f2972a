"""A thread that commits, so that what needs no disk can be done while the disk is at work."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue


class Committer:
    """Runs one call at a time in a thread of its own. The driver lets go of the interpreter while it waits for the disk."""

    def __init__(self, name: str) -> None:
        self._calls: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._ends: SimpleQueue[BaseException | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=f"commit {name}", daemon=True)
        self._thread.start()

    def beside(self, commit: Callable[[], object], work: Callable[[], object]) -> None:
        """Run `commit` in the thread and `work` here; returns when both have ended. Raises what the commit raised, else

        what the work did.
        """
        self._calls.put(commit)
        try:
            work()
        finally:
            failure = self._ends.get()
            if failure is not None:
                raise failure

    def _run(self) -> None:
        while (call := self._calls.get()) is not None:
            failure: BaseException | None = None
            try:
                call()
            except BaseException as error:  # noqa: BLE001  # it is raised where the call came from
                failure = error
            self._ends.put(failure)

    def close(self) -> None:
        """End the thread."""
        self._calls.put(None)
        self._thread.join()
