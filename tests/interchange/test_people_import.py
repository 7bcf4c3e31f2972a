"""People from files enter the register once, and only when asked."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from consent_desktop.application.clinic import Clinic
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, PersonKind
from consent_desktop.interchange import people_import
from consent_desktop.interchange.people_files import read_people
from consent_desktop.interchange.people_import import ImportSummary, import_people
from tests.interchange.people import patient, practitioner, role, written


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    opened = open_clinic(tmp_path / "store", plain=True)
    yield opened
    opened.close()


def brought_in(clinic: Clinic, *paths: Path, **options: Any) -> ImportSummary:
    """The summary of an import of the files that writes."""
    return import_people(clinic, read_people(paths), apply=True, **options)


def counts(summary: ImportSummary) -> tuple[int, int, int, int]:
    """New, changed, unchanged and bad."""
    return summary.new, summary.changed, summary.unchanged, len(summary.bad)


def test_without_apply_nothing_is_written(clinic: Clinic, tmp_path: Path) -> None:
    file = written(tmp_path / "a.ndjson", patient(), practitioner())
    summary = import_people(clinic, read_people([file]))
    assert (counts(summary), summary.applied) == ((2, 0, 0, 0), False)
    assert clinic.find(THE_SYSTEM, PersonKind.PATIENT, "P1") is None


def test_a_second_run_changes_nothing(clinic: Clinic, tmp_path: Path) -> None:
    file = written(
        tmp_path / "a.ndjson",
        patient(birthDate=None),
        patient(),
        practitioner(),
        role({"reference": "Practitioner/id-1234567893"}, "163W00000X", "Registered Nurse"),
    )
    assert counts(brought_in(clinic, file)) == (2, 0, 0, 0)
    nurse = clinic.find(THE_SYSTEM, PersonKind.NURSE, "1234567893")
    known = clinic.find(THE_SYSTEM, PersonKind.PATIENT, "P1")
    assert nurse is not None
    assert nurse.specialty == "Registered Nurse"
    assert known is not None
    assert known.birth_date is not None
    head = clinic.catch_up()
    assert counts(brought_in(clinic, file)) == (0, 0, 2, 0)
    assert clinic.catch_up() == head


def test_what_changed_is_amended_and_what_is_not_told_stays(clinic: Clinic, tmp_path: Path) -> None:
    brought_in(clinic, written(tmp_path / "a.ndjson", patient()))
    later = written(tmp_path / "b.ndjson", patient(name=[{"text": "Ada Brandt"}], birthDate=None))
    assert counts(brought_in(clinic, later)) == (0, 1, 0, 0)
    known = clinic.find(THE_SYSTEM, PersonKind.PATIENT, "P1")
    assert known is not None
    assert known.name == "Ada Brandt"
    assert str(known.birth_date) == "1970-02-03"


def test_a_bad_line_holds_everything_back_unless_skipped(clinic: Clinic, tmp_path: Path) -> None:
    file = written(tmp_path / "a.ndjson", patient("P1"), patient("P2", name=None))
    summary = brought_in(clinic, file)
    assert (counts(summary), summary.applied) == ((1, 0, 0, 1), False)
    assert clinic.find(THE_SYSTEM, PersonKind.PATIENT, "P1") is None
    assert brought_in(clinic, file, skip_bad=True).applied
    assert clinic.find(THE_SYSTEM, PersonKind.PATIENT, "P1") is not None


def test_a_doctor_does_not_become_a_second_person_as_a_nurse(clinic: Clinic, tmp_path: Path) -> None:
    brought_in(clinic, written(tmp_path / "a.ndjson", practitioner()))
    nurse = practitioner(qualification=[{"code": {"text": "Nurse"}}])
    summary = brought_in(clinic, written(tmp_path / "b.ndjson", nurse))
    assert [bad.reason for bad in summary.bad] == [
        "The register knows this record number as a doctor's, and here it is a nurse's."
    ]


def test_one_whom_another_program_registers_meanwhile_is_amended(clinic: Clinic, tmp_path: Path) -> None:
    file = written(tmp_path / "a.ndjson", patient())

    def meanwhile(stage: str, done: int, total: int | None) -> None:
        if stage == "reading" and clinic.find(THE_SYSTEM, PersonKind.PATIENT, "P1") is None:
            clinic.register(PersonKind.PATIENT, "P1", THE_OPERATOR)

    assert counts(brought_in(clinic, file, progress=meanwhile)) == (1, 0, 0, 0)
    known = clinic.find(THE_SYSTEM, PersonKind.PATIENT, "P1")
    assert known is not None
    assert known.name == "Ada Ngozi Okafor"


def test_a_long_run_tells_how_far_it_is(clinic: Clinic, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people_import, "REPORT_EVERY", 2)
    told: list[tuple[str, int, int | None]] = []
    file = written(tmp_path / "a.ndjson", *(patient(f"P{number}") for number in range(3)))
    brought_in(clinic, file, progress=lambda stage, done, total: told.append((stage, done, total)))
    assert told == [("reading", 2, None), ("reading", 3, 3), ("recording", 2, 3), ("recording", 3, 3)]


def test_the_shared_people_come_in_once(clinic: Clinic, shared_data: Path) -> None:
    folder = shared_data / "patients-synthea"
    files = [folder / f"synthea-100-{kind}.ndjson" for kind in ("Patient", "Practitioner", "PractitionerRole")]
    assert counts(brought_in(clinic, *files)) == (391, 0, 0, 0)
    assert counts(brought_in(clinic, *files)) == (0, 0, 391, 0)
