"""Whom somebody means who gives a full name and a birth date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from consent_desktop.application.clinic import Clinic
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_OPERATOR, PersonKind
from consent_desktop.read_models.at_the_door import patients_named

BORN = date(1954, 4, 21)
PEOPLE = [
    (PersonKind.PATIENT, "20-1", "In\u00eas de S\u00e1 Carvalho", BORN),
    (PersonKind.PATIENT, "20-2", "Ines de Sa Carvalho", date(1954, 4, 22)),
    (PersonKind.PATIENT, "20-3", "In\u00eas Carvalho", BORN),
    (PersonKind.NURSE, "71-1", "In\u00eas de S\u00e1 Carvalho", BORN),
    (PersonKind.PATIENT, "20-4", None, BORN),
]


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    clinic = open_clinic(tmp_path / "clinic", plain=True, facts={"time_zone": "UTC"}, chores=False)
    for kind, number, name, born in PEOPLE:
        clinic.register(kind, number, THE_OPERATOR, name=name, birth_date=born)
    yield clinic
    clinic.close()


@pytest.mark.parametrize(
    ("name", "born", "found"),
    [
        ("In\u00eas de S\u00e1 Carvalho", BORN, ["20-1"]),
        ("  ines  DE sa carvalho ", BORN, ["20-1"]),
        ("Ines de Sa Carvalho", date(1954, 4, 22), ["20-2"]),
        ("In\u00eas", BORN, []),
        ("In\u00eas de S\u00e1 Carvalho", date(1955, 4, 21), []),
        ("%", BORN, []),
        ("20-4", BORN, ["20-4"]),
    ],
)
def test_only_the_whole_name_and_the_day_find_somebody(clinic: Clinic, name: str, born: date, found: list[str]) -> None:
    subjects = clinic.views.read(patients_named, name, born)
    assert subjects == [clinic.subject_of(PersonKind.PATIENT, number) for number in found]
