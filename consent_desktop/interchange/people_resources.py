"""The shapes of FHIR R4 that a person is read from: only the fields that are used, each checked when it comes in."""

from __future__ import annotations

from typing import Final

from pydantic import BaseModel, ConfigDict, Field

MEDICAL_RECORD: Final = "MR"
SOCIAL_SECURITY: Final = "SS"
NPI_SYSTEM: Final = "http://hl7.org/fhir/sid/us-npi"
ANIMAL: Final = "http://hl7.org/fhir/StructureDefinition/patient-animal"


class Shape(BaseModel):
    """Base of the shapes: takes what it knows and leaves the rest of the resource alone."""

    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Coding(Shape):
    """A code of a code system."""

    system: str | None = None
    code: str | None = None
    display: str | None = None


class Concept(Shape):
    """A CodeableConcept: the same thing in several code systems, and in words."""

    coding: list[Coding] = []
    text: str | None = None

    @property
    def words(self) -> str | None:
        """How a person would call it."""
        return self.text or next((coding.display for coding in self.coding if coding.display), None)


class Identifier(Shape):
    """A number that somebody gave to a person."""

    use: str | None = None
    type: Concept | None = None
    system: str | None = None
    value: str | None = None

    def is_of_type(self, code: str) -> bool:
        """Whether the identifier's type carries the code of v2-0203."""
        return self.type is not None and any(coding.code == code for coding in self.type.coding)


class HumanName(Shape):
    """A name in its parts, or whole as `text`. Parts may be null in FHIR's JSON."""

    use: str | None = None
    text: str | None = None
    family: str | None = None
    given: list[str | None] = []
    prefix: list[str | None] = []

    @property
    def whole(self) -> str:
        """The name as it is written: the given text, or the parts in the order in which they are spoken."""
        parts = [*self.prefix, *self.given, self.family]
        return " ".join(part for part in parts if part) or self.text or ""


class Extension(Shape):
    """An extension, known by its address."""

    url: str | None = None


class Link(Shape):
    """A link from one record of a patient to another of the same person."""

    type: str | None = None


class Qualification(Shape):
    """A degree or a licence."""

    code: Concept | None = None


class Reference(Shape):
    """A pointer to another resource, by address or by an identifier of it."""

    reference: str | None = None
    identifier: Identifier | None = None


class Individual(Shape):
    """What a Patient and a Practitioner have in common."""

    id: str | None = None
    active: bool | None = None
    identifier: list[Identifier] = []
    name: list[HumanName] = []
    birth_date: str | None = Field(None, alias="birthDate")
    extension: list[Extension] = []


class Patient(Individual):
    """A FHIR Patient."""

    link: list[Link] = []


class Practitioner(Individual):
    """A FHIR Practitioner."""

    qualification: list[Qualification] = []


class PractitionerRole(Shape):
    """A FHIR PractitionerRole: what a practitioner does, and where."""

    id: str | None = None
    active: bool | None = None
    practitioner: Reference | None = None
    code: list[Concept] = []
    specialty: list[Concept] = []
