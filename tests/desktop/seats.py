"""Somebody of the staff at work in a window of the demonstration clinic, and the hands that use it."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.tour.hands import By, wait_until
from consent_desktop.desktop.tour.moves import Somebody
from consent_desktop.desktop.widgets.modal_overlay import ModalOverlay
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind
from consent_desktop.read_models.rows import PersonRow
from tests.desktop.clinics import at_work

RECEPTION: Final = (PersonKind.RECEPTION, "82-0001")
ADMINISTRATOR: Final = (PersonKind.ADMINISTRATOR, "83-0001")
OFFICER: Final = (PersonKind.PRIVACY_OFFICER, "80-0001")
SOUZA: Final = (PersonKind.DOCTOR, "70-0001")
HELENA: Final = (PersonKind.PATIENT, "20-4817")


class Seat:
    """One window with one person in front of it."""

    def __init__(self, qtbot: QtBot, workspace: Workspace, who: tuple[PersonKind, str], by: By = By.MOUSE) -> None:
        self.workspace, self.clinic = workspace, workspace.clinic
        self.window = ConsentWindow(workspace)
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.person = person(self.clinic, *who)
        self.window.sign_in(at_work(self.clinic, self.person))
        self.hands = Somebody(self.window, by)
        self.hands.come_forward()

    def home(self) -> QWidget:
        """What the person sees."""
        home = self.window.screen_widget()
        assert home is not None
        return home

    def dialog(self) -> ModalOverlay:
        """The dialog that is open, once it is."""
        assert wait_until(lambda: any(o.is_open() for o in self.window.findChildren(ModalOverlay)))
        return next(o for o in self.window.findChildren(ModalOverlay) if o.is_open())

    def no_dialog(self) -> None:
        """Wait until none is open."""
        assert wait_until(lambda: not any(o.is_open() for o in self.window.findChildren(ModalOverlay)))


def person(clinic: Clinic, kind: PersonKind, number: str) -> PersonRow:
    """Somebody who is there."""
    found = clinic.find(THE_SYSTEM, kind, number)
    assert found is not None
    return found


def password(clinic: Clinic, who: tuple[PersonKind, str]) -> str:
    """What opens that person's account in the demonstration."""
    secret = clinic.demonstration_secret(person(clinic, *who))
    assert secret is not None
    return secret


def events_of(clinic: Clinic, subject: str) -> list[str]:
    """The types of what happened in a stream, the oldest first."""
    return [recorded.type for recorded in clinic.log.read_stream(subject)]
