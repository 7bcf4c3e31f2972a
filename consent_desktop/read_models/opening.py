"""Opening the views file: a cache, so that what an older version left is made anew."""

from __future__ import annotations

from pathlib import Path

from consent_desktop.event_store.database import Database
from consent_desktop.event_store.engine import open_database
from consent_desktop.event_store.files import FileState
from consent_desktop.read_models.tables import VIEWS_FILE


def open_views(folder: Path, key: bytes | None) -> Database:
    """The views' database in the folder, made if it is not there. Raises a `ClinicError` where the file is not ours."""
    if VIEWS_FILE.examine(folder, key) is FileState.ABSENT:
        VIEWS_FILE.create(folder, key)
    VIEWS_FILE.remake(folder, key)
    return open_database(folder / VIEWS_FILE.name, key, synchronous="NORMAL")
