"""Erasing people once more in a store that was unpacked from a backup: the backup still held their keys.

Only for a store that nobody has open yet; in a running one erasing takes more care, see `application.erasing`.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import bindparam, delete
from sqlcipher3 import dbapi2

from consent_desktop.event_store import vault_tables
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.errors import told_of
from consent_desktop.event_store.statements import Prepared
from consent_desktop.event_store.vault_tables import VAULT_FILE

_OF_A_PERSON: Final = tuple(
    Prepared(delete(table).where(table.c.subject == bindparam("subject")), ["subject"])
    for table in vault_tables.metadata.sorted_tables
    if "subject" in table.columns and table is not vault_tables.erasing
)
"""Everything that the vault keeps of a person: their key, numbers, secrets, codes."""


def erase_again(folder: Path, key: bytes | None, subjects: Collection[str]) -> int:
    """Destroy what the vault in the folder keeps of these people; gives how many it still had a key of.

    `key`: the vault's. Raises a `ClinicError`; then nothing was destroyed.
    """
    path = folder / VAULT_FILE.name
    with closing(connect(path, key, synchronous="FULL")) as connection:
        try:
            held = {raw.hex() for (raw,) in connection.execute("SELECT subject FROM subject_keys")}
            connection.execute("BEGIN IMMEDIATE")
            for subject in subjects:
                for statement in _OF_A_PERSON:
                    connection.execute(statement.on("sqlite").words, (bytes.fromhex(subject),))
            connection.execute("COMMIT")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except dbapi2.Error as error:
            raise (told_of(path, error) or error) from error
    return len(held & set(subjects))
