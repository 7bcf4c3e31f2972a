"""Choosing secrets with codes from the desk, through the windows, by mouse and by keyboard; and the PIN of a shift."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consent_desktop.application.dispatch import Dispatch
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.sign_in.code_dialog import CodeDialog
from consent_desktop.desktop.tour.hands import By
from consent_desktop.desktop.tour.moves import BEGINS, Somebody
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.people_commands import DeactivatePerson, GiveRole
from consent_desktop.domain.vocabulary import THE_OPERATOR, ActingRole, PersonKind
from tests.desktop.clinics import found
from tests.support.clinic_with_secrets import PASSWORDS, PIN, new_code

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
PATIENT, DOCTOR = PersonKind.PATIENT, PersonKind.DOCTOR
NEW_PIN, NEW_PASSWORD = "640285", "seven lamps at midnight"
Seated = Callable[..., Somebody]


@pytest.fixture
def seated(qtbot: QtBot, secrets: Workspace) -> Seated:
    """Puts somebody in front of a new window of the clinic."""

    def sit_down(by: By = By.MOUSE) -> Somebody:
        window = ConsentWindow(secrets)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        who = Somebody(window, by)
        who.come_forward()
        return who

    return sit_down


def window_of(who: Somebody) -> ConsentWindow:
    assert isinstance(who.eyes.window, ConsentWindow)
    return who.eyes.window


def give_the_doctor(workspace: Workspace, role: ActingRole) -> None:
    """One more role, signed for by a privacy officer."""
    clinic = workspace.clinic
    officer, _ = clinic.register(PersonKind.PRIVACY_OFFICER, "9", THE_OPERATOR, name="Ada Okoye")
    clinic.approvals.give(THE_OPERATOR, officer)
    doctor = found(clinic, DOCTOR, "7").subject
    clinic.dispatch(Dispatch(GiveRole(subject=doctor, role=role, approved_by=officer), THE_OPERATOR))


@pytest.mark.parametrize("by", list(By))
def test_a_patient_chooses_a_pin_and_comes_back_with_it(seated: Seated, secrets: Workspace, by: By) -> None:
    who = seated(by)
    who.choose_pin("1", new_code(secrets.clinic, PATIENT, "1"), NEW_PIN)
    who.sees("Who can see my records")
    who.press("Finish")
    who.write("Your record number, or your full name", "1")
    who.type_pin(PIN)
    who.press("Sign in")
    who.sees("That is not right.")
    who.type_pin(NEW_PIN)
    who.press("Sign in")
    who.sees("Who can see my records")


def test_a_pin_that_others_try_first_keeps_the_code_good(seated: Seated, secrets: Workspace) -> None:
    who = seated()
    who.choose_pin("1", new_code(secrets.clinic, PATIENT, "1"), "123456")
    who.sees("Choose another.")
    who.type_pin(NEW_PIN, "New PIN, 6 numbers")
    who.press("Next")
    who.type_pin("640286", "New PIN once more")
    who.press("Choose and sign in")
    who.sees("The two were not the same. Choose again.")
    who.type_pin(NEW_PIN, "New PIN, 6 numbers")
    who.press("Next")
    who.type_pin(NEW_PIN, "New PIN once more")
    who.press("Choose and sign in")
    who.sees("Who can see my records")


def test_a_code_that_is_none_comes_back_to_the_code(seated: Seated) -> None:
    who = seated()
    who.choose_pin("1", "AAAA-BBBB-CCCC-DDDD", NEW_PIN)
    who.sees("It stands on the paper from the desk.")
    assert QApplication.focusWidget() is window_of(who).findChildren(CodeDialog)[0].code.line_edit
    who.press("Cancel")
    who.sees(BEGINS)


def test_staff_choose_a_password_and_a_pin_for_the_shift(seated: Seated, secrets: Workspace) -> None:
    who = seated(By.KEYBOARD)
    who.choose_password("7", new_code(secrets.clinic, DOCTOR, "7"), NEW_PASSWORD)
    who.sees("A PIN for when the screen locks")
    who.type_pin(NEW_PIN, "New PIN, 6 numbers")
    who.press("Next")
    who.sees("Type them once more.")
    who.type_pin(NEW_PIN, "New PIN once more")
    who.press("Choose this PIN")
    who.sees("My patients")
    window_of(who).lock()
    who.sees("Dr Ole Berg, type your PIN to go on.")
    who.type_pin(NEW_PIN)
    who.sees("My patients")


def test_after_five_wrong_pins_only_the_password_opens(seated: Seated, secrets: Workspace) -> None:
    who = seated()
    who.choose_password("7", new_code(secrets.clinic, DOCTOR, "7"), NEW_PASSWORD)
    for name, button in (("New PIN, 6 numbers", "Next"), ("New PIN once more", "Choose this PIN")):
        who.type_pin(NEW_PIN, name)
        who.press(button)
    who.sees("My patients")
    window_of(who).lock()
    for _ in range(4):
        who.type_pin("111222")
        who.sees_no_more("●")  # looked at, and taken away
        who.sees("The screen stays locked.")
    who.type_pin("111222")
    who.sees("Type your password.")
    assert not who.eyes.reads("Use the PIN of my shift")
    who.resume(NEW_PASSWORD)
    who.sees("My patients")


def test_who_comes_back_by_password_is_offered_a_pin_once(seated: Seated) -> None:
    who = seated()
    who.press("I work here")
    who.write("Your staff number", "8")
    who.write_secret("Password", PASSWORDS["8"])
    who.press("Sign in")
    who.sees("My patients")
    for offered in (True, False):
        QTest.keyClick(window_of(who), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        who.resume(PASSWORDS["8"])
        who.sees("My patients")
        assert who.eyes.reads("Choose a PIN") is offered
        if offered:
            who.press("Choose a PIN")
            who.sees("A PIN for when the screen locks")
            who.press("Not now")


@pytest.mark.parametrize(("role", "home"), [("Privacy officer", "History"), ("Doctor", "My patients")])
def test_who_has_several_roles_says_in_which_they_come(
    seated: Seated, secrets: Workspace, role: str, home: str
) -> None:
    give_the_doctor(secrets, ActingRole.PRIVACY_OFFICER)
    who = seated()
    who.press("I work here")
    who.write("Your staff number", "7")
    who.write_secret("Password", PASSWORDS["7"])
    who.press("Sign in")
    who.sees("As what do you work now?")
    assert window_of(who).session() is None
    who.press(role)
    who.press("Go on")
    who.sees(home)
    session = window_of(who).session()
    assert session is not None
    assert session.acting.role.value == role.lower().replace(" ", "_")


def test_a_role_that_ends_ends_the_session(seated: Seated, secrets: Workspace) -> None:
    who = seated()
    who.press("I work here")
    who.write("Your staff number", "7")
    who.write_secret("Password", PASSWORDS["7"])
    who.press("Sign in")
    who.sees("My patients")
    doctor = found(secrets.clinic, DOCTOR, "7").subject
    secrets.clinic.dispatch(Dispatch(DeactivatePerson(subject=doctor, reason="gone"), THE_OPERATOR))
    who.sees("Your session has ended: you may not act in this role any more.")
    assert window_of(who).session() is None


def test_backing_out_of_the_choice_signs_nobody_in(seated: Seated, secrets: Workspace) -> None:
    give_the_doctor(secrets, ActingRole.RECEPTION)
    who = seated()
    who.press("I work here")
    who.write("Your staff number", "7")
    who.write_secret("Password", PASSWORDS["7"])
    who.press("Sign in")
    who.press("Cancel")
    who.sees(BEGINS)
    assert window_of(who).session() is None
