"""On a server there is no file to take over from: what is damaged is noted in place, and read over from then on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest

from consent_desktop.domain.events import HistoryDamaged
from consent_desktop.event_store.errors import StoreDamaged
from consent_desktop.event_store.recorded import Expected
from consent_desktop.event_store.verification import verify
from tests.support.stores import NOW, a_shared_store, origin, some_event

ANA, BEA = "a" * 32, "b" * 32


def test_an_altered_row_marks_its_stream_and_is_read_over(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    address: str = request.getfixturevalue("postgres").new_database()
    with a_shared_store(address, tmp_path) as store, a_shared_store(address, tmp_path) as other:
        for number, stream in enumerate([ANA, BEA, ANA, BEA]):
            store.vault.key_for(stream)
            store.log.append(stream, Expected.ANY, [some_event(stream, number)], origin())
        assert not store.repair(lambda: NOW), "nothing is wrong"
        _alter(address, 3)
        for one in (store, other):
            with pytest.raises(StoreDamaged):
                list(one.log.read())
        assert store.repair(lambda: NOW)
        for one in (store, other):
            found = [e.event for e in one.log.read()]
            assert [e.subject for e in found] == [ANA, BEA, BEA, ANA]
            assert isinstance(found[-1], HistoryDamaged)
            assert found[-1].lost == ((3, 3),)
            assert len(list(one.log.events_of(ANA))) == one.log.version(ANA) == 3
            verified = verify(one.log)
            assert (verified.unbroken, verified.lost) == (True, ((3, 3),))
            leaves = list(one.log.leaves())
            assert [leaf.position for leaf in leaves] == [1, 2, 3, 4, 5]
            assert [leaf.position for leaf in leaves if leaf.chain is None] == [3]
        assert not store.repair(lambda: NOW), "it is known"
        store.log.append(BEA, Expected.ANY, [some_event(BEA, 9)], origin())


def _alter(address: str, position: int) -> None:
    """As the superuser, past every grant."""
    with psycopg.connect(address.replace("+psycopg", "")) as connection:
        words: Any = "ALTER TABLE log.events DISABLE TRIGGER ALL"
        connection.execute(words)
        connection.execute("UPDATE log.events SET recorded = recorded + 1 WHERE position = %s", (position,))
