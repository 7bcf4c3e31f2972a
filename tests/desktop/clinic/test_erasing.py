"""The privacy officer erases a person with a second one, or records why the history is kept."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.clinic.people_page import PeoplePage
from consent_desktop.desktop.tour.hands import wait_until
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.clinic_events import ErasureRefused, PersonErased
from consent_desktop.domain.vocabulary import CLINIC, THE_SYSTEM
from tests.desktop.seats import ADMINISTRATOR, HELENA, OFFICER, Seat, password, person

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.fixture
def seat(qtbot: QtBot, demonstration: Workspace) -> Seat:
    """The officer, with Helena's erasure before her."""
    seat = Seat(qtbot, demonstration, OFFICER)
    seat.hands.press("Clinic")
    seat.hands.press("People")
    seat.hands.sees("Everyone 47")
    seat.hands.write("Name, record number or staff number", HELENA[1])
    [page] = seat.home().findChildren(PeoplePage)
    assert wait_until(lambda: page.table.model().rowCount() == 1)
    seat.hands.choose_row("Helena Duarte")
    seat.hands.press("Erase: Helena Duarte")
    seat.hands.sees("Backups made until today have to be gone by 11 April 2026.")
    return seat


def test_two_people_erase_one_and_the_list_forgets_them(seat: Seat) -> None:
    helena = person(seat.clinic, *HELENA)
    seat.hands.press("Erase for good")
    seat.hands.sees("Give a reason.")
    seat.hands.write("Reason, or the ground for keeping", "asked for it in writing")
    seat.hands.press("Erase for good")
    seat.hands.sees("The second person has not signed")
    seat.hands.write("Number of the second person", OFFICER[1])
    seat.hands.write_secret("Password of the second person", password(seat.clinic, OFFICER))
    seat.hands.press("Erase for good")
    seat.hands.sees("it takes a second person, who is not you")
    assert seat.clinic.find(THE_SYSTEM, *HELENA) is not None, "one person alone erased somebody"
    seat.hands.write("Number of the second person", ADMINISTRATOR[1])
    seat.hands.write_secret("Password of the second person", password(seat.clinic, ADMINISTRATOR))
    seat.hands.press("Erase for good")
    seat.hands.sees("The person is erased")
    seat.hands.sees("Nobody found")
    erased = [e.event for e in seat.clinic.log.read_stream(CLINIC) if isinstance(e.event, PersonErased)]
    assert [event.person for event in erased] == [helena.subject]
    assert seat.clinic.find(THE_SYSTEM, *HELENA) is None


def test_the_ground_for_keeping_takes_one(seat: Seat) -> None:
    seat.hands.write("Reason, or the ground for keeping", "records law, ten years")
    seat.hands.press("Keep, and record the ground")
    seat.hands.sees("The history is kept")
    refused = [e.event for e in seat.clinic.log.read_stream(CLINIC) if isinstance(e.event, ErasureRefused)]
    assert [event.ground for event in refused] == ["records law, ten years"]
    assert person(seat.clinic, *HELENA).name == "Helena Duarte"
