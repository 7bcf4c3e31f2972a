"""People written to CSV come back by the import, and no spreadsheet calculates anything of them."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.interchange.people_export import ExportFailed, harmless, write_people
from consent_desktop.interchange.people_files import read_people
from consent_desktop.interchange.people_records import PersonRecord
from consent_desktop.read_models.rows import PersonRow

HELENA = PersonRow("a" * 32, PersonKind.PATIENT, "20-4817", "Helena Duarte", date(1954, 4, 21), None)
SOUZA = PersonRow("b" * 32, PersonKind.DOCTOR, "70-0001", "Dr Ana Souza", None, "Heart doctor")


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    assert write_people(path, [HELENA, SOUZA]) == 2
    records = [item for item in read_people([path]) if isinstance(item, PersonRecord)]
    told = [(r.kind, r.record_number, r.name, r.birth_date, r.specialty) for r in records]
    assert told == [(p.kind, p.record_number, p.name, p.birth_date, p.specialty) for p in (HELENA, SOUZA)]


@pytest.mark.parametrize("name", ["=1+1", "+41 44", "-2", "@SUM(A1)", "\tx", " =cmd|' /C calc'!A0", "\uff1d1"])
def test_a_formula_is_a_text(tmp_path: Path, name: str) -> None:
    path = tmp_path / "people.csv"
    write_people(path, [PersonRow("a" * 32, PersonKind.PATIENT, name, name, None, name)])
    with path.open(encoding="utf-8-sig", newline="") as file:
        [_heading, row] = csv.reader(file)
    assert [cell for cell in (row[0], row[2], row[4]) if not cell.startswith("'")] == []


@given(st.text())
def test_everything_else_stays_as_it_is(text: str) -> None:
    assert harmless(text) in (text, f"'{text}")
    if text[:1].isalnum() and text[0] not in "\uff1d\uff0b\uff0d\uff20":
        assert harmless(text) == text


def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    write_people(path, [HELENA])
    assert path.stat().st_mode & 0o077 == 0


def test_where_it_cannot_be_written_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="Nothing was exported"):
        write_people(tmp_path / "nowhere" / "people.csv", [HELENA])
