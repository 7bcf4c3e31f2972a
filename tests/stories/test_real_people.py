"""People whom nobody in this project made up: imported from files, then the story done by hand on two of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from consent_desktop.bootstrap import open_clinic
from consent_desktop.cli.main import main
from consent_desktop.domain.vocabulary import PersonKind
from tests.support.hands import By
from tests.support.stage import Stage, a_stage

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

PATIENT, PATIENT_NAME = "01707a0c-9619-ccba-695a-b270744d76c2", "Ms. Silvana Coralee Reynolds"
DOCTOR, DOCTOR_NAME = "9999992198", "Dr. Randy Bergstrom"
PASSWORD = "green kettle upstairs"


@pytest.fixture(params=list(By))
def town(
    request: pytest.FixtureRequest, qapp: object, shared_data: Path, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Stage]:  # fmt: skip
    """A plain store with 120 patients and 271 practitioners."""
    store = tmp_path / "clinic"
    open_clinic(store, plain=True, facts={"time_zone": "America/Chicago"}).close()
    folder = shared_data / "patients-synthea"
    files = [str(folder / f"synthea-100-{kind}.ndjson") for kind in ("Patient", "Practitioner", "PractitionerRole")]
    assert main(["--store", str(store), "--json", "import-people", *files, "--apply"]) == 0
    summary = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert (summary["new"], summary["bad"], summary["applied"]) == (391, 0, True)
    with a_stage(store, request.param) as stage:
        yield stage


def test_the_story_on_two_of_them(town: Stage) -> None:
    """Both choose their secrets with codes from the desk; the patient's coming covers the doctor's window."""
    doctor, patient = town.somebody(), town.somebody()
    doctor.sees("This store is not protected by a key: not for real patients.")
    doctor.choose_password(DOCTOR, town.code(PersonKind.DOCTOR, DOCTOR), PASSWORD)
    doctor.press("Not now")
    doctor.sees("My patients")
    doctor.press("Find another patient")
    doctor.write("Record number", PATIENT)
    doctor.write("Birth date", "1947-01-14")
    doctor.press("Find patient")
    doctor.ask(("Exams",), "Treatment", "30 days")
    patient.choose_pin(PATIENT, town.code(PersonKind.PATIENT, PATIENT), "739104")
    patient.allow()
    patient.sees(f"{DOCTOR_NAME}, exams: can see")
    assert town.outside.permitted(PATIENT, f"doctor:{DOCTOR}")["exams"]
    doctor.sees(f"{DOCTOR_NAME}, type your password to go on.")
    assert PATIENT_NAME not in doctor.eyes.text()
    doctor.resume(PASSWORD)
    doctor.sees("Exams: yes")
    patient.stop(DOCTOR_NAME, "exams")
    doctor.sees("Exams: no")
    assert not town.outside.permitted(PATIENT, f"doctor:{DOCTOR}")["exams"]
