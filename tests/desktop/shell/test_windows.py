"""One window for one person, several windows, and leaving in order."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.patient.home import PatientHome
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.shell.windows import Windows
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.theme import set_text_scale, text_scale
from consent_desktop.desktop.widgets.modal_overlay import ModalOverlay
from consent_desktop.desktop.widgets.notice_strip import NoticeStrip
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import PersonKind
from tests.desktop.clinics import HELENA, at_work, copied_demonstration, found, plain_clinic

CONTROL = Qt.KeyboardModifier.ControlModifier


def shown(qtbot: QtBot, workspace: Workspace) -> ConsentWindow:
    window = ConsentWindow(workspace)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    return window


def helena(workspace: Workspace) -> Session:
    return at_work(workspace.clinic, found(workspace.clinic, PersonKind.PATIENT, HELENA))


def strips(window: ConsentWindow) -> list[str]:
    return [strip.accessibleName() for strip in window.findChildren(NoticeStrip) if strip.isVisible()]


def test_every_screen_says_that_it_is_a_demonstration(qtbot: QtBot, demonstration: Workspace) -> None:
    window = shown(qtbot, demonstration)
    said = "Demonstration clinic: nobody is real. Not for real patients."
    assert strips(window) == [said]
    window.sign_in(helena(demonstration))
    assert strips(window) == [said]
    assert window.windowTitle() == "Consent Desktop"
    assert (window.minimumWidth(), window.minimumHeight()) == (900, 560)


def test_a_plain_clinic_says_that_it_is_not_protected(qtbot: QtBot, plain: Workspace) -> None:
    assert strips(shown(qtbot, plain)) == ["This store is not protected by a key: not for real patients."]


@pytest.mark.parametrize(
    ("kind", "number", "home"),
    [
        (PersonKind.PATIENT, HELENA, "PatientHome"),
        (PersonKind.DOCTOR, "70-0001", "ProfessionalHome"),
        (PersonKind.NURSE, "71-0001", "ProfessionalHome"),
        (PersonKind.PRIVACY_OFFICER, "80-0001", "HistoryHome"),
        (PersonKind.RECEPTION, "82-0001", "DeskHome"),
        (PersonKind.ADMINISTRATOR, "83-0001", "ClinicHome"),
    ],
)
def test_everybody_has_a_home_and_leaves_it(
    qtbot: QtBot, demonstration: Workspace, kind: PersonKind, number: str, home: str
) -> None:
    window = shown(qtbot, demonstration)
    window.sign_in(at_work(demonstration.clinic, found(demonstration.clinic, kind, number)))
    assert type(window.screen_widget()).__name__ == home
    assert window.focusWidget() is not window.screen_widget()
    assert window.screen_widget().isAncestorOf(window.focusWidget())  # type: ignore[union-attr]
    window.screen_widget().left.emit()  # type: ignore[union-attr]
    assert isinstance(window.screen_widget(), SignInScreen)
    assert window.session() is None


def test_keys_change_the_text_size(qtbot: QtBot, plain: Workspace) -> None:
    window = shown(qtbot, plain)
    QTest.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    assert text_scale() == 1.25
    QTest.keyClick(window, Qt.Key.Key_Plus, CONTROL)
    QTest.keyClick(window, Qt.Key.Key_Minus, CONTROL)
    assert text_scale() == 1.25
    QTest.keyClick(window, Qt.Key.Key_0, CONTROL)
    assert text_scale() == 1.0


def test_control_l_finishes_also_out_of_a_dialog(qtbot: QtBot, demonstration: Workspace) -> None:
    window = shown(qtbot, demonstration)
    window.sign_in(helena(demonstration))
    home = window.screen_widget()
    assert isinstance(home, PatientHome)
    qtbot.waitUntil(lambda: home.who_page.picture() is not None)
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL)
    qtbot.waitUntil(lambda: any(o.is_open() for o in window.findChildren(ModalOverlay)))
    QTest.keyClick(window, Qt.Key.Key_L, CONTROL)
    assert isinstance(window.screen_widget(), SignInScreen)
    assert window.screen_widget().isVisible()  # type: ignore[union-attr]
    assert not any(o.is_open() for o in window.findChildren(ModalOverlay))


def test_the_next_person_begins_with_words_of_the_normal_size(qtbot: QtBot, demonstration: Workspace) -> None:
    window = shown(qtbot, demonstration)
    window.sign_in(helena(demonstration))
    set_text_scale(2.0)
    window.finish()
    assert text_scale() == 1.0


def test_f6_goes_from_region_to_region(qtbot: QtBot, demonstration: Workspace) -> None:
    window = shown(qtbot, demonstration)
    window.sign_in(helena(demonstration))
    home = window.screen_widget()
    assert isinstance(home, PatientHome)
    qtbot.waitUntil(lambda: home.who_page.matrix.isVisible())
    home.header.tabs[0].setFocus()
    visited = []
    for _ in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        visited.append(QApplication.focusWidget())
    first_cell = home.who_page.matrix.lines()[0].buttons()[0]
    assert visited == [home.who_page.request_card.allow_button, first_cell, home.header.tabs[0]]


def test_trouble_stays_until_the_views_follow_again(qtbot: QtBot, plain: Workspace) -> None:
    window = shown(qtbot, plain)
    plain.trouble.emit(ClinicError("The disk is full."))
    assert "The disk is full." in strips(window)
    plain.changed.emit(7)
    assert "The disk is full." not in strips(window)


def test_when_the_desktop_locks_every_window_is_covered(qtbot: QtBot, made_demonstration: Path, tmp_path: Path) -> None:
    workspace = Workspace(copied_demonstration(made_demonstration, tmp_path / "all"))
    windows = Windows(workspace)
    first, second = windows.open_another(), windows.open_another()
    first.sign_in(helena(workspace))
    windows.lock_all()
    assert first.keeper.is_locked()
    assert not second.keeper.is_locked()
    with qtbot.waitSignal(windows.all_closed):
        windows.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_a_kiosk_is_as_large_as_the_screen_and_alone(qtbot: QtBot, made_demonstration: Path, tmp_path: Path) -> None:
    windows = Windows(Workspace(copied_demonstration(made_demonstration, tmp_path / "kiosk")), kiosk=True)
    window = windows.open_another()
    assert window.isFullScreen()
    QTest.keyClick(window, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert len(windows.open_windows()) == 1
    with qtbot.waitSignal(windows.all_closed):
        windows.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_windows_open_and_the_last_one_closes_the_workspace(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    windows = Windows(Workspace(plain_clinic(tmp_path / "two")))
    first = windows.open_another()
    with qtbot.waitExposed(first):
        pass
    QTest.keyClick(first, Qt.Key.Key_N, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert len(windows.open_windows()) == 2
    first.close()
    assert len(windows.open_windows()) == 1
    with qtbot.waitSignal(windows.all_closed):
        windows.close_all()
    assert windows.open_windows() == []
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
