"""One open segment: what it knows of its numbers, which of its events are lost, and what stands in their places."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from consent_desktop.domain.events import Erased
from consent_desktop.domain.vocabulary import CLINIC
from consent_desktop.event_store import reading
from consent_desktop.event_store.codec import REGISTRY
from consent_desktop.event_store.envelope import EPOCH
from consent_desktop.event_store.errors import StoreDamaged
from consent_desktop.event_store.open_segment import OpenSegment
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.rows import Row
from tests.support.stores import NOW, a_store, origin, some_event

ANA, RUI = f"{16:032x}", f"{17:032x}"
EVENTS = [some_event(ANA, number) for number in range(6)]
NOTHING = Erased(subject=ANA, effective_at=EPOCH)


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[OpenedStore]:
    """Six events of Ana, in the positions of their versions."""
    with a_store(tmp_path) as store:
        for subject in (ANA, RUI, CLINIC):
            store.vault.key_for(subject)
        store.log.append(ANA, 0, EVENTS, origin())
        yield store


def segment_of(store: OpenedStore) -> OpenSegment:
    """The store's log as another program opens it, which knows no numbers yet."""
    return OpenSegment(store.log.database, 3, store.vault, REGISTRY)


def note(store: OpenedStore, *positions: int) -> None:
    with store.log.database.writing() as link:
        for position in positions:
            link.say(f"INSERT INTO damage VALUES ({position}, NULL, 'lost')")


def rows_of(segment: OpenSegment, *versions: int) -> list[Row]:
    """Ana's rows of these versions."""
    with segment.database.reading() as link:
        number = segment.number_of(link, ANA)
        return [row for row in link.all(reading.STREAM, number, 0, 99, 99) if row[4] in versions]


def altered(row: Row) -> Row:
    return (*row[:11], row[11][:-1] + bytes([row[11][-1] ^ 1]), *row[12:])


def test_what_a_whole_segment_knows(opened: OpenedStore) -> None:
    segment = segment_of(opened)
    assert segment.number == 3
    assert segment.facts == opened.log.facts
    assert (segment.lost, segment.renewed) == (frozenset(), 0)


def test_a_segment_was_renewed_at_the_clinics_last_event_where_any_are_lost(opened: OpenedStore) -> None:
    note(opened, 2, 5)
    assert (segment_of(opened).lost, segment_of(opened).renewed) == (frozenset({2, 5}), 0)
    opened.log.append(CLINIC, 0, [some_event(CLINIC, 1), some_event(CLINIC, 2)], origin())
    opened.log.append(ANA, 6, [some_event(ANA, 9)], origin())
    assert segment_of(opened).renewed == 8


def test_without_lost_events_the_clinics_events_renew_nothing(opened: OpenedStore) -> None:
    opened.log.append(CLINIC, 0, [some_event(CLINIC, 1)], origin())
    assert segment_of(opened).renewed == 0


def test_a_stream_has_a_number_once_it_has_an_event(opened: OpenedStore) -> None:
    segment = segment_of(opened)
    with segment.database.reading() as link:
        first = segment.number_of(link, ANA)
        assert first is not None
        assert segment.number_of(link, ANA) == first
        assert segment.number_of(link, RUI) is None
    opened.log.append(RUI, 0, [some_event(RUI)], origin())
    with segment.database.reading() as link:
        assert segment.number_of(link, RUI) not in (None, first)


def test_rows_are_opened_with_and_without_their_envelopes(opened: OpenedStore) -> None:
    segment = segment_of(opened)
    rows = rows_of(segment, 1, 2, 3)
    with segment.database.reading() as link:
        assert segment.events(link, rows) == EVENTS[:3]
        assert [(one.position, one.event) for one in segment.opened(link, rows)] == list(enumerate(EVENTS[:3], 1))
        assert segment.present(rows) is rows


def test_an_altered_row_is_left_out_where_it_is_known_to_be_lost_and_else_raises(opened: OpenedStore) -> None:
    segment = segment_of(opened)
    one, two, three = rows_of(segment, 1, 2, 3)
    rows = [one, altered(two), three]
    with segment.database.reading() as link, pytest.raises(StoreDamaged):
        segment.events(link, rows)
    note(opened, 3)
    with segment.database.reading() as link, pytest.raises(StoreDamaged, match="Event 1 "):
        segment.events(link, [altered(one), three])
    note(opened, 2)
    with segment.database.reading() as link:
        assert segment.events(link, rows) == [EVENTS[0]]
        assert segment.lost == {2, 3}, "others have noted it meanwhile"
        assert [recorded.position for recorded in segment.opened(link, rows)] == [1]
    assert segment.present(rows) == [one]
    assert rows == [one, altered(two), three]


@pytest.mark.parametrize("after", range(7))
def test_whole_events_come_in_order_beyond_any_version(opened: OpenedStore, after: int) -> None:
    segment = segment_of(opened)
    rows = rows_of(segment, *range(after + 1, 7))
    with segment.database.reading() as link:
        assert segment.in_order(link, rows, ANA, after) == EVENTS[after:]


@pytest.mark.parametrize("gone", [(1,), (1, 2), (2,), (2, 3, 4), (3, 5), (1, 3, 4, 5)])
@pytest.mark.parametrize("after", range(6))
def test_in_the_place_of_each_lost_event_comes_one_that_changes_nothing(
    opened: OpenedStore, gone: tuple[int, ...], after: int
) -> None:
    note(opened, *gone)
    segment = segment_of(opened)
    rows = rows_of(segment, *(version for version in range(after + 1, 7) if version not in gone))
    expected = [NOTHING if version in gone else EVENTS[version - 1] for version in range(after + 1, 7)]
    with segment.database.reading() as link:
        assert segment.in_order(link, rows, ANA, after) == expected


def test_a_lost_event_whose_row_is_still_there_is_filled_in_too(opened: OpenedStore) -> None:
    note(opened, 3, 4)
    segment = segment_of(opened)
    rows = rows_of(segment, 2, 3, 4, 5, 6)
    rows[1], rows[2] = altered(rows[1]), altered(rows[2])
    with segment.database.reading() as link:
        assert segment.in_order(link, rows, ANA, 1) == [EVENTS[1], NOTHING, NOTHING, *EVENTS[4:]]
        assert segment.in_order(link, [], ANA, 1) == []


def test_an_erased_persons_events_keep_their_own_moments(opened: OpenedStore) -> None:
    segment = segment_of(opened)
    rows = rows_of(segment, 1, 2)
    with opened.vault.database.writing() as link:
        link.say(f"DELETE FROM subject_keys WHERE subject = x'{ANA}'")
    opened.vault._seals.clear()
    with segment.database.reading() as link:
        assert segment.in_order(link, rows, ANA, 0) == [Erased(subject=ANA, effective_at=NOW)] * 2
