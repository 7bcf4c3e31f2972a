"""A consistent copy of an open store's files, while others go on writing: each file as it was at one moment.

The log comes first and the vault after it: keys are there before the events that they seal, so the copied vault has the
key of every event that the copied log has.
"""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.errors import told_of
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.segments import Segments
from consent_desktop.event_store.vault_tables import VAULT_FILE


def copy_files(store: OpenedStore, segments: Segments, to: Path) -> list[str]:
    """Copy log and vault into the folder; gives the names. Segments that a checked copy took over from go along as they are.

    Raises a `ClinicError` or OSError.
    """
    number = store.log.follow()
    names = [segments.path(number).name, VAULT_FILE.name]
    for name, key in zip(names, (store.file_keys.log, store.file_keys.vault), strict=True):
        _copied(store.folder / name, key, to / name)
    for old in range(1, number):
        for ending in ("", "-wal"):
            path = segments.path(old).with_name(f"{segments.path(old).name}{ending}")
            if path.exists():
                shutil.copyfile(path, to / path.name)
                names.append(path.name)
    return names


def _copied(path: Path, key: bytes | None, to: Path) -> None:
    with closing(connect(path, key, synchronous="NORMAL")) as connection:
        try:
            connection.execute("VACUUM INTO ?", (str(to),))
        except dbapi2.Error as error:
            raise (told_of(to, error) or error) from error


def end_of_copy(path: Path, key: bytes | None) -> tuple[int, str]:
    """The last event in a copied log, and the chain's hash there in hex; 0 and nothing where it is empty."""
    with closing(connect(path, key, synchronous="NORMAL")) as connection:
        try:
            row = connection.execute("SELECT position, chain FROM events ORDER BY position DESC LIMIT 1").fetchone()
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()  # so that there is one file to pack
        except dbapi2.Error as error:
            raise (told_of(path, error) or error) from error
    return (0, "") if row is None else (int(row[0]), bytes(row[1]).hex())
