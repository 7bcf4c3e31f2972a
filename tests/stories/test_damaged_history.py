"""The file of the history is damaged under an open window: the patient presses Stop, and it is stopped, everywhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, PersonKind
from tests.support.damage import LOG, body_of, flip_in, last_of
from tests.support.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)

STRIP = "Part of the history is damaged. Stopping a share still works."
PATIENT = "20-4817"


def test_a_patient_stops_a_share_on_a_damaged_history(mouse_stage: Stage) -> None:
    clinic = mouse_stage.workspace.clinic
    helena = mouse_stage.somebody()
    person = clinic.find(THE_SYSTEM, PersonKind.PATIENT, PATIENT)
    assert person is not None
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.sees("Dr Tomás Ribeiro, exams: can see")
    folder = mouse_stage.folder
    flip_in(folder / LOG, body_of(folder, last_of(folder, person.subject, "ConsentGranted")))
    clinic.register(PersonKind.DOCTOR, "70-0099", THE_OPERATOR, name="Dr Neil Frost")  # pages in memory are old now
    assert not helena.eyes.reads(STRIP)
    helena.press_starting("Dr Tomás Ribeiro, exams: can see")
    clinic._bus.states.forget(person.subject)  # as in a program that runs for long: it is read from the file again
    helena.press("Stop sharing")
    helena.sees(STRIP)
    helena.sees("because the history was damaged")
    assert clinic.log.segment == 2
    assert clinic.verify().lost_count == 1
    assert not any(mouse_stage.outside.permissions(PATIENT).values()), "another program says no"
    pictures = os.environ.get("DAMAGE_PICTURES")
    if pictures:
        assert helena.picture().save(str(Path(pictures) / "damaged-home.png"))
