"""Every screen at the smallest, the drawn and a wide window, with normal and double text: all readable, all in reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consent_desktop.desktop.professional.home import HISTORY, PATIENTS, REQUESTS
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.desktop.tour.hands import wait_until
from tests.desktop.guide.faults import faults, misnamed
from tests.desktop.guide.stage import DOCTOR, OFFICER, PATIENT, Stage, settle

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
SIZES = ((900, 560), (1280, 800), (1920, 1080))
SCALES = (1.0, 2.0)


def at_every_size(stage: Stage, again: Callable[[], None] | None = None) -> None:
    """Lay the screen out for every size, and find nothing wrong. `again` opens what a new size closes."""
    for scale in SCALES:
        set_text_scale(scale)
        for size in SIZES:
            stage.resize(*size)
            if again is not None:
                again()
            wait_until(lambda: not faults(stage.who.eyes.layers()[-1]), 1500)
            place = f"{size[0]} x {size[1]}, {scale:.0%}"
            assert (place, faults(stage.who.eyes.layers()[-1])) == (place, [])
            assert (place, misnamed(stage.window)) == (place, [])


def test_patient_signs_in(stage: Stage) -> None:
    stage.who.write("Your name or record number", "hele")
    stage.who.press_starting("Helena D.,")
    at_every_size(stage)


def test_staff_signs_in(stage: Stage) -> None:
    stage.who.press("I work here")
    stage.who.press("Dr Ana Souza")
    at_every_size(stage)


@pytest.mark.parametrize("section", range(3), ids=["who can see", "requests", "what happened"])
def test_patient(stage: Stage, section: int) -> None:
    home = stage.enter(PATIENT).patient()
    home.show_section(section)
    stage.who.sees(("Dr Tomás Ribeiro", "Dr Ana Souza", "You said no")[section])
    at_every_size(stage)


def test_share(stage: Stage) -> None:
    who = stage.enter(PATIENT).who
    who.press("Share with someone")
    who.press("Dr Karim Haddad")
    for press in ("Exams", "Until I stop it", "An operation", ""):
        at_every_size(stage)
        set_text_scale(1.0)
        stage.resize(1280, 800)
        who.press("Next")
        if press:
            who.press(press)
    who.sees("Read the page, then share")
    at_every_size(stage)


def test_allow(stage: Stage) -> None:
    who = stage.enter(PATIENT).who
    who.press("Allow")
    who.sees("Read the page, then allow")
    at_every_size(stage)


def test_decline(stage: Stage) -> None:
    who = stage.enter(PATIENT).who
    who.press("Decline")
    who.sees("Say no to Dr Souza?")
    at_every_size(stage)


def test_stop(stage: Stage) -> None:
    who = stage.enter(PATIENT).who
    stop = "Stop sharing all with Dr Tomás Ribeiro"

    def ask() -> None:
        for popover in stage.who.eyes.layers()[1:]:
            popover.close()
        settle()
        if not who.eyes.named(stop):
            who.press_starting("Dr Tomás Ribeiro")
        who.press(stop)
        stage.popover()

    at_every_size(stage, ask)
    stage.popover().close()


@pytest.mark.parametrize("section", [PATIENTS, REQUESTS, HISTORY])
def test_professional(stage: Stage, section: str) -> None:
    home = stage.enter(DOCTOR).professional()
    home.frame.show_page(section)
    stage.who.sees({PATIENTS: "António Reis", REQUESTS: "Take back", HISTORY: "History verified"}[section])
    at_every_size(stage)


def test_check(stage: Stage) -> None:
    stage.enter(DOCTOR).who.look_up("helena", "Helena Duarte")
    stage.who.sees("You can see 1 of 4 kinds.")
    at_every_size(stage)


def test_ask(stage: Stage) -> None:
    who = stage.enter(DOCTOR).who
    who.look_up("helena", "Helena Duarte")
    who.press_starting("Ask for")
    who.sees("What you will ask")
    at_every_size(stage)


def test_notices(stage: Stage) -> None:
    home = stage.enter(DOCTOR).professional()
    home.open_notices()
    stage.dialog()
    at_every_size(stage)


def test_history(stage: Stage) -> None:
    home = stage.enter(OFFICER).officer()
    assert wait_until(lambda: bool(home.history.detail.json.toPlainText()))
    at_every_size(stage)
