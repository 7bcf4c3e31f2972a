"""Our schemas on a server: making them, their versions, and the role that each is used in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

import psycopg
from sqlalchemy import MetaData

from consent_desktop.event_store import tables, vault_tables
from consent_desktop.event_store.errors import StoreKeyMissing, StoreNewer, StoreNotOurs
from consent_desktop.event_store.postgres import Server, told_of
from consent_desktop.event_store.tables import definition, postgresql_triggers

LOG, VAULT = "log", "vault"
LOG_ROLE, VAULT_ROLE, VIEWS_ROLE = "consent_log", "consent_vault", "consent_views"
LOG_LOCK, VAULT_LOCK, VIEWS_LOCK, MAKING_LOCK = 0x434E534C, 0x434E5356, 0x434E5357, 0x434E5300
"""Keys of the advisory locks; the first three are the marks of the corresponding files."""

_VERSIONS: Final = "CREATE TABLE schema_versions (version integer PRIMARY KEY, made timestamptz NOT NULL DEFAULT now())"


def grants(views: str, login: str = "clinic_login") -> str:
    """What the server's administrator runs once, as SQL: a role for each schema, and all three for the clinic's login.

    The login itself needs no rights: the log's role may read and append, nothing else.
    """
    return "\n".join(
        [
            *(f"CREATE ROLE {role} NOLOGIN;" for role in (LOG_ROLE, VAULT_ROLE, VIEWS_ROLE)),
            *_grants(views),
            f"GRANT {LOG_ROLE}, {VAULT_ROLE}, {VIEWS_ROLE} TO {login};",
        ]
    )


def _grants(views: str) -> list[str]:
    return [
        f"GRANT USAGE ON SCHEMA {LOG} TO {LOG_ROLE};",
        f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {LOG} TO {LOG_ROLE};",
        f"GRANT USAGE ON SCHEMA {VAULT} TO {VAULT_ROLE};",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {VAULT} TO {VAULT_ROLE};",
        f"GRANT USAGE, CREATE ON SCHEMA {views} TO {VIEWS_ROLE};",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {views} TO {VIEWS_ROLE};",
    ]


def prepare(server: Server, views: str, views_definition: list[str], *, make: bool, facts: Mapping[str, str]) -> None:
    """See that our schemas are there and of this version; with `make` they are made where there are none.

    Raises a `ClinicError` and changes nothing where the database holds something else, or something newer.
    """
    try:
        with server.connect("public", None, durable=True) as connection:
            _prepare(connection, views, views_definition, make=make, facts=facts)
    except psycopg.Error as error:
        told = told_of(server.name, error)
        raise (told or error) from error


def _prepare(
    connection: psycopg.Connection[Any],
    views: str,
    views_definition: list[str],
    *,
    make: bool,
    facts: Mapping[str, str],
) -> None:
    with connection.transaction():
        _say(connection, f"SELECT pg_advisory_xact_lock({MAKING_LOCK})")
        there = _schemas(connection)
        if LOG not in there:
            if not make:
                raise StoreKeyMissing(
                    "There is no store in this database yet. Nothing was made: run consent-desktop store init first."
                )
            _roles(connection)
            _make(connection, LOG, tables.metadata, tables.SCHEMA_VERSION, postgresql_triggers())
            _make(connection, VAULT, vault_tables.metadata, vault_tables.VAULT_FILE.schema_version, [])
            for name, value in {"store_id": uuid4().hex, **facts}.items():
                connection.execute("INSERT INTO log.store (name, value) VALUES (%s, %s)", (name, value))
        for schema, version in ((LOG, tables.SCHEMA_VERSION), (VAULT, vault_tables.VAULT_FILE.schema_version)):
            _fits(connection, schema, version)
        if views not in there:
            _say(connection, f"CREATE SCHEMA {views}")
            _say(connection, f"SET LOCAL search_path = {views}")
            for statement in views_definition:
                _say(connection, statement)
            for statement in _grants(views):
                _say(connection, statement)


def _say(connection: psycopg.Connection[Any], words: str) -> None:
    """Words of our own making: names and definitions, never values."""
    connection.execute(words)


def _schemas(connection: psycopg.Connection[Any]) -> set[str]:
    return {name for (name,) in connection.execute("SELECT nspname FROM pg_namespace").fetchall()}


def _roles(connection: psycopg.Connection[Any]) -> None:
    there = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles").fetchall()}
    for role in (LOG_ROLE, VAULT_ROLE, VIEWS_ROLE):
        if role not in there:
            _say(connection, f"CREATE ROLE {role} NOLOGIN")
        _say(connection, f"GRANT {role} TO CURRENT_USER")


def _make(
    connection: psycopg.Connection[Any], schema: str, metadata: MetaData, version: int, further: list[str]
) -> None:
    _say(connection, f"CREATE SCHEMA {schema}")
    _say(connection, f"SET LOCAL search_path = {schema}")
    for statement in (*definition(metadata, "postgresql"), *further, _VERSIONS):
        _say(connection, statement)
    connection.execute("INSERT INTO schema_versions (version) VALUES (%s)", (version,))


def _fits(connection: psycopg.Connection[Any], schema: str, version: int) -> None:
    ours = connection.execute("SELECT to_regclass(%s)", (f"{schema}.schema_versions",)).fetchone()
    if ours is None or ours[0] is None:
        raise StoreNotOurs(
            f"The schema {schema} in this database is not one of Consent Desktop. It was left untouched; choose another database."
        )
    query = f"SELECT max(version) FROM {schema}.schema_versions"  # noqa: S608  # one of two names
    found = connection.execute(query).fetchone()
    if found is None or found[0] != version:
        raise StoreNewer(
            f"The schema {schema} was made by another version of Consent Desktop. It was left untouched; install that version."
        )
