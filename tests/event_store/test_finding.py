"""Whose streams count as damaged by what is lost, how the finding reads, and how it is told in the log that takes over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from consent_desktop.domain.events import HistoryDamaged, HistoryTakenOver
from consent_desktop.domain.vocabulary import CLINIC, SYSTEM
from consent_desktop.event_store.envelope import GENESIS
from consent_desktop.event_store.finding import Finding, tell
from consent_desktop.event_store.statements import Link
from consent_desktop.event_store.verification import verify
from consent_desktop.event_store.wholeness import ALTERED, UNREADABLE, Lost
from tests.event_store.test_wholeness import without
from tests.support.stores import NOW, a_store, origin, some_event

ANA, RUI, EVA, NEW = (f"{number:032x}" for number in range(16, 20))
PEOPLE: Mapping[str, int | None] = {ANA: 1, RUI: 2, EVA: 3, NEW: None}


def found(
    *lost: int,
    places: Mapping[int, int] | None = None,
    end_known: bool = True,
    lost_in_all: int | None = None,
    broken: bool = False,
    people: Mapping[str, int | None] = PEOPLE,
    named: int | None = None,
) -> Finding:
    """What is found where these of the six events of `test_wholeness` are lost: streams 1, 2, 1, 3, 1, 2."""
    return Finding.of(
        6,
        [Lost(position, UNREADABLE if named is None else ALTERED, named) for position in lost],
        places or {},
        without(*lost),
        people,
        end_known=end_known,
        lost_in_all=len(lost) if lost_in_all is None else lost_in_all,
        broken=broken,
    )


def test_where_the_stream_of_each_lost_event_is_known_only_that_one_is_damaged() -> None:
    assert found(2, 3, places={2: 2, 3: 1}).damaged == {ANA: ((3, 3),), RUI: ((2, 2),)}
    assert found(3, 4, 5, places={3: 1, 4: 3, 5: 1}).damaged == {ANA: ((3, 3), (5, 5)), EVA: ((4, 4),)}


def test_whoever_the_log_gave_no_number_lost_nothing_that_is_known_of() -> None:
    assert found(1, places={1: 1}).damaged == {ANA: ((1, 1),)}
    assert found(1, places={1: 1}, people={NEW: None}).damaged == {}


def test_streams_that_miss_a_version_are_damaged_where_all_that_is_lost_is_accounted_for() -> None:
    assert found(3).damaged == {ANA: ((3, 3),)}
    assert found(2, 3).damaged == {ANA: ((2, 3),), RUI: ((2, 3),)}


def test_whoever_may_have_lost_a_last_event_is_damaged_where_versions_do_not_account_for_all() -> None:
    assert found(4).damaged == {EVA: ((4, 4),), NEW: ((4, 4),)}, "nobody else has no event after it"
    assert found(6).damaged == {ANA: ((6, 6),), RUI: ((6, 6),), EVA: ((6, 6),), NEW: ((6, 6),)}
    assert found(5).damaged == {ANA: ((5, 5),), EVA: ((5, 5),), NEW: ((5, 5),)}
    assert found(3, lost_in_all=2).damaged == {ANA: ((3, 3),), NEW: ((3, 3),)}, "one more was lost before"


def test_what_an_altered_row_names_counts_beside_where_it_lay() -> None:
    assert found(3, places={3: 1}, named=2).damaged == {ANA: ((3, 3),), RUI: ((3, 3),)}
    assert found(3, named=3).damaged == {ANA: ((3, 3),), EVA: ((3, 3),)}


def test_where_the_end_is_not_known_everybody_may_have_lost_something() -> None:
    everybody = dict.fromkeys(PEOPLE, ())
    assert found(end_known=False).damaged == everybody
    assert found(3, places={3: 1}, end_known=False).damaged == {**everybody, ANA: ((3, 3),)}
    assert found(6, end_known=False).damaged == dict.fromkeys(PEOPLE, ((6, 6),))


def test_the_clinics_own_stream_waits_for_nobody() -> None:
    people = {CLINIC: 1, RUI: 2}
    assert found(3, places={3: 1}, people=people).damaged == {}
    assert found(end_known=False, people=people).damaged == {RUI: ()}
    assert found(end_known=False, people={RUI: 2}).damaged == {RUI: ()}


def test_nothing_is_wrong_only_where_all_is_whole_and_the_end_is_known() -> None:
    assert found().nothing_wrong
    assert not found(broken=True).nothing_wrong
    assert not found(end_known=False).nothing_wrong
    assert not found(3, places={3: 1}).nothing_wrong
    assert found(3).broken
    assert found(broken=True).broken
    assert not found().broken
    one = found(3, places={3: 1})
    assert (one.head, one.lost, one.places, one.end_known) == (6, [Lost(3, UNREADABLE)], {3: 1}, True)


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (found(), "All 6 events that are known of are whole."),
        (found(broken=True), "All 6 events that are known of are whole. Other parts of the file are damaged."),
        (
            found(end_known=False),
            "All 6 events that are known of are whole. Whether others followed cannot be told.",
        ),
        (
            found(broken=True, end_known=False),
            f"{found(broken=True).words} Whether others followed cannot be told.",
        ),
        (found(3), "Of 6 events 1 are lost: 3."),
        (found(1, 2, 3, 5), "Of 6 events 4 are lost: 1 to 3, 5."),
        (found(2, 3, end_known=False), "Of 6 events 2 are lost: 2 to 3. Whether others followed cannot be told."),
    ],
)
def test_a_finding_is_told_in_a_sentence(finding: Finding, words: str) -> None:
    assert finding.words == words


def test_of_many_stretches_twenty_are_named_and_the_others_counted() -> None:
    def lost(stretches: int) -> Finding:
        return replace(found(), head=99, lost=[Lost(2 * number, UNREADABLE) for number in range(1, stretches + 1)])

    twenty = ", ".join(str(2 * number) for number in range(1, 21))
    assert lost(20).words == f"Of 99 events 20 are lost: {twenty}."
    assert lost(21).words == f"Of 99 events 21 are lost: {twenty} and 1 more stretches."
    assert lost(25).words == f"Of 99 events 25 are lost: {twenty} and 5 more stretches."


def test_a_new_segment_tells_first_that_it_took_over_and_then_whose_streams_are_damaged(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        for subject in (CLINIC, ANA):
            store.vault.key_for(subject)
        appended = store.log.append(ANA, 0, [some_event(ANA)], origin())
        last = store.log.head()
        asked: list[int] = []

        def first(link: Link) -> None:
            asked.append(int(link.say("SELECT count(*) FROM events").fetchone()[0]))

        finding = replace(found(3, places={3: 1}), head=appended.last)
        tell(store.log.database, store.vault, finding, 2, NOW, first)
        assert asked == [1], "done before anything is told"
        one, two = store.log.read(after=1)
        assert one.event == HistoryTakenOver(
            subject=CLINIC, effective_at=NOW, old_position=1, old_chain=last.chain.hex(), segment=2, found=finding.words
        )
        assert two.event == HistoryDamaged(subject=ANA, effective_at=NOW, lost=((3, 3),))
        assert {one.actor, two.actor} == {SYSTEM}
        assert [one.position, two.position] == [2, 3]
        assert verify(store.log).unbroken


def test_a_segment_goes_on_behind_lost_events_at_the_end(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        for subject in (CLINIC, ANA):
            store.vault.key_for(subject)
        with store.log.database.writing() as link:
            for verb in ("insert", "replace"):
                link.say(f"DROP TRIGGER IF EXISTS events_refuses_{verb}")
        tell(store.log.database, store.vault, found(6, places={6: 1}), 7, NOW)
        one, two = store.log.read()
        assert isinstance(one.event, HistoryTakenOver)
        assert (one.event.old_position, one.event.segment) == (6, 7)
        assert one.event.old_chain == GENESIS.hex(), "nothing is whole"
        assert [one.position, two.position] == [7, 8]


def test_without_a_new_segment_only_the_damage_is_told(tmp_path: Path) -> None:
    with a_store(tmp_path) as store:
        for subject in (ANA, RUI):
            store.vault.key_for(subject)
        tell(store.log.database, store.vault, found(2, 3, places={2: 2, 3: 1}), None, NOW)
        assert [(e.stream, e.event.lost) for e in store.log.read() if isinstance(e.event, HistoryDamaged)] == [
            (ANA, ((3, 3),)),
            (RUI, ((2, 2),)),
        ]
        assert store.log.head().position == 2
