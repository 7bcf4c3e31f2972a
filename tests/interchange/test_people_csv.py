"""CSV in the forms in which clinics' systems and spreadsheets write it."""

from datetime import date
from pathlib import Path

import pytest

from consent_desktop.domain.vocabulary import PersonKind
from tests.interchange.people import read, reasons


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_patients_by_heading_whatever_separates(file: Path, separator: str) -> None:
    rows = [["id", "Name", "Birth Date", "MRN"], ["x", "Mrs. Ada560 Upton904", "1970-02-03", "P1"]]
    file.write_text("\n".join(separator.join(row) for row in rows), encoding="utf-8")
    [one], bad = read(file)
    assert bad == []
    assert (one.kind, one.record_number, one.name) == (PersonKind.PATIENT, "P1", "Mrs. Ada Upton")
    assert (one.birth_date, one.place.line) == (date(1970, 2, 3), 2)


def test_professionals_by_npi_specialty_or_kind(file: Path) -> None:
    file.write_text(
        "id,npi,title,first_name,last_name,specialty,kind\n"
        "a,1,Dr.,Lena,Brandt,Cardiology,\n"
        "b,2,,Bo,Lindt,Registered Nurse,\n"
        "c,3,,Cy,Moss,163W00000X,practitioner\n"
        "d,4,,Di,Nord,,nurse\n"
        "e,,,Ed,Oak,,doctor\n"
        "f,,,Fay,Pine,ignored,patient\n",
        encoding="utf-8",
    )
    people, bad = read(file)
    assert bad == []
    assert [(one.kind.value, one.record_number, one.name, one.specialty) for one in people] == [
        ("doctor", "1", "Dr. Lena Brandt", "Cardiology"),
        ("nurse", "2", "Bo Lindt", "Registered Nurse"),
        ("nurse", "3", "Cy Moss", "163W00000X"),
        ("nurse", "4", "Di Nord", None),
        ("doctor", "e", "Ed Oak", None),
        ("patient", "f", "Fay Pine", None),
    ]


@pytest.mark.parametrize(
    ("heading", "lacks"),
    [
        ("name,birthdate", "The heading names no column with the record number: id, mrn, npi or record_number."),
        ("id,birthdate", "The heading names no column with the name: name, or given and family."),
        ("id,name", "The heading does not tell patients from doctors and nurses: add a column kind."),
        ('id,"name', "A quotation mark in it is never closed, or closed in the middle of a field."),
    ],
)
def test_a_heading_that_cannot_be_used_is_the_one_bad_line(file: Path, heading: str, lacks: str) -> None:
    file.write_text(f"{heading}\n1,2\n3,4\n", encoding="utf-8")
    assert reasons(read(file)[1]) == [(1, lacks)]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("P1,Ada,1970-02-03", "It has 3 fields, and the heading has 4."),
        ("P1,Ada,1970-02-03,,", "It has 5 fields, and the heading has 4."),
        (",Ada,1970-02-03,patient", "It has no record number."),
        ("P1,,1970-02-03,patient", "It has no name."),
        ("P1,Ada,03.02.1970,patient", 'Its birth date "03.02.1970" is no day; write it like 1990-12-31.'),
        ("P1,Ada,,wizard", 'Its kind "wizard" is none of patient, doctor and nurse.'),
        ("P1,Ada,,", "It does not say whether this is a patient, a doctor or a nurse."),
        ('P1,"Ada"x,,patient', "A quotation mark in it is never closed, or closed in the middle of a field."),
        ('P1,"Ada,,patient', "A quotation mark in it is never closed, or closed in the middle of a field."),
        ("P1,Ada\u2028Bo\rP2,Cy,,patient", "It is more than one line in one."),
    ],
)
def test_a_bad_line_is_told_and_the_next_one_read(file: Path, line: str, reason: str) -> None:
    many = "".join(f"N{number},Nora Next,,patient\n" for number in range(30))
    file.write_bytes(f"mrn,name,birthdate,kind\n{line}\n{many}".encode())
    people, bad = read(file)
    assert len(people) == 30
    assert reasons(bad) == [(2, reason)]


def test_a_quoted_field_may_hold_separators_quotes_and_line_ends(file: Path) -> None:
    file.write_text('mrn,name\n1,"Okafor, Ada ""Ngo""\nNgozi"\n2,Bo\n', encoding="utf-8")
    people, bad = read(file)
    assert bad == []
    assert [(one.name, one.place.line) for one in people] == [('Okafor, Ada "Ngo" Ngozi', 2), ("Bo", 4)]


def test_a_line_that_is_no_text_inside_a_quoted_field(file: Path) -> None:
    file.write_bytes(b'mrn,name\n1,"Ada\n\xff"\n2,Bo\n')
    people, bad = read(file)
    assert [one.record_number for one in people] == ["2"]
    assert [line for line, _ in reasons(bad)] == [2, 3]
