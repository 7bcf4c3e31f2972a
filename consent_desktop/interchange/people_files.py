"""Reads people from any mixture of files: FHIR R4 as NDJSON, Bundle or single resource, and CSV.

Nothing is kept but the roles of practitioners and what has been seen, so that a file of any length streams through. Pure
of the store: what comes out is dispatched elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.interchange.people_csv import people_of_csv
from consent_desktop.interchange.people_fhir import Roles, to_person
from consent_desktop.interchange.people_json import resources_of
from consent_desktop.interchange.people_lines import lines_of
from consent_desktop.interchange.people_records import BadLine, NotAPerson, PersonRecord, Place

_ROLE: Final = "PractitionerRole"


def read_people(paths: Iterable[Path]) -> Iterator[PersonRecord | BadLine]:
    """Each person of the files once, in the order of the files, and each line that is none with its reason.

    The files are read together: a role in one of them belongs to the practitioner in another. A person who comes twice
    comes out again only where the second time adds something; where the two contradict each other the second is refused,
    since nobody but the clinic knows which is right.
    """
    files = list(paths)
    json_files = {path for path in files if looks_like_json(path)}
    roles = Roles()
    for path in (path for path in files if path in json_files):
        yield from _gather_roles(path, roles)
    seen = _Seen()
    for path in files:
        for item in _people_of_json(path, roles) if path in json_files else people_of_csv(path):
            told = seen.told(item) if isinstance(item, PersonRecord) else item
            if told is not None:
                yield told
    for place in roles.unmet():
        yield BadLine(place, "The role's practitioner is in none of the files; import both files together.")


def looks_like_json(path: Path) -> bool:
    """Whether the file holds JSON: by its name, else by its first character."""
    suffix = path.suffix.casefold()
    if suffix in {".json", ".ndjson", ".jsonl", ".csv", ".tsv"}:
        return suffix not in {".csv", ".tsv"}
    for item in lines_of(path):
        if isinstance(item, BadLine):
            return False
        if item[1].strip():
            return item[1].lstrip()[0] in "{["
    return False


def _gather_roles(path: Path, roles: Roles) -> Iterator[BadLine]:
    """Reads only the roles; what else is wrong with the file comes up when its people are read."""
    for item in resources_of(path, wanted=lambda line: _ROLE in line):
        if isinstance(item, BadLine) or item[1].get("resourceType") != _ROLE:
            continue
        try:
            roles.add(item[1], item[0])
        except NotAPerson as reason:
            yield BadLine(item[0], str(reason))


def _people_of_json(path: Path, roles: Roles) -> Iterator[PersonRecord | BadLine]:
    for item in resources_of(path):
        if isinstance(item, BadLine):
            yield item
            continue
        place, resource = item
        if resource.get("resourceType") == _ROLE:
            continue
        try:
            yield to_person(resource, roles, place)
        except NotAPerson as reason:
            yield BadLine(place, str(reason))


class _Seen:
    """Who came before in this run, so that nobody comes twice."""

    def __init__(self) -> None:
        self._people: dict[tuple[bool, str], PersonRecord] = {}

    def told(self, record: PersonRecord) -> PersonRecord | BadLine | None:
        """The record where it says something new, a bad line where it contradicts, None where it repeats."""
        key = (record.kind is PersonKind.PATIENT, record.record_number)
        before = self._people.get(key)
        if before is None:
            self._people[key] = record
            return record
        same_dates = record.birth_date is None or before.birth_date in {None, record.birth_date}
        same_work = record.specialty is None or before.specialty in {None, record.specialty}
        if (before.kind, before.name) != (record.kind, record.name) or not same_dates or not same_work:
            return BadLine(
                record.place,
                f"The same record number stands {_where(before.place, record.place)} with other particulars.",
            )
        merged = PersonRecord(
            record.kind,
            record.record_number,
            record.name,
            record.birth_date or before.birth_date,
            record.specialty or before.specialty,
            record.place,
        )
        if (merged.birth_date, merged.specialty) == (before.birth_date, before.specialty):
            return None
        self._people[key] = merged
        return merged


def _where(place: Place, seen_from: Place) -> str:
    return f"on line {place.line}" if place.file == seen_from.file else f"in {place.file.name}, line {place.line},"
