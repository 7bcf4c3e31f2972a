"""A window that nobody touches is covered, keeps its draft for the same person, and shows it to nobody else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consent_desktop.application.accounts import PatientClaim
from consent_desktop.desktop.clipboard import put_on_clipboard
from consent_desktop.desktop.lock.warning import LockWarning
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.theme import set_text_scale, text_scale
from consent_desktop.desktop.tour.eyes import WRITABLE
from consent_desktop.desktop.tour.hands import By
from consent_desktop.desktop.tour.moves import Somebody
from consent_desktop.desktop.widgets.toast import Toast
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import PersonKind
from tests.desktop.clinics import HELENA, at_work, found
from tests.desktop.lock.clocks import HandClocks
from tests.support.clinic_with_secrets import PASSWORDS, PIN

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
CONTROL = Qt.KeyboardModifier.ControlModifier
Opened = Callable[..., tuple[ConsentWindow, Somebody]]


@pytest.fixture
def hand() -> HandClocks:
    return HandClocks()


@pytest.fixture
def opened(qtbot: QtBot, hand: HandClocks) -> Opened:
    """Opens a window whose clocks are in the test's hand."""

    def open_window(workspace: Workspace, *, kiosk: bool = False) -> tuple[ConsentWindow, Somebody]:
        window = ConsentWindow(workspace, kiosk=kiosk, clocks=hand.clocks)
        qtbot.addWidget(window)
        window.resize(1280, 800)
        with qtbot.waitExposed(window):
            window.show()
        who = Somebody(window)
        who.come_forward()
        return window, who

    return open_window


def enter(window: ConsentWindow, workspace: Workspace, kind: PersonKind, number: str) -> None:
    window.sign_in(at_work(workspace.clinic, found(workspace.clinic, kind, number)))


def at_sign_in(window: ConsentWindow) -> SignInScreen:
    screen = window.screen_widget()
    assert isinstance(screen, SignInScreen)
    return screen


def warnings(window: ConsentWindow) -> list[str]:
    return [toast.accessibleName() for toast in window.findChildren(LockWarning) if toast.isVisible()]


@pytest.mark.parametrize(
    ("kind", "number", "seconds"), [(PersonKind.PATIENT, HELENA, 120), (PersonKind.DOCTOR, "70-0001", 300)]
)
def test_it_locks_when_nobody_touches_it(
    opened: Opened, hand: HandClocks, demonstration: Workspace, kind: PersonKind, number: str, seconds: int
) -> None:
    window, _ = opened(demonstration)
    enter(window, demonstration, kind, number)
    hand.pass_by(seconds - 31)
    window.keeper.idle.look()
    assert warnings(window) == []
    hand.pass_by(1)
    window.keeper.idle.look()
    assert warnings(window) == ["Locks in 30 seconds"]
    hand.pass_by(5)
    window.keeper.idle.look()
    assert warnings(window) == ["Locks in 25 seconds"]
    hand.pass_by(24)
    window.keeper.idle.look()
    assert not window.keeper.is_locked()
    hand.pass_by(1)
    window.keeper.idle.look()
    assert window.keeper.is_locked()
    assert warnings(window) == []


def test_the_timer_looks_by_itself(qtbot: QtBot, opened: Opened, hand: HandClocks, demonstration: Workspace) -> None:
    window, _ = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    hand.pass_by(200)
    qtbot.waitUntil(window.keeper.is_locked)


def test_stay_is_a_touch(opened: Opened, hand: HandClocks, demonstration: Workspace) -> None:
    window, who = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    hand.pass_by(100)
    window.keeper.idle.look()
    who.press("Stay")
    assert warnings(window) == []
    hand.pass_by(60)
    window.keeper.idle.look()
    assert not window.keeper.is_locked()


@pytest.mark.parametrize("touch", ["key", "mouse"])
def test_what_hands_do_is_a_touch(
    qtbot: QtBot, opened: Opened, hand: HandClocks, demonstration: Workspace, touch: str
) -> None:
    window, _ = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    hand.pass_by(100)
    window.keeper.idle.look()
    assert warnings(window)
    handle = window.windowHandle()
    assert handle is not None
    if touch == "key":
        QTest.keyClick(handle, Qt.Key.Key_F9)
    else:
        QTest.mouseMove(handle, QPoint(5, 5))
        QTest.mouseMove(handle, QPoint(50, 50))
    qtbot.waitUntil(lambda: not warnings(window))


def test_after_sleep_a_touch_comes_too_late(opened: Opened, hand: HandClocks, demonstration: Workspace) -> None:
    window, _ = opened(demonstration)
    enter(window, demonstration, PersonKind.DOCTOR, "70-0001")
    hand.sleep(3600)
    window.keeper.idle.touched()
    assert window.keeper.is_locked()


def test_nothing_of_the_person_is_under_the_lock(opened: Opened, demonstration: Workspace) -> None:
    window, who = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    who.sees("Dr Tomás Ribeiro, exams: can see")
    who.press("Share with someone")
    who.press("Dr Karim Haddad")
    window.lock()
    who.sees("Locked")
    text = who.eyes.text()
    assert "Helena Duarte" not in text
    assert "Haddad" not in text
    assert "Ribeiro" not in text
    assert window.windowTitle() == "Consent Desktop"
    middle = window.grab().toImage()
    assert middle.pixelColor(200, 600) == middle.pixelColor(210, 610)  # blue, and nothing shines through


def test_questions_and_menus_are_closed(opened: Opened, demonstration: Workspace) -> None:
    window, who = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    who.press_starting("Dr Tomás Ribeiro, exams: can see")
    who.sees("Keep sharing")
    window.lock()
    assert QApplication.activePopupWidget() is None
    assert len(who.eyes.layers()) == 1


def test_the_draft_is_there_for_the_same_person(opened: Opened, demonstration: Workspace) -> None:
    window, who = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    who.press("Share with someone")
    who.press("Dr Karim Haddad")
    window.lock()
    who.type_pin(who.read_secret("Helena D.").rstrip("."))
    who.sees("What you will agree to")
    assert "Dr Karim Haddad" in who.eyes.text()
    who.press("Next")
    who.sees("Exams")


def test_a_wrong_pin_opens_nothing(opened: Opened, demonstration: Workspace) -> None:
    window, who = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    window.lock()
    who.type_pin("402918")
    who.sees("That is not your PIN. The screen stays locked.")
    assert window.keeper.is_locked()
    assert not who.eyes.reads("Who can see my records")


def test_someone_else_finds_no_draft(opened: Opened, demonstration: Workspace) -> None:
    window, who = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    who.press("Share with someone")
    who.press("Dr Karim Haddad")
    window.lock()
    who.press("I am someone else")
    assert isinstance(window.screen_widget(), SignInScreen)
    assert window.session() is None
    assert QApplication.focusWidget() is at_sign_in(window).first_focus()
    who.sign_in_as_patient("20-9042", "Helene P.")
    assert "Haddad" not in who.eyes.text()
    assert not who.eyes.reads("What you will agree to")


def test_staff_come_back_with_their_password(opened: Opened, demonstration: Workspace) -> None:
    window, who = opened(demonstration)
    who.sign_in_as_staff("Dr Ana Souza")
    who.sees("My patients")
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    who.sees("Dr Ana Souza, type your password to go on.")
    who.write_secret("Password", who.read_secret("Dr Ana Souza"))
    who.press("Go on")
    who.sees("My patients")


def test_what_was_said_to_one_is_not_read_by_the_next(opened: Opened, demonstration: Workspace) -> None:
    window, who = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    who.stop("Miguel Duarte", "exams")
    assert "Miguel" in who.eyes.text()
    who.press("Finish")
    assert "Miguel" not in who.eyes.text()
    assert [toast for toast in window.findChildren(Toast) if toast.isVisible()] == []


def test_the_rail_locks_too(opened: Opened, demonstration: Workspace) -> None:
    window, who = opened(demonstration)
    enter(window, demonstration, PersonKind.PRIVACY_OFFICER, "80-0001")
    who.press("Lock")
    who.sees("Ruth Lindqvist, type your password to go on.")


def test_a_patient_finishes_with_the_same_keys(opened: Opened, demonstration: Workspace) -> None:
    window, _ = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    assert not window.keeper.is_locked()
    assert isinstance(window.screen_widget(), SignInScreen)


def test_what_we_put_on_the_clipboard_goes(opened: Opened, demonstration: Workspace) -> None:
    window, _ = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    put_on_clipboard("Helena Duarte stopped sharing exams.")
    window.lock()
    assert QGuiApplication.clipboard().text() == ""


def test_what_others_put_there_stays(opened: Opened, demonstration: Workspace) -> None:
    window, _ = opened(demonstration)
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    put_on_clipboard("Helena Duarte stopped sharing exams.")
    QGuiApplication.clipboard().setText("a shopping list")
    window.finish()
    assert QGuiApplication.clipboard().text() == "a shopping list"


def test_a_patient_covers_what_others_left_open(qtbot: QtBot, opened: Opened, secrets: Workspace) -> None:
    accounts = secrets.clinic.accounts
    doctors, _ = opened(secrets)
    doctors.sign_in(accounts.sign_in_staff("7", PASSWORDS["7"]))
    patients, _ = opened(secrets)
    nurses, _ = opened(secrets)
    nurses.sign_in(accounts.sign_in_staff("8", PASSWORDS["8"]))
    assert not doctors.keeper.is_locked()
    patients.sign_in(accounts.sign_in_patient(PatientClaim("1"), PIN))
    assert doctors.keeper.is_locked()
    assert nurses.keeper.is_locked()
    assert not patients.keeper.is_locked()
    qtbot.waitUntil(lambda: secrets.clinic.catch_up() > 0)


def test_in_the_demonstration_it_covers_nothing(opened: Opened, demonstration: Workspace) -> None:
    doctors, _ = opened(demonstration)
    enter(doctors, demonstration, PersonKind.DOCTOR, "70-0001")
    patients, _ = opened(demonstration)
    enter(patients, demonstration, PersonKind.PATIENT, HELENA)
    assert not doctors.keeper.is_locked()


@pytest.mark.parametrize("by", list(By))
def test_a_kiosk_leaves_nothing_of_the_last_person(opened: Opened, secrets: Workspace, by: By) -> None:
    window, who = opened(secrets, kiosk=True)
    who.by = by
    for _ in range(2):
        field = "Your record number, or your full name"
        assert [seen.value for seen in who.eyes.named(field) if seen.role in WRITABLE] == [""]
        who.write(field, "1")
        who.type_pin(PIN)
        who.press("Sign in")
        who.sees("Who can see my records")
        put_on_clipboard("You let Dr Ole Berg see your exams.")
        set_text_scale(2.0)
        who.press("Finish")
        who.sees("Who are you?")
        assert "Eva" not in who.eyes.text()
        assert QGuiApplication.clipboard().text() == ""
        assert text_scale() == 1.0
        assert isinstance(window.screen_widget(), SignInScreen)
        assert QApplication.focusWidget() is at_sign_in(window).first_focus()


def test_a_kiosk_ends_instead_of_locking(opened: Opened, hand: HandClocks, demonstration: Workspace) -> None:
    window, who = opened(demonstration, kiosk=True)
    assert not who.eyes.reads("I work here")
    assert not who.eyes.reads("Open another window")
    enter(window, demonstration, PersonKind.PATIENT, HELENA)
    hand.pass_by(100)
    window.keeper.idle.look()
    assert warnings(window) == ["This ends in 20 seconds"]
    hand.pass_by(20)
    window.keeper.idle.look()
    assert window.session() is None
    assert "Helena" not in who.eyes.text()
