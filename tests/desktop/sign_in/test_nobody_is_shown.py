"""Outside the demonstration: nobody is shown before proof, and who is unknown looks like who typed a wrong PIN."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.sign_in.password_card import PasswordCard
from consent_desktop.desktop.sign_in.patient_pane import PatientPane
from consent_desktop.desktop.sign_in.pin_card import PinCard
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.sign_in.staff_pane import StaffPane
from consent_desktop.desktop.tour.eyes import Eyes
from consent_desktop.desktop.workspace import Workspace
from tests.desktop.clinics import focused
from tests.desktop.sign_in.conftest import Shown
from tests.support.clinic_with_secrets import PASSWORDS, PIN


@pytest.fixture
def screen(shown: Shown, secrets: Workspace) -> SignInScreen:
    return shown(secrets)


def patient(screen: SignInScreen) -> tuple[PatientPane, PinCard]:
    pane, card = screen.question.pane, screen.card
    assert isinstance(pane, PatientPane)
    assert isinstance(card, PinCard)
    return pane, card


def staff(screen: SignInScreen) -> tuple[StaffPane, PasswordCard]:
    screen.question.staff_card.setChecked(True)
    pane, card = screen.question.pane, screen.card
    assert isinstance(pane, StaffPane)
    assert isinstance(card, PasswordCard)
    return pane, card


def said_after(qtbot: QtBot, card: PinCard | PasswordCard, act: Callable[[], object]) -> str:
    before = card.line.text()
    act()
    qtbot.waitUntil(lambda: card.line.text() != before)
    return card.line.text()


def enter(number: str, pin: str, screen: SignInScreen) -> None:
    pane, card = patient(screen)
    pane.field.set_text(number)
    card.focus()
    QTest.keyClicks(focused(), pin)
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def test_a_number_and_the_pin(qtbot: QtBot, screen: SignInScreen) -> None:
    with qtbot.waitSignal(screen.signed_in) as came:
        enter("1", PIN, screen)
    assert came.args[0].person.name == "Eva Lang"


def test_name_and_birth_date_by_keyboard(qtbot: QtBot, screen: SignInScreen) -> None:
    pane, card = patient(screen)
    assert pane.birth_field.isHidden()
    QTest.keyClicks(pane.field.line_edit, "eva  LANG")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is pane.birth_field.line_edit
    QTest.keyClicks(focused(), "21.4.1954")
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert focused() is card.pad.boxes
    assert "Lang" not in Eyes(screen).text().replace("eva  LANG", "")
    QTest.keyClicks(focused(), PIN)
    with qtbot.waitSignal(screen.signed_in):
        QTest.keyClick(focused(), Qt.Key.Key_Return)


def test_a_name_alone_is_not_enough(screen: SignInScreen) -> None:
    pane, card = patient(screen)
    pane.field.set_text("Eva Lang")
    pane.birth_field.set_text("the spring of 1954")
    card.pad.boxes.setText(PIN)
    QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert focused() is pane.birth_field.line_edit
    assert "when you were born" in pane.birth_field.line_edit.accessibleDescription()


def test_an_unknown_number_and_a_wrong_pin_look_alike(qtbot: QtBot, screen: SignInScreen, secrets: Workspace) -> None:
    _, card = patient(screen)
    unknown = said_after(qtbot, card, lambda: enter("999", PIN, screen))
    screen.question.patient_card.setChecked(True)
    card.begin_anew()
    wrong = said_after(qtbot, card, lambda: enter("1", "402917", screen))
    assert unknown == wrong
    assert "Eva" not in Eyes(screen).text()


def test_tries_in_vain_make_the_next_one_wait(qtbot: QtBot, screen: SignInScreen) -> None:
    _, card = patient(screen)
    said = ""
    for pin in ("402917", "402918", "402919"):
        card.begin_anew()
        said = said_after(qtbot, card, lambda pin=pin: enter("1", pin, screen))  # type: ignore[misc]
    assert "Try again in one second." in said
    card.pad.boxes.setText(PIN)
    assert not card.button.isEnabled()
    qtbot.waitUntil(card.button.isEnabled)
    with qtbot.waitSignal(screen.signed_in):
        QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)


def test_staff_type_their_number(qtbot: QtBot, screen: SignInScreen) -> None:
    pane, card = staff(screen)
    pane.field.set_text("8")
    card.focus()
    QTest.keyClicks(focused(), PASSWORDS["8"])
    with qtbot.waitSignal(screen.signed_in) as came:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert came.args[0].person.name == "Nurse Ida Holm"
    assert card.field.text() == ""


def test_tiles_show_who_worked_here_lately_and_no_number(qtbot: QtBot, screen: SignInScreen) -> None:
    pane, card = staff(screen)
    qtbot.waitUntil(lambda: sorted(c.text() for c in pane.hits.cards()) == ["Dr Ole Berg", "Nurse Ida Holm"])
    [doctor] = [card for card in pane.hits.cards() if card.text() == "Dr Ole Berg"]
    QTest.mouseClick(doctor, Qt.MouseButton.LeftButton)
    assert pane.who().number == "7"
    assert pane.field.text() == ""
    QTest.keyClicks(pane.field.line_edit, "8")
    assert pane.who().person is None
    QTest.mouseClick(doctor, Qt.MouseButton.LeftButton)
    card.focus()
    QTest.keyClicks(focused(), PASSWORDS["7"])
    with qtbot.waitSignal(screen.signed_in) as came:
        QTest.mouseClick(card.button, Qt.MouseButton.LeftButton)
    assert came.args[0].person.name == "Dr Ole Berg"


def test_letters_are_shown_only_when_asked_and_the_field_forgets_that(screen: SignInScreen) -> None:
    _, card = staff(screen)
    card.field.set_text("green kettle")
    shown = [seen.value for seen in Eyes(screen).named("Password")]
    assert shown == ["●" * 12]
    QTest.mouseClick(card.field.show_button, Qt.MouseButton.LeftButton)
    assert [seen.value for seen in Eyes(screen).named("Password")] == ["green kettle"]
    card.begin_anew()
    card.field.set_text("x")
    assert [seen.value for seen in Eyes(screen).named("Password")] == ["●"]
