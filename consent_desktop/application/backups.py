"""Backups: one file each, made while everybody goes on working, and opened and checked before it counts as made."""

from __future__ import annotations

import errno
import hashlib
import hmac
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, Literal
from zoneinfo import ZoneInfo

from consent_desktop.application.backup_settings import BackupSettings, KnownBackup
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import Clock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.application.evidence import Evidence, Occasion, Verdict
from consent_desktop.domain.clinic_commands import NoteBackup
from consent_desktop.domain.entitlements import authorize
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.event_store import erasures, key_file
from consent_desktop.event_store.backup_file import (
    ENDING,
    BackupDamaged,
    BackupFile,
    Manifest,
    Part,
    part_of,
    write_backup,
)
from consent_desktop.event_store.durable_file import sync_folder
from consent_desktop.event_store.errors import StoreFailed, StoreFull, StoreKeyWrong, StoreNotFound, StoreReadOnly
from consent_desktop.event_store.key_file import KeyFile
from consent_desktop.event_store.key_slots import KeyRingSlot
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.protected import open_folder
from consent_desktop.event_store.segments import MAKING
from consent_desktop.event_store.store_copy import copy_files, end_of_copy
from consent_desktop.event_store.unlocking import Unlocking

Where = Literal["folder", "scheduled"]
CUT_OFF: Final = 3600
"""Seconds after which a backup that is still being written counts as cut off."""


class BackupFailed(ClinicError):
    """A backup could not be made; nothing of it was kept."""

    code = "backup_failed"


class BackupsOfServerElsewhere(ClinicError):
    """The store lies on a server, which has means of its own."""

    code = "backups_of_server_elsewhere"


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup that was opened."""

    file: BackupFile
    verdict: Verdict
    """What a check of the history in it found."""

    @property
    def whole(self) -> bool:
        """Whether nothing in it is altered or missing, but for what the clinic itself lost to damage before."""
        return self.verdict.unbroken and self.verdict.events == self.file.manifest.head


def make(clinic: Clinic, folder: Path, acting: Acting, where: Where = "folder") -> KnownBackup:
    """Write a backup of the open clinic into the folder, check it, and note it in the history.

    Raises `NotAllowed`, or a `ClinicError`; then nothing of it is left, and what was in the folder is as it was.
    """
    authorize(acting, NoteBackup(head=0, bytes=0, where=where))
    store = clinic.store
    if store.segments is None:
        raise BackupsOfServerElsewhere(
            "This clinic lies on a server. Nothing was written: have the server's administrator make its backups (pg_dump)."
        )
    folder = folder.absolute()
    _check_place(folder, store.folder)
    clinic.evidence.attend(Occasion.BACKUP)
    made = clinic.now()
    path = _free_name(folder, store, made)
    with _told_whole(folder), _work_in(folder, store.log.store_id) as work:
        written = _written(store, made, work)
        checked = check(written, Unlocking(store.key), clinic.clock, clinic.zone, work)
        if not checked.whole:
            raise BackupFailed(
                f"The backup was not kept: {checked.verdict.sentence} Run consent-desktop verify; earlier backups are untouched."
            )
        written.replace(path)
        sync_folder(folder)
    manifest = checked.file.manifest
    known = KnownBackup(path=path, made=made, head=manifest.head, size=checked.file.size, protected=manifest.protected)
    BackupSettings(store.folder).note_made(known)
    clinic.dispatch(Dispatch(NoteBackup(head=known.head, bytes=known.size, where=where), acting))
    return known


def check(path: Path, unlocking: Unlocking, clock: Clock, zone: ZoneInfo, work: Path | None = None) -> Checked:
    """Unpack the backup beside everything else, open it, and check its whole history; nothing of that is left.

    Raises a `ClinicError`: damaged, newer, or it does not open with what was given.
    """
    file = BackupFile.opened(path)
    try:
        with tempfile.TemporaryDirectory(dir=work, prefix="check-") as place:
            file.unpack(Path(place))
            with opened(file, Path(place), unlocking) as store:
                return Checked(file, Evidence(store.log, store.vault, clock, zone, Path(place)).verify())
    except OSError as error:
        raise BackupFailed(
            f"The backup {path} could not be unpacked to be checked ({error.strerror}). It was left untouched; make room."
        ) from error


@contextmanager
def opened(file: BackupFile, folder: Path, unlocking: Unlocking) -> Iterator[OpenedStore]:
    """The store that the backup was unpacked to. Raises `StoreKeyWrong`, or `BackupDamaged` where it is not what it says."""
    try:
        store = open_folder(folder, unlocking, plain=False, facts={})
    except StoreKeyWrong as error:
        raise type(error)(
            f"{error} A backup opens with the recovery kit, or the passphrase, of the time at which it was made."
        ) from error
    try:
        manifest = file.manifest
        mac = hmac.digest(store.vault.keys.backups, manifest.signed_part(), "sha256").hex()
        end = store.log.head()
        same = (end.position, end.chain.hex()) == (manifest.head, manifest.chain) or not manifest.head
        if not hmac.compare_digest(mac, manifest.mac) or not same or store.log.store_id != manifest.store_id:
            raise BackupDamaged(
                f"{file.path} is not what it says it is: somebody else put it together. It was left untouched and nothing was "
                "restored from it."
            )
        yield store
    finally:
        store.close()


def backups_in(folder: Path, store_id: str) -> list[KnownBackup]:
    """Backups of this clinic in the folder by what they say of themselves, the newest first."""
    found = []
    for path in sorted(folder.glob(f"consent-desktop-{store_id[:12]}-*{ENDING}")) if folder.is_dir() else ():
        file = BackupFile.glanced_at(path)
        if file is not None and file.manifest.store_id == store_id:
            said = file.manifest
            found.append(
                KnownBackup(path=path, made=said.made, head=said.head, size=file.size, protected=said.protected)
            )
    return sorted(found, key=lambda one: one.made, reverse=True)


def known_backups(clinic: Clinic) -> list[KnownBackup]:
    """Every backup that is still where it was put, and others beside them, the newest first."""
    settings, store_id = BackupSettings(clinic.store.folder), clinic.log.store_id
    schedule = settings.schedule()
    folders = {one.path.parent for one in settings.known()} | ({schedule.folder} if schedule is not None else set())
    found = [one for folder in folders for one in backups_in(folder, store_id)]
    return sorted(found, key=lambda one: one.made, reverse=True)


def _check_place(folder: Path, store: Path) -> None:
    if not folder.is_dir():
        raise BackupFailed(f"{folder} is not there. No backup was made; plug the stick in or name another folder.")
    store = store.resolve()
    if folder.resolve() == store or store in folder.resolve().parents:
        raise BackupFailed(
            f"{folder} is inside the clinic's own folder, where a backup is lost together with it. No backup was made; name a stick "
            "or a folder elsewhere."
        )


def _free_name(folder: Path, store: OpenedStore, made: datetime) -> Path:
    unprotected = "" if store.key is not None else "-unprotected"
    stem = f"consent-desktop-{store.log.store_id[:12]}-{made:%Y%m%dT%H%M%SZ}{unprotected}"
    names = (f"{stem}{more}{ENDING}" for more in ("", *(f"-{n}" for n in range(2, 1000))))
    return next(folder / name for name in names if not (folder / name).exists())


@contextmanager
def _work_in(folder: Path, store_id: str) -> Iterator[Path]:
    """A folder for the time in between: one backup of a clinic at a time, and what was cut off is taken away."""
    work = folder / f".consent-desktop-{store_id[:12]}{MAKING}"
    if work.is_dir() and time.time() - work.stat().st_mtime > CUT_OFF:
        shutil.rmtree(work)
    try:
        work.mkdir()
    except FileExistsError:
        raise BackupFailed(
            f"A backup is being written to {folder} by another window or program, or one was cut off less than "
            f"an hour ago. Nothing was written; try again later, or take {work.name} away."
        ) from None
    try:
        yield work
    finally:
        shutil.rmtree(work, ignore_errors=True)


@contextmanager
def _told_whole(folder: Path) -> Iterator[None]:
    """What goes wrong with the folder, as a sentence about the backup."""
    kept = "Nothing of it was kept; earlier backups are untouched."
    try:
        yield
    except StoreFull as error:
        raise BackupFailed(f"The disk with {folder} is full. {kept} Make room or name another folder.") from error
    except (StoreFailed, StoreNotFound, StoreReadOnly) as error:  # of the copy: how a full stick is often told
        raise BackupFailed(f"{folder} is full or failed. {kept} Make room, or name another folder.") from error
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        why = "is full" if full else f"cannot be written ({error.strerror})"
        raise BackupFailed(f"{folder} {why}. {kept} Make room or name another folder.") from error


def _written(store: OpenedStore, made: datetime, work: Path) -> Path:
    """Put the backup together; only the file is left."""
    assert store.segments is not None
    path, copy = work / f"whole{ENDING}", work / "copy"
    copy.mkdir()
    names = copy_files(store, store.segments, copy)
    head, chain = end_of_copy(copy / names[0], store.file_keys.log)
    small = _small(store)
    files = {name: part_of(copy / name) for name in names} | {
        name: Part(size=len(content), sha256=_sha256(content)) for name, content in small.items()
    }
    manifest = Manifest(
        store_id=store.log.store_id, made=made, head=head, chain=chain, protected=store.key is not None, files=files
    )
    mac = hmac.digest(store.vault.keys.backups, manifest.signed_part(), "sha256").hex()
    write_backup(path, copy, manifest.model_copy(update={"mac": mac}), small)
    shutil.rmtree(copy)
    return path


def _small(store: OpenedStore) -> dict[str, bytes]:
    """The file of keys, without what only this computer's key ring opens, and the list of erased people."""
    small = {}
    keys = KeyFile.read(store.folder)
    if keys is not None and store.key is not None:
        keys.believed_with(store.key)
        lasting = keys.with_slots(slot for slot in keys.slots if not isinstance(slot, KeyRingSlot))
        small[key_file.FILE_NAME] = lasting.bytes_with(store.key)
    listed = store.folder / erasures.FILE_NAME
    with suppress(FileNotFoundError):
        small[erasures.FILE_NAME] = listed.read_bytes()
    return small


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
