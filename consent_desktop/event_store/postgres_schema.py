"""Our schemas on a server: making them, their versions, and the role that each is used in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

import psycopg
from sqlalchemy import MetaData

from consent_desktop.event_store import tables, vault_tables
from consent_desktop.event_store.errors import StoreKeyMissing, StoreNewer, StoreNotOurs
from consent_desktop.event_store.postgres import Server
from consent_desktop.event_store.postgres_failures import told_of
from consent_desktop.event_store.postgres_upgrade import is_older, only_the_administrator, owns, upgrades
from consent_desktop.event_store.tables import definition, postgresql_triggers

LOG, VAULT = "log", "vault"
LOG_ROLE, VAULT_ROLE, VIEWS_ROLE = "consent_log", "consent_vault", "consent_views"
LOG_LOCK, VAULT_LOCK, VIEWS_LOCK, MAKING_LOCK = 0x434E534C, 0x434E5356, 0x434E5357, 0x434E5300
"""Keys of the advisory locks; the first three are the marks of the corresponding files."""

_VERSIONS: Final = "CREATE TABLE schema_versions (version integer PRIMARY KEY, made timestamptz NOT NULL DEFAULT now())"
_ROLES: Final = (LOG_ROLE, VAULT_ROLE, VIEWS_ROLE)


def grants(views: str, login: str = "clinic_login") -> str:
    """What the server's administrator runs in the clinic's empty database, as SQL: everything that a login needs.

    The tables stay the administrator's. The login owns nothing and has no right but to act in one of three roles; the
    log's may read and append, nothing else. It may be run again: after an update of the program, after a restore elsewhere.
    """
    return "\n".join(
        [
            "-- Run this in the clinic's database, which holds nothing else, as its administrator; then give the login a",
            f"-- password (ALTER ROLE {login} PASSWORD '...'), and run consent-desktop store init on one workstation.",
            "BEGIN;",
            *_made(views),
            f"DO $made$ BEGIN CREATE ROLE {login} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $made$;",
            f"GRANT {', '.join(_ROLES)} TO {login};",
            "-- The roles are the server's, and serve every clinic on it: who may come in is said for each database.",
            "DO $made$ BEGIN",
            "EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());",
            f"EXECUTE format('GRANT CONNECT ON DATABASE %I TO {_in_quotes(login)}', current_database());",
            "END $made$;",
            "COMMIT;",
        ]
    )


def _in_quotes(name: str) -> str:
    """The name inside a text literal that `format` reads."""
    return name.replace("'", "''").replace("%", "%%")


def _made(views: str) -> list[str]:
    """Roles, schemas, tables and rights; what is there already is left as it is."""
    return [
        *map(_role, _ROLES),
        _schema(LOG, tables.metadata, tables.SCHEMA_VERSION, postgresql_triggers()),
        _schema(VAULT, vault_tables.metadata, vault_tables.VAULT_FILE.schema_version, []),
        *upgrades(VAULT),
        f"CREATE SCHEMA IF NOT EXISTS {views};",
        f"GRANT USAGE ON SCHEMA {LOG} TO {LOG_ROLE};",
        f"GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA {LOG} TO {LOG_ROLE};",
        f"GRANT USAGE ON SCHEMA {VAULT} TO {VAULT_ROLE};",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {VAULT} TO {VAULT_ROLE};",
        f"REVOKE INSERT ON {LOG}.schema_versions FROM {LOG_ROLE};",
        f"REVOKE INSERT, UPDATE, DELETE ON {VAULT}.schema_versions FROM {VAULT_ROLE};",
        f"GRANT USAGE, CREATE ON SCHEMA {views} TO {VIEWS_ROLE};",
    ]


def _role(name: str) -> str:
    """Roles are the server's: another clinic may be making the same one at this moment."""
    return (
        f"DO $made$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{name}') THEN CREATE ROLE {name} NOLOGIN; "
        "END IF; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $made$;"
    )


def _schema(schema: str, metadata: MetaData, version: int, further: list[str]) -> str:
    words = [
        *definition(metadata, "postgresql"),
        *further,
        _VERSIONS,
        f"INSERT INTO schema_versions (version) VALUES ({version})",  # noqa: S608  # our own number
    ]
    return "\n".join(
        [
            f"DO $made$ BEGIN IF NOT EXISTS (SELECT FROM pg_namespace WHERE nspname = '{schema}') THEN",
            f"CREATE SCHEMA {schema};",
            f"SET LOCAL search_path = {schema}, pg_temp;",
            *(f"{statement.strip()};" for statement in words),
            "END IF; END $made$;",
        ]
    )


def prepare(server: Server, views: str, views_definition: list[str], *, make: bool, facts: Mapping[str, str]) -> None:
    """See that our schemas are there and of this version, and that there is a store in them; with `make` it is made.

    Where an administrator has run `grants` only the store's facts are missing, and the log's role may write them; else the
    login makes everything, and has to be allowed to. Raises a `ClinicError` and changes nothing where the database holds
    something else, or something newer.
    """
    try:
        with server.connect("public", None, durable=True) as connection, connection.transaction():
            _say(connection, f"SELECT pg_advisory_xact_lock({MAKING_LOCK})")
            _make_schemas(connection, views, make=make)
            for schema, version in ((LOG, tables.SCHEMA_VERSION), (VAULT, vault_tables.VAULT_FILE.schema_version)):
                _fits(connection, schema, version)
            _make_store(connection, make=make, facts=facts)
            _make_views(connection, views, views_definition)
    except psycopg.Error as error:
        told = told_of(server.name, error)
        raise (told or error) from error


def _make_schemas(connection: psycopg.Connection[Any], views: str, *, make: bool) -> None:
    there = {name for (name,) in connection.execute("SELECT nspname FROM pg_namespace").fetchall()}
    if LOG not in there and not make:
        raise _no_store()
    if LOG in there:
        for schema in (LOG, VAULT):
            _is_ours(connection, schema)
    roles = connection.execute("SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)", (list(_ROLES),)).fetchone()
    older = VAULT in there and is_older(connection, VAULT)
    if there.issuperset((LOG, VAULT, views)) and roles == (len(_ROLES),) and not older:
        return
    if older and not owns(connection, VAULT):
        raise only_the_administrator()
    for statement in _made(views):
        _say(connection, statement)
    for role in _ROLES:
        _say(connection, f"GRANT {role} TO CURRENT_USER")


def _no_store() -> StoreKeyMissing:
    return StoreKeyMissing(
        "There is no store in this database yet. Nothing was made: run consent-desktop store init first."
    )


def _make_store(connection: psycopg.Connection[Any], *, make: bool, facts: Mapping[str, str]) -> None:
    """A log is born with its id and its facts."""
    _say(connection, f"SET LOCAL ROLE {LOG_ROLE}")
    if connection.execute("SELECT count(*) FROM log.store").fetchone() != (0,):
        return
    if not make:
        raise _no_store()
    for name, value in {"store_id": uuid4().hex, **facts}.items():
        connection.execute("INSERT INTO log.store (name, value) VALUES (%s, %s)", (name, value))


def _make_views(connection: psycopg.Connection[Any], views: str, views_definition: list[str]) -> None:
    """The views' own tables belong to their role: what is a cache any workstation may make anew."""
    _say(connection, f"SET LOCAL ROLE {VIEWS_ROLE}")
    found = (
        "SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname = %s AND relkind = 'r'"
    )
    if connection.execute(found, (views,)).fetchone() == (0,):
        _say(connection, f"SET LOCAL search_path = {views}, pg_temp")
        for statement in views_definition:
            _say(connection, statement)


def _say(connection: psycopg.Connection[Any], words: str) -> None:
    """Words of our own making: names and definitions, never values."""
    connection.execute(words)


def _is_ours(connection: psycopg.Connection[Any], schema: str) -> None:
    """Raise where the schema is somebody else's; asked of the catalogue, which everybody may read."""
    query = (
        "SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
        "WHERE nspname = %s AND relname = 'schema_versions'"
    )
    if connection.execute(query, (schema,)).fetchone() != (1,):
        raise StoreNotOurs(
            f"The schema {schema} in this database is not one of Consent Desktop. It was left untouched; choose another database."
        )


def _fits(connection: psycopg.Connection[Any], schema: str, version: int) -> None:
    """Raise where the schema is of another version."""
    _say(connection, f"SET LOCAL ROLE {LOG_ROLE if schema == LOG else VAULT_ROLE}")
    query = f"SELECT max(version) FROM {schema}.schema_versions"  # noqa: S608  # one of two names
    if connection.execute(query).fetchone() != (version,):
        raise StoreNewer(
            f"The schema {schema} was made by another version of Consent Desktop. It was left untouched; install that version."
        )
