"""An afternoon at the workstation that everybody shares: a patient, a nurse who is called away, another patient, the officer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from consent_desktop.desktop.tour.moves import BEGINS, Somebody
from consent_desktop.desktop.tour.outside import Outside
from consent_desktop.desktop.tour.story import Step, check_agrees, matrix_agrees

CARVALHO = "nurse:71-0001"
AT_THE_DOOR = ("SignedIn", "SignedOut", "SessionLocked", "SessionResumed")


def nothing_of(names: tuple[str, ...], who: Somebody, _outside: Outside) -> list[str]:
    """Whether the window reads nothing of these people; gives the names that it reads."""
    text = who.eyes.text()
    return [f"the window still reads “{name}”" for name in names if name in text]


def door_is_in_history(outside: Outside) -> list[str]:
    """Whether coming, going and locking stand in the history; gives what does not."""
    told = {event["type"] for event in outside.ask("history", "--limit", "200")}
    return [f"no {kind} stands in the history" for kind in AT_THE_DOOR if kind not in told]


def afternoon(desk: Somebody) -> list[Step]:
    """One window, four people after each other."""

    def helena() -> None:
        desk.sign_in_as_patient("helena", "Helena D.")
        desk.sees("Miguel Duarte, exams: can see")

    def stops() -> None:
        desk.stop("Miguel Duarte", "exams")
        desk.sees("Miguel Duarte, exams: you stopped it")

    def leaves() -> None:
        desk.press("Finish")
        desk.sees(BEGINS)

    def nurse() -> None:
        desk.sign_in_as_staff("Nurse Inês Carvalho")
        desk.look_up("helena", "Helena Duarte")

    def called_away() -> None:
        desk.keys(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        desk.sees("Locked")

    def back() -> None:
        desk.resume(desk.read_secret("Nurse Inês Carvalho"))
        desk.sees("Patient, Helena Duarte")

    def helene() -> None:
        desk.sign_in_as_patient("20-9042", "Helene P.")

    def officer() -> None:
        desk.sign_in_as_staff("Ruth Lindqvist")
        desk.sees("unbroken")

    hidden = partial(nothing_of, ("Helena", "Carvalho", "Miguel"), desk)
    return [
        Step("a patient signs in", desk, helena, partial(matrix_agrees, desk)),
        Step("the patient stops a share", desk, stops, partial(matrix_agrees, desk)),
        Step("the patient finishes", desk, leaves, hidden),
        Step("a nurse signs in", desk, nurse, lambda outside: check_agrees(desk, outside, CARVALHO)),
        Step("the nurse is called away", desk, called_away, partial(nothing_of, ("Helena", "Patient,"), desk)),
        Step("the nurse comes back", desk, back, lambda outside: check_agrees(desk, outside, CARVALHO)),
        Step("the nurse finishes", desk, leaves, hidden),
        Step("another patient signs in", desk, helene, partial(nothing_of, ("Helena", "Miguel"), desk)),
        Step("the other patient finishes", desk, leaves, hidden),
        Step("the officer reads what happened", desk, officer, door_is_in_history),
    ]
