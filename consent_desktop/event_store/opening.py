"""Opening a store's folder: what is there is examined before anything is written, and nothing foreign is touched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import uuid4

from sqlcipher3 import dbapi2

from consent_desktop.event_store.engine import DataVersion, connect, open_database
from consent_desktop.event_store.errors import StoreIncomplete, StoreKeyMissing, StoreKeyWrong, told_of
from consent_desktop.event_store.file_system import refuse_network
from consent_desktop.event_store.files import FileState
from consent_desktop.event_store.keys import KEY_LENGTH, derive
from consent_desktop.event_store.log import Log
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.vault import Vault
from consent_desktop.event_store.vault_tables import VAULT_FILE


@dataclass(frozen=True, slots=True)
class FileKeys:
    """The raw keys of the three files; None for a plain store."""

    log: bytes | None
    vault: bytes | None
    views: bytes | None

    @classmethod
    def of(cls, store_key: bytes | None) -> FileKeys:
        """The keys that follow from the store's key."""
        if store_key is None:
            return cls(None, None, None)
        if len(store_key) != KEY_LENGTH:
            raise StoreKeyWrong(
                f"A store's key has {KEY_LENGTH} bytes; this one has {len(store_key)}. Nothing was opened."
            )
        return cls(derive(store_key, "log-file"), derive(store_key, "vault-file"), derive(store_key, "views-file"))


@dataclass(frozen=True, slots=True)
class OpenedStore:
    """An open log with its vault."""

    log: Log
    vault: Vault
    folder: Path
    """Where this computer keeps what belongs to the store: its files, or for a shared one only settings."""
    file_keys: FileKeys

    def close(self) -> None:
        """Close both."""
        self.log.close()
        self.vault.close()


def exists(folder: Path) -> bool:
    """Whether the folder holds a store's log."""
    return (folder / LOG_FILE.name).exists()


def open_store(folder: Path, *, plain: bool, key: bytes | None, facts: Mapping[str, str]) -> OpenedStore:
    """Open the store in the folder, making folder and store if they are not there.

    A new one needs `plain` or a key, so that nobody makes an unprotected one unawares; `facts` are written into a new
    log once and for all. Raises a `ClinicError` and leaves every file as it was where the folder may not be used.
    """
    refuse_network(folder)
    file_keys = FileKeys.of(key)
    log = LOG_FILE.examine(folder, file_keys.log)
    vault = VAULT_FILE.examine(folder, file_keys.vault)
    if log is FileState.OURS and vault is FileState.ABSENT:
        raise StoreIncomplete(f"{folder / VAULT_FILE.name} is missing: without it no event can be read. Restore it.")
    if log is FileState.ABSENT and vault is FileState.OURS and _holds_keys(folder, file_keys.vault):
        raise StoreIncomplete(
            f"{folder / LOG_FILE.name} is missing, though keys of people are here. Nothing was made: restore it from a backup."
        )
    if log is FileState.ABSENT:
        if not plain and key is None:
            raise StoreKeyMissing(
                f"There is no store in {folder} yet. Nothing was made: give a key, or say plain to make an unprotected one."
            )
        if vault is FileState.ABSENT:
            VAULT_FILE.create(folder, file_keys.vault)
        LOG_FILE.create(folder, file_keys.log)
    VAULT_FILE.migrate(folder, file_keys.vault)
    LOG_FILE.migrate(folder, file_keys.log)
    opened_vault = Vault(open_database(folder / VAULT_FILE.name, file_keys.vault, synchronous="FULL"), key)
    try:
        _write_facts_once(folder, file_keys.log, facts)
        opened_log = _log(folder / LOG_FILE.name, file_keys.log, opened_vault)
        return OpenedStore(opened_log, opened_vault, folder, file_keys)
    except BaseException:
        opened_vault.close()
        raise


def _log(path: Path, key: bytes | None, vault: Vault) -> Log:
    database = open_database(path, key, synchronous="FULL")
    try:
        return Log(database, vault, partial(DataVersion, path, key))
    except BaseException:
        database.close()
        raise


def _holds_keys(folder: Path, key: bytes | None) -> bool:
    """Whether anybody was ever registered: keys come before events, so a log belongs to them."""
    path = folder / VAULT_FILE.name
    connection = connect(path, key, synchronous="FULL")
    try:
        return bool(connection.execute("SELECT EXISTS (SELECT 1 FROM subject_keys)").fetchone()[0])
    except dbapi2.Error as error:
        raise (told_of(path, error) or error) from error
    finally:
        connection.close()


def _write_facts_once(folder: Path, key: bytes | None, facts: Mapping[str, str]) -> None:
    """A log is born with its id; a program that died between making the file and naming it is made good here."""
    path = folder / LOG_FILE.name
    connection: dbapi2.Connection = connect(path, key, synchronous="FULL")
    try:
        if connection.execute("SELECT count(*) FROM store").fetchone()[0]:
            return
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT count(*) FROM store").fetchone()[0]:
            rows = {"store_id": uuid4().hex, **facts}
            connection.executemany("INSERT INTO store (name, value) VALUES (?, ?)", list(rows.items()))
        connection.execute("COMMIT")
    except dbapi2.Error as error:
        told = told_of(path, error)
        raise (told or error) from error
    finally:
        connection.close()
