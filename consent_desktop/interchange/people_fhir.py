"""Turns FHIR R4 resources into persons: Patient, Practitioner, and PractitionerRole joined to its practitioner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pydantic

from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.interchange.nursing import is_nursing
from consent_desktop.interchange.people_records import (
    NotAPerson,
    PersonRecord,
    Place,
    birth_date_of,
    person_name,
    record_number,
    shortened,
    specialty_of,
)
from consent_desktop.interchange.people_resources import (
    ANIMAL,
    MEDICAL_RECORD,
    NPI_SYSTEM,
    SOCIAL_SECURITY,
    HumanName,
    Identifier,
    Individual,
    Patient,
    Practitioner,
    PractitionerRole,
    Shape,
)

_ShapeT = TypeVar("_ShapeT", bound=Shape)


@dataclass(slots=True)
class Role:
    """What the roles of one practitioner say, all together."""

    nurse: bool = False
    specialty: str | None = None
    place: Place | None = None


@dataclass(slots=True)
class Roles:
    """The roles that were found, by each key under which their practitioner may be known."""

    by_key: dict[str, Role] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def add(self, resource: Mapping[str, Any], place: Place) -> None:
        """Remembers a PractitionerRole; one that names no practitioner is refused."""
        shape = parsed(PractitionerRole, resource)
        key = _pointed_at(shape)
        if key is None:
            raise NotAPerson("The role names no practitioner.")
        if shape.active is False:
            return
        role = self.by_key.setdefault(key, Role(place=place))
        role.nurse = role.nurse or is_nursing([*shape.code, *shape.specialty])
        for concept in [*shape.specialty, *shape.code]:
            role.specialty = role.specialty or specialty_of(concept.words)

    def of(self, practitioner: Practitioner) -> list[Role]:
        """The roles of a practitioner, found by id or by NPI."""
        npi = _npi(practitioner.identifier)
        keys = [f"id:{practitioner.id}" if practitioner.id else "", f"npi:{npi}" if npi else ""]
        self.met.update(key for key in keys if key in self.by_key)
        return [self.by_key[key] for key in keys if key in self.by_key]

    def unmet(self) -> list[Place]:
        """The places of the roles whose practitioner never came."""
        return [role.place for key, role in self.by_key.items() if key not in self.met and role.place is not None]


def parsed(kind: type[_ShapeT], resource: Mapping[str, Any]) -> _ShapeT:
    """The resource in its shape; what has another form is refused by the name of the field."""
    try:
        return kind.model_validate(dict(resource))
    except pydantic.ValidationError as error:
        where = ".".join(str(step) for step in error.errors(include_url=False)[0]["loc"])
        raise NotAPerson(f"The field {where} does not have the form that FHIR R4 gives it.") from None


def to_person(resource: Mapping[str, Any], roles: Roles, place: Place) -> PersonRecord:
    """The person that a Patient or Practitioner tells of, or `NotAPerson` with the reason."""
    kind = resource.get("resourceType")
    if kind == "Patient":
        return _patient(parsed(Patient, resource), resource, place)
    if kind == "Practitioner":
        return _professional(parsed(Practitioner, resource), roles, place)
    called = shortened(kind) if isinstance(kind, str) else "something without a resourceType"
    raise NotAPerson(f"It is {called}; only Patient, Practitioner and PractitionerRole are imported.")


def _patient(shape: Patient, resource: Mapping[str, Any], place: Place) -> PersonRecord:
    if "animal" in resource or any(extension.url == ANIMAL for extension in shape.extension):
        raise NotAPerson("The patient is an animal, and an animal's records have no consent of its own.")
    if any(link.type == "replaced-by" for link in shape.link):
        raise NotAPerson("The record was replaced by another one of the same patient.")
    _refuse_inactive(shape)
    number = _first_value(shape.identifier, MEDICAL_RECORD) or _other_value(shape.identifier) or shape.id or ""
    return PersonRecord(
        PersonKind.PATIENT, record_number(number), _name(shape), birth_date_of(shape.birth_date), None, place
    )


def _professional(shape: Practitioner, roles: Roles, place: Place) -> PersonRecord:
    _refuse_inactive(shape)
    own = roles.of(shape)
    nurse = any(role.nurse for role in own) or is_nursing(q.code for q in shape.qualification if q.code is not None)
    number = _npi(shape.identifier) or shape.id or _other_value(shape.identifier) or ""
    return PersonRecord(
        PersonKind.NURSE if nurse else PersonKind.DOCTOR,
        record_number(number),
        _name(shape),
        birth_date_of(shape.birth_date),
        next((role.specialty for role in own if role.specialty), None),
        place,
    )


def _refuse_inactive(shape: Individual) -> None:
    if shape.active is False:
        raise NotAPerson("The record is marked as no longer in use.")


def _name(shape: Individual) -> str:
    """The name in use today: the official one, else the usual one, else the first that is not a former one."""

    def rank(name: HumanName) -> int:
        order = {"official": 0, "usual": 1, None: 2, "temp": 3, "nickname": 4, "anonymous": 5}
        return order.get(name.use, 6)

    named = [name for name in sorted(shape.name, key=rank) if name.whole.strip()]
    return person_name(named[0].whole if named else "")


def _first_value(identifiers: list[Identifier], code: str) -> str | None:
    current = [item for item in identifiers if item.use != "old" and (item.value or "").strip()]
    return next((item.value for item in current if item.is_of_type(code)), None)


def _other_value(identifiers: list[Identifier]) -> str | None:
    """The first identifier in use that is no social security number, which has no business on a screen of the desk."""
    current = [item for item in identifiers if item.use != "old" and (item.value or "").strip()]
    return next((item.value for item in current if not item.is_of_type(SOCIAL_SECURITY)), None)


def _npi(identifiers: list[Identifier]) -> str | None:
    """The National Provider Identifier, by its system or its type."""
    by_system = (item.value for item in identifiers if item.system == NPI_SYSTEM and (item.value or "").strip())
    return next(by_system, None) or _first_value(identifiers, "NPI")


def _pointed_at(role: PractitionerRole) -> str | None:
    """The key of the practitioner that a role points at: by NPI, by a search for one, or by id."""
    target = role.practitioner
    if target is None:
        return None
    if target.identifier is not None and (npi := _npi([target.identifier]) or target.identifier.value):
        return f"npi:{npi}"
    reference = (target.reference or "").strip()
    if "?identifier=" in reference:
        return f"npi:{reference.rsplit('|', 1)[-1]}"
    # Practitioner/x, https://server/fhir/Practitioner/x/_history/2, urn:uuid:x
    own = reference.split("/_history/", 1)[0].removeprefix("urn:uuid:").rstrip("/").rsplit("/", 1)[-1]
    return f"id:{own}" if own else None
