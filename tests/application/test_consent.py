"""The article's calls: who may open what, record numbers, and what is refused before anybody is registered."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from consent_desktop import Consent
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.consent import ConsentCalls
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.errors import (
    ConsentAlreadyGranted,
    ConsentNotGranted,
    NotAllowed,
    PersonNotRegistered,
    RequestNotOpen,
    ValidationError,
)
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, PersonKind
from consent_desktop.event_store.errors import StoreClosed, StoreKeyMissing, StoreNotOurs
from consent_desktop.read_models.rows import Outcome, PersonRow
from tests.support.stores import KEY, NOW, a_consent


def test_a_new_store_needs_plain_or_a_key(tmp_path: Path) -> None:
    with pytest.raises(StoreKeyMissing):
        Consent.open(tmp_path / "clinic")
    with Consent.open(tmp_path / "clinic", plain=True) as consent:
        assert consent.consents("p") == []


def test_a_new_store_with_a_key_is_born_with_its_administrator(tmp_path: Path) -> None:
    with pytest.raises(PersonNotRegistered, match="Nothing was made"):
        Consent.open(tmp_path / "clinic", key=KEY, acting="doctor:d")
    with pytest.raises(StoreKeyMissing, match="nothing was made"):
        Consent.open(tmp_path / "clinic", key=KEY)
    assert not (tmp_path / "clinic").exists()
    with Consent.open(tmp_path / "clinic", key=KEY, acting="administrator:1") as consent:
        consent.clinic.register(PersonKind.DOCTOR, "d", consent.acting)
        with pytest.raises(NotAllowed):
            consent.clinic.register(PersonKind.DOCTOR, "e", consent.clinic.acting_as(_doctor(consent)))
    with Consent.open(tmp_path / "clinic", key=KEY, acting="doctor:d") as consent:
        assert consent.acting.role == "doctor"


def _doctor(consent: ConsentCalls) -> PersonRow:
    found = consent.clinic.find(THE_SYSTEM, PersonKind.DOCTOR, "d")
    assert found is not None
    return found


def test_a_closed_store_answers_nothing(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        consent.grant_consent("p", "doctor", "d", "exams")
    for call in (consent.has_consent, consent.grant_consent, consent.check):
        with pytest.raises(StoreClosed):
            call("p", "doctor", "d", "exams")


def test_an_address_of_another_kind_of_database_is_refused() -> None:
    with pytest.raises(StoreNotOurs, match="Nothing was opened"):
        Consent.open("sqlite:///clinic.db", plain=True)


@pytest.mark.parametrize("target", [None, 7, [None], "cids"])
def test_a_target_is_one_record_type_or_several(tmp_path: Path, target: Any) -> None:
    with a_consent(tmp_path) as consent:
        with pytest.raises(ValidationError):
            consent.grant_consent("p", "doctor", "d", target)
        with pytest.raises(ValidationError):
            consent.grant_consent(7, "doctor", "d", "exams")  # type: ignore[arg-type]
        assert consent.clinic.verify().events == 0


def test_a_check_names_the_grant_that_it_rests_on_and_when_it_was_given(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    with a_consent(tmp_path, clock) as consent:
        first = consent.grant_consent("p", "doctor", "d", "exams")
        clock.moment = NOW + timedelta(days=3)
        consent.grant_consent("p", "doctor", "d", "all", until=clock.moment + timedelta(days=1))
        decision = consent.check("p", "doctor", "d", "exams")
        assert decision is not None
        assert (decision.lines[0].position, decision.lines[0].since) == (first.first, NOW)


def test_a_check_of_what_waits_names_the_open_request(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        consent.grant_consent("p", "doctor", "d", "exams")
        consent.revoke_consent("p", "doctor", "d", "exams")
        asked = consent.ask_consent("p", "doctor", "d", "exams")
        decision = consent.check("p", "doctor", "d", "exams")
        assert decision is not None
        assert decision.lines[0].position == asked.first


def test_a_store_with_a_key_needs_somebody_who_acts(tmp_path: Path) -> None:
    clinic = open_clinic(tmp_path, key=KEY)
    for kind, number in ((PersonKind.PATIENT, "p"), (PersonKind.DOCTOR, "d")):
        clinic.register(kind, number, THE_OPERATOR)
    clinic.close()
    with pytest.raises(StoreKeyMissing, match="say who acts"):
        Consent.open(tmp_path, key=KEY)
    with Consent.open(tmp_path, key=KEY, acting="doctor:d") as doctor:
        doctor.ask_consent("p", "doctor", "d", "exams")
        with pytest.raises(NotAllowed):
            doctor.grant_consent("p", "doctor", "d", "exams")
        with pytest.raises(PersonNotRegistered):
            doctor.ask_consent("stranger", "doctor", "d", "exams")
    with Consent.open(tmp_path, key=KEY, acting="patient:p") as patient:
        patient.grant_consent("p", "doctor", "d", "exams")
        assert patient.has_consent("p", "doctor", "d", "exams")


@pytest.mark.parametrize(("acting", "error"), [("doctor:nobody", PersonNotRegistered), ("wizard:1", ValidationError)])
def test_who_acts_is_somebody(tmp_path: Path, acting: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"opened|kind:record number"):
        Consent.open(tmp_path, plain=True, acting=acting)


def test_what_is_done_in_a_plain_store_is_the_operators(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        recorded = consent.grant_consent("p", "doctor", "d", ["exams", "conditions"])
        event = consent.clinic.event(THE_SYSTEM, recorded.first)
        assert event is not None
        assert event.envelope.actor == THE_OPERATOR.id


def test_rows_name_record_numbers_and_leave_out_those_who_see_nothing(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        consent.grant_consent("p", "doctor", "d", "all")
        consent.grant_consent("p", "nurse", "n", "exams")
        consent.ask_consent("p", "nurse", "m", "exams")
        rows = {(r.patient_id, r.entity_name, r.entity_id): list(r.permissions) for r in consent.consents("p")}
        assert rows == {
            ("p", "doctor", "d"): ["all", "exams", "consultations", "conditions", "er_visits"],
            ("p", "nurse", "n"): ["exams"],
        }
        consent.revoke_consent("p", "doctor", "d", "exams")
        consent.grant_consent("p", "doctor", "d", "exams")
        [row] = [r for r in consent.consents("p") if r.entity_id == "d"]
        assert list(row.permissions) == ["exams", "consultations", "conditions", "er_visits"]
        assert consent.has_consent("p", "doctor", "d")


def test_a_grant_runs_out_by_itself_at_the_time_of_the_check(tmp_path: Path) -> None:
    clock = FixedClock(NOW)
    with a_consent(tmp_path, clock) as consent:
        consent.grant_consent("p", "doctor", "d", "exams", until=NOW + timedelta(hours=1))
        assert consent.has_consent("p", "doctor", "d", "exams")
        clock.moment = NOW + timedelta(hours=1)
        assert consent.now() == clock.moment
        assert not consent.has_consent("p", "doctor", "d", "exams")
        decision = consent.check("p", "doctor", "d", "exams")
        assert decision is not None
        assert decision.outcome is Outcome.DENY
        assert decision.lines[0].position is not None
        assert consent.consents("p") == []


def test_what_is_refused_registers_nobody(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        with pytest.raises(ConsentNotGranted):
            consent.revoke_consent("p", "doctor", "d", "exams")
        with pytest.raises(RequestNotOpen):
            consent.decline_request("p", "doctor", "d", "all")
        with pytest.raises(ValidationError):
            consent.ask_consent("p", "doctor", "d", "exams", until=datetime(2001, 1, 1, tzinfo=UTC))
        for bad in (("p", "wizard", "d"), ("", "doctor", "d"), ("p", "doctor", "x" * 129), ("p", "patient", "p")):
            with pytest.raises(ValidationError):
                consent.grant_consent(*bad, "exams")
        with pytest.raises(ValidationError):
            consent.has_consent("p", "doctor", "d", "cids")
        assert not consent.has_consent("p", "doctor", "d", "exams")
        assert consent.check("p", "doctor", "d") is None
        assert consent.clinic.verify().events == 0


def test_one_number_may_be_a_doctors_and_a_patients(tmp_path: Path) -> None:
    with a_consent(tmp_path) as consent:
        consent.grant_consent("1", "doctor", "1", "exams")
        consent.grant_consent("1", "nurse", "1", "conditions")
        assert {(r.entity_name, r.permissions) for r in consent.consents("1")} == {
            ("doctor", ("exams",)),
            ("nurse", ("conditions",)),
        }


def test_a_second_program_sees_what_the_first_recorded(tmp_path: Path) -> None:
    with a_consent(tmp_path) as one, a_consent(tmp_path) as two:
        one.grant_consent("p", "doctor", "d", "exams")
        assert two.has_consent("p", "doctor", "d", "exams")
        with pytest.raises(ConsentAlreadyGranted):
            two.grant_consent("p", "doctor", "d", "exams")
        two.revoke_consent("p", "doctor", "d", "exams")
        assert not one.has_consent("p", "doctor", "d", "exams")
