"""FHIR resources become the people that a clinic would recognise."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from consent_desktop.domain.vocabulary import PersonKind
from tests.interchange.people import NPI, patient, practitioner, read, reasons, role, written


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.ndjson"


def test_a_patient_is_known_by_the_medical_record_number(file: Path) -> None:
    [one], bad = read(written(file, patient("P1")))
    assert bad == []
    assert (one.kind, one.record_number, one.name) == (PersonKind.PATIENT, "P1", "Ada Ngozi Okafor")
    assert (one.birth_date, one.specialty, one.place.line) == (date(1970, 2, 3), None, 1)


@pytest.mark.parametrize(
    ("identifiers", "number"),
    [
        ([{"value": "first"}, {"value": "second"}], "first"),
        ([{"use": "old", "value": "former"}, {"value": "now"}], "now"),
        ([{"type": {"coding": [{"code": "SS"}]}, "value": "999-81-5679"}], "id-P1"),
        ([{"system": "x"}], "id-P1"),
        ([], "id-P1"),
    ],
)
def test_without_one_by_the_first_identifier_and_then_the_id(
    file: Path, identifiers: list[dict[str, Any]], number: str
) -> None:
    [one], _ = read(written(file, patient("P1", identifier=identifiers)))
    assert one.record_number == number


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": None}, "It has no name."),
        ({"name": [{"family": "  "}]}, "It has no name."),
        ({"identifier": None, "id": None}, "It has no record number."),
        ({"identifier": [{"value": "9" * 129}]}, "Its record number is longer than 128 characters."),
        ({"name": [{"family": "x" * 201}]}, "Its name is longer than 200 characters."),
        ({"birthDate": "1970-13-03"}, 'Its birth date "1970-13-03" is no day; write it like 1990-12-31.'),
        ({"birthDate": "3/2/1970"}, 'Its birth date "3/2/1970" is no day; write it like 1990-12-31.'),
        ({"birthDate": 1970}, "The field birthDate does not have the form that FHIR R4 gives it."),
        ({"name": [{"given": "Ada"}]}, "The field name.0.given does not have the form that FHIR R4 gives it."),
        ({"active": False}, "The record is marked as no longer in use."),
        ({"link": [{"type": "replaced-by"}]}, "The record was replaced by another one of the same patient."),
        (
            {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/patient-animal"}]},
            "The patient is an animal, and an animal's records have no consent of its own.",
        ),
        (
            {"resourceType": "Encounter"},
            'It is "Encounter"; only Patient, Practitioner and PractitionerRole are imported.',
        ),
        (
            {"resourceType": None},
            "It is something without a resourceType; only Patient, Practitioner and PractitionerRole are imported.",
        ),
    ],
)
def test_what_is_no_person_is_refused_with_the_reason(file: Path, changes: dict[str, Any], reason: str) -> None:
    people, bad = read(written(file, patient("P0"), patient("P1", **changes)))
    assert [one.record_number for one in people] == ["P0"]
    assert reasons(bad) == [(2, reason)]


def test_half_a_character_is_refused(file: Path) -> None:
    file.write_text('{"resourceType":"Patient","id":"a","name":[{"text":"\\ud800"}]}\n', encoding="utf-8")
    people, bad = read(file)
    assert people == []
    assert [line for line, _ in reasons(bad)] == [1]


@pytest.mark.parametrize(("given", "known"), [("1970", None), ("1970-02", None), ("1970-02-03", date(1970, 2, 3))])
def test_a_birth_date_is_a_day_or_unknown(file: Path, given: str, known: date | None) -> None:
    [one], _ = read(written(file, patient(birthDate=given)))
    assert one.birth_date == known


def test_the_dead_stay_in_the_register(file: Path) -> None:
    [one], _ = read(written(file, patient(deceasedDateTime="1951-02-20T08:15:54-05:00")))
    assert one.record_number == "P1"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        ([{"use": "maiden", "family": "Windsor"}, {"use": "official", "family": "Chalmers"}], "Chalmers"),
        ([{"use": "old", "family": "Former"}, {"family": "Now"}], "Now"),
        ([{"text": "张无忌"}], "张无忌"),
        ([{"family": "Brandt", "given": [None, "Lena"]}], "Lena Brandt"),
        ([{"family": "Bergstrom287", "given": ["Randy380"]}], "Randy Bergstrom"),
        ([{"family": "Smith", "given": ["Baby1"]}], "Baby1 Smith"),
        ([{"family": "Bra\u202endt", "given": ["Le\tna"]}], "Le na Brandt"),
    ],
)
def test_the_name_is_the_one_in_use_as_it_is_spoken(file: Path, names: list[dict[str, Any]], shown: str) -> None:
    [one], _ = read(written(file, patient(name=names)))
    assert one.name == shown


def test_a_practitioner_is_a_doctor_known_by_npi(file: Path) -> None:
    [one], _ = read(written(file, practitioner()))
    assert (one.kind, one.record_number, one.name) == (PersonKind.DOCTOR, "1234567893", "Dr. Lena Brandt")


def test_without_an_npi_the_id_counts(file: Path) -> None:
    [one], _ = read(written(file, practitioner(identifier=[{"system": "x", "value": "shared"}])))
    assert one.record_number == "id-1234567893"


@pytest.mark.parametrize(
    "reference",
    [
        {"reference": "Practitioner/id-1234567893"},
        {"reference": "https://clinic.example/fhir/Practitioner/id-1234567893/_history/2"},
        {"reference": "urn:uuid:id-1234567893"},
        {"identifier": {"system": NPI, "value": "1234567893"}},
        {"reference": f"Practitioner?identifier={NPI}|1234567893"},
    ],
)
@pytest.mark.parametrize("role_first", [True, False])
def test_a_role_reaches_its_practitioner_from_another_file(
    tmp_path: Path, reference: dict[str, Any], role_first: bool
) -> None:
    roles = written(tmp_path / "roles.ndjson", role(reference, "163WP0200X", "Registered Nurse, Pediatrics"))
    people = written(tmp_path / "people.ndjson", practitioner())
    [one], bad = read(roles, people) if role_first else read(people, roles)
    assert bad == []
    assert (one.kind, one.specialty) == (PersonKind.NURSE, "Registered Nurse, Pediatrics")


def test_a_role_without_its_practitioner_is_told(file: Path) -> None:
    people, bad = read(
        written(file, role({"reference": "Practitioner/nobody"}), role({}), {"resourceType": "PractitionerRole"})
    )
    assert people == []
    assert reasons(bad) == [
        (2, "The role names no practitioner."),
        (3, "The role names no practitioner."),
        (1, "The role's practitioner is in none of the files; import both files together."),
    ]


def test_a_role_that_ended_says_nothing(file: Path) -> None:
    ended = role({"reference": "Practitioner/id-1234567893"}, "163W00000X", "Registered Nurse") | {"active": False}
    [one], bad = read(written(file, practitioner(), ended))
    assert (one.kind, one.specialty, bad) == (PersonKind.DOCTOR, None, [])


@pytest.mark.parametrize(
    ("concept", "kind"),
    [
        ({"coding": [{"code": "363LF0000X"}]}, PersonKind.NURSE),
        ({"coding": [{"code": "364SP0808X"}]}, PersonKind.NURSE),
        ({"coding": [{"code": "RN"}]}, PersonKind.NURSE),
        ({"coding": [{"display": "Renal nurse"}]}, PersonKind.NURSE),
        ({"text": "Infirmière"}, PersonKind.NURSE),
        ({"text": "Physician, nursing home"}, PersonKind.DOCTOR),
        ({"text": "Pulmonologist"}, PersonKind.DOCTOR),
    ],
)
def test_a_degree_tells_a_nurse(file: Path, concept: dict[str, Any], kind: PersonKind) -> None:
    [one], _ = read(written(file, practitioner(qualification=[{"code": concept}, {}])))
    assert one.kind is kind
