"""A damaged log whose first pages are gone: a working copy gets those of a new file, which hold the same definitions.

The definitions of our tables are written in one order, so they and the roots of the tables lie on the same pages in
every file of a schema version. Whatever this makes readable is checked row by row like everything else.
"""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Final

from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.segments import PATTERN, SIDE_FILES, remove_unfinished

PAGE: Final = 4096
"""Bytes of a page; ours are all of the engine's usual size."""
SALT: Final = 16
"""Bytes at the beginning of a protected file from which, with the key, its pages are checked."""


def with_new_first_pages(path: Path, key: bytes | None, work: Path) -> None:
    """Make `work` a copy of the file with the pages of a new file's definitions in the place of its own."""
    remove_unfinished(work)
    for ending in SIDE_FILES[:2]:
        side = path.with_name(f"{path.name}{ending}")
        if side.exists():
            shutil.copyfile(side, work.with_name(f"{work.name}{ending}"))
    pages = max(1, path.stat().st_size // PAGE)
    pattern = work.with_name(f"{work.name}{PATTERN}")
    remove_unfinished(pattern)
    try:
        with path.open("rb") as old:
            salt = old.read(SALT)
        # A raw key may be followed by the salt: pages made with it fit into the old file.
        schema_pages = _new_file(pattern, None if key is None else key + salt.ljust(SALT, b"\0"), pages)
        with pattern.open("rb") as new, work.open("r+b") as copy:
            for number in schema_pages:
                new.seek((number - 1) * PAGE)
                copy.seek((number - 1) * PAGE)
                copy.write(new.read(PAGE))
    finally:
        remove_unfinished(pattern)


def _new_file(path: Path, key: bytes | None, pages: int) -> list[int]:
    """Make an empty log of at least so many pages; gives the numbers of those that hold its definitions."""
    replace(LOG_FILE, name=path.name).create(path.parent, key)
    connection = connect(path, key, synchronous="NORMAL")
    try:
        made = int(connection.execute("PRAGMA page_count").fetchone()[0])
        roots = {int(root) for (root,) in connection.execute("SELECT rootpage FROM sqlite_schema").fetchall()}
        step = 1 << 20
        for number in range((pages - made) * PAGE // step + 1):  # so that its first page speaks of as many pages
            connection.execute("INSERT INTO store (name, value) VALUES (?, zeroblob(?))", (str(number), step))
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        connection.close()
    return [number for number in range(1, made + 1) if number not in roots]
