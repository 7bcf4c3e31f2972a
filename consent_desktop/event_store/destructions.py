"""Noticing that keys were destroyed, by this program or another: what is remembered of them has to go at once."""

from __future__ import annotations

import time
from typing import Any, Final

from sqlalchemy import bindparam, select

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.statements import Insert, Link, Prepared
from consent_desktop.event_store.vault_tables import store

EVERY: Final = 1.0
"""Seconds after which a server is asked again; a file tells for nothing whether anybody wrote to it."""
_NAME: Final = "destructions"
_COUNT: Final = Prepared(select(store.c.value).where(store.c.name == bindparam("name")), ["name"])


def _counted(insert: Insert) -> object:
    made = insert(store)
    return made.on_conflict_do_update(index_elements=["name"], set_={"value": made.excluded.value})


_KEEP: Final = Prepared(_counted, ["name", "value"])


def count_one_more(link: Link) -> None:
    """Keys are destroyed in this transaction."""
    before: bytes | None = link.scalar(_COUNT, _NAME)
    link.run(_KEEP, _NAME, (int.from_bytes(before or b"") + 1).to_bytes(8))


class Destructions:
    """Tells whether keys were destroyed since it was last asked. For use under a lock."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._borrowed: Any = None
        self._cursor: Any = None
        self._version: object = None
        self._asked = time.monotonic()
        self._count = self._read()

    def any_new(self) -> bool:
        """Whether there were any. On a file this costs microseconds and is true from the destruction on."""
        if not self._may_have_changed():
            return False
        before, self._count = self._count, self._read()
        return self._count != before

    def _may_have_changed(self) -> bool:
        if self._database.dialect != "sqlite":
            now = time.monotonic()
            if now - self._asked < EVERY:
                return False
            self._asked = now
            return True
        try:
            if self._borrowed is None:
                self._borrowed = self._database.reader.raw_connection()
                self._cursor = self._borrowed.driver_connection.cursor()
            ((version,),) = self._cursor.execute("PRAGMA data_version").fetchall()
        except Exception as error:
            self._database.complain(error)
            raise
        before, self._version = self._version, version
        return bool(before != version)

    def _read(self) -> bytes | None:
        with self._database.reading() as link:
            rows = link.all(_COUNT, _NAME)
        return rows[0][0] if rows else None

    def close(self) -> None:
        """Give the connection back."""
        if self._borrowed is not None:
            self._borrowed.close()
            self._borrowed = self._cursor = None
