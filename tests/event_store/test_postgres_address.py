"""What an address of a shared store says, and that a server has to prove that it is the one named."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import URL

from consent_desktop.bootstrap import Consent
from consent_desktop.event_store.errors import (
    StoreForbidden,
    StoreKeyMissing,
    StoreKeyWrong,
    StoreNewer,
    StoreNotFound,
    StoreNotOurs,
    StoreUnreachable,
)
from consent_desktop.event_store.postgres import Server, system_roots
from consent_desktop.event_store.postgres_failures import StoreUntrusted
from tests.support.certificates import Authority
from tests.support.fronts import TcpFront, TlsFront
from tests.support.servers import Postgres


@pytest.mark.parametrize(
    ("address", "mode"),
    [
        ("postgresql+psycopg://desk@db.example/clinic", "verify-full"),
        ("postgresql+psycopg://desk@127.0.0.1/clinic", "verify-full"),
        ("postgresql+psycopg://desk@localhost:5433/clinic", "verify-full"),
        ("postgresql+psycopg://desk@/clinic?host=db.example", "verify-full"),
        ("postgresql+psycopg:///clinic", "verify-full"),
        ("postgresql+psycopg://desk@/clinic?host=/run/postgresql,db.example", "verify-full"),
        ("postgresql+psycopg://desk@/clinic?host=/run/postgresql&hostaddr=10.0.0.1", "verify-full"),
        ("postgresql+psycopg://desk@db.example/clinic?sslmode=disable", "disable"),
        ("postgresql+psycopg://desk@db.example/clinic?sslmode=verify-ca", "verify-ca"),
        ("postgresql+psycopg://desk@/clinic?host=/run/postgresql", None),
        ("postgresql+psycopg://desk@/clinic?host=/run/one,/run/two", None),
    ],
)
def test_the_server_proves_itself_unless_the_address_says_otherwise(address: str, mode: str | None) -> None:
    said = psycopg.conninfo.conninfo_to_dict(Server.of(address).conninfo())
    assert said.get("sslmode") == mode
    assert ("sslrootcert" in said) is (mode == "verify-full")


def test_the_systems_roots_are_a_file_of_certificates_or_left_to_the_driver() -> None:
    found = system_roots()
    assert found == "system" or ssl.create_default_context(cafile=found).cert_store_stats()["x509_ca"] > 0


def test_ones_own_authority_is_kept() -> None:
    server = Server.of("postgresql+psycopg://db.example/clinic?sslrootcert=ours.pem")
    assert {"sslmode": "verify-full", "sslrootcert": "ours.pem"}.items() <= dict(server.url.query).items()


def test_every_word_of_an_address_reaches_the_driver() -> None:
    server = Server.of("postgresql+psycopg://Front%20Desk:p%40ss%20'w@db.example:5433/the%20clinic?sslmode=require")
    said = psycopg.conninfo.conninfo_to_dict(server.conninfo())
    assert {"user": "Front Desk", "password": "p@ss 'w", "port": "5433", "dbname": "the clinic"}.items() <= said.items()
    assert server.name == "the clinic on db.example"


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg://desk:secret@db.example:port/clinic",
        "postgresql+psycopg://desk:secret@db.example/clinic?colour=red",
        "postgresql+psycopg://desk:secret@db.example/clinic?autocommit=0",
        "mysql://desk:secret@db.example/clinic",
        "postgresql://desk:secret@db.example/clinic",
    ],
)
def test_what_is_no_address_is_refused_without_telling_the_password(address: str) -> None:
    with pytest.raises(StoreNotOurs, match="Nothing was opened") as refused:
        Server.of(address)
    assert "secret" not in str(refused.value)


def test_an_unknown_database_is_not_made(postgres: Postgres) -> None:
    address = postgres.of("nobodys").render_as_string(hide_password=False)
    with pytest.raises(StoreNotFound, match="no database nobodys"), Consent.open(address, plain=True):
        pass


def test_an_unknown_login_is_refused(postgres: Postgres) -> None:
    address = postgres.of("postgres", "nobody_here").render_as_string(hide_password=False)
    with pytest.raises(StoreForbidden, match="refuses this login"), Consent.open(address, plain=True):
        pass


def test_a_server_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with (
        pytest.raises(StoreUnreachable, match="cannot be reached"),
        Consent.open(f"postgresql+psycopg://desk@/clinic?host={tmp_path}", plain=True),
    ):
        pass


def test_an_empty_database_is_no_store_until_somebody_says_so(postgres: Postgres) -> None:
    address = postgres.new_database()
    with pytest.raises(StoreKeyMissing, match="store init"), Consent.open(address):
        pass
    with psycopg.connect(address.replace("+psycopg", "", 1)) as connection:
        assert connection.execute("SELECT count(*) FROM pg_namespace WHERE nspname = 'log'").fetchone() == (0,)


def test_somebody_elses_schema_is_left_untouched(postgres: Postgres) -> None:
    address = postgres.new_database()
    with psycopg.connect(address.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute("CREATE SCHEMA log; CREATE TABLE log.events (what text)")
        with pytest.raises(StoreNotOurs, match="left untouched"), Consent.open(address, plain=True):
            pass
        there = "SELECT count(*) FROM pg_namespace WHERE nspname IN ('vault', 'log')"
        assert connection.execute(there).fetchone() == (1,)


@pytest.mark.parametrize("schema", ["log", "vault"])
def test_a_store_of_another_version_is_left_untouched(postgres: Postgres, schema: str) -> None:
    address = postgres.new_database()
    Consent.open(address, plain=True).close()
    with psycopg.connect(address.replace("+psycopg", "", 1), autocommit=True) as connection:
        connection.execute(f"INSERT INTO {schema}.schema_versions (version) VALUES (99)")
    with pytest.raises(StoreNewer, match="another version"), Consent.open(address):
        pass


def test_a_protected_store_does_not_open_with_another_key(postgres: Postgres) -> None:
    address = postgres.new_database()
    with pytest.raises(StoreKeyWrong), Consent.open(address, key=b"short", acting="administrator:1"):
        pass
    Consent.open(address, plain=True).close()


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    """An authority of our own."""
    return Authority(tmp_path)


@pytest.fixture(scope="module")
def asking() -> Iterator[Postgres]:
    """A server with a database `clinic` that wants a password from its administrator `desk`."""
    server = Postgres()
    try:
        with psycopg.connect(server.address, autocommit=True) as connection:
            connection.execute("CREATE ROLE desk SUPERUSER LOGIN PASSWORD 'right'")
            connection.execute("CREATE DATABASE clinic")
            (server.data / "pg_hba.conf").write_text("local all desk scram-sha-256\nlocal all all trust\n")
            connection.execute("SELECT pg_reload_conf()")
        yield server
    finally:
        server.stop()


@pytest.fixture
def front(asking: Postgres, authority: Authority) -> Iterator[TlsFront]:
    """Its door with TLS, whose certificate is for `localhost`."""
    with TlsFront(*authority.certificate("localhost"), asking.socket) as opened:
        yield opened


def over_tls(front: TcpFront, host: str = "localhost", **query: str) -> str:
    """The address of the clinic behind that door."""
    url = URL.create("postgresql+psycopg", "desk", "right", host, front.port, "clinic", query)
    return url.render_as_string(hide_password=False)


def test_a_server_is_trusted_by_its_authority_and_its_name(front: TlsFront, authority: Authority) -> None:
    with Consent.open(over_tls(front, sslrootcert=str(authority.root)), plain=True) as consent:
        consent.grant_consent("20-1", "doctor", "70-1", "exams")
        assert consent.has_consent("20-1", "doctor", "70-1", "exams")
    assert front.secured > 1


def test_a_server_of_another_name_is_not_trusted(front: TlsFront, authority: Authority) -> None:
    address = over_tls(front, "127.0.0.1", sslrootcert=str(authority.root))
    with pytest.raises(StoreUntrusted, match="did not prove"), Consent.open(address, plain=True):
        pass


@pytest.mark.parametrize("root", [None, "other", "missing"])
def test_a_server_of_an_unknown_authority_is_not_trusted(front: TlsFront, tmp_path: Path, root: str | None) -> None:
    (tmp_path / "other").mkdir()
    roots = {"other": Authority(tmp_path / "other").root, "missing": tmp_path / "missing.pem"}
    query = {"sslrootcert": str(roots[root])} if root else {}
    with pytest.raises(StoreUntrusted), Consent.open(over_tls(front, **query), plain=True):
        pass


def test_a_server_without_tls_is_not_trusted(asking: Postgres) -> None:
    """A server on the other side of a plain door; the driver never speaks of the login there."""
    with TcpFront(asking.socket) as plain:
        with pytest.raises(StoreUntrusted), Consent.open(over_tls(plain), plain=True):
            pass
        Consent.open(over_tls(plain, sslmode="disable"), plain=True).close()


@pytest.mark.parametrize(("password", "opens"), [("right", True), ("wrong", False), (None, False)])
def test_a_password_is_asked_for(asking: Postgres, password: str | None, *, opens: bool) -> None:
    address = asking.of("clinic", "desk", password).render_as_string(hide_password=False)
    if opens:
        Consent.open(address, plain=True).close()
    else:
        with pytest.raises(StoreForbidden, match="refuses this login") as refused, Consent.open(address, plain=True):
            pass
        assert str(password) not in str(refused.value)
