"""Several workstations on one store: what one records the others know at once, and nothing is lost, doubled or out of order."""

from __future__ import annotations

import threading
from collections import Counter

from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.domain.events import NoticeRaised, PersonRegistered
from consent_desktop.domain.vocabulary import THE_SYSTEM
from consent_desktop.event_store.verification import verify
from consent_desktop.read_models import notices
from tests.application.workstations import (
    a_hundred_commands,
    grants_when_told,
    registers_when_told,
    workstations,
)
from tests.support.servers import Postgres

WRITERS = 4


def test_a_grant_on_one_is_seen_by_a_check_on_the_other_at_once(postgres: Postgres) -> None:
    """A check reads the head of the log first, so that it never answers from what this workstation happens to know."""
    address = postgres.new_database()
    with Consent.open(address, plain=True) as consent, workstations(address, grants_when_told) as (other,):
        assert other.told() == "ready"
        for number in range(20):
            doctor = f"70-{number}"
            assert not consent.has_consent("20-1", "doctor", doctor, "exams")
            other.tell(doctor)
            position = other.told()
            answer = consent.check("20-1", "doctor", doctor, "exams")
            assert answer is not None
            assert answer.position >= position
            assert consent.has_consent("20-1", "doctor", doctor, "exams")
            consent.revoke_consent("20-1", "doctor", doctor, "exams")
            assert not consent.has_consent("20-1", "doctor", doctor, "exams")
        other.tell(None)
        assert other.told() == "done"


def test_a_watch_on_one_hears_of_a_grant_on_the_other(postgres: Postgres) -> None:
    address = postgres.new_database()
    with Consent.open(address, plain=True) as consent, workstations(address, grants_when_told) as (other,):
        assert other.told() == "ready"
        watch = consent.clinic.watch()
        try:
            other.tell("70-1")
            position = other.told()
            while consent.clinic.log.head().position < position or not watch.wait(60, threading.Event()):
                pass
            assert consent.clinic.catch_up() >= position
        finally:
            watch.close()


def test_the_chores_of_two_raise_each_notice_once(postgres: Postgres) -> None:
    """Both see the same notices as due; each has one command id wherever it is tried, so it is recorded once."""
    address = postgres.new_database()
    ask = 8
    with Consent.open(address, plain=True) as consent:
        people = consent.clinic
        others = [open_clinic(address, chores=False) for _ in range(2)]
        try:
            for number in range(ask):
                consent.ask_consent("20-1", "doctor", f"70-{number}", "exams")
            threads = [threading.Thread(target=other._do_chores) for other in others]
            for thread in threads:
                thread.start()
            people.settle()
            for thread in threads:
                thread.join()
            raised = [r.event.notice_id for r in people.log.read() if isinstance(r.event, NoticeRaised)]
            assert len(raised) == len(set(raised)) == ask
            for clinic in (people, *others):
                clinic.catch_up()
                assert clinic.ask(THE_SYSTEM, notices.due) == []
        finally:
            for other in others:
                other.close()


def test_the_same_person_registered_on_two_at_once_is_one(postgres: Postgres) -> None:
    address = postgres.new_database()
    with (
        Consent.open(address, plain=True) as consent,
        workstations(address, registers_when_told, registers_when_told) as both,
    ):
        assert [one.told() for one in both] == ["ready", "ready"]
        for number in range(15):
            for one in both:
                one.tell(f"20-{number}")
            told = [one.told() for one in both]
            assert told.count("person_already_registered") == 1
            assert consent.person(f"20-{number}") is not None
        registered = [r.event.record_number for r in consent.clinic.log.read() if isinstance(r.event, PersonRegistered)]
        assert sorted(registered) == sorted(f"20-{number}" for number in range(15))


def test_four_that_write_lose_nothing_and_a_reader_beside_them_misses_nothing(postgres: Postgres) -> None:
    """A reader that goes on from the last position it saw would miss for ever what became visible below it later."""
    address = postgres.new_database()
    with (
        Consent.open(address, plain=True) as consent,
        workstations(address, *[a_hundred_commands] * WRITERS) as writers,
    ):
        log, seen, done = consent.clinic.log, list[int](), threading.Event()

        def read() -> None:
            while True:
                last = done.is_set()
                seen.extend(r.position for r in log.read(after=seen[-1] if seen else 0))
                if last:
                    return

        reader = threading.Thread(target=read)
        reader.start()
        acks = [ack for writer in writers for ack in writer.all_told()]
        done.set()
        reader.join()
        assert len(acks) == 100 * WRITERS
        stored = {r.position: r.envelope.command_id for r in log.read()}
        assert list(stored) == list(range(1, len(stored) + 1))
        assert seen == list(range(1, len(seen) + 1))
        assert [a for a in acks if {stored[p] for p in range(a[0], a[1] + 1)} != {a[2]}] == []
        assert max(Counter(first for first, _, _ in acks).values()) == 1
        assert verify(log).unbroken
        consent.clinic.settle()
        consent.clinic.catch_up()
        assert consent.clinic.views.check() == []
