"""What an append reads again of other streams, who else may have written to them, and long streams read in order."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from consent_desktop.domain.events import NoticeSeen
from consent_desktop.event_store.envelope import lost_leaf
from consent_desktop.event_store.errors import WrongExpectedVersion
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.reading import BATCH
from tests.support.stores import NOW, a_store, origin, some_event

BESIDE = frozenset({"NoticeRaised"})


def test_what_is_beside_the_point_may_come_meanwhile_and_nothing_else(store: OpenedStore) -> None:
    ana, rui = store.vault.claim("doctor", "70-0001"), store.vault.claim("patient", "20-4817")
    store.log.append(ana, 0, [NoticeSeen(subject=ana, effective_at=NOW, notice_id="0" * 32)], origin())
    store.log.append(ana, 1, [some_event(ana)], origin())
    store.log.append(rui, 0, [some_event(rui)], origin(also={ana: 1}, beside_the_point=BESIDE))
    store.log.append(rui, 1, [some_event(rui)], origin(also={ana: 2, "0" * 32: 0}, beside_the_point=BESIDE))
    with pytest.raises(WrongExpectedVersion):
        store.log.append(rui, 2, [some_event(rui)], origin(also={ana: 1}))
    with pytest.raises(WrongExpectedVersion):
        store.log.append(rui, 2, [some_event(rui)], origin(also={ana: 0}, beside_the_point=BESIDE))
    with pytest.raises(WrongExpectedVersion):
        store.log.append(rui, 2, [some_event(rui)], origin(also={ana: 3}, beside_the_point=BESIDE))
    assert store.log.version(rui) == 2


def test_a_kind_that_another_program_wrote_first_is_learnt(tmp_path: Path) -> None:
    with a_store(tmp_path) as one, a_store(tmp_path) as other:
        ana, rui = one.vault.claim("doctor", "70-0001"), one.vault.claim("patient", "20-4817")
        one.log.append(ana, 0, [some_event(ana)], origin())
        assert one.log.version(ana) == 1
        other.log.append(ana, 1, [NoticeSeen(subject=ana, effective_at=NOW, notice_id="0" * 32)], origin())
        both = BESIDE | {"NoticeSeen"}
        with pytest.raises(WrongExpectedVersion):
            one.log.append(rui, 0, [some_event(rui)], origin(also={ana: 1}, beside_the_point=BESIDE))
        one.log.append(rui, 0, [some_event(rui)], origin(also={ana: 1}, beside_the_point=both))


def test_a_stream_longer_than_a_batch_is_folded_whole_from_any_version(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    count = 2 * BATCH + 7
    events = [some_event(ana, n) for n in range(count)]
    store.log.append(ana, 0, events, origin())
    assert list(store.log.events_of(ana)) == events
    for after in (1, BATCH - 1, BATCH, BATCH + 1, count - 1, count):
        assert list(store.log.events_of(ana, after)) == events[after:]


def test_what_stands_for_a_lost_event_is_frozen() -> None:
    for position in (1, 20, 123_456):
        assert lost_leaf(position) == hashlib.sha256(b"\x02" + f"{position}".encode()).digest()
    assert lost_leaf(1).hex() == "bb77acee97f90d6ed0b5f173c1e7feeeeafad23f249d8a6a0b8a4df0b8541b07"
