"""On a server the roles are the boundary: what each may do in which schema, and what the printed grants make of a new login."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg import errors as pg
from sqlalchemy.engine import make_url

from consent_desktop.application.server_grants import server_grants
from consent_desktop.bootstrap import Consent
from consent_desktop.event_store.credentials import Credentials
from consent_desktop.event_store.errors import StoreForbidden, StoreKeyMissing
from consent_desktop.event_store.postgres_schema import LOG_ROLE, VAULT_ROLE, VIEWS_ROLE, grants
from consent_desktop.read_models.opening import VIEWS_SCHEMA
from tests.support.servers import Postgres
from tests.support.stores import NOW, a_shared_store, origin, some_event

Connection = psycopg.Connection[Any]


@pytest.fixture
def address(postgres: Postgres) -> str:
    """A database that an administrator has prepared for the login `desk`, and nothing more."""
    address = postgres.new_database()
    with administrator(address) as connection:
        connection.execute(grants(VIEWS_SCHEMA, "desk"))
    return as_login(address, "desk")


def administrator(address: str) -> Connection:
    """A connection as the server's superuser."""
    return psycopg.connect(plain(as_login(address, "postgres")), autocommit=True)


def as_login(address: str, login: str) -> str:
    """The address for another login."""
    return make_url(address).set(username=login).render_as_string(hide_password=False)


def plain(address: str) -> str:
    """The address as the driver alone takes it."""
    return address.replace("+psycopg", "", 1)


@pytest.fixture
def desk(address: str, tmp_path: Path) -> Iterator[Connection]:
    """The clinic's login on a store with an event."""
    with a_shared_store(address, tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        store.log.append(ana, 0, [some_event(ana)], origin())
    with Consent.open(address) as consent:
        consent.grant_consent("20-1", "doctor", "70-0001", "exams")
    with psycopg.connect(plain(address), autocommit=True) as connection:
        yield connection


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log.events SET actor = 1",
        "DELETE FROM log.events",
        "TRUNCATE log.events",
        "DROP TABLE log.events",
        "ALTER TABLE log.events DISABLE TRIGGER ALL",
        "ALTER TABLE log.events ADD COLUMN more text",
        "DROP TRIGGER events_refuses_change ON log.events",
        "CREATE OR REPLACE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
        "CREATE TABLE log.more (name text)",
        "UPDATE log.store SET value = 'another'",
        "DELETE FROM log.checkpoints",
        "INSERT INTO log.schema_versions (version) VALUES (99)",
        "SET session_replication_role = replica",
        "DROP SCHEMA log CASCADE",
        "SELECT * FROM vault.subject_keys",
    ],
)
def test_the_logs_role_reads_and_appends_and_nothing_else(desk: Connection, statement: str) -> None:
    desk.execute(f"SET ROLE {LOG_ROLE}")
    assert desk.execute("SELECT count(*) > 0 FROM log.events").fetchone() == (True,)
    with pytest.raises(pg.InsufficientPrivilege):
        desk.execute(statement)


def test_the_logs_role_may_append(desk: Connection) -> None:
    desk.execute(f"SET ROLE {LOG_ROLE}")
    desk.execute("INSERT INTO log.store (name, value) VALUES ('more', 'facts')")
    assert desk.execute("SELECT value FROM log.store WHERE name = 'more'").fetchone() == ("facts",)


@pytest.mark.parametrize("role", [VIEWS_ROLE, VAULT_ROLE])
@pytest.mark.parametrize("statement", ["SELECT * FROM log.events", "DELETE FROM log.events", "DROP TABLE log.store"])
def test_the_other_roles_do_not_touch_the_log(desk: Connection, role: str, statement: str) -> None:
    desk.execute(f"SET ROLE {role}")
    with pytest.raises(pg.InsufficientPrivilege):
        desk.execute(statement)


def test_the_views_role_does_not_see_the_vault_and_the_vaults_does_not_see_the_views(desk: Connection) -> None:
    for role, table in ((VIEWS_ROLE, "vault.subject_keys"), (VAULT_ROLE, f"{VIEWS_SCHEMA}.state")):
        desk.execute(f"SET ROLE {role}")
        with pytest.raises(pg.InsufficientPrivilege):
            desk.execute(f"SELECT * FROM {table}")


def test_the_login_owns_nothing(desk: Connection) -> None:
    """Who owns a table may give themself every right to it, whatever was granted."""
    query = (
        "SELECT count(*) FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace "
        "WHERE nspname IN ('log', 'vault') AND pg_get_userbyid(relowner) <> 'postgres'"
    )
    assert desk.execute(query).fetchone() == (0,)
    for statement in ("UPDATE log.events SET actor = 1", "ALTER TABLE log.events DISABLE TRIGGER ALL"):
        with pytest.raises(pg.InsufficientPrivilege):
            desk.execute(statement)


def test_a_superuser_meets_the_triggers(desk: Connection, address: str) -> None:
    with administrator(address) as connection:
        for statement in ("UPDATE log.events SET actor = 1", "DELETE FROM log.store", "TRUNCATE log.events"):
            with pytest.raises(pg.RaiseException, match="append-only"):
                connection.execute(statement)


def test_the_printed_lines_are_all_that_a_new_login_needs(address: str) -> None:
    """An administrator runs them, the login makes the store, and one that only opens it finds it."""
    with pytest.raises(StoreKeyMissing), Consent.open(address):
        pass
    with Consent.open(address, plain=True) as consent:
        consent.ask_consent("20-1", "doctor", "70-1", "exams")
        consent.grant_consent("20-1", "doctor", "70-1", "exams")
        consent.clinic.views.rebuild()
        assert consent.clinic.views.check() == []
    with Consent.open(address) as consent:
        assert consent.has_consent("20-1", "doctor", "70-1", "exams")
        assert consent.clinic.verify().unbroken


def test_the_printed_lines_may_be_run_again(address: str) -> None:
    """After an update of the program, and where a backup was restored on a server without our roles."""
    with Consent.open(address, plain=True) as consent:
        consent.grant_consent("20-1", "doctor", "70-1", "exams")
    with administrator(address) as connection:
        connection.execute(f"DROP SCHEMA {VIEWS_SCHEMA} CASCADE")
    with pytest.raises(StoreForbidden, match="print-grants"), Consent.open(address):
        pass
    with administrator(address) as connection:
        connection.execute(grants(VIEWS_SCHEMA, "desk"))
    with Consent.open(address) as consent:
        assert consent.has_consent("20-1", "doctor", "70-1", "exams")


@pytest.mark.parametrize("login", ["Front Desk", "o'hara", "50%", 'a "quoted" one'])
def test_a_login_may_have_any_name(postgres: Postgres, login: str) -> None:
    address = postgres.new_database()
    with administrator(address) as connection:
        connection.execute(server_grants(login))
    with Consent.open(as_login(address, login), plain=True) as consent:
        consent.grant_consent("20-1", "doctor", "70-1", "exams")


def test_a_login_of_one_clinic_does_not_come_into_another_on_the_same_server(address: str, postgres: Postgres) -> None:
    other = postgres.new_database()
    with administrator(other) as connection:
        connection.execute(grants(VIEWS_SCHEMA, "elsewhere"))
    with pytest.raises(StoreForbidden, match="Nothing was opened"), Consent.open(as_login(address, "elsewhere")):
        pass


def test_a_login_without_the_roles_is_told_so(address: str) -> None:
    login = f"guest_{uuid4().hex[:8]}"
    with administrator(address) as connection:
        connection.execute(f"CREATE ROLE {login} LOGIN")
        connection.execute(f"GRANT CONNECT ON DATABASE {make_url(address).database} TO {login}")
    with pytest.raises(StoreForbidden, match="print-grants"), Consent.open(as_login(address, login), plain=True):
        pass


def test_a_login_that_may_not_make_a_store_is_told_so(postgres: Postgres) -> None:
    address, login = postgres.new_database(), f"guest_{uuid4().hex[:8]}"
    with administrator(address) as connection:
        connection.execute(f"CREATE ROLE {login} LOGIN")
    with pytest.raises(StoreForbidden, match="print-grants"), Consent.open(as_login(address, login), plain=True):
        pass
    with administrator(address) as connection:
        assert connection.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'log'").fetchone() == (0,)


NEW_TABLES = ("credentials", "codes", "delays", "workers", "erasing")


def made_older(address: str) -> None:
    """The vault as the version before accounts left it on a server."""
    with administrator(address) as connection:
        connection.execute("SET search_path = vault")
        for table in NEW_TABLES:
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE schema_versions SET version = 2")


def vault_version(address: str) -> int:
    with administrator(address) as connection:
        row = connection.execute("SELECT max(version) FROM vault.schema_versions").fetchone()
    assert row is not None
    return int(row[0])


def test_an_older_vault_is_the_administrators_to_bring_up_to_date(address: str, tmp_path: Path) -> None:
    with a_shared_store(address, tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
    made_older(address)
    with pytest.raises(StoreForbidden, match="run what consent-desktop store init --print-grants prints once more"):
        Consent.open(address).close()
    assert vault_version(address) == 2
    with administrator(address) as connection:
        connection.execute(grants(VIEWS_SCHEMA, "desk"))
    with a_shared_store(address, tmp_path) as store:
        assert store.vault.find("doctor", "70-0001") == ana
        Credentials(store.vault.database).put(ana, "password", "hash", NOW)


def test_an_owner_of_the_schemas_brings_an_older_vault_up_to_date_by_opening_it(
    postgres: Postgres, tmp_path: Path
) -> None:
    address = postgres.new_database()
    with a_shared_store(address, tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
    made_older(address)
    with a_shared_store(address, tmp_path) as store:
        assert store.vault.find("doctor", "70-0001") == ana
        assert Credentials(store.vault.database).get(ana, "password") is None
    assert vault_version(address) == 3
