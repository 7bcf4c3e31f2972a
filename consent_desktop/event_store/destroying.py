"""Destroying what the vault holds of a person: their key, so that no event of theirs opens again, and everything beside it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, delete, insert, select

from consent_desktop.event_store import vault_tables
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.destructions import count_one_more
from consent_desktop.event_store.envelope import from_micros, to_micros
from consent_desktop.event_store.errors import StoreBusy
from consent_desktop.event_store.statements import Prepared
from consent_desktop.event_store.vault import Vault
from consent_desktop.event_store.vault_tables import delays, erasing

PATIENCE: Final = 5.0
"""Seconds for which readers in the way of clearing the vault's log of changes are waited for."""
_TABLES: Final = tuple(
    Prepared(delete(table).where(table.c.subject == bindparam("subject")), ["subject"])
    for table in vault_tables.metadata.sorted_tables
    if "subject" in table.columns and table is not erasing
)
_DELAYS: Final = Prepared(delete(delays).where(delays.c.owner == bindparam("who")), ["who"])
_BEGUN: Final = Prepared(select(erasing.c.subject, erasing.c.since), [])
_IS_BEGUN: Final = Prepared(select(erasing.c.since).where(erasing.c.subject == bindparam("who")), ["who"])
_BEGIN: Final = Prepared(insert(erasing), ["subject", "since"])
_END: Final = Prepared(delete(erasing).where(erasing.c.subject == bindparam("who")), ["who"])


class Destroying:
    """The erasures of one vault: begun, done, or done half and to be done again."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._database = vault.database

    def begin(self, subject: str, at: datetime) -> None:
        """Remember, durably, that this person is being erased."""
        raw = bytes.fromhex(subject)
        with self._database.writing() as link:
            if link.first(_IS_BEGUN, raw) is None:
                link.run(_BEGIN, raw, to_micros(at))

    def begun(self) -> Mapping[str, datetime]:
        """Who is being erased, or was when a program died, and since when."""
        with self._database.reading() as link:
            return {raw.hex(): from_micros(since) for raw, since in link.all(_BEGUN)}

    def end(self, subject: str) -> None:
        """Remember it no longer: it was done, or nothing came of it."""
        with self._database.writing() as link:
            link.run(_END, bytes.fromhex(subject))

    def destroy(self, subject: str, account: bytes) -> None:
        """Destroy the person's key and all that the vault keeps of them, in the file and in its log of changes.

        `account` stands for them where tries to sign in are counted. A second time does no harm. Raises `StoreBusy` where
        somebody kept reading the log of changes: the key is gone, and its trace there has to be cleared by another call.
        """
        with self._database.writing() as link:
            for statement in _TABLES:
                link.run(statement, bytes.fromhex(subject))
            link.run(_DELAYS, account)
            count_one_more(link)
        self._vault.forget()
        clear(self._database)


def clear(database: Database) -> None:
    """Leave nothing in the file's log of changes of what was deleted. Raises `StoreBusy` where somebody keeps reading it."""
    give_up = time.monotonic() + PATIENCE
    while not database.settle():
        if time.monotonic() > give_up:
            raise StoreBusy(
                f"The key is destroyed, but another program still reads an old state of {database.name}. What is left of it "
                "is cleared at the next start; close the other windows of this clinic."
            )
        time.sleep(0.02)
