"""One contract, every back end: a test that asks for `store` runs on each of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from consent_desktop.event_store.opening import OpenedStore
from tests.support.stores import KEY, a_shared_store, a_store


@pytest.fixture(params=["plain", "encrypted", "postgresql"])
def store(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[OpenedStore]:
    """An empty store."""
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres").new_database()
        with a_shared_store(address, tmp_path / "clinic") as opened:
            yield opened
    else:
        with a_store(tmp_path / "clinic", KEY if request.param == "encrypted" else None) as opened:
            yield opened
