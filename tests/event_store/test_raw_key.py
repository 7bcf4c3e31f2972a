"""A key in a file: for unattended use, and never one that others can read."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from consent_desktop.event_store.raw_key import RawKeyUnusable, read_raw_key, write_raw_key
from tests.support.stores import KEY


def test_a_key_is_read_as_bytes_or_as_digits_and_written_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "key"
    write_raw_key(path, KEY)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert read_raw_key(path) == KEY
    for content in (KEY, KEY.hex().encode(), f"  {KEY.hex().upper()}\n".encode()):
        path.write_bytes(content)
        assert read_raw_key(path) == KEY


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text("a letter", encoding="utf-8")
    with pytest.raises(RawKeyUnusable, match="not there yet"):
        write_raw_key(path, KEY)
    assert path.read_text(encoding="utf-8") == "a letter"


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33, b"zz" * 32, b"ab" * 31, b"\xff" * 64])
def test_what_is_no_key_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    write_raw_key(path, KEY)
    path.write_bytes(content)
    with pytest.raises(RawKeyUnusable, match="holds no key"):
        read_raw_key(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RawKeyUnusable, match="cannot be read"):
        read_raw_key(tmp_path / "key")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps permissions elsewhere")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620])
def test_a_file_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "key"
    write_raw_key(path, KEY)
    path.chmod(mode)
    with pytest.raises(RawKeyUnusable, match="let only its owner read it"):
        read_raw_key(path)
