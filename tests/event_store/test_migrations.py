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
HEADS = {"schema-1": (18, "8c0029b1e4bc65013fe42107c7466da08579ac5cf0ebd08e8490f43d9bee3033")}
"""Position and chain hash at the end of each stored log, noted when it was made by the version of its schema."""


@pytest.fixture(params=sorted(HEADS))
def old(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    shutil.copytree(STORED / request.param, tmp_path / request.param)
    return tmp_path / str(request.param)


def test_every_released_schema_has_its_stored_store() -> None:
    assert {p.name for p in STORED.iterdir()} == {f"schema-{n}" for n in range(1, LOG_FILE.schema_version)}


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
def test_a_migration_that_fails_leaves_the_file_as_it_was(
    old: Path, kind: FileKind, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = fingerprints(old)
    broken = {1: (*kind.migrations[1], "INSERT INTO nowhere VALUES (1)")}
    with pytest.raises(Exception, match="nowhere"):
        FileKind(kind.name, kind.application_id, kind.schema_version, kind.schema, broken).migrate(old, None)
    assert fingerprints(old) == before
    connection = connect(old / kind.name, None, synchronous="FULL")
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 1
    connection.close()


def test_two_programs_may_migrate_at_once(old: Path) -> None:
    assert LOG_FILE.migrate(old, None) == 1
    assert LOG_FILE.migrate(old, None) == 2
