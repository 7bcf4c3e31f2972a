"""Looking at files of people and bringing them in, as work for the background."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.interchange.people_export import write_people
from consent_desktop.interchange.people_files import read_people
from consent_desktop.interchange.people_import import ImportProgress, ImportSummary, import_people
from consent_desktop.interchange.people_records import BadLine, PersonRecord
from consent_desktop.read_models import directory
from consent_desktop.read_models.directory import DirectoryQuery
from consent_desktop.read_models.rows import PersonRow

STEP = 500


@dataclass(frozen=True, slots=True)
class Alike:
    """Somebody new in the file who has name and birthday of somebody in the register: perhaps the same person."""

    record: PersonRecord
    known: PersonRow


@dataclass(frozen=True, slots=True)
class Looked:
    """What the files hold. Who is `alike` is left out until somebody has looked."""

    files: tuple[Path, ...]
    summary: ImportSummary
    alike: tuple[Alike, ...]

    @property
    def count(self) -> int:
        """People whom the import would enter or correct."""
        return self.summary.new + self.summary.changed


def look(clinic: Clinic, acting: Acting, files: Sequence[Path]) -> Looked:
    """Compare with the register; nothing is written."""
    alike = tuple(_alike(clinic, acting, files))
    summary = import_people(clinic, _without(files, alike), acting=acting)
    return Looked(tuple(files), summary, alike)


def bring_in(clinic: Clinic, acting: Acting, looked: Looked, progress: ImportProgress | None = None) -> ImportSummary:
    """Enter and correct them, without those who need a look and without lines that are no person."""
    records = _without(looked.files, looked.alike)
    return import_people(clinic, records, acting=acting, apply=True, skip_bad=True, progress=progress)


def _alike(clinic: Clinic, acting: Acting, files: Sequence[Path]) -> Iterator[Alike]:
    clinic.catch_up()
    for record in read_people(files):
        if isinstance(record, BadLine) or record.birth_date is None:
            continue
        found = clinic.ask(acting, directory.namesakes, record.kind, record.name, record.birth_date)
        somebody_else = found and all(person.record_number != record.record_number for person in found)
        if somebody_else and clinic.find(acting, record.kind, record.record_number) is None:
            yield Alike(record, found[0])


def _without(files: Sequence[Path], alike: Sequence[Alike]) -> Iterator[PersonRecord | BadLine]:
    left_out = {(one.record.kind, one.record.record_number) for one in alike}
    for item in read_people(files):
        if isinstance(item, BadLine) or (item.kind, item.record_number) not in left_out:
            yield item


def export(clinic: Clinic, acting: Acting, query: DirectoryQuery, path: Path) -> int:
    """Write those who match to the file; gives how many they are."""
    now = clinic.now()
    subjects = clinic.ask(acting, directory.subjects, query, now)

    def people() -> Iterator[PersonRow]:
        for start in range(0, len(subjects), STEP):
            for row in clinic.ask(acting, directory.rows, subjects[start : start + STEP], now):
                yield row.person

    return write_people(path, people())
