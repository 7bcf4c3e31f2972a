"""A server that goes away and comes back, is busy, or has another time than the workstation."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.commands import GrantConsent
from consent_desktop.domain.events import PersonRegistered
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Actor, ActorKind, PersonKind, RecordType
from consent_desktop.event_store import postgres as postgres_settings
from consent_desktop.event_store import postgres_watch
from consent_desktop.event_store.errors import StoreBusy, StoreReadOnly, StoreUnreachable
from consent_desktop.event_store.postgres_schema import LOG_LOCK, VIEWS_LOCK
from consent_desktop.event_store.verification import verify
from tests.support.servers import Postgres
from tests.support.stores import NOW, a_shared_store, origin, some_event

DECADES = timedelta(days=9_000)


@pytest.fixture(scope="module")
def frail() -> Iterator[Postgres]:
    """A server that a test may kill."""
    server = Postgres()
    try:
        yield server
    finally:
        server.stop()


def beside(address: str) -> psycopg.Connection[Any]:
    """Another connection to the same database."""
    return psycopg.connect(address.replace("+psycopg", "", 1), autocommit=True)


def test_an_append_that_the_server_died_under_is_recorded_once_when_it_is_tried_again(
    frail: Postgres, tmp_path: Path
) -> None:
    """The server dies while the append waits for its turn: nobody can tell whether it was kept, and trying again is safe."""
    address, command_id = frail.new_database(), uuid4()
    with a_shared_store(address, tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        store.log.append(ana, 0, [some_event(ana, 1)], origin())
        with closing(beside(address)) as other:
            other.execute(f"BEGIN; SELECT pg_advisory_xact_lock({LOG_LOCK})")
            failed: list[BaseException] = []
            thread = threading.Thread(
                target=partial(_caught, failed, store.log.append, ana, 1, [some_event(ana, 2)], origin(command_id))
            )
            thread.start()
            waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            while other.execute(waiting).fetchone() == (0,):
                pass
            frail.kill()
        thread.join(60)
        assert [type(error) for error in failed] == [StoreUnreachable]
        with pytest.raises(StoreUnreachable, match="may have been kept or not"):
            store.log.head()
        frail.start()
        again = store.log.append(ana, 1, [some_event(ana, 2)], origin(command_id))
        more = store.log.append(ana, 1, [some_event(ana, 2)], origin(command_id))
        assert (again.first, more.first, more.repeated) == (2, 2, True)
        assert [r.event for r in store.log.read()] == [some_event(ana, 1), some_event(ana, 2)]
        assert verify(store.log).unbroken


def _caught(errors: list[BaseException], call: Any, *arguments: Any) -> None:
    try:
        call(*arguments)
    except Exception as error:  # noqa: BLE001  # told where the test can see it
        errors.append(error)


def test_a_clinic_goes_on_where_the_server_came_back(frail: Postgres) -> None:
    """What fails meanwhile says so; afterwards readers, writers, views and watches need nobody to start anything again."""
    clinic = open_clinic(frail.new_database(), plain=True, chores=False)
    try:
        patient, _ = clinic.register(PersonKind.PATIENT, "20-1", THE_OPERATOR)
        doctor, _ = clinic.register(PersonKind.DOCTOR, "70-1", THE_OPERATOR)
        actor = Actor(ActorKind.DOCTOR, doctor)
        grant = Dispatch(
            GrantConsent(patient=patient, actor=actor, record_types=frozenset({RecordType.EXAMS})), THE_OPERATOR
        )
        watch = clinic.watch()
        frail.kill()
        for call in (
            partial(clinic.dispatch, grant),
            partial(clinic.check, THE_SYSTEM, patient, actor),
            partial(clinic.find, THE_SYSTEM, PersonKind.PATIENT, "20-1"),
            partial(watch.wait, 1, threading.Event()),
            clinic.catch_up,
        ):
            with pytest.raises(StoreUnreachable):
                call()
        frail.start()
        assert clinic.find(THE_SYSTEM, PersonKind.PATIENT, "20-1") is not None
        recorded = clinic.dispatch(grant)
        assert not recorded.views_behind
        assert clinic.dispatch(grant).repeated
        assert clinic.has(THE_SYSTEM, patient, actor, RecordType.EXAMS)
        assert not watch.changed()
        watch.close()
        assert clinic.views.check() == []
        assert clinic.verify().unbroken
    finally:
        clinic.close()


def test_a_server_that_dies_between_the_log_and_the_views_leaves_only_the_views_behind(frail: Postgres) -> None:
    """What was recorded is durable; the views follow when the server is back."""
    clinic = open_clinic(frail.new_database(), plain=True, chores=False)
    try:
        patient, _ = clinic.register(PersonKind.PATIENT, "20-1", THE_OPERATOR)
        doctor, _ = clinic.register(PersonKind.DOCTOR, "70-1", THE_OPERATOR)
        actor = Actor(ActorKind.DOCTOR, doctor)
        command = GrantConsent(patient=patient, actor=actor, record_types=frozenset({RecordType.EXAMS}))
        assert clinic.dispatch(Dispatch(command, THE_OPERATOR, consistency="eventual")).first == 3
        frail.kill()
        with pytest.raises(StoreUnreachable):
            clinic.catch_up()
        frail.start()
        assert clinic.has(THE_SYSTEM, patient, actor, RecordType.EXAMS)
    finally:
        clinic.close()


@pytest.mark.parametrize("lock", [LOG_LOCK, VIEWS_LOCK], ids=["log", "views"])
def test_a_turn_that_never_comes_is_told_and_hinders_nothing_later(
    postgres: Postgres, monkeypatch: pytest.MonkeyPatch, lock: int
) -> None:
    monkeypatch.setattr(postgres_settings, "LOCK_WAIT", "100ms")
    address = postgres.new_database()
    clinic = open_clinic(address, plain=True, chores=False)
    try:
        with beside(address) as other:
            other.execute(f"BEGIN; SELECT pg_advisory_xact_lock({lock})")
            if lock == LOG_LOCK:
                with pytest.raises(StoreBusy, match="try again in a moment") as busy:
                    clinic.register(PersonKind.PATIENT, "20-1", THE_OPERATOR)
                assert busy.value.code == "store_busy"
            else:
                assert clinic.register(PersonKind.PATIENT, "20-1", THE_OPERATOR)[1].views_behind
            other.execute("ROLLBACK")
        clinic.register(PersonKind.DOCTOR, "70-1", THE_OPERATOR)
        assert clinic.find(THE_SYSTEM, PersonKind.DOCTOR, "70-1") is not None
    finally:
        clinic.close()


@pytest.mark.parametrize("off", [-DECADES, DECADES], ids=["late", "early"])
def test_the_recorded_time_is_the_servers(postgres: Postgres, off: timedelta) -> None:
    address = postgres.new_database()
    clinic = open_clinic(address, plain=True, clock=FixedClock(datetime.now(UTC) + off), chores=False)
    try:
        clinic.register(PersonKind.PATIENT, "20-1", THE_OPERATOR)
        [recorded] = clinic.log.read()
        with beside(address) as other:
            [(now,)] = other.execute("SELECT clock_timestamp()").fetchall()
        assert abs(now - recorded.recorded_at) < timedelta(minutes=5)
        assert recorded.event.effective_at <= recorded.recorded_at
    finally:
        clinic.close()


def test_text_that_postgresql_cannot_hold_does_not_stop_the_views(postgres: Postgres) -> None:
    """A NUL in a name that was recorded before names were checked for it: the list shows a sign in its place."""
    clinic = open_clinic(postgres.new_database(), plain=True, chores=False)
    try:
        subject = clinic._store.vault.claim("patient", "20-1")
        entered = PersonRegistered(
            subject=subject, effective_at=NOW, kind=PersonKind.PATIENT, record_number="20-1", name="Ana\x00Souza"
        )
        clinic.log.append(subject, 0, [entered], origin())
        clinic.catch_up()
        person = clinic.find(THE_SYSTEM, PersonKind.PATIENT, "20-1")
        assert person is not None
        assert (person.subject, person.name) == (subject, "Ana\ufffdSouza")
    finally:
        clinic.close()


def test_a_notification_wakes_at_once_and_a_lost_one_is_made_good(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_shared_store(postgres.new_database(), tmp_path) as store:
        ana = store.vault.claim("doctor", "70-0001")
        monkeypatch.setattr(postgres_watch, "LOOK_ANYWAY", 1e9)
        watch = store.log.watch()
        try:
            assert not watch.changed()
            store.log.append(ana, 0, [some_event(ana)], origin())
            assert watch.wait(60, threading.Event())
            assert not watch.changed()
            watch._connection.execute("UNLISTEN *")  # type: ignore[attr-defined]
            store.log.append(ana, 1, [some_event(ana)], origin())
            assert not watch.wait(0.05, threading.Event())
            monkeypatch.setattr(postgres_watch, "LOOK_ANYWAY", 0.0)
            assert watch.wait(0.05, threading.Event())
        finally:
            watch.close()


def test_what_a_copy_that_follows_another_server_says(postgres: Postgres, tmp_path: Path) -> None:
    """A read replica answers every write with a refusal; here the session is made to."""
    address = postgres.new_database()
    with a_shared_store(address, tmp_path):
        pass
    name = address.rpartition("/")[2].partition("?")[0]
    with beside(address) as other:
        other.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with a_shared_store(address, tmp_path) as store, pytest.raises(StoreReadOnly, match="copy that follows"):
        store.vault.claim("doctor", "70-0001")
