"""The same commands with the same ids make the same views on SQLite and on PostgreSQL, row for row, and the same answers."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import given, settings

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.commands import ConsentCommand, RegisterPerson
from consent_desktop.domain.errors import DomainError
from consent_desktop.domain.vocabulary import SINGLE_TYPES, THE_OPERATOR, THE_SYSTEM, PersonKind, RecordType
from consent_desktop.read_models import checks, history, matrix, notices, people, requests
from consent_desktop.read_models.history import HistoryQuery
from tests.support.histories import ACTORS, PATIENT, START, histories
from tests.support.servers import Postgres
from tests.support.tables import dump

IDS = UUID("5f0c3f0e-6f57-4a44-9d92-3f2ad1b9b1c4")
NAMES = (
    "Ana Souza",
    "ana souza",
    "Ánna",
    "Zoë %_ x",
    "Øre",
    "o'Hara",
    "Émile Zola",
    "émilie",
    "B\\b",
    "日本 太郎",
    "a",
    "A b",
)
STEP = list[tuple[timedelta, ConsentCommand]]


@contextmanager
def both(postgres: Postgres, clock: FixedClock) -> Iterator[tuple[Clinic, Clinic]]:
    """An empty clinic on each back end."""
    facts = {"time_zone": "UTC"}
    with tempfile.TemporaryDirectory() as place:
        one = open_clinic(Path(place, "clinic"), plain=True, facts=facts, clock=clock, chores=False)
        try:
            other = open_clinic(postgres.new_database(), plain=True, facts=facts, clock=clock, chores=False)
            try:
                yield one, other
            finally:
                other.close()
        finally:
            one.close()


def register(clinic: Clinic, kind: PersonKind, subject: str, number: str, name: str | None = None) -> None:
    """Enter a person under a subject id that is the same on both."""
    clinic._store.vault.key_for(subject)
    command = RegisterPerson(subject=subject, kind=kind, record_number=number, name=name)
    clinic.dispatch(Dispatch(command, THE_OPERATOR, uuid5(IDS, subject)))


def lived(clinic: Clinic, clock: FixedClock, steps: STEP) -> list[str]:
    """Live the history; gives how each command ended."""
    clock.moment = START
    ends = []
    for kind, subject in ((PersonKind.PATIENT, PATIENT), *((PersonKind(a.kind.value), a.id) for a in ACTORS)):
        register(clinic, kind, subject, subject[:4])
    for number, (pause, command) in enumerate(steps):
        clock.moment += pause
        try:
            recorded = clinic.dispatch(Dispatch(command, THE_OPERATOR, uuid5(IDS, str(number))))
        except DomainError as error:
            ends.append(error.code)
        else:
            ends.append(f"{recorded.first}-{recorded.last}")
            clinic._do_chores()
    return ends


def shown(clinic: Clinic) -> dict[str, Any]:
    """Every view, apart from the recorded times, which are the server's."""
    rows: dict[str, Any] = clinic.views.read(dump)
    recorded = clinic.views.read(lambda _, tables: [c.name for c in tables.history.c].index("recorded"))
    rows["history"] = [(*row[:recorded], *row[recorded + 1 :]) for row in rows["history"]]
    return rows


def answers(clinic: Clinic, now: datetime) -> list[Any]:
    """What faces ask."""
    found: list[Any] = [
        clinic.ask(THE_SYSTEM, matrix.of_patient, PATIENT, now),
        clinic.ask(THE_SYSTEM, requests.asked_of, PATIENT),
        clinic.ask(THE_SYSTEM, notices.due),
        clinic.ask(THE_SYSTEM, checks.consents, PATIENT, now),
    ]
    for actor in ACTORS:
        found.append(clinic.ask(THE_SYSTEM, requests.asked_by, actor.id))
        found += [clinic.has(THE_SYSTEM, PATIENT, actor, t) for t in (*SINGLE_TYPES, RecordType.ALL)]
        found += [
            clinic.check(THE_SYSTEM, PATIENT, actor, (t,), purpose) for t in SINGLE_TYPES for purpose in (None, "TREAT")
        ]
    for query in (
        HistoryQuery(),
        HistoryQuery(subject=PATIENT, limit=3),
        HistoryQuery(concerning=ACTORS[0].id, notices=True),
        HistoryQuery(types=("ConsentGranted", "ConsentRevoked")),
        HistoryQuery(record_type=RecordType.EXAMS),
        HistoryQuery(since=START + timedelta(hours=2)),
        HistoryQuery(text="aaaa"),
        HistoryQuery(text="dd"),
    ):
        found.append(list(clinic.ask(THE_SYSTEM, history.positions, query)))
    return found


@settings(max_examples=settings().max_examples // 5)
@given(steps=histories)
def test_the_same_history_makes_the_same_views_and_answers(postgres: Postgres, steps: STEP) -> None:
    clock = FixedClock(START)
    with both(postgres, clock) as (one, other):
        assert lived(one, clock, steps) == lived(other, clock, steps)
        assert shown(one) == shown(other)
        assert answers(one, clock.moment) == answers(other, clock.moment)
        for clinic in (one, other):
            assert clinic.views.check() == []
            assert clinic.verify().unbroken


@pytest.mark.parametrize(
    "text", ["", "a", "ana", "AN", "é", "emil", "souza", "%", "_", "x", "\\", "o'h", "太", "n0", "N3"]
)
def test_people_are_found_and_ordered_alike(register_of_people: tuple[Clinic, Clinic], text: str) -> None:
    one, other = register_of_people
    kinds = (PersonKind.PATIENT, PersonKind.DOCTOR)
    found = [clinic.ask(THE_SYSTEM, people.search, text, kinds, 50) for clinic in (one, other)]
    assert found[0] == found[1]


@pytest.fixture(scope="module")
def register_of_people(postgres: Postgres) -> Iterator[tuple[Clinic, Clinic]]:
    """The same people on both, with names that languages order in their own ways."""
    with both(postgres, FixedClock(START)) as clinics:
        for clinic in clinics:
            for number, name in enumerate(NAMES):
                kind = PersonKind.DOCTOR if number % 3 == 0 else PersonKind.PATIENT
                register(clinic, kind, f"{number:032x}", f"n{number}", name)
        yield clinics


def test_names_are_in_one_order_whatever_language_the_database_speaks(
    register_of_people: tuple[Clinic, Clinic],
) -> None:
    """In most languages' order a blank and an apostrophe count for nothing; the test server was built without languages,

    so what is looked at is the order that the column itself was given, which is SQLite's: character by character.
    """
    _, shared = register_of_people
    query = (
        "SELECT collname FROM pg_attribute JOIN pg_collation c ON c.oid = attcollation "
        "WHERE attname = 'sort_name' AND attrelid::regclass::text LIKE 'people%'"
    )
    with shared.views.database.reading() as link:
        assert set(link.say(query).fetchall()) == {("C",)}
