"""Choosing a person: offers follow what is typed, and only a press chooses."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.application.dispatch import Dispatch
from consent_desktop.desktop.staff.person_picker import SHOWN, PersonPicker
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.people_commands import MergePeople
from consent_desktop.domain.vocabulary import THE_OPERATOR, PersonKind
from tests.desktop.professional.clinic_of_fifteen import House


@pytest.fixture
def picker(qtbot: QtBot, house: House, workspace: Workspace) -> Iterator[PersonPicker]:
    acting = house.people["Ruth Lindqvist"].acting
    window = QWidget()
    qtbot.addWidget(window)
    widget = PersonPicker(workspace, acting, (PersonKind.PATIENT,), "Patient", window)
    QVBoxLayout(window).addWidget(widget)
    with qtbot.waitExposed(window):
        window.show()
    yield widget
    window.close()


def typed(qtbot: QtBot, picker: PersonPicker, text: str) -> list[str]:
    """Type, and read the offers once they have settled."""
    picker.field.line_edit.clear()
    with qtbot.waitSignal(picker.settled, timeout=5000):
        QTest.keyClicks(picker.field.line_edit, text)
    return [card.text() for card in picker.cards]


def test_offers_follow_what_is_typed(qtbot: QtBot, picker: PersonPicker) -> None:
    assert typed(qtbot, picker, "h") == [], "one letter is not enough"
    assert typed(qtbot, picker, "ha") == ["Hannah Weiss"]
    assert typed(qtbot, picker, "20-4817") == ["Helena Duarte"]
    assert typed(qtbot, picker, "souza") == [], "a doctor was offered as a patient"
    assert picker.hint.text() == "Nobody of that name or number."
    assert picker.person() is None


def test_only_a_press_chooses_and_typing_on_lets_go(qtbot: QtBot, picker: PersonPicker) -> None:
    typed(qtbot, picker, "helena")
    told = QSignalSpy(picker.chosen)
    picker.cards[0].click()
    person = picker.person()
    assert person is not None
    assert person.name == "Helena Duarte"
    assert picker.field.text() == "Helena Duarte"
    QTest.keyClicks(picker.field.line_edit, "x")
    assert picker.person() is None
    assert told.count() == 2


def test_more_than_fit_are_said_to_be_there(qtbot: QtBot, house: House, picker: PersonPicker) -> None:
    for number in range(SHOWN + 1):
        house.register(PersonKind.PATIENT, f"Zoe Twin {number}", f"99-{number}")
    house.clinic.catch_up()
    assert len(typed(qtbot, picker, "zoe")) == SHOWN
    assert picker.hint.text().startswith("There are more.")


def test_a_closed_second_entry_is_not_offered(qtbot: QtBot, house: House, picker: PersonPicker) -> None:
    twin = house.register(PersonKind.PATIENT, "Helena Twin", "99-1")
    assert typed(qtbot, picker, "helena t") == ["Helena Twin"]
    into = house.people["Helena Duarte"].subject
    house.clinic.dispatch(Dispatch(MergePeople(subject=twin.subject, into=into), THE_OPERATOR))
    assert typed(qtbot, picker, "helena t") == []
