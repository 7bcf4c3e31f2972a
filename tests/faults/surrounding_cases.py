"""The surroundings that fail, one function each, with the codes of the errors that may come of it and no others; one must."""

from __future__ import annotations

import multiprocessing
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from consent_desktop.application import backups
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.opening import FileKeys, OpenedStore
from tests.faults import altered
from tests.faults.disks import NoDisk, remount, tmpfs
from tests.faults.io_phases import PATIENT, Case
from tests.faults.judge import LOG, VAULT
from tests.support.stores import a_store

MANY: Final = 3_000
"""Appends after which something must have given way."""

_context = multiprocessing.get_context("forkserver")


@dataclass(frozen=True, slots=True)
class Surrounding:
    """One thing that can be wrong around a store."""

    act: Callable[[Case], None]
    codes: tuple[str, ...]
    """What may be told of it, and nothing else."""


def _prepared(case: Case) -> None:
    with a_store(case.folder, case.key) as store:
        store.vault.claim("patient", PATIENT)
        case.append(store)


def _opened(case: Case) -> None:
    with a_store(case.folder, case.key):
        pass


def _until_told(case: Case, store: OpenedStore, count: int = 1) -> None:
    """Append until an error comes."""
    for _ in range(MANY):
        case.append(store, count)
        if case.told or case.wrong:
            return
    case.wrong.append("nothing gave way")


def _goes_on(case: Case, store: OpenedStore) -> None:
    """What failed before must work now, on the same open store."""
    told, acks = len(case.told), len(case.acks)
    case.append(store, 5)
    if len(case.told) > told or len(case.acks) != acks + 5:
        case.wrong.append("the open store did not go on when the cause was gone")


def healthy(case: Case) -> None:
    """Nothing wrong at all: the control."""
    _prepared(case)
    with a_store(case.folder, case.key) as store:
        case.append(store, 5)


def disk_full(case: Case) -> None:
    """A file system with no room left; then it gets some."""
    place = case.during(tmpfs("2m"))
    case.folder = place / "clinic"
    _prepared(case)
    with a_store(case.folder, case.key) as store:
        _until_told(case, store, 20)
        remount(place, "size=32m")
        _goes_on(case, store)


def disk_full_through_the_bus(case: Case) -> None:
    """The same with commands: a grant is refused whole, then done when there is room."""
    place = case.during(tmpfs("3m"))
    case.folder = place / "clinic"
    clinic = case.clinic()
    from consent_desktop.bootstrap import Consent
    from consent_desktop.domain.vocabulary import THE_OPERATOR

    with Consent(clinic, THE_OPERATOR, registers=True) as consent:

        def grant(number: int) -> None:
            recorded = consent.grant_consent(PATIENT, "doctor", f"70-{number}", "exams", note="n" * 500)
            case.acks += [(position, recorded.command_id.hex) for position in recorded.positions]

        for number in range(MANY):
            if not case.attempt(lambda n=number: grant(n)):  # type: ignore[misc]
                break
        remount(place, "size=64m")
        if not case.attempt(lambda: grant(MANY + 1)):
            case.wrong.append("the open store did not go on when there was room")


def disk_full_during_a_backup(case: Case) -> None:
    """The stick is full at each size of what is written to it: nothing is kept, the clinic goes on; then it has room."""
    place = case.during(tmpfs("16k"))
    clinic = case.clinic()
    try:
        clinic.register(PersonKind.PATIENT, PATIENT, THE_SYSTEM)
        for kibibytes in range(16, 400, 24):
            remount(place, f"size={kibibytes}k")
            if case.attempt(lambda: backups.make(clinic, place, THE_SYSTEM)):
                break
            if any(place.iterdir()):
                case.wrong.append(f"something was left at {kibibytes} KiB")
        else:
            case.wrong.append("no backup was made where there was room")
        if [path.suffix for path in place.iterdir()] != [".backup"]:
            case.wrong.append("there is no backup, or something beside it")
        clinic.register(PersonKind.PATIENT, f"{PATIENT}-2", THE_SYSTEM)
    finally:
        clinic.close()


def no_room_for_a_new_store(case: Case) -> None:
    """A new store that does not fit; with room the same folder takes it."""
    place = case.during(tmpfs("48k"))
    case.folder = place / "clinic"
    case.attempt(lambda: case.clinic().close())
    remount(place, "size=32m")
    _prepared(case)


def largest_file_reached(case: Case) -> None:
    """The engine's own limit of pages: the same error as a full disk, at the same place each time."""
    _prepared(case)
    with altered.before_writes("PRAGMA max_page_count = 40") as engine, a_store(case.folder, case.key) as store:
        _until_told(case, store, 20)
        engine.pragma = "PRAGMA max_page_count = 100000"
        _goes_on(case, store)


def limit_of_a_process(case: Case) -> None:
    """RLIMIT_FSIZE: a write is cut short, which the engine calls an I/O error; the file is then left alone."""
    _prepared(case)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    with a_store(case.folder, case.key) as store:
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
            _until_told(case, store, 20)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        acks = len(case.acks)
        case.append(store)
        if len(case.acks) != acks:
            case.wrong.append("the store wrote again to a file that had failed")


def no_more_open_files(case: Case) -> None:
    """No descriptor, or only a few, are left to the process while it opens the store."""
    _prepared(case)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for left in range(4):
        taken: list[int] = []
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
            with suppress(OSError):
                while True:
                    taken.append(os.open(os.devnull, os.O_RDONLY))
            for _ in range(left):
                os.close(taken.pop())
            case.attempt(lambda: _opened(case))
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
            for descriptor in taken:
                os.close(descriptor)
    _opened(case)


def read_only_disk(case: Case) -> None:
    """A file system that was mounted to be read."""
    place = case.during(tmpfs("8m"))
    case.folder = place / "clinic"
    _prepared(case)
    remount(place, "ro")
    case.attempt(lambda: _opened(case))
    case.attempt(lambda: case.clinic().close())
    remount(place, "rw")


def read_only_folder(case: Case) -> None:
    """A folder in which nothing may be made."""
    case.folder.mkdir()
    case.during(_immutable(case.folder))
    case.attempt(lambda: _opened(case))
    case.attempt(lambda: case.clinic().close())


def read_only_file(case: Case) -> None:
    """The log's file alone may not be written."""
    _prepared(case)
    case.during(_immutable(case.folder / LOG))

    def use() -> None:
        with a_store(case.folder, case.key) as store:
            case.append(store)

    case.attempt(use)
    case.clean_up()


@contextmanager
def _immutable(path: Path) -> Iterator[None]:
    """Not even root may write it."""
    if shutil.which("chattr") is None:
        raise NoDisk("this machine has no chattr")
    done = subprocess.run(["chattr", "+i", str(path)], capture_output=True, text=True, timeout=30, check=False)
    if done.returncode:
        raise NoDisk(f"chattr is refused here: {done.stderr.strip()}")
    try:
        yield
    finally:
        subprocess.run(["chattr", "-i", str(path)], timeout=30, check=True)


def log_locked(case: Case) -> None:
    """Another program is in the middle of a write, for longer than we wait."""
    _locked(case, LOG, FileKeys.of(case.key).log, lambda store: case.append(store))


def vault_locked(case: Case) -> None:
    """The same with the vault, when somebody new comes."""
    _locked(
        case,
        VAULT,
        FileKeys.of(case.key).vault,
        lambda store: case.attempt(lambda: store.vault.claim("patient", "new")),
    )


def _locked(case: Case, name: str, file_key: bytes | None, use: Callable[[OpenedStore], object]) -> None:
    _prepared(case)
    held, release = _context.Event(), _context.Event()
    other = _context.Process(target=_hold, args=(case.folder / name, file_key, held, release), daemon=True)
    with a_store(case.folder, case.key) as store:
        other.start()
        try:
            if not held.wait(30):
                raise TimeoutError("the other program did not get the lock")
            use(store)
        finally:
            release.set()
            other.join(30)
            other.kill()
        _goes_on(case, store)


def _hold(path: Path, file_key: bytes | None, held: object, release: object) -> None:
    connection = connect(path, file_key, synchronous="FULL")
    connection.execute("BEGIN IMMEDIATE")
    held.set()  # type: ignore[attr-defined]
    release.wait(60)  # type: ignore[attr-defined]
    connection.execute("ROLLBACK")
    connection.close()


def folder_is_a_file(case: Case) -> None:
    """There is a file where the folder should be."""
    case.folder.write_text("a letter", encoding="utf-8")
    case.attempt(lambda: _opened(case))
    case.attempt(lambda: case.clinic().close())
    if case.folder.read_text(encoding="utf-8") != "a letter":
        case.wrong.append("somebody's file was touched")


def folder_below_a_file(case: Case) -> None:
    """A folder that cannot be made."""
    above = case.folder
    above.write_text("a letter", encoding="utf-8")
    case.folder = above / "clinic"
    case.attempt(lambda: _opened(case))


def vault_missing(case: Case) -> None:
    """The keys are gone: nothing is made in their place."""
    _prepared(case)
    kept = case.folder.with_name("kept")
    (case.folder / VAULT).rename(kept)
    case.attempt(lambda: _opened(case))
    if (case.folder / VAULT).exists():
        case.wrong.append("an empty vault was made in the place of the lost one")
    kept.rename(case.folder / VAULT)


def log_missing(case: Case) -> None:
    """The history is gone and the keys of its people are not: an empty one in its place would deny that anything ever was."""
    _prepared(case)
    kept = case.folder.with_name("kept")
    (case.folder / LOG).rename(kept)
    case.attempt(lambda: _opened(case))
    if (case.folder / LOG).exists():
        case.wrong.append("an empty history was made in the place of the lost one")
    kept.rename(case.folder / LOG)


CASES: Final = (
    Surrounding(disk_full, ("store_full",)),
    Surrounding(disk_full_through_the_bus, ("store_full",)),
    Surrounding(disk_full_during_a_backup, ("backup_failed",)),
    Surrounding(no_room_for_a_new_store, ("store_full",)),
    Surrounding(largest_file_reached, ("store_full",)),
    Surrounding(limit_of_a_process, ("store_failed",)),
    Surrounding(no_more_open_files, ("store_not_found", "store_failed")),
    Surrounding(read_only_disk, ("store_read_only", "store_not_found")),
    Surrounding(read_only_folder, ("store_read_only", "store_not_found")),
    Surrounding(read_only_file, ("store_read_only",)),
    Surrounding(log_locked, ("store_busy",)),
    Surrounding(vault_locked, ("store_busy",)),
    Surrounding(folder_is_a_file, ("store_not_found",)),
    Surrounding(folder_below_a_file, ("store_not_found",)),
    Surrounding(vault_missing, ("store_incomplete",)),
    Surrounding(log_missing, ("store_incomplete",)),
)
