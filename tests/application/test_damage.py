"""A damaged history never stops a patient from stopping a share, and nothing lost ever permits anything."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import Consent
from consent_desktop.domain.commands import RevokeConsent, SettleDamage
from consent_desktop.domain.errors import HistoryIsDamaged, NothingToSettle, RequestNotOpen
from consent_desktop.domain.events import ConsentGranted, ConsentRevoked, HistoryDamaged
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, RecordType
from consent_desktop.event_store.database import Database
from consent_desktop.event_store.errors import StoreDamaged, StoreFailed
from consent_desktop.event_store.statements import Link
from consent_desktop.read_models import damage, requests
from consent_desktop.read_models.rows import RequestState
from tests.read_models.test_views import live_a_little
from tests.support.damage import LOG, body_of, flip_in
from tests.support.stores import a_consent, fingerprints
from tests.support.tables import dump

ACTORS = [("doctor", "x1"), ("doctor", "x2"), ("nurse", "x1"), ("nurse", "x2"), ("patient", "x1"), ("patient", "x2")]


def a_history(consent: Consent) -> None:
    """One patient shares with a doctor and a nurse, and was asked by another doctor; q shares with the doctor."""
    consent.grant_consent("p", "doctor", "d", "exams")
    consent.grant_consent("p", "nurse", "n", "all")
    consent.ask_consent("p", "doctor", "e", "conditions")
    consent.grant_consent("q", "doctor", "d", "exams")


def position_of(consent: Consent, patient: str, kind: str, number: int = 0) -> int:
    """The position of the patient's event of that type, counted from 0."""
    person = consent.person(patient)
    assert person is not None
    found = [e.position for e in consent.clinic.log.read_stream(person.subject) if e.type == kind]
    return found[number]


def damage_one(folder: Path, patient: str = "p", kind: str = "ConsentGranted", number: int = 0) -> None:
    """A history in which one event of the patient is altered on the disk."""
    with a_consent(folder) as consent:
        a_history(consent)
        position = position_of(consent, patient, kind, number)
    flip_in(folder / LOG, body_of(folder, position))


def test_a_revoke_on_an_unreadable_stream_is_accepted_and_nothing_is_permitted_any_more(tmp_path: Path) -> None:
    damage_one(tmp_path)
    old = fingerprints(tmp_path)[LOG]
    with a_consent(tmp_path) as consent, a_consent(tmp_path) as other:
        assert consent.has_consent("p", "nurse", "n", "exams"), "the views have not met the damage"
        consent.revoke_consent("p", "doctor", "d", "exams")
        person = consent.person("p")
        assert person is not None
        events = [e.event for e in consent.clinic.log.read_stream(person.subject)]
        assert isinstance(events[-2], HistoryDamaged)
        assert isinstance(events[-1], ConsentRevoked)
        assert events[-1].record_types == (RecordType.ALL,)
        for one in (consent, other):
            assert not one.has_consent("p", "doctor", "d", "exams")
            assert not one.has_consent("p", "nurse", "n", "exams")
            assert one.has_consent("q", "doctor", "d", "exams"), (
                "a person whose history is whole keeps what they shared"
            )
            assert one.clinic.log.segment == 2
        consent.clinic.settle()
        live = consent.clinic.views.read(dump)
        consent.clinic.views.rebuild()
        assert consent.clinic.views.read(dump) == live
        assert not consent.has_consent("p", "nurse", "n", "exams")
        asked = consent.clinic.ask(THE_SYSTEM, requests.asked_of, person.subject)
        assert [row.state for row in asked] == [RequestState.LOST]
        verified = consent.clinic.verify()
        assert (verified.unbroken, verified.lost_count) == (True, 1)
    assert fingerprints(tmp_path)[LOG] == old
    with a_consent(tmp_path) as consent:
        assert not consent.has_consent("p", "nurse", "n", "exams")


def test_other_commands_are_refused_until_somebody_stops_something(tmp_path: Path) -> None:
    damage_one(tmp_path)
    with a_consent(tmp_path) as consent:
        with pytest.raises(StoreDamaged):
            consent.grant_consent("p", "doctor", "e", "exams")
        consent.grant_consent("q", "doctor", "e", "exams")
        consent.revoke_consent("p", "nurse", "n", "all")
        with pytest.raises(HistoryIsDamaged):
            consent.grant_consent("p", "doctor", "e", "exams")
        with pytest.raises(HistoryIsDamaged):
            consent.ask_consent("p", "doctor", "e", "exams")
        with pytest.raises(RequestNotOpen):
            consent.decline_request("p", "doctor", "e", "conditions")
        consent.revoke_consent("p", "doctor", "e", "exams")


def test_settled_damage_lets_the_patient_share_anew(tmp_path: Path) -> None:
    damage_one(tmp_path)
    with a_consent(tmp_path) as consent:
        clinic = consent.clinic
        assert clinic.repair()
        clinic.catch_up()
        assert clinic.ask(THE_SYSTEM, damage.unsettled).people == 1
        (subject,) = clinic.ask(THE_SYSTEM, damage.subjects)
        command = SettleDamage(subject=subject, reason="Spoke with her; she will share again what she wants.")
        clinic.dispatch(Dispatch(command, THE_OPERATOR))
        assert clinic.ask(THE_SYSTEM, damage.unsettled) == damage.Damage(0, None)
        assert not consent.has_consent("p", "nurse", "n", "exams"), "settling permits nothing by itself"
        consent.grant_consent("p", "nurse", "n", "exams")
        assert consent.has_consent("p", "nurse", "n", "exams")
        with pytest.raises(NothingToSettle):
            clinic.dispatch(Dispatch(command, THE_OPERATOR))


def test_an_altered_event_is_met_while_the_views_are_built_and_the_clinic_opens_all_the_same(tmp_path: Path) -> None:
    damage_one(tmp_path)
    (tmp_path / "clinic.views.db").unlink()
    with a_consent(tmp_path) as consent:
        assert consent.clinic.log.segment == 2
        assert not consent.has_consent("p", "doctor", "d", "exams")
        assert consent.has_consent("q", "doctor", "d", "exams")


def test_a_file_that_does_not_open_is_taken_over_when_the_clinic_is_opened(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        a_history(consent)
        store_id = consent.clinic.log.store_id
        head = consent.clinic.log.head().position
    with (tmp_path / LOG).open("r+b") as file:
        file.truncate(4096 * 3)
    with a_consent(tmp_path) as consent:
        assert consent.clinic.log.segment == 2
        assert consent.clinic.log.store_id == store_id, "the views still knew it"
        assert consent.clinic.log.lost >= set(range(1, head + 1))
        assert not consent.has_consent("p", "doctor", "d", "exams")
        assert not consent.has_consent("q", "doctor", "d", "exams")


def test_a_lost_registration_is_made_anew_and_the_person_is_the_same(tmp_path: Path) -> None:
    damage_one(tmp_path, kind="PersonRegistered")
    with a_consent(tmp_path) as consent:
        before = consent.person("p")
        assert consent.clinic.repair()
        consent.clinic.catch_up()
        assert consent.person("p") is None
        with pytest.raises(HistoryIsDamaged):
            consent.grant_consent("p", "doctor", "d", "exams")
        after = consent.person("p")
        assert before is not None
        assert after is not None
        assert after.subject == before.subject


def test_a_commit_that_failed_but_was_kept_is_not_recorded_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_consent(tmp_path) as consent:
        a_history(consent)
        clinic = consent.clinic
        granted = clinic.log.at(position_of(consent, "p", "ConsentGranted"))
        assert granted is not None
        assert isinstance(granted.event, ConsentGranted)
        exams = frozenset({RecordType.EXAMS})
        command = RevokeConsent(patient=granted.stream, actor=granted.event.actor, record_types=exams)
        first, real = clinic.log.database, Database._commit

        def kept_and_yet_failed(database: Database, link: Link, beside: Callable[[], object] | None) -> None:
            real(database, link, beside)
            if database is first:
                raise StoreFailed("The disk failed. Whether the last change was kept is not known.")

        monkeypatch.setattr(Database, "_commit", kept_and_yet_failed)
        recorded = clinic.dispatch(Dispatch(command, THE_OPERATOR))
        assert recorded.repeated
        assert clinic.log.segment == 2
        found = clinic.verify()
        assert (found.unbroken, found.lost) == (True, ())
        revokes = [e for e in clinic.log.read_stream(granted.stream) if isinstance(e.event, ConsentRevoked)]
        assert [e.position for e in revokes] == [recorded.first]
        assert not consent.has_consent("p", "doctor", "d", "exams")
        assert consent.has_consent("p", "nurse", "n", "exams"), "nothing was lost, so nothing else ended"


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), lost=st.sets(st.integers(0, 10**6), min_size=1, max_size=4))
def test_nothing_is_permitted_after_a_take_over_that_was_not_before(
    tmp_path_factory: pytest.TempPathFactory, seed: int, lost: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("clinic")
    live_a_little(folder, seed, 25)
    with a_consent(folder) as consent:
        before = _permitted(consent)
        head = consent.clinic.log.head().position
        if head == 0:
            return
        positions = {number % head + 1 for number in lost}
    for position in positions:
        flip_in(folder / LOG, body_of(folder, position))
    with a_consent(folder) as consent:
        assert consent.clinic.repair()
        assert consent.clinic.log.lost == positions
        assert _permitted(consent) <= before
        consent.clinic.settle()
        live = consent.clinic.views.read(dump)
        consent.clinic.views.rebuild()
        assert consent.clinic.views.read(dump) == live
        assert consent.clinic.verify().unbroken


def _permitted(consent: Consent) -> set[tuple[str, str, str, str]]:
    return {
        (patient, kind, number, name)
        for patient in ("p1", "p2")
        for kind, number in ACTORS
        for name in ("exams", "consultations", "conditions", "er_visits", "all")
        if consent.has_consent(patient, kind, number, name)
    }
