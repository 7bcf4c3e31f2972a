"""Which rows of a damaged log are whole, and where the lost ones can have been: on rows made by hand, without a file."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from consent_desktop.event_store.envelope import GENESIS, chain_hash, leaf_hash
from consent_desktop.event_store.numbering import Numbering
from consent_desktop.event_store.recorded import Kind
from consent_desktop.event_store.rows import Row, canonical
from consent_desktop.event_store.sealing import Seal
from consent_desktop.event_store.wholeness import (
    ALTERED,
    UNREADABLE,
    Lost,
    Streams,
    opens,
    places_of,
    runs,
    whole_rows,
)

SUBJECTS = {number: f"{number:032x}" for number in (1, 2, 3)}
SEALS = {subject: Seal(bytes([number]) * 32) for number, subject in SUBJECTS.items()}
Found = list[Row | Lost]


def numbering() -> Numbering:
    made = Numbering()
    for number, subject in SUBJECTS.items():
        made.give_subject(number, subject)
    made.give_kind(1, Kind("NoticeRaised", 1, 1))
    made.give_kind(2, Kind("Notiz é", 1, 1))
    return made


def history(*streams: int) -> list[Row]:
    """Rows of one event each in these streams, sealed and chained as an append does it."""
    rows: list[Row] = []
    chain, versions = GENESIS, dict.fromkeys(SUBJECTS, 0)
    for position, stream in enumerate(streams, 1):
        versions[stream] += 1
        event_id = position.to_bytes(16)
        front = (position, event_id, 1, stream, versions[stream], 10, None, stream, None, None, event_id)
        envelope = canonical(front, numbering())
        body = SEALS[SUBJECTS[stream]].close(b"{}", envelope)
        chain = chain_hash(chain, leaf_hash(envelope, body))
        rows.append((*front, body, chain, b"digest"))
    return rows


def changed(row: Row, column: int, value: object) -> Row:
    return (*row[:column], value, *row[column + 1 :])


def judged(rows: Iterable[Row | None], seals: dict[str, Seal] | None = None) -> tuple[Found, list[Row]]:
    """What is found of rows in the place of the positions from 1 on, and which were mended."""
    mended: list[Row] = []
    found = list(whole_rows(enumerate(rows, 1), numbering(), (SEALS if seals is None else seals).get, mended))
    return found, mended


BODY, CHAIN = 11, 12
ROWS = history(1, 2, 1, 3, 1, 2)


def test_rows_that_link_are_whole() -> None:
    assert judged(ROWS) == (ROWS, [])
    assert judged([]) == ([], [])


@pytest.mark.parametrize("at", range(6))
def test_what_follows_an_unreadable_row_is_whole_where_its_seal_opens(at: int) -> None:
    rows: list[Row | None] = [*ROWS]
    rows[at] = None
    assert judged(rows) == ([*ROWS[:at], Lost(at + 1, UNREADABLE, None), *ROWS[at + 1 :]], [])


@pytest.mark.parametrize("at", range(6))
def test_an_altered_body_costs_one_event_and_names_its_stream(at: int) -> None:
    rows = [*ROWS]
    rows[at] = changed(rows[at], BODY, rows[at][BODY][:-1] + bytes([rows[at][BODY][-1] ^ 1]))
    assert judged(rows) == ([*ROWS[:at], Lost(at + 1, ALTERED, ROWS[at][3]), *ROWS[at + 1 :]], [])


@pytest.mark.parametrize("at", range(5))
def test_a_wrong_hash_alone_is_put_right_by_the_row_after_it(at: int) -> None:
    rows = [*ROWS]
    rows[at] = changed(rows[at], CHAIN, bytes(32))
    assert judged(rows) == (ROWS, [ROWS[at]])


def test_two_wrong_hashes_apart_are_both_put_right() -> None:
    rows = [*ROWS]
    for at in (0, 3):
        rows[at] = changed(rows[at], CHAIN, bytes(32))
    assert judged(rows) == (ROWS, [ROWS[0], ROWS[3]])


def test_a_wrong_hash_that_no_row_after_it_explains_is_a_loss() -> None:
    wrong = changed(ROWS[2], CHAIN, bytes(32))
    lost = Lost(3, ALTERED, 1)
    assert judged([*ROWS[:2], wrong]) == ([*ROWS[:2], lost], [])
    unread = [*ROWS[:2], wrong, None, *ROWS[4:]]
    assert judged(unread) == ([*ROWS[:2], lost, Lost(4, UNREADABLE, None), *ROWS[4:]], [])
    no_row = [*ROWS[:2], wrong, changed(ROWS[3], CHAIN, None), *ROWS[4:]]
    assert judged(no_row) == ([*ROWS[:2], lost, Lost(4, ALTERED, 3), *ROWS[4:]], [])
    foreign = [*ROWS[:2], wrong, changed(ROWS[3], BODY, b"x" * 40), *ROWS[4:]]
    assert judged(foreign) == ([*ROWS[:2], lost, Lost(4, ALTERED, 3), *ROWS[4:]], [])


def test_an_erased_persons_row_is_whole_only_in_the_chain() -> None:
    left = {subject: seal for subject, seal in SEALS.items() if subject != SUBJECTS[3]}
    assert judged(ROWS, left) == (ROWS, [])
    assert judged([*ROWS[:2], None, *ROWS[3:]], left)[0][3] == Lost(4, ALTERED, 3)
    rows = [*ROWS[:3], changed(ROWS[3], CHAIN, bytes(32)), *ROWS[4:]]
    assert judged(rows, left)[0][3] == Lost(4, ALTERED, 3)
    before = [*ROWS[:2], changed(ROWS[2], CHAIN, bytes(32)), *ROWS[3:]]
    assert judged(before, left) == (ROWS, [ROWS[2]]), "the row after a mended one links to it"


NO_ROWS = [
    (1, None, "an id that is none"), (2, 9, "a kind without a name"), (2, 2, "a kind with a name that is none of ours"),
    (3, 9, "a stream without a subject"), (7, 9, "an actor without a subject"), (10, None, "no command"),
    (11, "text", "a body that is text"), (11, None, "no body"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "value", "_what"), NO_ROWS, ids=[what for *_, what in NO_ROWS])
@pytest.mark.parametrize("before", ["linked", "after a loss"])
def test_what_is_no_row_of_ours_is_lost_and_raises_nothing(column: int, value: object, _what: str, before: str) -> None:
    row = changed(ROWS[2], column, value)
    rows = [ROWS[0], ROWS[1] if before == "linked" else None, row, *ROWS[3:]]
    assert judged(rows)[0][2:] == [Lost(3, ALTERED, row[3]), *ROWS[3:]]
    assert not opens(row, numbering(), SEALS.get)


@pytest.mark.parametrize("chain", [b"", bytes(31), bytes(33), None, 7])
def test_a_row_without_a_hash_is_lost_even_where_its_seal_opens(chain: object) -> None:
    rows = [None, changed(ROWS[1], CHAIN, chain), *ROWS[2:]]
    assert judged(rows)[0] == [Lost(1, UNREADABLE, None), Lost(2, ALTERED, 2), *ROWS[2:]]


def test_a_row_in_another_rows_place_is_lost_even_where_its_seal_opens() -> None:
    assert judged([None, ROWS[2], None])[0][1] == Lost(2, ALTERED, 1)
    assert judged([ROWS[0], ROWS[2], None])[0][1] == Lost(2, ALTERED, 1)


def test_a_row_opens_with_its_own_subjects_seal_and_no_other() -> None:
    row = ROWS[0]
    assert opens(row, numbering(), SEALS.get)
    assert not opens(changed(row, 3, 2), numbering(), SEALS.get)
    assert not opens(changed(row, 4, 2), numbering(), SEALS.get), "the envelope was sealed with it"
    assert not opens(changed(row, BODY, b"short"), numbering(), SEALS.get)
    nobody: dict[str, Seal] = {}
    assert not opens(row, numbering(), nobody.get)


def taken_in(*found: Row | Lost) -> Streams:
    streams = Streams()
    for one in found:
        streams.add(one)
    return streams


def without(*positions: int) -> Streams:
    """What is known of the streams where these positions are lost."""
    return taken_in(*(Lost(row[0], UNREADABLE) if row[0] in positions else row for row in ROWS))


def test_of_whole_rows_no_version_is_missing() -> None:
    streams = without()
    assert list(streams.of_position) == [0, 1, 2, 1, 3, 1, 2]
    assert streams.missing == 0
    assert streams.spanning([1, 2, 3, 4, 5, 6]) == {}


def test_a_missing_version_lies_between_two_whole_events_of_its_stream() -> None:
    streams = without(2, 3, 4)
    assert list(streams.of_position) == [0, 1, 0, 0, 0, 1, 2]
    assert streams.missing == 2, "one of the first stream, one of the second; that the third lost one cannot be seen"
    assert streams.spanning([2, 3, 4]) == {1: [2, 3, 4], 2: [2, 3, 4]}
    assert streams.spanning([3]) == {1: [3], 2: [3]}
    assert streams.spanning([]) == {}


def test_a_stream_that_misses_its_first_versions_may_have_lost_the_first_position() -> None:
    streams = without(1, 3)
    assert streams.missing == 2
    assert streams.spanning([1, 3]) == {1: [1, 3]}
    assert streams.spanning([6]) == {}, "what lies after the version that was missed is elsewhere"
    assert streams.spanning([5]) == {1: [5]}


def test_two_gaps_of_one_stream_are_told_together() -> None:
    rows = history(1, 1, 1, 2, 1, 1)
    streams = taken_in(*(Lost(row[0], UNREADABLE) if row[0] in (2, 5) else row for row in rows))
    assert streams.missing == 2
    assert streams.spanning([2, 4, 5]) == {1: [2, 4, 5]}
    assert streams.spanning([2, 5]) == {1: [2, 5]}


def test_beyond_its_last_whole_event_a_stream_may_have_lost_anything() -> None:
    streams = without(2, 4, 6)
    assert streams.beyond_last(1, [2, 4, 6]) == [6]
    assert streams.beyond_last(1, [4, 5, 6]) == [6]
    assert streams.beyond_last(3, [2, 4, 6]) == [2, 4, 6], "it has no whole event"
    assert streams.beyond_last(None, [1, 2, 4, 6]) == [1, 2, 4, 6], "nor has it a number"
    assert streams.beyond_last(None, []) == []


INDEX = sorted((row[3], row[4], row[0]) for row in ROWS)


def test_the_index_tells_the_streams_of_what_is_lost() -> None:
    assert places_of(INDEX, without(2, 4)) == {2: 2, 4: 3}
    assert places_of(INDEX, without(1, 6)) == {1: 1, 6: 2}
    assert places_of(INDEX, without(1, 2, 3, 4, 5, 6)) == {1: 1, 2: 2, 3: 1, 4: 3, 5: 1, 6: 2}
    assert places_of(INDEX, without()) == {}


def with_entry(number: int, entry: tuple[int, int, int]) -> list[tuple[int, int, int]]:
    return [*INDEX[:number], entry, *INDEX[number + 1 :]]


ALTERED_INDEXES = {
    "none": None,
    "empty": [],
    "an entry of a whole row is gone": INDEX[:2] + INDEX[3:],
    "out of order": [*INDEX[3:], *INDEX[:3]],
    "one entry twice": [*INDEX, INDEX[-1]],
    "a version left out": with_entry(5, (3, 2, 4)),
    "begins with version 0": with_entry(5, (3, 0, 4)),
    "a position before the first": with_entry(5, (3, 1, 0)),
    "a position below nothing": with_entry(5, (3, 1, -3)),
    "a position after the last": with_entry(5, (3, 1, 7)),
    "a whole row's position under another stream": with_entry(5, (3, 1, 5)),
    "a lost position twice": with_entry(5, (3, 1, 2)),
}


@pytest.mark.parametrize("index", ALTERED_INDEXES.values(), ids=ALTERED_INDEXES.keys())
def test_an_index_with_one_altered_entry_is_not_relied_on(index: list[tuple[int, int, int]] | None) -> None:
    assert places_of(index, without(2, 4)) == {}


def test_positions_are_told_in_runs() -> None:
    assert runs([]) == ()
    assert runs([1]) == ((1, 1),)
    assert runs([1, 2, 3]) == ((1, 3),)
    assert runs([1, 2, 4, 6, 7, 8, 10]) == ((1, 2), (4, 4), (6, 8), (10, 10))
    assert runs(iter([2, 3])) == ((2, 3),)
