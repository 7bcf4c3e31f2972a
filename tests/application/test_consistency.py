"""What a dispatch waits for: all views, none, those named, or no longer than it was told; the events are durable anyway."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Consistency, Dispatch, Recorded
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.commands import GrantConsent
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Actor, ActorKind, PersonKind, RecordType
from consent_desktop.event_store.errors import StoreBusy
from consent_desktop.event_store.telemetry import DISPATCH, PROJECTION
from consent_desktop.read_models import views
from consent_desktop.read_models.generations import NAMES
from consent_desktop.read_models.views import Views, ViewsLate
from tests.support.servers import Postgres
from tests.support.stores import NOW


@pytest.fixture(params=["file", "server"])
def place(tmp_path: Path, request: pytest.FixtureRequest) -> Path | str:
    """Where the store is: in a folder, or on a server."""
    if request.param == "file":
        return tmp_path / "clinic"
    server: Postgres = request.getfixturevalue("postgres")
    return server.new_database()


@contextmanager
def opened(place: Path | str) -> Iterator[Clinic]:
    """One program on the store; it does nothing of itself, so that only what a test says moves the views."""
    clinic = open_clinic(place, plain=True, facts={"time_zone": "UTC"}, clock=FixedClock(NOW), chores=False)
    try:
        yield clinic
    finally:
        clinic.close()


@pytest.fixture
def clinic(place: Path | str) -> Iterator[Clinic]:
    """With a patient p and a doctor d."""
    with opened(place) as clinic:
        clinic.register(PersonKind.PATIENT, "p", THE_OPERATOR)
        clinic.register(PersonKind.DOCTOR, "d", THE_OPERATOR)
        yield clinic


def pair(clinic: Clinic) -> tuple[str, Actor]:
    patient, doctor = clinic.find(THE_SYSTEM, PersonKind.PATIENT, "p"), clinic.find(THE_SYSTEM, PersonKind.DOCTOR, "d")
    assert patient is not None
    assert doctor is not None
    return patient.subject, Actor(ActorKind.DOCTOR, doctor.subject)


def grant(
    clinic: Clinic, record_type: str, consistency: Consistency = "strong", within: float | None = None
) -> Recorded:
    patient, doctor = pair(clinic)
    command = GrantConsent(patient=patient, actor=doctor, record_types=frozenset({RecordType(record_type)}))
    return clinic.dispatch(Dispatch(command, THE_OPERATOR, consistency=consistency, within=within))


def behind(clinic: Clinic) -> set[str]:
    """The views that have not followed the log to its head."""
    head = clinic.log.head().position
    return {name for name, mark in clinic.views.marks().items() if mark.position < head}


def test_strong_waits_for_every_view(clinic: Clinic) -> None:
    assert not grant(clinic, "exams").views_behind
    assert behind(clinic) == set()


def test_eventual_waits_for_none_and_they_follow_later(clinic: Clinic) -> None:
    recorded = grant(clinic, "exams", "eventual")
    assert not recorded.views_behind
    assert behind(clinic) == set(NAMES)
    assert clinic.catch_up() == recorded.last
    assert behind(clinic) == set()


@pytest.mark.parametrize("names", [("consents",), ("people", "history"), NAMES])
def test_named_views_are_waited_for_and_the_others_follow_later(clinic: Clinic, names: tuple[str, ...]) -> None:
    grant(clinic, "exams", "eventual")  # so that the views stand behind what the next dispatch records
    assert not grant(clinic, "conditions", names).views_behind
    assert behind(clinic) == set(NAMES) - set(names)
    assert clinic.views.position(names) == clinic.log.head().position
    assert not grant(clinic, "consultations").views_behind
    assert behind(clinic) == set()


def test_when_the_time_is_over_the_events_are_durable_and_the_views_follow_later(
    clinic: Clinic, place: Path | str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(views, "BATCH", 1)
        grant(clinic, "exams", "eventual")
        grant(clinic, "conditions", "eventual")
        recorded = grant(clinic, "consultations", "strong", 0.0)
    assert recorded.views_behind
    assert recorded.last == clinic.log.head().position
    with opened(place) as another:
        assert another.log.head().position == recorded.last
        assert another.has(THE_SYSTEM, *pair(another), RecordType.CONSULTATIONS)
    assert clinic.has(THE_SYSTEM, *pair(clinic), RecordType.CONSULTATIONS)
    assert behind(clinic) == set()


def test_late_views_say_how_late(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "BATCH", 1)
    for record_type in ("exams", "conditions", "consultations"):
        grant(clinic, record_type, "eventual")
    with pytest.raises(ViewsLate, match=r"are \d events behind. Nothing is lost"):
        clinic.views.catch_up(within=0.0)


def test_views_that_cannot_be_written_are_late_and_nothing_is_refused(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> int:
        raise StoreBusy("busy")

    with monkeypatch.context() as patch:
        patch.setattr(Views, "catch_up", busy)
        patch.setattr(clinic._bus, "_follow", None)
        recorded = grant(clinic, "exams")
    assert recorded.views_behind
    assert clinic.has(THE_SYSTEM, *pair(clinic), RecordType.EXAMS)


def test_what_another_program_recorded_is_waited_for_too(clinic: Clinic, place: Path | str) -> None:
    with opened(place) as another:
        theirs = grant(another, "exams", "eventual")
        assert clinic.has(THE_SYSTEM, *pair(clinic), RecordType.EXAMS)
        theirs = grant(another, "conditions", "eventual")
        ours = grant(clinic, "consultations", ("consents",))
        assert ours.first == theirs.last + 1
        assert not ours.views_behind
        assert clinic.views.position(("consents",)) == ours.last
        assert another.has(THE_SYSTEM, *pair(another), RecordType.CONSULTATIONS)


def test_dispatch_and_projection_are_measured(clinic: Clinic, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, "consent_desktop"):
        grant(clinic, "exams", "eventual")
        grant(clinic, "conditions")  # entered together with what came before
        grant(clinic, "consultations")  # entered straight on
        clinic.catch_up()  # nothing to do, nothing to tell
    measures = [(r.name, vars(r)["measure"], vars(r).get("events")) for r in caplog.records if "measure" in vars(r)]
    assert [m for m in measures if m[0] == PROJECTION.name] == [
        (PROJECTION.name, "projection", 2),
        (PROJECTION.name, "projection", 1),
    ]
    assert [m for m in measures if m[0] == DISPATCH.name] == [
        (DISPATCH.name, "decide", None),
        (DISPATCH.name, "dispatch", 1),
    ] * 3
