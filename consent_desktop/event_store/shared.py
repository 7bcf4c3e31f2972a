"""Opening a store that several workstations share on a PostgreSQL server."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from consent_desktop.event_store.errors import StoreKeyWrong
from consent_desktop.event_store.keys import KEY_LENGTH
from consent_desktop.event_store.log import Log
from consent_desktop.event_store.opening import FileKeys, OpenedStore
from consent_desktop.event_store.postgres import Server, open_schema
from consent_desktop.event_store.postgres_schema import (
    LOG,
    LOG_LOCK,
    LOG_ROLE,
    VAULT,
    VAULT_LOCK,
    VAULT_ROLE,
    prepare,
)
from consent_desktop.event_store.postgres_watch import NotificationWatch
from consent_desktop.event_store.vault import Vault


def open_shared(
    server: Server,
    folder: Path,
    views: str,
    views_definition: list[str],
    *,
    plain: bool,
    key: bytes | None,
    facts: Mapping[str, str],
) -> OpenedStore:
    """Open the store in the database, making our schemas with `plain` or a key if there are none.

    `folder` is where this workstation keeps its settings of the store. Raises a `ClinicError` and leaves the database as it was where it may not be used.
    """
    if key is not None and len(key) != KEY_LENGTH:
        raise StoreKeyWrong(f"A store's key has {KEY_LENGTH} bytes; this one has {len(key)}. Nothing was opened.")
    prepare(server, views, views_definition, make=plain or key is not None, facts=facts)
    vault_database = open_schema(server, VAULT, VAULT_ROLE, VAULT_LOCK, durable=True)
    try:
        vault = Vault(vault_database, key)
    except BaseException:
        vault_database.close()
        raise
    try:
        log_database = open_schema(server, LOG, LOG_ROLE, LOG_LOCK, durable=True)
        try:
            log = Log(log_database, vault, partial(NotificationWatch, server, LOG_ROLE))
            return OpenedStore(log, vault, folder, FileKeys.of(None))
        except BaseException:
            log_database.close()
            raise
    except BaseException:
        vault.close()
        raise
