"""Stores of every released schema open in this version, with the same history, the same hashes and the same keys."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from consent_desktop.bootstrap import Consent
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.files import FileKind
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.vault_tables import VAULT_FILE
from consent_desktop.event_store.verification import verify
from tests.support.stores import a_store, fingerprints

STORED = Path(__file__).parent / "stored"
HEADS = {
    "schema-1": (18, "8c0029b1e4bc65013fe42107c7466da08579ac5cf0ebd08e8490f43d9bee3033"),
    "schema-2": (20, "fb3bf6dd61a420e81df40f28ebbdf805585dbe232c7993f68a4c583d7ea7f552"),
}
"""Position and chain hash at the end of each stored log, noted when it was made by the version of its schema."""


@pytest.fixture(params=sorted(HEADS))
def old(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    shutil.copytree(STORED / request.param, tmp_path / request.param)
    return tmp_path / str(request.param)


def test_every_released_schema_has_its_stored_store() -> None:
    newest = max(LOG_FILE.schema_version, VAULT_FILE.schema_version)
    assert {p.name for p in STORED.iterdir()} == {f"schema-{n}" for n in range(1, newest)}


def test_an_older_store_opens_with_its_history_whole(old: Path) -> None:
    with a_store(old) as store:
        head = store.log.head()
        assert (head.position, head.chain.hex()) == HEADS[old.name]
        assert verify(store.log).unbroken
        assert [r.position for r in store.log.read()] == list(range(1, head.position + 1))
        assert len(store.vault.secret("anything")) == 32


def test_an_older_store_goes_on_with_the_consents_that_it_held(old: Path) -> None:
    with Consent.open(old) as consent:
        assert consent.has_consent("20-4817", "doctor", "70-0001", "exams") == (
            consent.now().date().isoformat() < "2026-06-10"
        )
        held = [(row.entity_id, [t.value for t in row.permissions]) for row in consent.consents("20-4817")]
        assert ("80-0001", ["exams", "consultations", "conditions"]) in held
        consent.revoke_consent("20-4817", "nurse", "80-0001", "all")
        assert consent.clinic.verify().unbroken


def test_a_command_that_an_older_version_recorded_is_still_known(old: Path) -> None:
    with a_store(old) as store:
        first = next(store.log.read())
        assert store.log.by_id(first.event_id) == first
        digests = store.log.database
        with digests.snapshot() as connection:
            kept = connection.exec_driver_sql("SELECT count(*) FROM events WHERE digest IS NOT NULL").scalar_one()
        assert kept == len({r.envelope.command_id for r in store.log.read()})


@pytest.mark.parametrize("kind", [LOG_FILE, VAULT_FILE], ids=lambda kind: kind.name)
def test_a_migration_that_fails_leaves_the_file_as_it_was(old: Path, kind: FileKind) -> None:
    before, found = fingerprints(old), _version(old / kind.name)
    if found == kind.schema_version:
        pytest.skip("this file had this schema already")
    broken = {version: (*said, "INSERT INTO nowhere VALUES (1)") for version, said in kind.migrations.items()}
    with pytest.raises(Exception, match="nowhere"):
        FileKind(kind.name, kind.application_id, kind.schema_version, kind.schema, broken).migrate(old, None)
    assert fingerprints(old) == before
    assert _version(old / kind.name) == found


def _version(path: Path) -> int:
    connection = connect(path, None, synchronous="FULL")
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


@pytest.mark.parametrize("kind", [LOG_FILE, VAULT_FILE], ids=lambda kind: kind.name)
def test_two_programs_may_migrate_at_once(old: Path, kind: FileKind) -> None:
    assert kind.migrate(old, None) <= kind.schema_version
    assert kind.migrate(old, None) == kind.schema_version


def test_a_vault_that_was_brought_to_today_has_the_tables_of_a_new_one(old: Path, tmp_path: Path) -> None:
    VAULT_FILE.create(tmp_path / "new", None)
    VAULT_FILE.migrate(old, None)
    assert _tables(old) == _tables(tmp_path / "new")


def _tables(folder: Path) -> dict[str, set[tuple[str, str]]]:
    """The columns of each table with their types; how the first schema was written down differs in blanks only."""
    connection = connect(folder / VAULT_FILE.name, None, synchronous="FULL")
    try:
        names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
        return {
            name: {(row[1], row[2]) for row in connection.execute(f"PRAGMA table_info({name})").fetchall()}
            for (name,) in names
        }
    finally:
        connection.close()
