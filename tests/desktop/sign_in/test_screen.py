"""The sign-in, by mouse and by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.read_models.rows import PersonRow
from tests.desktop.clinics import focused


def shown(qtbot: QtBot, workspace: Workspace) -> SignInScreen:
    screen = SignInScreen(workspace)
    qtbot.addWidget(screen)
    screen.resize(1280, 764)
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    screen.question.field.line_edit.setFocus()
    return screen


@pytest.fixture
def screen(qtbot: QtBot, demonstration: Workspace) -> SignInScreen:
    return shown(qtbot, demonstration)


def titles(screen: SignInScreen) -> list[str]:
    return [card.text() for card in screen.question._hits.cards()]


def test_typing_finds_and_enter_goes_on(qtbot: QtBot, screen: SignInScreen) -> None:
    edit = screen.question.field.line_edit
    QTest.keyClicks(edit, "hele")
    qtbot.waitUntil(lambda: titles(screen) == ["Helena D.", "Helene P."])
    assert not screen.card.button.isEnabled()
    QTest.keyClick(edit, Qt.Key.Key_Down)
    assert screen.card.button.text() == "Continue as Helena D."
    QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert screen.card.button.text() == "Continue as Helene P."
    with qtbot.waitSignal(screen.chosen) as came:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    person = came.args[0]
    assert isinstance(person, PersonRow)
    assert person.name == "Helene Pires"


def test_one_hit_needs_enter_only(qtbot: QtBot, screen: SignInScreen) -> None:
    edit = screen.question.field.line_edit
    QTest.keyClicks(edit, "20-4817")
    qtbot.waitUntil(lambda: titles(screen) == ["Helena D."])
    with qtbot.waitSignal(screen.chosen):
        QTest.keyClick(edit, Qt.Key.Key_Return)


def test_two_letters_show_nobody(qtbot: QtBot, screen: SignInScreen) -> None:
    QTest.keyClicks(screen.question.field.line_edit, "he")
    qtbot.waitUntil(lambda: "three letters" in screen.question._count.text())
    assert titles(screen) == []


def test_staff_of_the_demonstration_stand_there(qtbot: QtBot, screen: SignInScreen) -> None:
    QTest.mouseClick(screen.question.staff_card, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(titles(screen)) == 6)
    QTest.mouseClick(screen.question._hits.cards()[0], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(screen.chosen):
        QTest.mouseClick(screen.card.button, Qt.MouseButton.LeftButton)


def test_choosing_the_other_role_forgets_who_was_chosen(qtbot: QtBot, screen: SignInScreen) -> None:
    QTest.keyClicks(screen.question.field.line_edit, "20-4817")
    qtbot.waitUntil(lambda: titles(screen) == ["Helena D."])
    QTest.mouseClick(screen.question._hits.cards()[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(screen.question.staff_card, Qt.MouseButton.LeftButton)
    assert not screen.card.button.isEnabled()


def test_outside_the_demonstration_nobody_is_shown_while_typing(qtbot: QtBot, plain: Workspace) -> None:
    screen = shown(qtbot, plain)
    edit = screen.question.field.line_edit
    QTest.keyClicks(edit, "Eva Lang")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert titles(screen) == []
    assert screen.question.birth_field.line_edit.hasFocus()
    QTest.keyClicks(screen.question.birth_field.line_edit, "21.4.1954")
    QTest.keyClick(screen.question.birth_field.line_edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: titles(screen) == ["Eva L."])
    with qtbot.waitSignal(screen.chosen):
        QTest.keyClick(screen.question.birth_field.line_edit, Qt.Key.Key_Return)


def test_unknown_people_get_one_sentence(qtbot: QtBot, plain: Workspace) -> None:
    screen = shown(qtbot, plain)
    QTest.keyClicks(screen.question.field.line_edit, "999")
    QTest.mouseClick(screen.question.find_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "nobody like that" in screen.question._count.text())


@pytest.mark.parametrize("staff", [False, True])
def test_going_back_from_the_field_comes_to_the_chosen_role(screen: SignInScreen, staff: bool) -> None:
    question = screen.question
    chosen = question.staff_card if staff else question.patient_card
    chosen.setChecked(True)
    question.field.line_edit.setFocus()
    QTest.keyClick(question.field.line_edit, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is chosen
    QTest.keyClick(chosen, Qt.Key.Key_Left)
    assert focused() is (question.patient_card if staff else question.staff_card)
