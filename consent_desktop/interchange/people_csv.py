"""Reads people from CSV: the heading says which column is what, each later line is one person."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.interchange.nursing import TAXONOMY, says_nurse
from consent_desktop.interchange.people_lines import lines_of
from consent_desktop.interchange.people_records import (
    BadLine,
    NotAPerson,
    PersonRecord,
    Place,
    birth_date_of,
    clean,
    person_name,
    record_number,
    shortened,
    specialty_of,
)

MAX_LINES_OF_A_FIELD: Final = 20
"""Lines that one quoted field may go over; more, and the quotation mark is taken for one that nobody closed."""

# What a column may be called, spelled without case, blanks and punctuation.
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "mrn": ("mrn", "recordnumber", "medicalrecordnumber", "patientid", "patientnumber"),
    "npi": ("npi", "practitionerid", "providerid", "staffnumber", "licence", "license"),
    "id": ("id", "identifier", "number"),
    "name": ("name", "fullname", "displayname"),
    "prefix": ("prefix", "title"),
    "given": ("given", "givenname", "givennames", "firstname", "first"),
    "family": ("family", "familyname", "lastname", "surname", "last"),
    "birth_date": ("birthdate", "dateofbirth", "dob", "born"),
    "specialty": ("specialty", "speciality", "taxonomy"),
    "kind": ("kind", "role", "type", "profession"),
}
_KINDS: Final = {
    "patient": PersonKind.PATIENT,
    "doctor": PersonKind.DOCTOR,
    "physician": PersonKind.DOCTOR,
    "practitioner": PersonKind.DOCTOR,
    "nurse": PersonKind.NURSE,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """What the first line says: the separator, how many columns there are, and which one is what."""

    separator: str
    width: int
    columns: Mapping[str, int]

    def row(self, fields: list[str]) -> dict[str, str]:
        """The fields by what they are; a column that the heading lacks is empty."""
        return {what: fields[at].strip() for what, at in self.columns.items()}


def people_of_csv(path: Path) -> Iterator[PersonRecord | BadLine]:
    """Each person with their place; without a heading that can be used there is one `BadLine` and no more."""
    lines = lines_of(path)
    heading: Heading | None = None
    pending: deque[tuple[int, str] | BadLine] = deque()
    while (item := pending.popleft() if pending else next(lines, None)) is not None:
        if isinstance(item, BadLine):
            yield item
            continue
        number, text = item
        if not text.strip():
            continue
        if heading is None:
            try:
                heading = heading_of(text)
            except NotAPerson as reason:
                yield BadLine(Place(path, number), str(reason))
                return
            continue
        whole = _whole_record(text, lines, pending)
        yield _person(heading, whole, Place(path, number))


def heading_of(line: str) -> Heading:
    """The heading that the line is, or `NotAPerson` with what it lacks."""
    separator = max(",;\t|", key=line.count)
    names = ["".join(c for c in name.casefold() if c.isalnum()) for name in _fields(line, separator)]
    columns = {
        what: next(names.index(known) for known in spellings if known in names)
        for what, spellings in COLUMNS.items()
        if any(known in names for known in spellings)
    }
    if not columns.keys() & {"mrn", "npi", "id"}:
        raise NotAPerson("The heading names no column with the record number: id, mrn, npi or record_number.")
    if not columns.keys() & {"name", "family", "given"}:
        raise NotAPerson("The heading names no column with the name: name, or given and family.")
    if not columns.keys() & {"kind", "npi", "mrn", "birth_date"}:
        raise NotAPerson("The heading does not tell patients from doctors and nurses: add a column kind.")
    return Heading(separator, len(names), columns)


def _whole_record(
    text: str, lines: Iterator[tuple[int, str] | BadLine], pending: deque[tuple[int, str] | BadLine]
) -> str:
    """The line with those below it that an open quotation mark takes in; what it must not take goes to `pending`."""
    taken: list[tuple[int, str] | BadLine] = []
    whole = text
    while whole.count('"') % 2 and len(taken) < MAX_LINES_OF_A_FIELD:
        item = pending.popleft() if pending else next(lines, None)
        if item is None:
            break
        taken.append(item)
        if isinstance(item, BadLine):
            break
        whole += "\n" + item[1]
    if whole.count('"') % 2:
        pending.extendleft(reversed(taken))
        return text
    return whole


def _fields(text: str, separator: str) -> list[str]:
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=separator, strict=True))
    except csv.Error:
        raise NotAPerson("A quotation mark in it is never closed, or closed in the middle of a field.") from None
    if len(rows) != 1:
        raise NotAPerson("It is more than one line in one.")
    return rows[0]


def _person(heading: Heading, text: str, place: Place) -> PersonRecord | BadLine:
    try:
        fields = _fields(text, heading.separator)
        if len(fields) != heading.width:
            raise NotAPerson(f"It has {len(fields)} fields, and the heading has {heading.width}.")
        row = heading.row(fields)
        kind = _kind(row)
        parts = [row.get("prefix", ""), row.get("given", ""), row.get("family", "")]
        own_number = row.get("mrn" if kind is PersonKind.PATIENT else "npi", "")
        specialty = None if kind is PersonKind.PATIENT else specialty_of(row.get("specialty"))
        return PersonRecord(
            kind,
            record_number(own_number or row.get("id", "") or row.get("mrn", "") or row.get("npi", "")),
            person_name(row.get("name") or " ".join(part for part in parts if part)),
            birth_date_of(row.get("birth_date")),
            specialty,
            place,
        )
    except NotAPerson as reason:
        return BadLine(place, str(reason))


def _kind(row: Mapping[str, str]) -> PersonKind:
    """Who the line is about: what its kind column says, else a professional where there is a column for an NPI."""
    said = clean(row.get("kind", "")).casefold()
    specialty = row.get("specialty", "")
    nursing = says_nurse(specialty) or specialty.startswith(TAXONOMY)
    if said:
        if says_nurse(said):
            return PersonKind.NURSE
        if said not in _KINDS:
            raise NotAPerson(f"Its kind {shortened(said)} is none of patient, doctor and nurse.")
        return PersonKind.NURSE if nursing and said == "practitioner" else _KINDS[said]
    if "npi" in row:
        return PersonKind.NURSE if nursing else PersonKind.DOCTOR
    if "kind" in row:
        raise NotAPerson("It does not say whether this is a patient, a doctor or a nurse.")
    return PersonKind.PATIENT
