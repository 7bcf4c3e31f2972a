"""The rows of "My patients": what stands between me and one patient, put into words off the GUI thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import dates, states
from consent_desktop.desktop.words.people import isolated, name_of
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.people import folded
from consent_desktop.read_models.rows import CellState, MatrixRow, PersonRow

translate = QCoreApplication.translate

SOON: Final = timedelta(days=14)


class Group(StrEnum):
    """The filters above the table."""

    ALL = "all"
    CAN_SEE = "can_see"
    WAITING = "waiting"
    ENDING = "ending"
    NO_ACCESS = "no_access"


@dataclass(frozen=True, slots=True)
class CellLine:
    """One cell: its state, its word, and whether an open request waits behind it."""

    state: CellState
    word: str
    asked: bool


@dataclass(frozen=True, slots=True)
class PatientLine:
    """One row of the table."""

    person: PersonRow
    name: str
    number: str
    cells: tuple[CellLine, ...]
    until: str
    ends_soon: bool
    groups: frozenset[Group]
    spoken: str
    found_by: str
    """Folded name, for searching."""


def lines_of(rows: Iterable[MatrixRow], at: datetime, zone: ZoneInfo) -> list[PatientLine]:
    """The rows in the order given."""
    return [_line(row, at, zone) for row in rows]


def _line(row: MatrixRow, at: datetime, zone: ZoneInfo) -> PatientLine:
    cells = tuple(_cell(row, kind) for kind in row.cells)
    permitted = [cell for cell in row.cells.values() if cell.state is CellState.CAN_SEE]
    ends = [cell.until for cell in permitted if cell.until is not None]
    first = min(ends, default=None)
    soon = first is not None and first - at <= SOON
    until = dates.end_of(first, zone) if permitted else ""
    groups = {Group.ALL, Group.CAN_SEE if permitted else Group.NO_ACCESS}
    if row.asked:
        groups.add(Group.WAITING)
    if soon:
        groups.add(Group.ENDING)
    name = name_of(row.other)
    return PatientLine(row.other, name, row.other.record_number, cells, until, soon, frozenset(groups),
                       _spoken(name, row.other.record_number, cells, until), folded(name))  # fmt: skip


def _cell(row: MatrixRow, kind: RecordType) -> CellLine:
    cell = row.cells[kind]
    badge = cell.state is CellState.CAN_SEE and cell.asked
    return CellLine(cell.state, states.staff_word(cell.state), badge)


def _spoken(name: str, number: str, cells: tuple[CellLine, ...], until: str) -> str:
    words = {
        "name": name, "number": isolated(number), "exams": cells[0].word, "consultations": cells[1].word,
        "conditions": cells[2].word, "er_visits": cells[3].word, "until": until,
    }  # fmt: skip
    if not until:
        return translate(
            "patients",
            "{name}, record number {number}. Exams: {exams}. Consultations: {consultations}. "
            "Conditions: {conditions}. ER visits: {er_visits}.",
        ).format(**words)
    return translate(
        "patients",
        "{name}, record number {number}. Exams: {exams}. Consultations: {consultations}. "
        "Conditions: {conditions}. ER visits: {er_visits}. First end: {until}.",
    ).format(**words)


def matching(lines: Iterable[PatientLine], group: Group, text: str) -> list[PatientLine]:
    """Those of the group whose name has a word that begins with each word of the text, or whose number begins so."""
    words = folded(text).split()
    return [line for line in lines if group in line.groups and _found(line, words, text.strip())]


def _found(line: PatientLine, words: list[str], number: str) -> bool:
    if not words or line.number.startswith(number):
        return True
    parts = line.found_by.split()
    return all(any(part.startswith(word) for part in parts) for word in words)


def counts(lines: Iterable[PatientLine]) -> dict[Group, int]:
    """How many there are in each group."""
    found = dict.fromkeys(Group, 0)
    for line in lines:
        for group in line.groups:
            found[group] += 1
    return found
