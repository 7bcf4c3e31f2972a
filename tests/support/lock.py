"""Another process that holds the store's write lock until it is told to let go."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_PROGRAM = """
import sys
from sqlcipher3 import dbapi2
connection = dbapi2.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("locked", flush=True)
sys.stdin.readline()
connection.execute("ROLLBACK")
"""


class Lock:
    """The lock in the other process's hand."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.held = True

    def let_go(self) -> None:
        """Give the lock back."""
        if self.held:
            assert self._process.stdin is not None
            self._process.stdin.write("\n")
            self._process.stdin.close()
            self._process.wait(30)
            self.held = False


@contextmanager
def write_lock(path: Path) -> Iterator[Lock]:
    """Hold the write lock of the file from another process."""
    command = [sys.executable, "-c", _PROGRAM, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        lock = Lock(process)
        try:
            yield lock
        finally:
            lock.let_go()
