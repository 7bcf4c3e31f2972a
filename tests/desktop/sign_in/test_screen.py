"""The sign-in of the demonstration, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.sign_in.pin_card import PinCard
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.sign_in.search_pane import SearchPane
from consent_desktop.desktop.workspace import Workspace
from tests.desktop.clinics import focused
from tests.desktop.sign_in.conftest import Shown

HELENAS, SOUZAS = "203661", "amber-river-lantern"


@pytest.fixture
def screen(shown: Shown, demonstration: Workspace) -> SignInScreen:
    return shown(demonstration)


def pane(screen: SignInScreen) -> SearchPane:
    found = screen.question.pane
    assert isinstance(found, SearchPane)
    return found


def pin_card(screen: SignInScreen) -> PinCard:
    assert isinstance(screen.card, PinCard)
    return screen.card


def titles(screen: SignInScreen) -> list[str]:
    return [card.text() for card in pane(screen).hits.cards()]


def chosen(screen: SignInScreen) -> str | None:
    person = screen.question.pane.who().person
    return None if person is None else person.name


def test_by_keyboard_alone(qtbot: QtBot, screen: SignInScreen) -> None:
    edit = pane(screen).field.line_edit
    QTest.keyClicks(edit, "hele")
    qtbot.waitUntil(lambda: titles(screen) == ["Helena D.", "Helene P."])
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert chosen(screen) == "Helena Duarte"
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert chosen(screen) == "Helene Pires"
    QTest.keyClick(focused(), Qt.Key.Key_Up)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is pin_card(screen).pad.boxes
    QTest.keyClicks(focused(), HELENAS)
    with qtbot.waitSignal(screen.signed_in) as came:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    session = came.args[0]
    assert isinstance(session, Session)
    assert session.person.name == "Helena Duarte"
    assert pin_card(screen).pad.pin() == ""


def test_one_hit_needs_enter_only(qtbot: QtBot, screen: SignInScreen) -> None:
    edit = pane(screen).field.line_edit
    QTest.keyClicks(edit, "20-4817")
    qtbot.waitUntil(lambda: titles(screen) == ["Helena D."])
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert chosen(screen) == "Helena Duarte"
    assert focused() is pin_card(screen).pad.boxes


def test_two_letters_show_nobody(qtbot: QtBot, screen: SignInScreen) -> None:
    QTest.keyClicks(pane(screen).field.line_edit, "he")
    qtbot.waitUntil(lambda: "three letters" in pane(screen).count.text())
    assert titles(screen) == []


def test_staff_by_mouse(qtbot: QtBot, screen: SignInScreen) -> None:
    QTest.mouseClick(screen.question.staff_card, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles(screen)) > 5)
    QTest.mouseClick(pane(screen).hits.cards()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: SOUZAS in pane(screen).count.text())
    assert not screen.card.button.isEnabled()
    screen.card.focus()
    QTest.keyClicks(focused(), SOUZAS)
    with qtbot.waitSignal(screen.signed_in) as came:
        QTest.mouseClick(screen.card.button, Qt.MouseButton.LeftButton)
    assert came.args[0].person.name == "Dr Ana Souza"


def test_the_demonstration_says_what_opens_whom(qtbot: QtBot, screen: SignInScreen) -> None:
    QTest.keyClicks(pane(screen).field.line_edit, "20-4817")
    qtbot.waitUntil(lambda: titles(screen) == ["Helena D."])
    QTest.mouseClick(pane(screen).hits.cards()[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane(screen).count.text() == f"Demonstration: the PIN of Helena D. is {HELENAS}.")
    assert pin_card(screen).line.text() == "6 numbers, Helena"


def test_a_wrong_pin_is_taken_away_and_said(qtbot: QtBot, screen: SignInScreen) -> None:
    QTest.keyClicks(pane(screen).field.line_edit, "20-4817")
    qtbot.waitUntil(lambda: titles(screen) == ["Helena D."])
    QTest.mouseClick(pane(screen).hits.cards()[0], Qt.MouseButton.LeftButton)
    for digit in "111222":
        QTest.mouseClick(pin_card(screen).pad.keys[digit], Qt.MouseButton.LeftButton)
    quiet = pin_card(screen).line.text()
    QTest.mouseClick(screen.card.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pin_card(screen).line.text() != quiet)
    assert pin_card(screen).pad.pin() == ""
    assert focused() is pin_card(screen).pad.boxes
    assert chosen(screen) == "Helena Duarte"


def test_whoever_is_chosen_next_does_not_get_the_numbers_of_the_one_before(qtbot: QtBot, screen: SignInScreen) -> None:
    QTest.keyClicks(pane(screen).field.line_edit, "hele")
    qtbot.waitUntil(lambda: len(titles(screen)) == 2)
    first, second = pane(screen).hits.cards()
    QTest.mouseClick(first, Qt.MouseButton.LeftButton)
    QTest.mouseClick(pin_card(screen).pad.keys["4"], Qt.MouseButton.LeftButton)
    assert pin_card(screen).pad.pin() == "4"
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert pin_card(screen).pad.pin() == ""


def test_nobody_chosen_is_pointed_out(screen: SignInScreen) -> None:
    pin_card(screen).pad.boxes.setText("123123")
    QTest.mouseClick(screen.card.button, Qt.MouseButton.LeftButton)
    assert focused() is pane(screen).field.line_edit
    assert pane(screen).field.line_edit.accessibleDescription() == "First choose yourself."


def test_who_forgot_it_is_told_where_to_go(screen: SignInScreen) -> None:
    QTest.mouseClick(screen.card.forgot_button, Qt.MouseButton.LeftButton)
    assert screen.card.line.text() == "Ask at the desk for a one-time code. With it you choose a new PIN."


@pytest.mark.parametrize("staff", [False, True])
def test_going_back_from_the_field_comes_to_the_chosen_role(screen: SignInScreen, staff: bool) -> None:
    question = screen.question
    chosen = question.staff_card if staff else question.patient_card
    chosen.setChecked(True)
    edit = pane(screen).field.line_edit
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is chosen
    QTest.keyClick(chosen, Qt.Key.Key_Left)
    assert focused() is (question.patient_card if staff else question.staff_card)
