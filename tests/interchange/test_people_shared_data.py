"""Real exports that nobody in this project wrote."""

from collections import Counter
from pathlib import Path

from tests.interchange.people import read


def test_synthea_as_fhir_and_as_csv_tells_of_the_same_people(shared_data: Path) -> None:
    folder = shared_data / "patients-synthea"
    kinds = ("Patient", "Practitioner", "PractitionerRole")
    fhir, bad = read(*(folder / f"synthea-100-{kind}.ndjson" for kind in kinds))
    assert bad == []
    assert Counter(one.kind.value for one in fhir) == {"patient": 120, "doctor": 271}
    csv, bad = read(folder / "patients-100.csv", folder / "practitioners-100.csv")
    assert bad == []
    assert {(p.record_number, p.name, p.birth_date) for p in csv} == {
        (p.record_number, p.name, p.birth_date) for p in fhir
    }
    assert not any(character.isdigit() for one in fhir for character in one.name)


def test_hl7s_examples_are_people_or_have_a_reason(shared_data: Path) -> None:
    people, bad = read(*sorted((shared_data / "fhir-people-hl7").glob("*.json")))
    assert Counter(one.kind.value for one in people) == {"patient": 252, "doctor": 72, "nurse": 1}
    assert any("animal" in line.reason for line in bad)
    assert len(bad) == 10
