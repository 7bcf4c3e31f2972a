"""Whether a folder lies on another machine: WAL needs memory that every program shares, which a network cannot give.

Source: sqlite.org, "Write-Ahead Logging", and "How To Corrupt An SQLite Database File", section 2.
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from consent_desktop.domain.errors import ClinicError

NETWORKED: Final = frozenset(
    {
        "9p", "afs", "afpfs", "beegfs", "ceph", "cifs", "davfs", "fuse.sshfs", "fuse.ceph", "fuse.glusterfs", "fuse.rclone",
        "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs3", "nfs4", "prl_fs", "smb2", "smb3", "smbfs", "vboxsf", "webdav",
    }
)  # fmt: skip
"""Names of file systems, as Linux and macOS call them, behind which another machine keeps the files."""
MOUNTS: Final = Path("/proc/self/mounts")
_REMOTE_DRIVE: Final = 4
"""DRIVE_REMOTE of the Windows API's GetDriveTypeW."""


class StoreOnNetwork(ClinicError):
    """A store's files were to lie on another machine."""

    code = "store_on_network"


def refuse_network(folder: Path, mounts: Path = MOUNTS) -> None:
    """Raise `StoreOnNetwork` where the folder, or the nearest one above it that exists, lies on another machine."""
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    kind = _kind(place.resolve(), mounts)
    if kind is not None:
        raise StoreOnNetwork(
            f"{folder} lies on another machine ({kind}), where a store's files can be damaged. Nothing was opened: choose a "
            "folder on this computer, or share a store on a PostgreSQL server."
        )


def _kind(place: Path, mounts: Path) -> str | None:
    if sys.platform == "win32":
        windows: Any = ctypes
        drive = place.drive
        remote = drive.startswith("\\\\") or windows.windll.kernel32.GetDriveTypeW(f"{drive}\\") == _REMOTE_DRIVE
        return "a network drive" if remote else None
    name = _on_linux(place, mounts) if mounts.exists() else _on_macos(place)
    return name if name in NETWORKED else None


def _on_linux(place: Path, mounts: Path) -> str:
    """The file system of the mount point that is nearest above; one mounted later over the same place hides the earlier."""
    best, name = -1, ""
    try:
        table = mounts.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""  # no more files can be opened, for one: whoever opens the store's own says so
    for line in table.splitlines():
        point, kind = line.split(" ")[1:3]
        where = Path(point.encode().decode("unicode_escape"))
        if place.is_relative_to(where) and len(where.parts) >= best:
            best, name = len(where.parts), kind
    return name


def _on_macos(place: Path) -> str:
    said = subprocess.run(["stat", "-f", "%T", str(place)], capture_output=True, text=True, check=False, timeout=10)
    return said.stdout.strip().rstrip("/")
