"""Everybody in the demonstration can be opened with what its sign-in screen says; no other clinic says anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from consent_desktop.application.accounts import PatientClaim
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.secret_rules import check_password, check_password_of, check_pin, check_pin_of
from consent_desktop.bootstrap import open_clinic, open_demonstration
from consent_desktop.domain.vocabulary import THE_OPERATOR, PersonKind


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    clinic = open_demonstration(tmp_path / "demonstration")
    yield clinic
    clinic.close()


def test_everybody_comes_in_with_what_is_said(clinic: Clinic) -> None:
    said = clinic.demonstration_secrets.said
    assert {kind for kind, _ in said} == set(PersonKind)
    for (kind, number), secret in said.items():
        if kind is PersonKind.PATIENT:
            session = clinic.accounts.sign_in_patient(PatientClaim(number=number), secret)
            check_pin(secret)
            check_pin_of(session.person, secret)
        else:
            session = clinic.accounts.sign_in_staff(number, secret)
            check_password(secret)
            check_password_of(session.person, secret)
        assert clinic.demonstration_secret(session.person) == secret
    assert len(set(said.values())) == len(said)


def test_setting_them_again_changes_nothing_that_somebody_chose(clinic: Clinic) -> None:
    helena = clinic.accounts.sign_in_patient(
        PatientClaim(number="20-4817"), clinic.demonstration_secrets.said[PersonKind.PATIENT, "20-4817"]
    )
    code = clinic.accounts.issue_codes(THE_OPERATOR, helena.person.subject)[0]
    clinic.accounts.choose_pin(PatientClaim(number="20-4817"), code.code, "730482")
    clinic.demonstration_secrets.furnish()
    assert clinic.accounts.sign_in_patient(PatientClaim(number="20-4817"), "730482").acting == helena.acting
    assert clinic.demonstration_secret(helena.person) is None


def test_they_are_no_part_of_the_history_that_is_told(clinic: Clinic) -> None:
    assert "CredentialSet" not in {type(e.event).__name__ for e in clinic.log.read()}


def test_a_demonstration_of_an_earlier_version_gets_them_when_it_is_opened(tmp_path: Path) -> None:
    clinic = open_demonstration(tmp_path / "demonstration")
    with clinic._store.vault.database.writing() as link:
        link.say("DELETE FROM credentials")
    clinic.close()
    clinic = open_demonstration(tmp_path / "demonstration")
    said = clinic.demonstration_secrets.said[PersonKind.NURSE, "71-0001"]
    assert clinic.accounts.sign_in_staff("71-0001", said).person.record_number == "71-0001"
    clinic.close()


def test_no_other_clinic_says_anything(tmp_path: Path) -> None:
    clinic = open_clinic(tmp_path / "clinic", plain=True, facts={"time_zone": "UTC"}, chores=False)
    clinic.register(PersonKind.PATIENT, "20-4817", THE_OPERATOR, name="Helena Duarte")
    clinic.demonstration_secrets.furnish()
    person = clinic.find(THE_OPERATOR, PersonKind.PATIENT, "20-4817")
    assert person is not None
    assert clinic.demonstration_secret(person) is None
    assert not clinic.accounts.in_use()
    clinic.close()
