"""Opening the views' database: a cache, so that what an older version left is made anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlcipher3 import dbapi2

from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.copying import Hints
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.engine import open_database
from consent_desktop.event_store.files import FileState
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.read_models.tables import VIEWS_FILE, VIEWS_VERSION, state
from consent_desktop.read_models.views_file import ViewsFile

if TYPE_CHECKING:
    from consent_desktop.event_store.postgres import Server

VIEWS_SCHEMA: Final = f"views_{VIEWS_VERSION}"
"""On a server each version of the program has a schema of its own, so that old and new may run side by side."""


def views_file(store: OpenedStore) -> ViewsFile:
    """The views' file of a store in a folder; what makes programs take turns is the vault, as when a log takes over."""
    return ViewsFile(
        store.folder, store.file_keys.views, store.vault.database.writing, lambda: store.log.head().position > 0
    )


def hints_of(folder: Path, key: bytes | None) -> Hints:
    """What the views remember of their log, for where the log's own file does not tell any more; nothing where they cannot."""
    try:
        if VIEWS_FILE.examine(folder, key) is FileState.ABSENT:
            return Hints()
        database = open_database(folder / VIEWS_FILE.name, key, synchronous="NORMAL")
        try:
            with database.reading() as link:
                marks = link.say(str(select(state.c.store_id, state.c.position))).fetchall()
        finally:
            database.close()
    except (ClinicError, dbapi2.Error):
        return Hints()
    stores = {store_id for store_id, _ in marks}
    facts = {"store_id": stores.pop()} if len(stores) == 1 else {}
    return Hints(max((position for _, position in marks), default=0), facts)


def open_shared_views(server: Server) -> Database:
    """The views' schema on the server, which was made with the store."""
    from consent_desktop.event_store.postgres import open_schema  # a clinic in a folder never loads PostgreSQL's client
    from consent_desktop.event_store.postgres_schema import VIEWS_LOCK, VIEWS_ROLE

    return open_schema(server, VIEWS_SCHEMA, VIEWS_ROLE, VIEWS_LOCK, durable=False)
