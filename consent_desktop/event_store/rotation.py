"""A new key for a whole store: every file is written anew beside the old one, and the file of keys says which count.

Replacing `clinic.keys.json` is the one moment at which it happens. Before, the old files and the old key count, and what
was made beside them is thrown away by the next rotation; after, whoever opens the store first puts the new files in place.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import zip_longest
from pathlib import Path
from typing import Final
from uuid import uuid4

from sqlcipher3 import dbapi2

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.durable_file import sync_folder
from consent_desktop.event_store.engine import BUSY_TIMEOUT_MS
from consent_desktop.event_store.errors import StoreBusy, StoreDamaged, StoreIncomplete, told_of
from consent_desktop.event_store.files import unusable
from consent_desktop.event_store.key_care import check_passphrase, ring_slot
from consent_desktop.event_store.key_file import KeyFile
from consent_desktop.event_store.key_ring import KeyRing
from consent_desktop.event_store.key_slots import KeyRingSlot, PassphraseCost, PassphraseSlot, RecoverySlot, Slot
from consent_desktop.event_store.keys import KEY_LENGTH, derive
from consent_desktop.event_store.recovery_kit import RecoveryKit
from consent_desktop.event_store.segments import kind_of, newest_in
from consent_desktop.event_store.vault import INNER_SECRET, inner_seal
from consent_desktop.event_store.vault_tables import VAULT_FILE

MARK: Final = ".rotated-"
"""What the name of a file under the new key holds until it takes the old one's place."""

Step = Callable[[str], None]
"""Told what is done next, for showing it."""


@dataclass(frozen=True, slots=True)
class Rotated:
    """The store's new key."""

    key: bytes = field(repr=False)
    kit: RecoveryKit
    """The only kit that opens the store from now on."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the store with its keys."""

    path: Path
    old: bytes
    new: bytes
    beside: Path


def settle_rotation(folder: Path, keys: KeyFile | None) -> None:
    """Put the files of a rotation in place that was cut off after it counted. Raises a `ClinicError` where it cannot."""
    if keys is None:
        return
    try:
        found = list(folder.glob(f"*{MARK}{keys.generation}"))
        for beside in found:
            # The old file has no WAL that the new one could take for its own: see `_alone_with`.
            with suppress(FileNotFoundError):  # another program was quicker
                beside.replace(beside.with_name(beside.name.partition(MARK)[0]))
        if found:
            sync_folder(folder)
    except OSError as error:
        raise unusable(folder, error) from error


def rotate(
    folder: Path,
    key: bytes,
    now: datetime,
    *,
    views: str,
    ring: KeyRing | None = None,
    passphrase: str | None = None,
    before: Callable[[Rotated], None] | None = None,
    cost: PassphraseCost | None = None,
    step: Step = lambda _: None,
) -> Rotated:
    """Give the closed store a new key and a new recovery kit; `views`: the name of the views' file.

    `before` is told key and kit before they count, so that they are on paper or in a file whatever happens next; where it
    raises, nothing is changed.
    Nobody else may have the store open: raises `StoreBusy`. Whatever stops it, the store opens with the old key or with
    the new one, whole. Files that a checked copy took over from stay under the old key.
    """
    if passphrase is not None:
        check_passphrase(passphrase)
    old = KeyFile.read(folder)
    if old is not None:
        old.believed_with(key)
        settle_rotation(folder, old)
    new, generation = os.urandom(KEY_LENGTH), uuid4().hex
    with ExitStack() as held:
        files = _files(folder, key, new, views, generation)
        connections = [held.enter_context(_alone_with(file)) for file in files]
        for leftover in folder.glob(f"*{MARK}*"):
            leftover.unlink()
        try:
            store_id = ""
            for file, connection in zip(files, connections, strict=True):
                step(f"write {file.path.name}")
                inner = (key, new) if file.path.name == VAULT_FILE.name else None
                store_id = _written_anew(file, connection, inner) or store_id
            kit = RecoveryKit.new()
            slots: list[Slot] = [RecoverySlot.closed(new, store_id, now, kit)]
            if passphrase is not None:
                slots.append(PassphraseSlot.closed(new, store_id, now, passphrase, cost or PassphraseCost()))
            if ring is not None:
                slots.append(ring_slot(new, store_id, now, ring))
            if before is not None:
                before(Rotated(new, kit))
            sync_folder(folder)
            step("let the new key count")
            keys = KeyFile(store_id, generation, tuple(slots))
            keys.write(folder, new)
        except BaseException:
            if not _counts(folder, generation):
                for file in files:
                    file.beside.unlink(missing_ok=True)
            raise
        for file in files:
            step(f"put {file.path.name} in place")
            with suppress(OSError):  # where an open file cannot be replaced it is put in place below
                file.beside.replace(file.path)
    settle_rotation(folder, keys)
    _forget_rings(old, ring)
    return Rotated(new, kit)


def _counts(folder: Path, generation: str) -> bool:
    """Whether the file of keys is that of the new key already; where it cannot be told, nothing is thrown away."""
    try:
        keys = KeyFile.read(folder)
    except ClinicError:
        return True
    return keys is not None and keys.generation == generation


def _files(folder: Path, key: bytes, new: bytes, views: str, generation: str) -> list[_File]:
    named = [
        (VAULT_FILE.name, "vault-file"),
        (kind_of(newest_in(folder)).name, "log-file"),
        (views, "views-file"),
    ]
    for name, _ in named[:2]:
        if not (folder / name).exists():
            raise StoreIncomplete(f"{folder / name} is missing. Nothing was changed; restore it from a backup.")
    return [
        _File(folder / name, derive(key, use), derive(new, use), folder / f"{name}{MARK}{generation}")
        for name, use in named
        if (folder / name).exists()
    ]


@contextmanager
def _alone_with(file: _File) -> Iterator[dbapi2.Connection]:
    """A connection beside which there is no other, and no WAL: closing it later touches nothing but its own file."""
    connection = dbapi2.connect(
        f"{file.path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_TIMEOUT_MS / 1000
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{file.old.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        connection.execute("PRAGMA journal_mode = DELETE").fetchall()
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("COMMIT")
        yield connection
    except dbapi2.Error as error:
        told = told_of(file.path, error)
        if isinstance(told, StoreBusy):
            told = StoreBusy(
                f"{file.path.name} is open in another window or program. Nothing was changed; close them and try again."
            )
        raise (told or error) from error
    finally:
        connection.close()


def _written_anew(file: _File, connection: dbapi2.Connection, inner: tuple[bytes, bytes] | None) -> str:
    """Write the file's content under the new key beside it; gives the store's id where the file names it."""
    connection.execute("ATTACH DATABASE ? AS rotated KEY \"x'" + file.new.hex() + "'\"", (str(file.beside),))
    try:
        connection.execute("SELECT sqlcipher_export('rotated')").fetchall()
        for pragma in ("application_id", "user_version"):
            value = int(connection.execute(f"PRAGMA main.{pragma}").fetchone()[0])
            connection.execute(f"PRAGMA rotated.{pragma} = {value}")
        _compare(file, connection)
        if inner is not None:
            _wrap_inner_secret(connection, *inner)
    finally:
        connection.execute("DETACH DATABASE rotated")
    descriptor = os.open(file.beside, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    if file.path.name != VAULT_FILE.name and file.path.name.startswith("clinic.events"):
        return str(connection.execute("SELECT value FROM store WHERE name = 'store_id'").fetchone()[0])
    return ""


def _compare(file: _File, connection: dbapi2.Connection) -> None:
    """Raise `StoreDamaged` where the new file does not hold, row by row, what the old one does."""
    schema = [
        connection.execute(f"SELECT type, name, sql FROM {name}.sqlite_schema ORDER BY type, name").fetchall()  # noqa: S608
        for name in ("main", "rotated")
    ]
    same = schema[0] == schema[1]
    same = same and connection.execute("PRAGMA rotated.integrity_check(1)").fetchone()[0] == "ok"
    for kind, table, _ in schema[0]:
        if not same or kind != "table" or table.startswith("sqlite_"):
            continue
        one, other = (connection.execute(f'SELECT * FROM {name}."{table}"') for name in ("main", "rotated"))  # noqa: S608
        same = all(row == twin for row, twin in zip_longest(one, other))
    if not same:
        raise StoreDamaged(
            f"{file.path.name} could not be copied whole. The store is as it was, under its old key; run consent-desktop verify."
        )


def _wrap_inner_secret(connection: dbapi2.Connection, key: bytes, new: bytes) -> None:
    """What is sealed inside stays sealed as it is: the first key, from which those keys follow, is wrapped by the new one."""
    row = connection.execute("SELECT value FROM main.store WHERE name = ?", (INNER_SECRET,)).fetchone()
    name = INNER_SECRET.encode()
    secret = key if row is None else inner_seal(key).open(row[0], name)
    wrapped = inner_seal(new).close(secret, name)
    connection.execute("INSERT OR REPLACE INTO rotated.store (name, value) VALUES (?, ?)", (INNER_SECRET, wrapped))


def _forget_rings(before: KeyFile | None, ring: KeyRing | None) -> None:
    """Take out of the key ring what unwrapped the old key; where that fails it unwraps nothing any more."""
    for slot in before.slots if before is not None and ring is not None else ():
        if isinstance(slot, KeyRingSlot) and ring is not None:
            with suppress(ClinicError):
                ring.forget(slot.id)
