"""The lock screen and what chooses secrets, at every size and scale."""

from __future__ import annotations

import pytest

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.sign_in.choose_password import ChoosePassword
from consent_desktop.desktop.sign_in.choose_pin import ChoosePin
from consent_desktop.desktop.sign_in.role_dialog import RoleDialog
from consent_desktop.desktop.sign_in.who import Who
from consent_desktop.domain.vocabulary import ActingRole
from tests.desktop.guide.stage import DOCTOR, PATIENT, Stage
from tests.desktop.guide.test_fit import at_every_size

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.mark.parametrize("kind", [PATIENT, DOCTOR])
def test_lock(stage: Stage, kind: object) -> None:
    stage.enter(PATIENT if kind is PATIENT else DOCTOR)
    stage.window.lock()
    stage.who.sees("Locked")
    at_every_size(stage)


@pytest.mark.parametrize("page", [0, 1, 2])
def test_choosing_a_pin(stage: Stage, page: int) -> None:
    dialog = ChoosePin(stage.window, stage.workspace, Who())
    dialog.open_dialog()
    dialog.show_page(page, "The two were not the same. Choose again." if page == 1 else "")
    at_every_size(stage)


@pytest.mark.parametrize("page", [0, 1])
def test_choosing_a_password(stage: Stage, page: int) -> None:
    dialog = ChoosePassword(stage.window, stage.workspace, Who())
    dialog.open_dialog()
    dialog.show_page(page)
    at_every_size(stage)


def test_choosing_a_role(stage: Stage) -> None:
    session = stage.enter(DOCTOR).window.session()
    assert isinstance(session, Session)
    RoleDialog(stage.window, session.person, (ActingRole.DOCTOR, ActingRole.PRIVACY_OFFICER)).open_dialog()
    at_every_size(stage)
