"""Packs a package's content anew with the system's xz or zstd: nfpm's own packers take minutes and save less.

A .deb is an `ar` archive of three members. An .rpm is a lead, a header with signatures, a header and the content; the
sums of the content stand in both headers and have a fixed length, so they are written over in their places.
"""

from __future__ import annotations

import hashlib
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_AR_MAGIC: Final = b"!<arch>\n"
_LEAD: Final = 96
_HEADER_MAGIC: Final = b"\x8e\xad\xe8\x01"
# Tags of rpm's two headers, with the length of what stands there in bytes.
_SIZE, _MD5, _SHA1, _SHA256, _PAYLOAD_SHA256 = 1000, 1004, 269, 273, 5092


def repack_deb(path: Path, time: int, *, quick: bool) -> None:
    """Pack the uncompressed `data.tar` of a .deb with xz."""
    members = dict(_members(path.read_bytes()))
    packed = _run(["xz", "-1" if quick else "-6", "--threads=1", "--stdout"], members.pop("data.tar"))
    members["data.tar.xz"] = packed
    with path.open("wb") as out:
        out.write(_AR_MAGIC)
        for name, content in members.items():
            out.write(f"{name:<16}{time:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n".encode("ascii"))
            out.write(content + b"\n" * (len(content) % 2))


def _members(archive: bytes) -> Iterator[tuple[str, bytes]]:
    at = len(_AR_MAGIC)
    while at < len(archive):
        head = archive[at : at + 60]
        name, size = head[:16].decode("ascii").rstrip(" /"), int(head[48:58])
        yield name, archive[at + 60 : at + 60 + size]
        at += 60 + size + size % 2


def repack_rpm(path: Path, *, quick: bool) -> None:
    """Unpack the content of an .rpm that was packed by zstd, pack it better, and put the sums right."""
    whole = path.read_bytes()
    lead, rest = whole[:_LEAD], whole[_LEAD:]
    signatures, signature_size = _header(rest)
    padded = signature_size + -signature_size % 8
    header, header_size = _header(rest[padded:])
    content = _run(["zstd", "-q", "-d", "-c"], rest[padded + header_size :])
    packed = _run(["zstd", "-q", "-3" if quick else "-19", "-T1", "-c"], content)
    _put(header, _PAYLOAD_SHA256, hashlib.sha256(packed).hexdigest().encode("ascii"))
    _put(signatures, _SIZE, struct.pack(">I", len(header) + len(packed)))
    _put(signatures, _MD5, hashlib.md5(header + packed, usedforsecurity=False).digest())
    _put(signatures, _SHA1, hashlib.sha1(header, usedforsecurity=False).hexdigest().encode("ascii"))
    _put(signatures, _SHA256, hashlib.sha256(header).hexdigest().encode("ascii"))
    path.write_bytes(lead + signatures + b"\0" * (padded - signature_size) + header + packed)


def _header(at: bytes) -> tuple[bytearray, int]:
    """The header that begins here, and its length."""
    if at[:4] != _HEADER_MAGIC:
        raise ValueError("This is no rpm that we understand.")
    count, size = struct.unpack(">II", at[8:16])
    length = 16 + count * 16 + size
    return bytearray(at[:length]), length


def _put(header: bytearray, tag: int, content: bytes) -> None:
    """Write over what the tag holds; a tag that is not there is left out of the file and of our care."""
    count = struct.unpack(">I", header[8:12])[0]
    for index in range(count):
        found, _, offset, _ = struct.unpack(">IIII", header[16 + index * 16 : 32 + index * 16])
        if found == tag:
            start = 16 + count * 16 + offset
            header[start : start + len(content)] = content


def _run(command: list[str], content: bytes) -> bytes:
    return subprocess.run(command, input=content, stdout=subprocess.PIPE, check=True).stdout
