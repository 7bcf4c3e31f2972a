"""The workstation's id is random, kept, and says nothing of the computer."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from consent_desktop.application.workstation import FILE_NAME, workstation_id


def test_it_is_made_once_and_kept(tmp_path: Path) -> None:
    made = workstation_id(tmp_path / "new" / "settings")
    assert workstation_id(tmp_path / "new" / "settings") == made
    assert bytes.fromhex(made) != bytes(16)
    assert socket.gethostname() not in made
    assert workstation_id(tmp_path / "other") != made


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has these permissions")
def test_nobody_else_reads_it(tmp_path: Path) -> None:
    workstation_id(tmp_path)
    assert (tmp_path / FILE_NAME).stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("content", [b"", b"front desk", b"\xff" * 32, b"A" * 32])
def test_a_damaged_one_is_made_anew(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE_NAME).write_bytes(content)
    made = workstation_id(tmp_path)
    assert len(bytes.fromhex(made)) == 16
    assert workstation_id(tmp_path) == made


def test_where_nothing_can_be_kept_there_is_one_for_this_run(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    assert len(bytes.fromhex(workstation_id(tmp_path / "file" / "below"))) == 16
