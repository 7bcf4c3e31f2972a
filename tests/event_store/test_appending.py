"""What an append does with ids, and with kinds of events that another program was the first to write."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID, uuid5

from consent_desktop.domain.events import NoticeSeen
from consent_desktop.event_store.appending import event_id_of
from tests.support.stores import NOW, a_store, origin, some_event

COMMANDS = [UUID(int=number * 0x0123_4567_89AB_CDEF_FEDC_BA98_7654_3211 % (1 << 128)) for number in range(64)]


def test_the_first_event_of_a_command_has_the_id_that_the_standard_gives() -> None:
    for command in COMMANDS:
        assert UUID(bytes=event_id_of(command, 0)) == uuid5(command, "0")


def test_the_others_count_on_in_the_last_48_bits() -> None:
    for command in COMMANDS:
        first = event_id_of(command, 0)
        for index in (1, 2, 300, (1 << 48) - 1):
            other = event_id_of(command, index)
            assert other[:10] == first[:10]
            assert int.from_bytes(other[10:]) == (int.from_bytes(first[10:]) + index) % (1 << 48)
        assert event_id_of(command, 1 << 48) == first, "and begin again where they end"


def test_a_kind_that_is_not_known_yet_is_learnt_in_the_middle_of_an_append(tmp_path: Path) -> None:
    """Both streams are known to this program, so nothing else makes it ask for what was given out since."""
    with a_store(tmp_path) as one, a_store(tmp_path) as other:
        ana, rui = one.vault.claim("doctor", "70-0001"), one.vault.claim("patient", "20-4817")
        one.log.append(ana, 0, [some_event(ana)], origin())
        one.log.append(rui, 0, [some_event(rui)], origin())
        assert one.log.version(ana) == one.log.version(rui) == 1
        other.log.append(ana, 1, [NoticeSeen(subject=ana, effective_at=NOW, notice_id="0" * 32)], origin())
        beside = frozenset({"NoticeRaised", "NoticeSeen"})
        one.log.append(rui, 1, [some_event(rui)], origin(also={ana: 1}, beside_the_point=beside))
        assert one.log.version(rui) == 2
