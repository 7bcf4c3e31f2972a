"""Damage to the files of a store, done to the bytes and not through the program."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from consent_desktop.event_store.engine import connect

PAGE: Final = 4096
LOG: Final = "clinic.events.db"


def root_page(folder: Path, name: str, file: str = LOG) -> int:
    """The number of the first page of that table or index, from 1."""
    connection = connect(folder / file, None, synchronous="NORMAL")
    try:
        row = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = ?", (name,)).fetchone()
        return int(row[0])
    finally:
        connection.close()


def overwrite(path: Path, offset: int, content: bytes) -> None:
    """Put these bytes into the file."""
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


def zero_page(path: Path, number: int) -> None:
    """Make a page all zeros; the first is number 1."""
    overwrite(path, (number - 1) * PAGE, bytes(PAGE))


def flip_in(path: Path, needle: bytes) -> None:
    """Flip a bit in the middle of the one place in the file where these bytes are."""
    content = path.read_bytes()
    assert content.count(needle) == 1
    place = content.index(needle) + len(needle) // 2
    overwrite(path, place, bytes([content[place] ^ 1]))


def body_of(folder: Path, position: int, name: str = LOG) -> bytes:
    """The sealed body of an event as it lies in a plain file."""
    connection = connect(folder / name, None, synchronous="NORMAL")
    try:
        row = connection.execute("SELECT body FROM events WHERE position = ?", (position,)).fetchone()
        return bytes(row[0])
    finally:
        connection.close()


def last_of(folder: Path, subject: str, kind: str) -> int:
    """The position of the subject's last event of that type, read past the program."""
    connection = connect(folder / LOG, None, synchronous="NORMAL")
    words = (
        "SELECT max(e.position) FROM events e JOIN subjects s ON s.number = e.stream JOIN kinds k ON k.kind = e.kind "
        "WHERE s.subject = ? AND k.type = ?"
    )
    try:
        return int(connection.execute(words, (bytes.fromhex(subject), kind)).fetchone()[0])
    finally:
        connection.close()
