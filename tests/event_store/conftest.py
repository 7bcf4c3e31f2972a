"""One contract, every back end: a test that asks for `store` runs on each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from consent_desktop.event_store.opening import OpenedStore
from tests.support.stores import KEY, a_shared_store, a_store

Opens = Callable[[], AbstractContextManager[OpenedStore]]


@pytest.fixture(params=["plain", "encrypted", "postgresql"])
def opens(tmp_path: Path, request: pytest.FixtureRequest) -> Opens:
    """Opens the test's store, each time as another program would."""
    if request.param == "postgresql":
        address = request.getfixturevalue("postgres").new_database()
        return lambda: a_shared_store(address, tmp_path / "clinic")
    return lambda: a_store(tmp_path / "clinic", KEY if request.param == "encrypted" else None)


@pytest.fixture
def store(opens: Opens) -> Iterator[OpenedStore]:
    """An empty store."""
    with opens() as opened:
        yield opened


@pytest.fixture
def other(store: OpenedStore, opens: Opens) -> Iterator[OpenedStore]:
    """The same store, opened by another program."""
    with opens() as opened:
        yield opened
