"""Opening a store's folder: what is there is examined before anything is written, and nothing foreign is touched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final
from uuid import uuid4

from sqlcipher3 import dbapi2

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.copying import Hints
from consent_desktop.event_store.engine import connect, open_database
from consent_desktop.event_store.errors import (
    StoreDamaged,
    StoreFailed,
    StoreIncomplete,
    StoreKeyMissing,
    StoreKeyWrong,
    StoreNotOurs,
    told_of,
)
from consent_desktop.event_store.file_system import refuse_network
from consent_desktop.event_store.files import FileState
from consent_desktop.event_store.keys import KEY_LENGTH, derive
from consent_desktop.event_store.log import Log
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.marking import mark_in_place
from consent_desktop.event_store.old_file import is_ours
from consent_desktop.event_store.salvage import take_over
from consent_desktop.event_store.segments import Segments, kind_of
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
    segments: Segments | None = None
    """The files of the log; None on a server."""
    hints: Callable[[], Hints] = Hints
    """Tells what is known of the log from elsewhere."""
    key: bytes | None = field(default=None, repr=False)
    """The store's key, None for an unprotected one."""

    def repair(self, now: Callable[[], datetime]) -> bool:
        """Let a checked copy take over from a damaged log or one that failed; on a server, mark what is damaged in place.

        Gives False where nothing is wrong with the log. Raises a `ClinicError` where it cannot be done; then nothing was.
        """
        if self.segments is None:
            return mark_in_place(self.log, self.vault, now)
        number, failed = self.log.segment, self.log.failed
        done = take_over(self.segments, number, self.vault, now, self.hints(), failed=failed) != number
        self.log.follow()
        return done

    def close(self) -> None:
        """Close both."""
        self.log.close()
        self.vault.close()


def exists(folder: Path) -> bool:
    """Whether the folder holds a store's log."""
    return Segments(folder, None).newest() > 1 or (folder / LOG_FILE.name).exists()


def open_store(
    folder: Path,
    *,
    plain: bool,
    key: bytes | None,
    facts: Mapping[str, str],
    hints: Callable[[FileKeys], Hints] | None = None,
    now: Callable[[], datetime] | None = None,
) -> OpenedStore:
    """Open the store in the folder, making folder and store if they are not there.

    A new one needs `plain` or a key, so that nobody makes an unprotected one unawares; `facts` are written into a new
    log once and for all. From a damaged log a checked copy takes over, helped by the `hints`. Raises a `ClinicError` and
    leaves every file as it was where the folder may not be used.
    """
    refuse_network(folder)
    file_keys = FileKeys.of(key)
    told: Callable[[], Hints] = Hints if hints is None else partial(hints, file_keys)
    segments = Segments(folder, file_keys.log)
    trouble = _prepared(segments, file_keys, plain=plain, key=key)
    vault = Vault(open_database(folder / VAULT_FILE.name, file_keys.vault, synchronous="FULL"), key)
    try:
        try:
            if trouble is not None:
                raise trouble
            log = _log(segments, vault, facts)
        except _TROUBLES as error:
            number = segments.newest()
            known = told()
            known = replace(known, facts={**facts, **known.facts})
            if not vault.subjects() or not is_ours(segments.path(number), file_keys.log):
                raise
            if take_over(segments, number, vault, now or _now, known, failed=isinstance(error, StoreDamaged)) == number:
                raise  # the whole of it can be read: what the matter is, is something else
            log = _log(segments, vault, facts)
        return OpenedStore(log, vault, folder, file_keys, segments, told, key)
    except BaseException:
        vault.close()
        raise


_TROUBLES: Final = (StoreDamaged, StoreFailed, StoreKeyMissing, StoreKeyWrong, StoreNotOurs)
"""What a damaged log looks like: where its first page is gone it looks foreign, or as if another key protected it."""


def _now() -> datetime:
    return datetime.now(UTC)


def _prepared(segments: Segments, file_keys: FileKeys, *, plain: bool, key: bytes | None) -> ClinicError | None:
    """See that vault and log are there, or made; gives what is the matter with a log that lies beside a vault of ours."""
    folder = segments.folder
    kind = kind_of(segments.newest())
    trouble: ClinicError | None = None
    try:
        log = kind.examine(folder, file_keys.log)
    except _TROUBLES as error:
        log, trouble = FileState.OURS, error
    try:
        vault = VAULT_FILE.examine(folder, file_keys.vault)
    except ClinicError:
        if trouble is not None:
            raise trouble from None
        raise
    if trouble is not None and vault is FileState.ABSENT:
        raise trouble
    if log is FileState.OURS and vault is FileState.ABSENT:
        raise StoreIncomplete(f"{folder / VAULT_FILE.name} is missing: without it no event can be read. Restore it.")
    if log is FileState.ABSENT and vault is FileState.OURS and _holds_keys(folder, file_keys.vault):
        raise StoreIncomplete(
            f"{folder / kind.name} is missing, though keys of people are here. Nothing was made: restore it from a backup."
        )
    if log is FileState.ABSENT:
        if not plain and key is None:
            raise StoreKeyMissing(
                f"There is no store in {folder} yet. Nothing was made. consent-desktop store init makes one, protected by a key."
            )
        if vault is FileState.ABSENT:
            VAULT_FILE.create(folder, file_keys.vault)
        LOG_FILE.create(folder, file_keys.log)
    VAULT_FILE.migrate(folder, file_keys.vault)
    return trouble


def _log(segments: Segments, vault: Vault, facts: Mapping[str, str]) -> Log:
    number = segments.newest()
    kind_of(number).migrate(segments.folder, segments.key)
    _write_facts_once(segments.path(number), segments.key, facts, vault)
    database = segments.open(number)
    try:
        return Log(database, vault, segments.watch, segments=segments, number=number)
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


def _write_facts_once(path: Path, key: bytes | None, facts: Mapping[str, str], vault: Vault) -> None:
    """A log is born with its id; a program that died between making the file and naming it is made good here."""
    connection: dbapi2.Connection = connect(path, key, synchronous="FULL")
    try:
        if connection.execute("SELECT count(*) FROM store").fetchone()[0]:
            return
        if vault.subjects():  # there were facts before anybody was known
            raise StoreDamaged(f"{path.name} is damaged: it does not say whose it is. Nothing was written to it.")
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
