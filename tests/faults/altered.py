"""Our own store on an engine that the harness has altered, for controls and for limits that only a pragma can set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from sqlcipher3 import dbapi2


@dataclass
class Altered:
    """What is run before each write transaction, and how often it was."""

    pragma: str
    times: int = 0


@contextmanager
def before_writes(pragma: str) -> Iterator[Altered]:
    """Every connection opened in here runs the pragma before each write transaction; `Altered.pragma` may be changed.

    This is beneath our code, which goes on to believe that its own pragmas, read back after connect, hold.
    """
    altered = Altered(pragma)

    class Cursor(dbapi2.Cursor):  # type: ignore[misc]
        """A cursor that slips the pragma in."""

        def execute(self, statement: str, *rest: Any) -> Any:
            if statement.lstrip().upper().startswith("BEGIN IMMEDIATE"):
                super().execute(altered.pragma).fetchall()
                altered.times += 1
            return super().execute(statement, *rest)

    class Connection(dbapi2.Connection):  # type: ignore[misc]
        """A connection of such cursors."""

        def cursor(self, *_: Any, **__: Any) -> Any:
            return super().cursor(Cursor)

        def execute(self, statement: str, *rest: Any) -> Any:
            return self.cursor().execute(statement, *rest)

    plainly = dbapi2.connect

    def connect(*arguments: Any, **named: Any) -> Any:
        return plainly(*arguments, factory=Connection, **named)

    with mock.patch.object(dbapi2, "connect", connect):
        yield altered
    if not altered.times:
        raise RuntimeError("nothing was written through the altered engine")
