"""One copy of a damaged log: what it takes over, what it believes, and what it notes as lost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlcipher3 import dbapi2

from consent_desktop.event_store import copying
from consent_desktop.event_store.copying import LEAST_EVENT, Copy, Hints, _of, _singly, _write
from consent_desktop.event_store.engine import connect, open_database
from consent_desktop.event_store.finding import Finding
from consent_desktop.event_store.opening import FileKeys
from consent_desktop.event_store.recorded import Expected, Kind
from consent_desktop.event_store.segments import Segments
from consent_desktop.event_store.tables import sqlite_triggers
from consent_desktop.event_store.vault import Vault
from consent_desktop.event_store.vault_tables import VAULT_FILE
from consent_desktop.event_store.wholeness import ALTERED, UNREADABLE, Lost
from tests.event_store.test_old_file import KEYS, leaves_of
from tests.support.damage import LOG, PAGE, body_of, flip_in, overwrite, root_page, zero_page
from tests.support.stores import a_store, fingerprints, origin, some_event

PEOPLE = tuple(f"{number:032x}" for number in range(16, 19))
ANA, RUI, EVA = PEOPLE
TABLES = ("store", "subjects", "kinds", "events", "commands", "checkpoints", "damage")
MAKING = "clinic.events.2.db.making"
EVENTS = 45


def fill(folder: Path, key: bytes | None = None, events: int = EVENTS) -> None:
    """A closed store with events of three people in turn, and one command that led to nothing."""
    with a_store(folder, key) as store:
        for subject in PEOPLE:
            store.vault.key_for(subject)
        for number in range(events):
            subject = PEOPLE[number % 3]
            store.log.append(subject, Expected.ANY, [some_event(subject, number)], origin())
        store.log.append(ANA, Expected.ANY, [], origin())


@contextmanager
def altering(folder: Path) -> Iterator[dbapi2.Connection]:
    """The plain log as somebody has it who can write to the file and takes the triggers away."""
    connection = connect(folder / LOG, None, synchronous="FULL")
    triggers = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    yield connection
    for trigger in sqlite_triggers():
        connection.execute(trigger)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.close()


def copied(folder: Path, key: bytes | None = None, hints: Hints | None = None) -> tuple[Finding, dict[str, list[Any]]]:
    """What a copy finds, and every row that it has."""
    log_key = FileKeys.of(key).log
    segments = Segments(folder, log_key)
    segments.clear_away(1)
    vault = Vault(open_database(folder / VAULT_FILE.name, FileKeys.of(key).vault, synchronous="FULL"), key)
    try:
        before = fingerprints(folder)[LOG]
        finding = Copy(segments, 1, vault, hints or Hints()).make()
        assert fingerprints(folder)[LOG] == before, "the old file keeps its bytes"
    finally:
        vault.close()
    assert not list(folder.glob("*.work*"))
    return finding, rows_of(folder / MAKING, log_key)


def rows_of(path: Path, log_key: bytes | None) -> dict[str, list[Any]]:
    connection = connect(path, log_key, synchronous="NORMAL")
    try:
        return {table: connection.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall() for table in TABLES}
    finally:
        connection.close()


@KEYS
def test_a_whole_log_is_copied_row_by_row(tmp_path: Path, key: bytes | None) -> None:
    fill(tmp_path, key)
    before = rows_of(tmp_path / LOG, FileKeys.of(key).log)
    assert len(before["commands"]) == 1
    finding, after = copied(tmp_path, key)
    assert after == before
    assert finding.nothing_wrong
    assert (finding.head, finding.lost, finding.damaged) == (EVENTS, [], {})


@KEYS
def test_an_empty_log_is_copied_empty(tmp_path: Path, key: bytes | None) -> None:
    with a_store(tmp_path, key):
        pass
    finding, after = copied(tmp_path, key)
    assert finding.nothing_wrong
    assert finding.head == 0
    assert [table for table in TABLES if after[table]] == ["store"]


def test_more_events_than_are_written_at_a_time_are_all_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(tmp_path)
    for chunk in (1, 7, 9, EVENTS, EVENTS + 1):
        monkeypatch.setattr(copying, "_CHUNK", chunk)
        assert copied(tmp_path)[1] == rows_of(tmp_path / LOG, None)


def test_a_lost_event_is_noted_with_the_person_whose_it_was(tmp_path: Path) -> None:
    fill(tmp_path)
    before = rows_of(tmp_path / LOG, None)
    flip_in(tmp_path / LOG, body_of(tmp_path, 17))
    finding, after = copied(tmp_path)
    assert finding.lost == [Lost(17, ALTERED, after["events"][0][3] + 2)]
    assert finding.damaged == {RUI: ((17, 17),)}
    assert after["damage"] == [(17, bytes.fromhex(RUI), ALTERED)]
    assert after == {**before, "events": before["events"][:16] + before["events"][17:], "damage": after["damage"]}
    assert finding.broken
    assert finding.end_known


def test_where_the_index_is_gone_too_it_is_noted_without_a_name(tmp_path: Path) -> None:
    fill(tmp_path)
    zero_page(tmp_path / LOG, leaves_of(tmp_path, "events")[0])
    zero_page(tmp_path / LOG, root_page(tmp_path, "sqlite_autoindex_events_1"))
    finding, after = copied(tmp_path)
    positions = [one.position for one in finding.lost]
    assert positions == list(range(1, len(positions) + 1))
    assert 3 < len(positions) < EVENTS
    assert after["damage"] == [(position, None, UNREADABLE) for position in positions]
    assert finding.places == {}
    assert set(finding.damaged) == set(PEOPLE)


def test_where_only_the_index_is_broken_nothing_is_lost_and_something_is_wrong(tmp_path: Path) -> None:
    fill(tmp_path)
    before = rows_of(tmp_path / LOG, None)
    zero_page(tmp_path / LOG, root_page(tmp_path, "sqlite_autoindex_events_1"))
    finding, after = copied(tmp_path)
    assert after == before
    assert (finding.lost, finding.broken, finding.damaged) == ([], True, {})


def test_a_fault_in_what_nobody_reads_is_looked_for(tmp_path: Path) -> None:
    fill(tmp_path)
    zero_page(tmp_path / LOG, root_page(tmp_path, "sqlite_autoindex_events_2"))
    finding, _ = copied(tmp_path)
    assert (finding.lost, finding.broken, finding.damaged) == ([], True, {})
    assert not finding.nothing_wrong


def test_a_hash_that_was_put_right_is_something_wrong(tmp_path: Path) -> None:
    fill(tmp_path)
    before = rows_of(tmp_path / LOG, None)
    with altering(tmp_path) as log:
        log.execute("UPDATE events SET chain = zeroblob(32) WHERE position = 7")
    finding, after = copied(tmp_path)
    assert after == before
    assert (finding.lost, finding.broken) == ([], True)


def test_what_was_noted_before_stays_noted_and_is_not_found_again(tmp_path: Path) -> None:
    fill(tmp_path)
    with a_store(tmp_path) as store:
        store.vault.key_for(f"{19:032x}")  # somebody without an event: what is lost is accounted for without them
    with altering(tmp_path) as log:
        log.execute("DELETE FROM events WHERE position IN (5, 9)")
        log.execute(
            "INSERT INTO damage VALUES (5, ?, 'as it was told'), (9, NULL, 'nobody knows')", (bytes.fromhex(RUI),)
        )
    noted = [(5, bytes.fromhex(RUI), "as it was told"), (9, None, "nobody knows")]
    finding, after = copied(tmp_path)
    assert after["damage"] == noted
    assert finding.nothing_wrong, "it is known, and nothing else is the matter"
    assert (finding.head, finding.lost, finding.damaged) == (EVENTS, [], {})
    flip_in(tmp_path / LOG, body_of(tmp_path, 17))
    finding, after = copied(tmp_path)
    assert [one.position for one in finding.lost] == [17]
    assert after["damage"] == [*noted, (17, None, ALTERED)], "an index with gaps is not relied on"
    assert finding.damaged == {RUI: ((17, 17),)}
    assert finding.broken


def test_a_note_that_names_nobody_properly_is_not_believed(tmp_path: Path) -> None:
    fill(tmp_path)
    with altering(tmp_path) as log:
        log.execute("INSERT INTO damage VALUES (5, x'0102', 'odd'), (6, NULL, x'00'), (7, 'text', 'odd')")
    finding, after = copied(tmp_path)
    assert after["damage"] == []
    assert len(after["events"]) == finding.head == EVENTS


@pytest.mark.parametrize(
    "further",
    [
        "INSERT INTO damage VALUES (46, NULL, 'the last is lost')",
        "INSERT INTO checkpoints VALUES (46, 'a note', zeroblob(32), 7)",
    ],
)
def test_the_head_is_whatever_anything_in_the_file_speaks_of(tmp_path: Path, further: str) -> None:
    fill(tmp_path)
    with altering(tmp_path) as log:
        log.execute(further)
    finding, after = copied(tmp_path)
    assert finding.head == EVENTS + 1
    assert not finding.end_known
    assert set(finding.damaged) == set(PEOPLE)
    assert [row[0] for row in after["damage"]] == [46]
    assert [row[0] for row in after["events"]] == list(range(1, EVENTS + 1))


def test_the_head_is_what_others_have_seen_too(tmp_path: Path) -> None:
    fill(tmp_path)
    for seen in (0, 3, EVENTS):
        assert copied(tmp_path, hints=Hints(seen))[0].nothing_wrong
    finding, after = copied(tmp_path, hints=Hints(EVENTS + 2))
    assert finding.head == EVENTS + 2
    assert finding.lost == [Lost(46, UNREADABLE), Lost(47, UNREADABLE)]
    assert not finding.end_known
    assert [row[0] for row in after["damage"]] == [46, 47]


def test_where_the_table_is_gone_the_index_tells_the_head_and_whose_events_those_were(tmp_path: Path) -> None:
    fill(tmp_path)
    zero_page(tmp_path / LOG, root_page(tmp_path, "events"))
    zero_page(tmp_path / LOG, root_page(tmp_path, "sqlite_autoindex_events_2"))
    finding, after = copied(tmp_path)
    assert finding.head == EVENTS
    assert [one.position for one in finding.lost] == list(range(1, EVENTS + 1))
    assert not finding.end_known
    whose = [bytes.fromhex(PEOPLE[n % 3]) for n in range(EVENTS)]
    assert [row[1] for row in after["damage"]] == whose


@pytest.mark.parametrize("events", [1, EVENTS])
def test_a_position_that_the_file_has_no_room_for_is_none(tmp_path: Path, events: int) -> None:
    fill(tmp_path, events=events)
    room = (tmp_path / LOG).stat().st_size // LEAST_EVENT
    with altering(tmp_path) as log:
        log.execute(f"UPDATE events SET position = {room * 10} WHERE position = {events}")
    finding, after = copied(tmp_path)
    assert finding.head == events - 1
    assert not finding.end_known
    assert len(after["events"]) == events - 1


def test_what_waits_beside_the_file_counts_as_room(tmp_path: Path) -> None:
    segments = Segments(tmp_path, None)
    vault: Any = None
    copy = Copy(segments, 1, vault, Hints())
    assert copy._room() == 0
    (tmp_path / LOG).write_bytes(bytes(1000))
    assert copy._room() == 10
    (tmp_path / f"{LOG}-wal").write_bytes(bytes(2999))
    (tmp_path / f"{LOG}-shm").write_bytes(bytes(4000))
    assert copy._room() == 39


def test_facts_are_the_files_own_then_those_known_elsewhere_and_an_id_is_never_missing(tmp_path: Path) -> None:
    fill(tmp_path)
    facts = dict(rows_of(tmp_path / LOG, None)["store"])
    assert facts["time_zone"] == "UTC"
    _, after = copied(tmp_path, hints=Hints(facts={"time_zone": "Europe/Lisbon", "name": "The clinic"}))
    assert dict(after["store"]) == {**facts, "name": "The clinic"}
    zero_page(tmp_path / LOG, root_page(tmp_path, "store"))
    finding, after = copied(tmp_path, hints=Hints(facts={"time_zone": "Europe/Lisbon"}))
    known = dict(after["store"])
    assert known.keys() == {"store_id", "time_zone"}
    assert len(bytes.fromhex(known["store_id"])) == 16
    assert known["store_id"] != facts["store_id"]
    assert (finding.lost, finding.broken) == ([], True)


def test_without_its_first_page_it_is_copied_all_the_same_and_something_is_wrong(tmp_path: Path) -> None:
    fill(tmp_path)
    before = rows_of(tmp_path / LOG, None)
    overwrite(tmp_path / LOG, 0, bytes(PAGE))
    finding, after = copied(tmp_path)
    assert after == before
    assert (finding.lost, finding.broken, finding.head) == ([], True, EVENTS)


def test_names_are_taken_from_where_they_are_ours(tmp_path: Path) -> None:
    """A number that two places give different meanings: once in the table, once in the index of it."""
    fill(tmp_path)
    before = rows_of(tmp_path / LOG, None)
    with altering(tmp_path) as log:
        log.execute("INSERT INTO subjects VALUES (90, x'01'), (91, 'text'), (0, randomblob(16)), (-1, randomblob(16))")
        log.execute("INSERT INTO kinds VALUES (0, 'Nothing', 1, 1), (-4, 'Less', 1, 1), (9, x'00', 1, 1)")
    _, after = copied(tmp_path)
    assert after["subjects"] == before["subjects"]
    assert after["kinds"] == before["kinds"]


class TwoPlaces:
    """A table of names with the rows of two places that differ."""

    def __init__(self, subjects: list[tuple[Any, ...]], kinds: list[tuple[Any, ...]]) -> None:
        self._tables = {"subjects": subjects, "kinds": kinds}

    def table(self, name: str) -> list[tuple[Any, ...]]:
        return self._tables[name]


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_meanings_of_a_number_the_one_that_we_know_counts(tmp_path: Path, turned: bool) -> None:
    fill(tmp_path, events=1)
    subjects: list[tuple[Any, ...]] = [(1, bytes.fromhex(ANA)), (1, bytes(16)), (2, bytes.fromhex(RUI))]
    kinds: list[tuple[Any, ...]] = [(1, "NoticeRaised", 1, 1), (1, "NoticeRajsed", 1, 1), (2, "NoticeSeen", 1, 1)]
    kinds.append((3, "OfALaterVersion", 1, 1))
    if turned:
        subjects, kinds = subjects[::-1], kinds[::-1]
    with a_store(tmp_path) as store:
        copy = Copy(Segments(tmp_path, None), 1, store.vault, Hints())
        with altering(tmp_path) as new:
            old: Any = TwoPlaces(subjects, kinds)
            copy._names(old, new)
    assert copy._numbering.subjects == {1: ANA, 2: RUI}
    named = {1: "NoticeRaised", 2: "NoticeSeen", 3: "OfALaterVersion"}
    assert copy._numbering.kinds == {number: Kind(name, 1, 1) for number, name in named.items()}


def test_a_row_of_other_types_is_no_row() -> None:
    rows = [(1, "a", b"x"), (1, "a", None), ("1", "a", b"x"), (1, 2, b"x"), (1, "a"), (1, "a", b"x", 4), ()]
    assert _of(rows, (int, str, bytes)) == [(1, "a", b"x")]
    assert _of(rows, (int, str, bytes | None)) == [(1, "a", b"x"), (1, "a", None)]


def test_nothing_has_two_numbers_and_no_number_is_below_one() -> None:
    assert list(_singly({3: "c", 1: "a", 0: "z", -1: "y", 2: "a", 4: "b"})) == [(1, "a"), (3, "c"), (4, "b")]
    assert list(_singly({})) == []


def test_of_two_rows_with_one_key_the_first_is_written(tmp_path: Path) -> None:
    fill(tmp_path, events=1)
    with altering(tmp_path) as log:
        _write(log, "store", ("name", "value"), [("a", "1"), ("a", "2"), ("b", "3")])
        assert dict(log.execute("SELECT name, value FROM store WHERE name < 'c'").fetchall()) == {"a": "1", "b": "3"}
