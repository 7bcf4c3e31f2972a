"""Made-up people in the forms of the files that they come in."""

import json
from pathlib import Path
from typing import Any

from consent_desktop.interchange.people_files import read_people
from consent_desktop.interchange.people_records import BadLine, PersonRecord

MR = {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v2-0203", "code": "MR"}]}
NPI = "http://hl7.org/fhir/sid/us-npi"


def patient(number: str = "P1", **changes: Any) -> dict[str, Any]:
    """A Patient resource; changes replace fields, None removes one."""
    resource: dict[str, Any] = {
        "resourceType": "Patient",
        "id": f"id-{number}",
        "identifier": [{"value": "other"}, {"type": MR, "value": number}],
        "name": [{"use": "official", "family": "Okafor", "given": ["Ada", "Ngozi"]}],
        "birthDate": "1970-02-03",
        **changes,
    }
    return {name: value for name, value in resource.items() if value is not None}


def practitioner(number: str = "1234567893", **changes: Any) -> dict[str, Any]:
    """A Practitioner resource known by its NPI."""
    resource: dict[str, Any] = {
        "resourceType": "Practitioner",
        "id": f"id-{number}",
        "identifier": [{"system": NPI, "value": number}],
        "name": [{"family": "Brandt", "given": ["Lena"], "prefix": ["Dr."]}],
        **changes,
    }
    return {name: value for name, value in resource.items() if value is not None}


def role(reference: dict[str, Any], code: str = "208D00000X", words: str = "General Practice") -> dict[str, Any]:
    """A PractitionerRole of the referenced practitioner."""
    concept = {"coding": [{"system": "http://nucc.org/provider-taxonomy", "code": code, "display": words}]}
    return {"resourceType": "PractitionerRole", "practitioner": reference, "specialty": [concept]}


def written(path: Path, *resources: dict[str, Any]) -> Path:
    """The resources in a file, one a line."""
    path.write_text("".join(json.dumps(resource) + "\n" for resource in resources), encoding="utf-8")
    return path


def read(*paths: Path) -> tuple[list[PersonRecord], list[BadLine]]:
    """The people and the bad lines of the files."""
    told = list(read_people(paths))
    return [item for item in told if isinstance(item, PersonRecord)], [i for i in told if isinstance(i, BadLine)]


def reasons(bad: list[BadLine]) -> list[tuple[int, str]]:
    """Line and reason of each bad line."""
    return [(item.place.line, item.reason) for item in bad]
