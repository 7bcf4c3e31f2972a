"""Restoring a backup to a new place: first what would come of it, then, approved by a second person, the store itself."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from consent_desktop.application.backups import backups_in, opened
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import Clock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.application.evidence import Evidence, Verdict
from consent_desktop.domain.clinic_commands import NoteRestore
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.event_store.backup_file import BackupFile
from consent_desktop.event_store.destroying import Destroying
from consent_desktop.event_store.durable_file import sync_folder
from consent_desktop.event_store.erasures import FILE_NAME as ERASURES
from consent_desktop.event_store.erasures import Erasures, ErasuresUnreadable
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.unlocking import Unlocking
from consent_desktop.evidence.anchor_settings import AnchorPlace, AnchorSettings
from consent_desktop.evidence.anchors import checkpoint_file
from consent_desktop.evidence.comparison import Judgement
from consent_desktop.evidence.errors import AnchorSettingsUnreadable

MAKING: Final = ".restoring-"
NO_ACCOUNT: Final = b""
"""Tries to sign in are counted under a keyed hash; what a backup says of them is old news anyway."""


class RestoreRefused(ClinicError):
    """The backup may not be restored there, or not at all."""

    code = "restore_refused"


@dataclass(frozen=True, slots=True)
class Report:
    """What comes of restoring a backup. Nothing was written for it."""

    path: Path
    made: datetime
    head: int
    """The last event in it."""
    size: int
    protected: bool
    verdict: Verdict
    """What a check of its history found, against every anchor known too."""
    anchored: int | None
    """The last event that is known to have been recorded, by an anchor or by what is left of the store; None: none is."""
    erased: Mapping[str, datetime]
    """People who were erased since; their keys are destroyed again before the store is opened."""

    @property
    def missing(self) -> int:
        """Events at least that were recorded and are not in it."""
        return max((self.anchored or 0) - self.head, 0)

    @property
    def refused(self) -> str | None:
        """Why it is not restored; None: it can be. That events are missing is told and does not stand in the way."""
        if self.verdict.first_broken is not None or self.verdict.kept_at_fault is not None:
            return self.verdict.sentence
        bad = (Judgement.ALTERED, Judgement.SIGNATURE_WRONG)
        return next((one.sentence for one in self.verdict.against if one.judgement in bad), None)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where to look for what is known beyond the backup, and by which clock."""

    clock: Clock
    zone: ZoneInfo
    beside: Sequence[Path] = ()
    """Folders with anchors or lists of erased people: what is left of the store, a stick."""
    against: Sequence[Path] = ()
    """Checkpoint files named one by one."""


def plan(path: Path, to: Path, unlocking: Unlocking, around: Surroundings) -> Report:
    """What comes of restoring the backup to that folder; nothing is left of looking. Raises a `ClinicError`."""
    with _unpacked(path, to) as (file, making):
        return _report(file, making, unlocking, around)[0]


def restore(
    path: Path,
    to: Path,
    unlocking: Unlocking,
    around: Surroundings,
    reopen: Callable[[Path, bytes | None], Clinic],
    sign: Callable[[Clinic], tuple[Acting, str | None]],
    finish: Callable[[Path, bytes], None] | None = None,
) -> Report:
    """Make a new store of the backup, whole or not at all, and note in it that it was made so.

    `reopen` opens the store in a folder with its key. `sign` is given the open store and says who acts and who approved,
    as somebody whom the store knows. `finish` may add a slot before the store is in its place. Raises a `DomainError` or a
    `ClinicError`; then there is nothing at `to`.
    """
    with _unpacked(path, to) as (file, making):
        report, key = _report(file, making, unlocking, around)
        if report.refused is not None:
            raise RestoreRefused(f"Nothing was restored. {report.refused} Use another backup.")
        clinic = reopen(making, key)
        try:
            acting, approved_by = sign(clinic)
            command = NoteRestore(
                head=report.head, backup_made=report.made, anchored=report.anchored, approved_by=approved_by
            )
            clinic.dispatch(Dispatch(command, acting))
        finally:
            clinic.close()
        if finish is not None and key is not None:
            finish(making, key)
        _move(making, to)
    return report


def _report(file: BackupFile, making: Path, unlocking: Unlocking, around: Surroundings) -> tuple[Report, bytes | None]:
    """What is known of the unpacked store, with its key; who was erased is erased in it."""
    beside = [file.path.parent, *around.beside]
    with opened(file, making, unlocking) as store:
        evidence = Evidence(store.log, store.vault, around.clock, around.zone, making)
        anchors = [*around.against, *_anchors(beside, store.log.store_id)]
        verdict = evidence.verify(anchors)
        counted = [one.size for one in verdict.against if one.size and one.judgement in _TRUSTED]
        remembered = [place.position for folder in beside for place in _places(folder)]
        erased = _erased(beside, store, file.path)
        Erasures(making, store.vault.keys.erasures).add_all(erased)
        destroying = Destroying(store.vault)
        for subject in erased:
            destroying.destroy(subject, NO_ACCOUNT)
        key = store.key
    manifest = file.manifest
    report = Report(
        path=file.path,
        made=manifest.made,
        head=manifest.head,
        size=file.size,
        protected=manifest.protected,
        verdict=verdict,
        anchored=max([*counted, *remembered], default=None),
        erased=erased,
    )
    return report, key


_TRUSTED: Final = (Judgement.CONSISTENT, Judgement.ROLLED_BACK)


def _anchors(folders: Sequence[Path], store_id: str) -> list[Path]:
    """Every checkpoint file of the store that is known."""
    places = {place.folder for folder in folders for place in _places(folder)} | set(folders)
    return sorted({file for folder in places if (file := checkpoint_file(folder, store_id)).is_file()})


def _places(folder: Path) -> Collection[AnchorPlace]:
    try:
        return AnchorSettings(folder).places()
    except AnchorSettingsUnreadable:
        return ()  # it only remembers


def _erased(folders: Sequence[Path], store: OpenedStore, path: Path) -> dict[str, datetime]:
    """Everybody who is known to have been erased, from every list that can be found.

    Raises `ErasuresUnreadable` for a list beside what is left of the store; one in another backup may be unreadable.
    """
    key = store.vault.keys.erasures
    found = dict(Erasures(store.folder, key).subjects())
    for folder in folders:
        found |= Erasures(folder, key).subjects()
        for backup in backups_in(folder, store.log.store_id):
            if backup.path == path:
                continue
            content = BackupFile.read_small(backup.path, ERASURES)
            try:
                found |= Erasures.of_bytes(content, key, backup.path) if content is not None else {}
            except ErasuresUnreadable:
                continue
    return found


@contextmanager
def _unpacked(path: Path, to: Path) -> Iterator[tuple[BackupFile, Path]]:
    """The backup's files in a folder beside the place where they shall be; what is still there at the end is taken away."""
    to = to.absolute()
    if to.exists() and (not to.is_dir() or any(to.iterdir())):
        raise RestoreRefused(
            f"{to} is in use. Nothing was restored: a backup goes to a new folder, never over what is there."
        )
    file = BackupFile.opened(path.absolute())
    making = to.with_name(f"{to.name}{MAKING}{os.getpid()}")
    try:
        making.mkdir(parents=True)
        file.unpack(making)
        yield file, making
    except OSError as error:
        raise RestoreRefused(
            f"{to} cannot be written ({error.strerror}). Nothing was restored and the backup is untouched; make room or name another "
            "folder."
        ) from error
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _move(making: Path, to: Path) -> None:
    to = to.absolute()
    if to.is_dir():
        to.rmdir()
    making.rename(to)
    sync_folder(to.parent)
