"""Bringing the vault's schema on a server from an earlier version to today's: new tables, nothing that is there is touched."""

from __future__ import annotations

from typing import Any, Final

import psycopg

from consent_desktop.event_store.errors import StoreForbidden
from consent_desktop.event_store.vault_tables import VAULT_FILE, new_in

ON_SERVERS_SINCE: Final = 2
"""The first version of the vault that was ever made on a server."""


def upgrades(schema: str) -> list[str]:
    """What makes of each earlier version the next, where that is the version found; may be run again."""
    return [_step(schema, version) for version in range(ON_SERVERS_SINCE + 1, VAULT_FILE.schema_version + 1)]


def _step(schema: str, version: int) -> str:
    return "\n".join(
        [
            f"DO $made$ BEGIN IF (SELECT max(version) FROM {schema}.schema_versions) = {version - 1} THEN",  # noqa: S608
            f"SET LOCAL search_path = {schema}, pg_temp;",
            *(f"{statement.strip()};" for statement in new_in(version, "postgresql")),
            f"INSERT INTO schema_versions (version) VALUES ({version});",  # noqa: S608  # our own number
            "END IF; END $made$;",
        ]
    )


def is_older(connection: psycopg.Connection[Any], schema: str) -> bool:
    """Whether the schema was made by an earlier version of the program."""
    query = f"SELECT max(version) FROM {schema}.schema_versions"  # noqa: S608  # one of two names
    found = connection.execute(query).fetchone()
    return found is not None and ON_SERVERS_SINCE <= (found[0] or 0) < VAULT_FILE.schema_version


def owns(connection: psycopg.Connection[Any], schema: str) -> bool:
    """Whether who is logged in may change the schema."""
    query = "SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = %s"
    return connection.execute(query, (schema,)).fetchone() == (True,)


def only_the_administrator() -> StoreForbidden:
    """What is said to a login that may not do it."""
    return StoreForbidden(
        "This store was made by an earlier version of Consent Desktop. It was left untouched: let the server's administrator "
        "run what consent-desktop store init --print-grants prints once more."
    )
