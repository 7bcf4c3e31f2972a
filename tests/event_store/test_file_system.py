"""A store on another machine's disk is refused before anything is made there."""

from __future__ import annotations

import ctypes
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import Any

import pytest

from consent_desktop.event_store import file_system, opening
from consent_desktop.event_store.file_system import StoreOnNetwork, refuse_network


def mounts(tmp_path: Path, *lines: tuple[str, str]) -> Path:
    table = tmp_path / "mounts"
    table.write_text("".join(f"something {point} {kind} rw 0 0\n" for point, kind in lines), encoding="utf-8")
    return table


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "9p"])
def test_a_folder_on_another_machine_is_refused(tmp_path: Path, kind: str) -> None:
    table = mounts(tmp_path, ("/", "ext4"), (str(tmp_path), kind))
    with pytest.raises(StoreOnNetwork, match=f"another machine \\({kind}\\).*Nothing was opened"):
        refuse_network(tmp_path / "not made yet" / "clinic", table)


def test_the_nearest_and_latest_mount_decides(tmp_path: Path) -> None:
    local = tmp_path / "local disk"
    local.mkdir()
    spelt = str(local).replace(" ", "\\040")
    refuse_network(local / "clinic", mounts(tmp_path, ("/", "nfs"), (spelt, "ext4")))
    refuse_network(local, mounts(tmp_path, ("/", "ext4"), (spelt, "nfs"), (spelt, "xfs")))
    with pytest.raises(StoreOnNetwork):
        refuse_network(local, mounts(tmp_path, ("/", "ext4"), (spelt, "ext4"), (spelt, "nfs")))


def test_without_a_table_of_mounts_the_system_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_system, "_on_macos", lambda _: "smbfs")
    with pytest.raises(StoreOnNetwork, match="smbfs"):
        refuse_network(tmp_path, tmp_path / "no such table")
    monkeypatch.undo()
    assert file_system._on_macos(tmp_path) not in file_system.NETWORKED


def test_opening_asks_first_and_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = mounts(tmp_path, ("/", "nfs"))
    monkeypatch.setattr(opening, "refuse_network", lambda folder: refuse_network(folder, table))
    with pytest.raises(StoreOnNetwork):
        opening.open_store(tmp_path / "clinic", plain=True, key=None, facts={})
    assert not (tmp_path / "clinic").exists()


def test_this_computers_own_disk_is_fine(tmp_path: Path) -> None:
    refuse_network(tmp_path)


def test_a_table_of_mounts_that_cannot_be_read_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = mounts(tmp_path, ("/", "nfs"))

    def refused(*_: object, **__: object) -> str:
        raise OSError(24, "Too many open files")

    monkeypatch.setattr(Path, "read_text", refused)
    refuse_network(tmp_path, table)


def test_a_table_of_mounts_with_names_that_are_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    table = mounts(tmp_path, ("/", "nfs"))
    table.write_bytes(b"stick /media/\xff\xfe vfat rw 0 0\n" + table.read_bytes())
    with pytest.raises(StoreOnNetwork, match=r"\(nfs\)"):
        refuse_network(tmp_path, table)


def test_on_windows_the_root_of_the_drive_is_asked_about(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a system that answers as Windows does, which is asked for the drive with its backslash."""

    def drive_type(root: str) -> int:
        return {"C:\\": 3, "Z:\\": 4}[root]

    system = SimpleNamespace(kernel32=SimpleNamespace(GetDriveTypeW=drive_type))
    monkeypatch.setattr(ctypes, "windll", system, raising=False)
    monkeypatch.setattr(file_system, "sys", SimpleNamespace(platform="win32"))
    told = [file_system._kind(place, tmp_path) for place in WINDOWS_PLACES]
    assert told == [None, "a network drive", "a network drive"]


WINDOWS_PLACES: list[Any] = [PureWindowsPath(place) for place in ("C:/clinic", "Z:/clinic", "//server/share/clinic")]
