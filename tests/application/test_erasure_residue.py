"""What is left of erased keys in any file of the store: nothing. The control is a key that was not erased, which is found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest

from consent_desktop.application.clinic import Clinic
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_OPERATOR, PersonKind
from consent_desktop.event_store.engine import connect
from consent_desktop.event_store.vault import Vault

ERASED: Final = 100
KEPT: Final = 30
"""People beside them, so that pages of the file stay in use."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "clinic"


@pytest.fixture
def clinic(folder: Path) -> Iterator[Clinic]:
    clinic = open_clinic(folder, plain=True, facts={"time_zone": "UTC"}, chores=False)
    yield clinic
    clinic.close()


def traces(vault: Vault) -> dict[str, list[bytes]]:
    """Of everybody the key as it lies in the vault, wrapped, and as it is used."""
    with vault.database.snapshot() as connection:
        rows = connection.exec_driver_sql("SELECT subject, wrapped FROM subject_keys").all()
    return {raw.hex(): [wrapped, vault._unwrapped(wrapped, raw)] for raw, wrapped in rows}


def found(folder: Path, sought: Mapping[str, list[bytes]]) -> dict[str, list[str]]:
    """In which files anything of these keys is left."""
    contents = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    hits = {
        subject: [name for name, content in contents.items() if any(part in content for part in parts)]
        for subject, parts in sought.items()
    }
    return {subject: names for subject, names in hits.items() if names}


def test_no_file_holds_anything_of_a_hundred_erased_keys(clinic: Clinic, folder: Path) -> None:
    second, _ = clinic.register(PersonKind.ADMINISTRATOR, "83-1", THE_OPERATOR)
    people = [
        clinic.register(PersonKind.PATIENT, str(number), THE_OPERATOR, name=f"Patient {number}")[0]
        for number in range(ERASED + KEPT)
    ]
    keys = traces(clinic._store.vault)
    assert found(folder, keys).keys() == keys.keys()
    step = (ERASED + KEPT) // KEPT
    kept = people[::step]
    erased = [person for person in people if person not in kept][:ERASED]
    for person in erased:
        clinic.erasing.erase_for(THE_OPERATOR, second, person, "asked for it")
    left = found(folder, keys)
    assert {person: left[person] for person in erased if person in left} == {}
    assert left.keys() == keys.keys() - set(erased)
    assert clinic.verify().unbroken
    clinic.close()
    assert found(folder, {person: keys[person] for person in erased}) == {}


def test_the_search_finds_a_key_that_was_deleted_carelessly(clinic: Clinic, folder: Path) -> None:
    person, _ = clinic.register(PersonKind.PATIENT, "1", THE_OPERATOR)
    keys = traces(clinic._store.vault)
    clinic.close()
    connection = connect(folder / "clinic.vault.db", None, synchronous="FULL")
    connection.execute("PRAGMA secure_delete = OFF").fetchall()
    connection.execute("DELETE FROM subject_keys WHERE subject = ?", (bytes.fromhex(person),))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()
    assert found(folder, keys) != {}


NAME: Final = "Zzyxqana Qvarelli"
NUMBER: Final = "77-991177"


def test_no_file_holds_the_name_of_somebody_who_was_erased(clinic: Clinic, folder: Path) -> None:
    def files_with_the_name() -> set[str]:
        words = [word.encode() for word in (NAME, NAME.casefold(), NUMBER)]
        paths = [path for path in folder.iterdir() if path.is_file()]
        return {path.name for path in paths if any(word in path.read_bytes() for word in words)}

    second, _ = clinic.register(PersonKind.ADMINISTRATOR, "83-1", THE_OPERATOR)
    person, _ = clinic.register(PersonKind.PATIENT, NUMBER, THE_OPERATOR, name=NAME)
    clinic.views.database.settle()
    assert "clinic.views.db" in files_with_the_name()
    clinic.erasing.erase_for(THE_OPERATOR, second, person, "asked for it")
    assert files_with_the_name() == set()
    clinic.close()
    assert files_with_the_name() == set()
