"""Reads a text file line by line, whatever its encoding, and never more of it at once than a line may be long."""

from __future__ import annotations

import codecs
import io
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from consent_desktop.interchange.people_records import BadLine, Place

MAX_LINE: Final = 1_000_000
"""Characters of a line. The longest Patient of a real export is some 20,000; a longer line is no person."""

_NOT_UTF8: Final = "It is not UTF-8 text; save the file as UTF-8 and import it again."
_BOMS: Final = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def lines_of(path: Path) -> Iterator[tuple[int, str] | BadLine]:
    """The lines with their numbers, without their ends; a line that is no text comes as a `BadLine`.

    UTF-8 is taken, with or without a mark, and UTF-16 and UTF-32 with one. Any other encoding could only be guessed, and a
    wrong guess would spell people's names wrong.
    """
    try:
        with path.open("rb") as raw:
            start = raw.read(4)
            encoding = next((name for bom, name in _BOMS.items() if start.startswith(bom)), "utf-8")
            raw.seek(0)
            if encoding in {"utf-8", "utf-8-sig"}:
                yield from _utf8_lines(path, raw, skip=len(codecs.BOM_UTF8) if encoding == "utf-8-sig" else 0)
            else:
                yield from _wide_lines(path, raw, encoding)
    except OSError as error:
        yield BadLine(Place(path, 0), f"The file cannot be read: {error.strerror or 'it ended too early'}.")


def _utf8_lines(path: Path, raw: IO[bytes], *, skip: int) -> Iterator[tuple[int, str] | BadLine]:
    """Decodes each line by itself, so that one that is no UTF-8 spoils no other."""
    raw.seek(skip)
    number = 0
    while piece := raw.readline(MAX_LINE):
        number += 1
        if len(piece) == MAX_LINE and not piece.endswith(b"\n"):
            while (rest := raw.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield _too_long(path, number)
            continue
        try:
            text = piece.decode()
        except UnicodeDecodeError:
            yield BadLine(Place(path, number), _NOT_UTF8)
            continue
        yield _checked(path, number, text)


def _wide_lines(path: Path, raw: IO[bytes], encoding: str) -> Iterator[tuple[int, str] | BadLine]:
    """Lines of UTF-16 or UTF-32; what cannot be decoded shows as U+FFFD and makes its line a bad one."""
    text = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline="\n")
    try:
        number = 0
        while piece := text.readline(MAX_LINE):
            number += 1
            if len(piece) == MAX_LINE and not piece.endswith("\n"):
                while (rest := text.readline(MAX_LINE)) and not rest.endswith("\n"):
                    pass
                yield _too_long(path, number)
            elif "\ufffd" in piece:
                yield BadLine(Place(path, number), f"It is not {encoding.upper()} text, although the file says so.")
            else:
                yield _checked(path, number, piece)
    finally:
        text.detach()  # the file belongs to the caller, who closes it


def _checked(path: Path, number: int, text: str) -> tuple[int, str] | BadLine:
    if "\0" in text:
        return BadLine(Place(path, number), f"It holds zero bytes. {_NOT_UTF8}")
    return number, text.rstrip("\r\n")


def _too_long(path: Path, number: int) -> BadLine:
    return BadLine(Place(path, number), f"It is longer than {MAX_LINE:,} characters.")
