"""File systems that an experiment may fill, freeze and cut the power of; none is left mounted."""

from __future__ import annotations

import fcntl
import os
import shutil
import struct
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

_SHUTDOWN: Final = 0x8004587D
"""FS_IOC_SHUTDOWN of the Linux kernel: the file system stops as if the power had gone."""
_NO_LOG_FLUSH: Final = 2
"""Neither the data nor the journal that is still in memory is written."""
_PATIENCE: Final = 60


class NoDisk(Exception):
    """This machine cannot do it; the text is the reason to print."""


def _ran(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_PATIENCE, check=False)
    if done.returncode:
        raise NoDisk(f"{command[0]} is refused here: {done.stderr.strip() or done.returncode}")
    return done.stdout.strip()


def _need(*programs: str) -> None:
    if os.geteuid() != 0:
        raise NoDisk("only root may mount a file system")
    missing = [
        program for program in programs if shutil.which(program, path=f"{os.environ['PATH']}:/usr/sbin:/sbin") is None
    ]
    if missing:
        raise NoDisk(f"this machine has no {' and no '.join(missing)}")


@contextmanager
def tmpfs(size: str) -> Iterator[Path]:
    """A small file system in memory; `size` as the mount option takes it, e.g. "2m"."""
    _need("mount", "umount")
    with tempfile.TemporaryDirectory() as place:
        _ran("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place)
        try:
            yield Path(place)
        finally:
            _ran("umount", "-l", place)


def remount(place: Path, options: str) -> None:
    """Change how it is mounted: "size=9m", "ro", "rw"."""
    _ran("mount", "-o", f"remount,{options}", str(place))


class LoopDisk:
    """A small ext4 disk in a file, whose power can be cut."""

    def __init__(self, image: Path, place: Path, megabytes: int) -> None:
        with image.open("wb") as file:
            file.truncate(megabytes << 20)
        _ran("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", str(image))
        self.place = place
        self.device = _ran("losetup", "--find", "--show", str(image))
        self._descriptor = -1
        self.mount()

    def mount(self) -> None:
        """Bring it up again; the kernel replays its journal."""
        _ran("mount", "-t", "ext4", self.device, str(self.place))
        self._descriptor = os.open(self.place, os.O_RDONLY)

    def cut(self) -> None:
        """Cut the power. Whoever still writes gets I/O errors from now on."""
        fcntl.ioctl(self._descriptor, _SHUTDOWN, struct.pack("I", _NO_LOG_FLUSH))

    def unmount(self) -> None:
        """Take it down; everything that was only in memory is gone after a cut."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1
            _ran("umount", str(self.place))

    def remove(self) -> None:
        """Take it down for good."""
        try:
            self.unmount()
        except NoDisk:
            _ran("umount", "-l", str(self.place))
        finally:
            _ran("losetup", "--detach", self.device)


@contextmanager
def loop_disk(megabytes: int = 64) -> Iterator[LoopDisk]:
    """An ext4 disk of one's own; raises `NoDisk` with the reason where there can be none."""
    _need("mkfs.ext4", "losetup", "mount", "umount")
    with tempfile.TemporaryDirectory() as home:
        place = Path(home, "disk")
        place.mkdir()
        disk = LoopDisk(Path(home, "image"), place, megabytes)
        try:
            yield disk
        finally:
            disk.remove()
