"""Our own store on an engine that the harness has altered, for controls and for limits that only a pragma can set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from sqlcipher3 import dbapi2


@contextmanager
def before_writes(pragma: str) -> Iterator[list[str]]:
    """Every connection opened in here runs the pragma before each write transaction; gives the list of the times it did.

    This is beneath our code, which goes on to believe that its own pragmas, read back after connect, hold.
    """
    done: list[str] = []

    class Cursor(dbapi2.Cursor):  # type: ignore[misc]
        def execute(self, statement: str, *rest: Any) -> Any:
            if statement.lstrip().upper().startswith("BEGIN IMMEDIATE"):
                super().execute(pragma).fetchall()
                done.append(pragma)
            return super().execute(statement, *rest)

    class Connection(dbapi2.Connection):  # type: ignore[misc]
        def cursor(self, *_: Any, **__: Any) -> Any:
            return super().cursor(Cursor)

        def execute(self, statement: str, *rest: Any) -> Any:
            return self.cursor().execute(statement, *rest)

    plainly = dbapi2.connect

    def connect(*arguments: Any, **named: Any) -> Any:
        return plainly(*arguments, factory=Connection, **named)

    with mock.patch.object(dbapi2, "connect", connect):
        yield done
