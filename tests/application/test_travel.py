"""Time travel: both clocks at now give what is in force; earlier ones give what was, as far as it was known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_desktop.application.clock import FixedClock
from consent_desktop.application.travel import AsOf, Moment, as_of, trace
from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.domain.errors import DomainError
from consent_desktop.domain.vocabulary import (
    OPERATOR,
    SINGLE_TYPES,
    THE_OPERATOR,
    THE_SYSTEM,
    Actor,
    ActorKind,
    PersonKind,
    RecordType,
)
from consent_desktop.event_store.statements import Link
from tests.support.servers import Postgres
from tests.support.stores import NOW, a_consent

HOUR = timedelta(hours=1)
EXAMS, ER = RecordType.EXAMS, RecordType.ER_VISITS


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def consent(tmp_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Consent]:
    with a_consent(tmp_path, clock) as consent:
        monkeypatch.setattr(consent.clinic._chores, "wake", lambda: None)  # a notice in between would be a version too
        consent.clinic.register(PersonKind.PATIENT, "p", THE_OPERATOR)
        consent.clinic.register(PersonKind.DOCTOR, "d", THE_OPERATOR)
        yield consent


def patient(consent: Consent) -> str:
    found = consent.clinic.find(THE_SYSTEM, PersonKind.PATIENT, "p")
    assert found is not None
    return found.subject


def travelled(
    consent: Consent, *, known: datetime | None = None, true: datetime | None = None, version: int | None = None
) -> AsOf:
    return as_of(consent.clinic.log, patient(consent), Moment(consent.now(), known, true, version))


def seen(there: AsOf) -> list[tuple[RecordType, ...]]:
    return [sight.permitted for sight in there.sights()]


def test_each_version_of_a_stream_can_be_seen_again(consent: Consent) -> None:
    consent.ask_consent("p", "doctor", "d", "exams")
    consent.grant_consent("p", "doctor", "d", "all")
    consent.revoke_consent("p", "doctor", "d", "er_visits")
    consent.revoke_consent("p", "doctor", "d", "all")
    everything = (*SINGLE_TYPES, RecordType.ALL)
    without = tuple(t for t in SINGLE_TYPES if t is not ER)
    assert [seen(travelled(consent, version=n)) for n in range(1, 6)] == [[], [()], [everything], [without], []]
    assert travelled(consent, version=2).sights()[0].waiting == (EXAMS,)
    assert [travelled(consent, version=n).version for n in (1, 4, 99)] == [1, 4, 5]


def test_a_paper_typed_in_late_was_true_before_it_was_known(consent: Consent, clock: FixedClock) -> None:
    signed, clock.moment = clock.moment, clock.moment + 48 * HOUR
    consent.grant_consent("p", "doctor", "d", "exams", effective_at=signed)
    clock.moment += HOUR
    between = signed + 24 * HOUR
    assert seen(travelled(consent, true=between)) == [(EXAMS,)]
    assert seen(travelled(consent, known=between)) == []
    assert seen(travelled(consent, known=between, true=between)) == []
    assert seen(travelled(consent, true=signed - HOUR)) == []
    assert seen(travelled(consent)) == [(EXAMS,)]


def test_ends_are_judged_at_the_moment_asked_for(consent: Consent, clock: FixedClock) -> None:
    consent.grant_consent("p", "doctor", "d", "exams", until=NOW + HOUR)
    clock.moment += 2 * HOUR
    assert seen(travelled(consent)) == []
    assert seen(travelled(consent, true=NOW + HOUR - timedelta(microseconds=1))) == [(EXAMS,)]
    assert travelled(consent, true=NOW).sights()[0].grants[0].until == NOW + HOUR
    assert seen(travelled(consent, true=NOW + HOUR)) == []


def test_what_was_known_is_counted_in_events_of_the_whole_log(consent: Consent, clock: FixedClock) -> None:
    consent.grant_consent("p", "doctor", "d", "exams")
    granted = consent.clinic.log.head().position
    clock.moment += HOUR
    consent.revoke_consent("p", "doctor", "d", "exams")
    there = travelled(consent, known=NOW)
    assert (there.position, there.version) == (granted, 2)
    assert seen(there) == [(EXAMS,)]
    assert travelled(consent, known=NOW - HOUR).version == 0


@settings(max_examples=25)
@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["ask_consent", "grant_consent", "revoke_consent", "decline_request", "withdraw_request"]),
            st.sampled_from(["exams", "conditions", "all"]),
            st.integers(0, 3),
            st.integers(0, 5),
        ),
        max_size=12,
    )
)
def test_now_by_both_clocks_is_what_the_living_views_say_and_then_is_what_they_said(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, str, int, int]]
) -> None:
    clock = FixedClock(NOW)
    with a_consent(tmp_path_factory.mktemp("clinic"), clock) as consent:
        for kind, number in ((PersonKind.PATIENT, "p"), (PersonKind.DOCTOR, "d")):
            consent.clinic.register(kind, number, THE_OPERATOR)
        said = []
        for call, types, pause, end in steps:
            more = {"until": clock.moment + end * HOUR} if end and call in ("ask_consent", "grant_consent") else {}
            try:
                getattr(consent, call)("p", "doctor", "d", types, **more)
            except DomainError:
                continue
            finally:
                live = [t for t in RecordType if consent.has_consent("p", "doctor", "d", t.value)]
                said.append((clock.moment, live))
                assert [t for sight in seen(travelled(consent)) for t in sight] == live
                clock.moment += pause * HOUR + timedelta(seconds=1)
        for moment, live in said:
            there = travelled(consent, known=moment, true=moment)
            assert [t for sight in seen(there) for t in sight] == live


def conversation(consent: Consent) -> dict[str, int]:
    """Ask, grant, revoke, then the notices of each; where the first of each type is."""
    chores = consent.clinic._chores
    assert chores is not None
    chores.wake = lambda: None  # type: ignore[method-assign]  # notices come last, so that versions can be counted
    consent.ask_consent("p", "doctor", "d", "exams")
    consent.grant_consent("p", "doctor", "d", "exams")
    consent.revoke_consent("p", "doctor", "d", "exams")
    consent.clinic.settle()
    first: dict[str, int] = {}
    for recorded in consent.clinic.log.read():
        first.setdefault(recorded.type, recorded.position)
    return first


def test_causes_and_effects(consent: Consent) -> None:
    at = conversation(consent)
    found = trace(consent.clinic.log, at["ConsentRevoked"])
    assert found is not None
    assert [e.position for e in found.causes] == [at["ConsentAsked"], at["ConsentGranted"]]
    assert {e.type for e in found.effects} == {"NoticeRaised"}
    root = trace(consent.clinic.log, at["ConsentAsked"])
    assert root is not None
    assert root.causes == []
    assert len(root.effects) == len(root.conversation) - 1
    assert [(depth, e.type) for depth, e in root.tree() if depth < 3 and e.type != "NoticeRaised"] == [
        (0, "ConsentAsked"),
        (1, "ConsentGranted"),
        (2, "ConsentRevoked"),
    ]
    alone = trace(consent.clinic.log, 1)
    assert alone is not None
    assert (alone.causes, alone.effects, len(alone.conversation)) == ([], [], 1)
    assert trace(consent.clinic.log, 999) is None


def test_every_event_is_in_the_tree_of_its_conversation_once(consent: Consent) -> None:
    conversation(consent)
    for recorded in consent.clinic.log.read():
        found = trace(consent.clinic.log, recorded.position)
        assert found is not None
        positions = [e.position for _, e in found.tree()]
        assert sorted(positions) == [e.position for e in found.conversation]
        assert recorded.position in positions
        assert not {e.position for e in found.causes} & {e.position for e in found.effects}


def test_a_conversation_is_found_by_an_index(consent: Consent) -> None:
    from consent_desktop.event_store.reading import CORRELATED

    conversation(consent)
    with consent.clinic.log.database.reading() as link:
        text = CORRELATED.on(link.dialect)
        plan = Link(link.raw, link.dialect).say(f"EXPLAIN QUERY PLAN {text.words.replace('?', 'zeroblob(16)')}")
        steps = " ".join(row[3] for row in plan.fetchall())
    assert "events_by_correlation" in steps
    assert "SCAN" not in steps


def test_it_is_the_same_on_a_server(postgres: Postgres) -> None:
    """Moments of the past cannot be made there, since the server tells the time; versions and causes can."""
    address = postgres.new_database()
    clinic = open_clinic(address, plain=True, facts={"time_zone": "UTC"})
    with Consent(clinic, THE_OPERATOR, registers=True) as consent:
        at = conversation(consent)
        assert [seen(travelled(consent, version=n)) for n in (2, 3, 4)] == [[()], [(EXAMS,)], []]
        found = trace(consent.clinic.log, at["ConsentRevoked"])
        assert found is not None
        assert [e.position for e in found.causes] == [at["ConsentAsked"], at["ConsentGranted"]]
        granted = consent.clinic.log.at(at["ConsentGranted"])
        assert granted is not None
        assert seen(travelled(consent, known=granted.recorded_at, true=granted.recorded_at)) == [(EXAMS,)]
        doctor = consent.clinic.find(THE_SYSTEM, PersonKind.DOCTOR, "d")
        assert doctor is not None
        assert travelled(consent, version=3).sights()[0].actor == Actor(ActorKind.DOCTOR, doctor.subject)
        assert granted.actor == OPERATOR
