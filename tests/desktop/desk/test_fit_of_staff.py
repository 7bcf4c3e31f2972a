"""The staff's windows at every size with normal and double text: all readable, all in reach, every name once."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.clinic.people_page import PeoplePage
from consent_desktop.desktop.clinic.person_form import AddPersonDialog
from consent_desktop.desktop.clinic.roles_dialog import RolesDialog
from consent_desktop.desktop.desk.paper_dialog import PaperDialog
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.desktop.tour.hands import wait_until
from consent_desktop.desktop.workspace import Workspace
from tests.desktop.guide.faults import faults, misnamed
from tests.desktop.guide.stage import settle
from tests.desktop.seats import ADMINISTRATOR, OFFICER, RECEPTION, Seat

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
SIZES = ((900, 560), (1280, 800), (1920, 1080))
SCALES = (1.0, 2.0)


def at_every_size(seat: Seat) -> None:
    """Lay the screen out for every size, and find nothing wrong."""
    for scale in SCALES:
        set_text_scale(scale)
        for width, height in SIZES:
            seat.window.resize(width, height)
            settle()
            wait_until(lambda: not faults(seat.window), 1500)
            place = f"{width} x {height}, {scale:.0%}"
            assert (place, faults(seat.window)) == (place, [])
            assert (place, misnamed(seat.window)) == (place, [])


def test_desk(qtbot: QtBot, demonstration: Workspace) -> None:
    seat = Seat(qtbot, demonstration, RECEPTION)
    seat.hands.sees("Requests that wait (3)")
    seat.hands.write("Name or record number of a patient", "hele")
    seat.hands.press_starting("Name or record number of a patient: Helena Duarte")
    seat.hands.write("Who would look", "souza")
    seat.hands.press_starting("Who would look: Dr Ana Souza")
    seat.hands.sees("Dr Ana Souza can see 1 of 4 kinds.")
    at_every_size(seat)


def test_signed_paper(qtbot: QtBot, demonstration: Workspace) -> None:
    seat = Seat(qtbot, demonstration, RECEPTION)
    seat.hands.write("Name or record number of a patient", "hele")
    seat.hands.press_starting("Name or record number of a patient: Helena Duarte")
    seat.hands.press("Enter signed paper")
    assert isinstance(seat.dialog(), PaperDialog)
    at_every_size(seat)


def test_people(qtbot: QtBot, demonstration: Workspace) -> None:
    seat = Seat(qtbot, demonstration, ADMINISTRATOR)
    seat.hands.sees("Everyone 47")
    seat.hands.choose_row("Alda Ramos")
    seat.hands.sees("Print a one-time code")
    at_every_size(seat)


def test_adding_and_roles(qtbot: QtBot, demonstration: Workspace) -> None:
    seat = Seat(qtbot, demonstration, ADMINISTRATOR)
    seat.hands.sees("Everyone 47")
    seat.hands.press("Add person")
    seat.hands.press("Role, Choose a role")
    seat.hands.press("Privacy officer")
    seat.hands.press("Add person")
    assert isinstance(seat.dialog(), AddPersonDialog)
    at_every_size(seat)
    set_text_scale(1.0)
    seat.window.resize(1280, 800)
    seat.hands.press("Cancel")
    seat.hands.press("Doctors 3")
    [people] = seat.home().findChildren(PeoplePage)
    assert wait_until(lambda: people.table.model().rowCount() == 3)
    seat.hands.choose_row("Ana Souza")
    seat.hands.press("Roles and units: Dr Ana Souza")
    seat.hands.press("What changes, Choose")
    seat.hands.press("Give a role")
    assert isinstance(seat.dialog(), RolesDialog)
    at_every_size(seat)


def test_safety(qtbot: QtBot, demonstration: Workspace) -> None:
    seat = Seat(qtbot, demonstration, OFFICER)
    seat.hands.press("Clinic")
    seat.hands.press("Check again")
    seat.hands.sees("The history is unbroken")
    at_every_size(seat)
    set_text_scale(1.0)
    seat.window.resize(1280, 800)
    for button, said in (("Back up now", "One file is written"), ("Restore", "never over a store")):
        seat.hands.press(button)
        seat.hands.sees(said)
        at_every_size(seat)
        set_text_scale(1.0)
        seat.window.resize(1280, 800)
        seat.hands.press("Cancel")


def test_access(qtbot: QtBot, demonstration: Workspace) -> None:
    seat = Seat(qtbot, demonstration, OFFICER)
    seat.hands.press("Clinic")
    seat.hands.press("Access")
    seat.hands.write("Who would look", "souza")
    seat.hands.press_starting("Who would look: Dr Ana Souza")
    seat.hands.write("Whose record", "helena duarte")
    seat.hands.press_starting("Whose record: Helena Duarte")
    seat.hands.sees("Granted")
    at_every_size(seat)
