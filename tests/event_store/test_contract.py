"""What every back end of the event store promises, tested on each: order, versions, idempotency, reading both ways."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from consent_desktop.domain.errors import CommandIdReused, NotAllowed
from consent_desktop.domain.events import Event, PersonAmended
from consent_desktop.event_store.envelope import GENESIS, chain_hash
from consent_desktop.event_store.errors import StreamExists, StreamNotFound, WrongExpectedVersion
from consent_desktop.event_store.opening import OpenedStore
from consent_desktop.event_store.reading import BATCH
from consent_desktop.event_store.recorded import Appended, Expected, Head, KeptCheckpoint, Origin
from consent_desktop.event_store.verification import verify
from tests.support.stores import NOW, origin, some_event


def test_events_come_back_as_they_were_in_order(store: OpenedStore) -> None:
    ana, rui = store.vault.claim("doctor", "70-0001"), store.vault.claim("patient", "20-4817")
    store.log.append(ana, 0, [some_event(ana, 1), some_event(ana, 2)], origin())
    store.log.append(rui, 0, [some_event(rui, 3)], origin())
    store.log.append(ana, 2, [some_event(ana, 4)], origin())
    assert [r.position for r in store.log.read()] == [1, 2, 3, 4]
    assert [r.event for r in store.log.read_stream(ana)] == [some_event(ana, n) for n in (1, 2, 4)]
    assert [r.envelope.stream_version for r in store.log.read_stream(ana, after=1)] == [2, 3]
    assert [r.position for r in store.log.read(after=1, upto=3)] == [2, 3]
    assert store.log.head().position == 4
    assert store.log.chain_at(0) == GENESIS
    assert store.log.chain_at(4) == store.log.head().chain
    assert store.log.chain_at(5) is None


def test_one_event_is_found_by_position_and_by_id(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    store.log.append(ana, 0, [some_event(ana)], origin())
    first = store.log.at(1)
    assert first is not None
    assert store.log.by_id(first.envelope.event_id) == first
    assert store.log.at(2) is None
    assert abs(first.recorded_at - NOW) < timedelta(days=3650)


def test_an_event_joins_the_conversation_of_the_one_that_led_to_it(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    store.log.append(ana, 0, [some_event(ana, 9)], origin())
    first = store.log.at(1)
    assert first is not None
    assert first.envelope.correlation == first.envelope.event_id
    follow = some_event(ana, int(first.envelope.event_id, 16))
    store.log.append(ana, 1, [follow], origin())
    assert [r.position for r in store.log.correlated(first.envelope.correlation)] == [1, 2]


def test_a_wrong_expected_version_records_nothing(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    store.log.append(ana, 0, [some_event(ana)], origin())
    for version in (0, 2):
        with pytest.raises(WrongExpectedVersion):
            store.log.append(ana, version, [some_event(ana)], origin())
    assert store.log.head().position == 1


def test_other_streams_that_a_decision_rests_on_are_read_again(store: OpenedStore) -> None:
    ana, rui = store.vault.claim("doctor", "70-0001"), store.vault.claim("patient", "20-4817")
    store.log.append(ana, 0, [some_event(ana)], origin())
    with pytest.raises(WrongExpectedVersion):
        store.log.append(rui, 0, [some_event(rui)], origin(also={ana: 0}))
    store.log.append(rui, 0, [some_event(rui)], origin(also={ana: 1}))


def test_a_decision_may_rest_on_a_stream_that_was_never_written(store: OpenedStore) -> None:
    ana, rui = store.vault.claim("doctor", "70-0001"), store.vault.claim("patient", "20-4817")
    assert store.log.append(rui, 0, [some_event(rui)], origin(also={ana: 0})).first == 1


def test_what_is_beside_the_point_may_be_of_a_kind_that_only_another_program_wrote(
    store: OpenedStore, other: OpenedStore
) -> None:
    ana, rui = store.vault.claim("doctor", "70-0001"), store.vault.claim("patient", "20-4817")
    store.log.append(ana, 0, [some_event(ana)], origin())
    other.log.append(ana, 1, [PersonAmended(subject=ana, effective_at=NOW, name="Ana")], origin())
    beside = frozenset({"PersonAmended"})
    assert store.log.append(rui, 0, [some_event(rui)], origin(also={ana: 1}, beside_the_point=beside)).first == 3
    with pytest.raises(WrongExpectedVersion):
        store.log.append(rui, 1, [some_event(rui)], origin(also={ana: 1}, beside_the_point=frozenset({"NoticeRaised"})))


def test_a_stream_that_another_program_began_is_known(store: OpenedStore, other: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    assert store.log.version(ana) == 0
    other.log.append(ana, 0, [some_event(ana)], origin())
    assert store.log.version(ana) == 1
    assert len(list(store.log.events_of(ana))) == 1


def test_what_runs_beside_a_commit_is_told_what_will_be_durable(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    told: list[Appended] = []
    first = store.log.append(ana, 0, [some_event(ana, 1)], origin(), told.append)
    second = store.log.append_alone(ana, origin(), lambda: (1, [some_event(ana, 2)], origin()), told.append)
    store.log.append(ana, 2, [], origin(), told.append)
    assert told == [first, second]
    assert [r.event for appended in told for r in appended.events] == [some_event(ana, 1), some_event(ana, 2)]


def test_a_conflict_names_the_stream(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    with pytest.raises(WrongExpectedVersion, match=ana):
        store.log.append(ana, 0, [some_event(ana)], origin(segment=store.log.segment + 1))
    with pytest.raises(WrongExpectedVersion, match=ana):
        store.log.append(ana, 3, [some_event(ana)], origin())


def test_the_same_command_is_recorded_once(store: OpenedStore) -> None:
    ana, command_id = store.vault.claim("doctor", "70-0001"), uuid4()
    first = store.log.append(ana, 0, [some_event(ana)], origin(command_id))
    again = store.log.append(ana, 0, [some_event(ana)], origin(command_id))
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.first, again.last) == (first.first, first.last)
    assert store.log.head().position == 1
    assert store.log.outcome(origin(uuid4())) is None
    with pytest.raises(CommandIdReused):
        store.log.append(ana, 1, [some_event(ana)], origin(command_id, b"x" * 32))


def test_a_command_without_events_is_remembered_too(store: OpenedStore) -> None:
    ana, command_id = store.vault.claim("doctor", "70-0001"), uuid4()
    store.log.append(ana, 0, [], origin(command_id))
    outcome = store.log.outcome(origin(command_id))
    assert outcome is not None
    assert (outcome.first, outcome.repeated) == (0, True)


def test_reading_backward_gives_the_same_events_from_the_other_end(store: OpenedStore) -> None:
    ana, rui = store.vault.claim("doctor", "70-0001"), store.vault.claim("patient", "20-4817")
    store.log.append(ana, 0, [some_event(ana, n) for n in range(5)], origin())
    store.log.append(rui, 0, [some_event(rui, n) for n in range(3)], origin())
    forward = list(store.log.read())
    assert list(store.log.read(backward=True)) == forward[::-1]
    assert list(store.log.read(2, 6, backward=True)) == forward[2:6][::-1]
    of_ana = list(store.log.read_stream(ana))
    assert list(store.log.read_stream(ana, backward=True)) == of_ana[::-1]
    assert [r.stream_version for r in store.log.read_stream(ana, 1, 3)] == [2, 3]
    assert list(store.log.read_stream("0" * 32)) == []


def test_a_log_longer_than_a_batch_is_read_whole_both_ways(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    count = 2 * BATCH + 7
    store.log.append(ana, 0, [some_event(ana, n) for n in range(count)], origin())
    assert [r.position for r in store.log.read()] == list(range(1, count + 1))
    assert [r.stream_version for r in store.log.read_stream(ana, backward=True)] == list(range(count, 0, -1))
    assert store.log.version(ana) == count


@pytest.mark.parametrize(
    ("expected", "events_before", "error"),
    [
        (Expected.ANY, 0, None),
        (Expected.ANY, 2, None),
        (Expected.NEW_STREAM, 0, None),
        (Expected.NEW_STREAM, 1, StreamExists),
        (Expected.EXISTING_STREAM, 0, StreamNotFound),
        (Expected.EXISTING_STREAM, 1, None),
        (1, 1, None),
        (0, 1, WrongExpectedVersion),
        (2, 1, WrongExpectedVersion),
    ],
)
def test_an_append_says_what_it_expects_of_its_stream(
    store: OpenedStore, expected: int | Expected, events_before: int, error: type[Exception] | None
) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    for number in range(events_before):
        store.log.append(ana, number, [some_event(ana, number)], origin())
    if error is None:
        assert store.log.append(ana, expected, [some_event(ana, 9)], origin()).first == events_before + 1
    else:
        with pytest.raises(error):
            store.log.append(ana, expected, [some_event(ana, 9)], origin())
        assert store.log.version(ana) == events_before


def test_what_an_append_gives_is_what_reading_gives(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    before = store.log.head()
    appended = store.log.append(ana, 0, [some_event(ana, n) for n in range(3)], origin())
    assert list(appended.events) == list(store.log.read())
    assert [r.envelope for r in appended.events] == [r.envelope for r in store.log.read()]
    assert appended.before == before
    assert store.log.head() == Head(3, appended.events[-1].chain)


def test_leaves_rebuild_the_chain(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    store.log.append(ana, 0, [some_event(ana, n) for n in range(4)], origin())
    chain = GENESIS
    for stored in store.log.leaves():
        chain = chain_hash(chain, stored.leaf)
        assert chain == stored.chain
    assert chain == store.log.head().chain
    assert [s.position for s in store.log.leaves(1, 3)] == [2, 3]
    assert verify(store.log).unbroken


def test_checkpoints_are_kept_once_for_each_size(store: OpenedStore) -> None:
    assert store.log.last_checkpoint() is None
    kept = [KeptCheckpoint(size, f"note {size}", bytes(size), NOW) for size in (1, 3, 7)]
    for checkpoint in kept:
        store.log.keep_checkpoint(checkpoint)
    store.log.keep_checkpoint(KeptCheckpoint(7, "another", b"", NOW))
    assert list(store.log.checkpoints()) == kept
    assert store.log.last_checkpoint() == kept[-1]


def test_a_secret_is_made_once_and_wrapped(store: OpenedStore) -> None:
    secret = store.vault.secret("checkpoint-key")
    assert store.vault.secret("checkpoint-key") == secret
    assert store.vault.secret("other") != secret
    with store.vault.database.reading() as link:
        stored = link.say("SELECT wrapped FROM secrets").fetchall()
    assert all(secret not in bytes(wrapped) for (wrapped,) in stored)


def test_nothing_true_is_later_than_the_moment_it_was_learnt(store: OpenedStore) -> None:
    """A workstation whose clock runs ahead does not write facts from the future."""
    ana = store.vault.claim("doctor", "70-0001")
    ahead = some_event(ana, at=NOW + timedelta(days=40_000))
    [recorded] = store.log.append(ana, 0, [ahead], origin()).events
    assert recorded.event.effective_at == recorded.recorded_at
    assert list(store.log.read()) == [recorded]


def test_threads_write_side_by_side_without_gap_or_loss(store: OpenedStore) -> None:
    subjects = [store.vault.claim("patient", str(n)) for n in range(4)]
    failures: list[BaseException] = []

    def write(subject: str) -> Callable[[], None]:
        def run() -> None:
            try:
                for version in range(10):
                    store.log.append(subject, version, [some_event(subject, version)], origin())
            except BaseException as error:  # noqa: BLE001  # told where the test can see it
                failures.append(error)

        return run

    threads = [threading.Thread(target=write(subject)) for subject in subjects]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert [r.position for r in store.log.read()] == list(range(1, 41))
    assert verify(store.log).unbroken


def test_what_is_decided_alone_sees_the_newest_and_makes_others_wait(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    store.log.append(ana, 0, [some_event(ana, 1)], origin())
    seen, other = (
        [],
        threading.Thread(target=store.log.append, args=(ana, Expected.ANY, [some_event(ana, 3)], origin())),
    )

    def decide() -> tuple[int, list[Event], Origin]:
        other.start()
        seen.append(store.log.version(ana))
        return seen[-1], [some_event(ana, 2)], origin()

    appended = store.log.append_alone(ana, origin(), decide)
    other.join()
    assert seen == [1]
    assert appended.first == 2
    assert [r.event for r in store.log.read_stream(ana)] == [some_event(ana, n) for n in (1, 2, 3)]


def test_a_refusal_while_alone_records_nothing_and_lets_others_go_on(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")

    def decide() -> tuple[int, list[Event], Origin]:
        raise NotAllowed("no")

    with pytest.raises(NotAllowed):
        store.log.append_alone(ana, origin(), decide)
    assert store.log.append(ana, 0, [some_event(ana)], origin()).first == 1


def test_a_watch_notices_what_is_written(store: OpenedStore) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    watch = store.log.watch()
    try:
        watch.changed()
        assert not watch.changed()
        store.log.append(ana, 0, [some_event(ana)], origin())
        assert watch.wait(5, threading.Event())
    finally:
        watch.close()


@pytest.mark.parametrize("statement", ["UPDATE events SET actor = 1", "DELETE FROM events", "DELETE FROM checkpoints"])
def test_the_log_itself_refuses_to_be_changed(store: OpenedStore, statement: str) -> None:
    ana = store.vault.claim("doctor", "70-0001")
    store.log.append(ana, 0, [some_event(ana)], origin())
    store.log.keep_checkpoint(KeptCheckpoint(1, "note", b"", NOW))
    with pytest.raises(Exception, match=r"append-only|may not do that"), store.log.database.writing() as link:
        link.say(statement)
    assert verify(store.log).events == 1
