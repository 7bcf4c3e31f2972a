"""The file that a backup is: a ZIP of the store's files as they are, unpacked with any tool, with a digest of every byte.

The files inside are protected as the store's own are, so nothing is packed: what is encrypted does not get smaller. The
digest stands in the archive's comment, at the very end: a file that was cut short has none.
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from consent_desktop.domain.errors import ClinicError

MANIFEST: Final = "manifest.json"
ENDING: Final = ".backup"
_COMMENT: Final = re.compile(rb"consent-desktop-backup/(\d{1,6}) sha256 ([0-9a-f]{64})\Z")
_LEFT_OUT: Final = 64
"""Bytes at the end that the digest does not cover: itself."""
_VERSION: Final = 1
_BLOCK: Final = 1 << 20
_NAMES: Final = re.compile(r"clinic\.(events(\.\d{1,6})?|vault)\.db(-wal)?|clinic\.(keys|erasures)\.json")
"""What may be in a backup; nothing else is ever unpacked."""
LARGEST_MANIFEST: Final = 1 << 20


class BackupDamaged(ClinicError):
    """The file is no backup, or not as it was written."""

    code = "backup_damaged"


class BackupNewer(ClinicError):
    """The backup was made by a newer version of the program."""

    code = "backup_newer"


class BackupNotFound(ClinicError):
    """There is no such file, or it cannot be read."""

    code = "backup_not_found"


class Part(BaseModel):
    """One file in a backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What a backup says of itself. It names nobody."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    store_id: str = Field(pattern="^[0-9a-f]{32}$")
    made: AwareDatetime
    head: int = Field(ge=0)
    """The last event in it."""
    chain: str
    """The chain's hash there."""
    protected: bool
    files: dict[str, Part]
    mac: str = ""
    """Under a key of the store: shows that nobody else put this together."""

    def signed_part(self) -> bytes:
        """What `mac` is made over."""
        return self.model_copy(update={"mac": ""}).model_dump_json().encode()


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup whose every byte is as it was written."""

    path: Path
    manifest: Manifest
    size: int
    """Bytes."""

    @classmethod
    def opened(cls, path: Path) -> BackupFile:
        """The backup, read through once. Raises `BackupNotFound`, `BackupDamaged` or `BackupNewer`; nothing is written."""
        try:
            with path.open("rb") as file:
                version = _whole(file, path)
                size = file.tell()
                if version != _VERSION:
                    raise BackupNewer(
                        f"{path} was made by a newer version of Consent Desktop. It was left untouched; install that version."
                    )
                with zipfile.ZipFile(file) as archive:
                    return cls(path, _manifest(archive, path), size)
        except FileNotFoundError as error:
            raise BackupNotFound(f"There is no file {path}. Nothing was done; name another.") from error
        except OSError as error:
            raise BackupNotFound(
                f"{path} cannot be read ({error.strerror}). Nothing was done; check the disk."
            ) from error

    @classmethod
    def glanced_at(cls, path: Path) -> BackupFile | None:
        """What the file says of itself, unchecked, for a list; None where it says nothing."""
        try:
            with zipfile.ZipFile(path) as archive:
                return cls(path, _manifest(archive, path), path.stat().st_size)
        except (OSError, BackupDamaged, zipfile.BadZipFile, *_MISREAD):
            return None

    @classmethod
    def read_small(cls, path: Path, name: str) -> bytes | None:
        """One small file in a backup, unchecked; None where it has none that can be read."""
        try:
            with zipfile.ZipFile(path) as archive, archive.open(name) as file:
                return file.read(LARGEST_MANIFEST)
        except (OSError, zipfile.BadZipFile, *_MISREAD):
            return None

    def unpack(self, folder: Path) -> None:
        """Write the files in it into the folder. Raises `BackupDamaged`, or OSError where the folder cannot be written."""
        try:
            with zipfile.ZipFile(self.path) as archive:
                for name, part in self.manifest.files.items():
                    digest = hashlib.sha256()
                    with archive.open(name) as packed, (folder / name).open("xb") as file:
                        for block in _blocks(packed):
                            digest.update(block)
                            file.write(block)
                    if digest.hexdigest() != part.sha256:
                        raise _damaged(self.path)
        except (zipfile.BadZipFile, *_MISREAD) as error:  # it changed since it was opened
            raise _damaged(self.path) from error


_MISREAD: Final = (zipfile.LargeZipFile, NotImplementedError, RuntimeError, KeyError, ValueError, EOFError)
"""What reading a damaged archive raises besides `BadZipFile`."""


def part_of(path: Path) -> Part:
    """A file as a manifest lists it."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in _blocks(file):
            digest.update(block)
        return Part(size=file.tell(), sha256=digest.hexdigest())


def write_backup(path: Path, folder: Path, manifest: Manifest, small: Mapping[str, bytes]) -> None:
    """Pack what the manifest lists, out of the folder or of `small`, into a new file at `path`, durably.

    Raises OSError; whoever calls takes away what was begun.
    """
    with path.open("x+b") as file:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
            for name in manifest.files:
                if name in small:
                    archive.writestr(name, small[name])
                else:
                    archive.write(folder / name, name)
            archive.comment = f"consent-desktop-backup/{_VERSION} sha256 {'0' * _LEFT_OUT}".encode()
        file.seek(0, os.SEEK_END)
        end = file.tell() - _LEFT_OUT
        digest = _digest(file, end)
        file.seek(end)
        file.write(digest.encode())
        file.flush()
        os.fsync(file.fileno())


def _blocks(file: IO[bytes], left: int | None = None) -> Iterator[bytes]:
    while left is None or left > 0:
        block = file.read(_BLOCK if left is None else min(_BLOCK, left))
        if not block:
            return
        left = None if left is None else left - len(block)
        yield block


def _digest(file: IO[bytes], end: int) -> str:
    """The digest of the first bytes."""
    digest = hashlib.sha256()
    file.seek(0)
    for block in _blocks(file, end):
        digest.update(block)
    return digest.hexdigest()


def _whole(file: IO[bytes], path: Path) -> int:
    """The version of a file whose digest fits; the file is left at its end."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 128))
    comment = _COMMENT.search(file.read())
    if comment is None or _digest(file, size - _LEFT_OUT) != comment.group(2).decode():
        raise _damaged(path)
    file.seek(0, os.SEEK_END)
    return int(comment.group(1))


def _manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        with archive.open(MANIFEST) as file:
            manifest = Manifest.model_validate_json(file.read(LARGEST_MANIFEST))
        sizes = {info.filename: info.file_size for info in archive.infolist() if info.filename != MANIFEST}
    except (ValidationError, zipfile.BadZipFile, *_MISREAD) as error:
        raise _damaged(path) from error
    listed = {name: part.size for name, part in manifest.files.items()}
    if listed != sizes or not all(_NAMES.fullmatch(name) for name in listed):
        raise _damaged(path)
    return manifest


def _damaged(path: Path) -> BackupDamaged:
    return BackupDamaged(
        f"{path} is damaged or cut short, or is no backup of Consent Desktop. It was left untouched and nothing was restored from "
        "it; use another backup."
    )
