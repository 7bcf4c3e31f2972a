"""When a file may still be in the making by another program: only in the moments after it was last written."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import insert

from consent_desktop.event_store import files, vault_tables
from consent_desktop.event_store.errors import StoreKeyWrong, StoreNotFound
from consent_desktop.event_store.files import IN_THE_MAKING, _in_the_making
from consent_desktop.event_store.log_file import LOG_FILE
from consent_desktop.event_store.statements import Prepared
from consent_desktop.event_store.vault import INNER_SECRET, Vault, inner_seal
from tests.support.stores import KEY, a_store

WRITTEN = 1_000_000_000


@pytest.mark.parametrize(
    ("since", "making"),
    [
        (0.0, True), (IN_THE_MAKING / 2, True), (IN_THE_MAKING, False), (2.0, False),
        (-0.25, False), (-3600.0, False),
    ],
)  # fmt: skip
def test_a_file_is_in_the_making_for_moments_after_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, since: float, making: bool
) -> None:
    """A file from the future, as a clock that was set back shows it, is waited for by nobody."""
    path = tmp_path / "clinic.events.db"
    path.touch()
    os.utime(path, (WRITTEN, WRITTEN))
    monkeypatch.setattr(files, "time", SimpleNamespace(time=lambda: WRITTEN + since))
    assert _in_the_making(path) is making


def test_what_is_no_file_is_not_in_the_making(tmp_path: Path) -> None:
    assert not _in_the_making(tmp_path)
    assert not _in_the_making(tmp_path / "nothing")


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "notes").touch()
    with pytest.raises(StoreNotFound, match="cannot be used as a folder"):
        LOG_FILE.create(tmp_path / "notes", None)


def test_an_inner_secret_that_another_key_wrapped_opens_nothing(tmp_path: Path) -> None:
    with a_store(tmp_path, KEY) as store:
        with store.vault.database.writing() as link:
            link.run(
                Prepared(insert(vault_tables.store), ["name", "value"]),
                INNER_SECRET,
                inner_seal(bytes(32)).close(KEY, INNER_SECRET.encode()),
            )
        with pytest.raises(StoreKeyWrong):
            Vault(store.vault.database, KEY)
