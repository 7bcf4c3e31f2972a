"""Windows on the demonstration clinic, in the states of the guide's screens."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.history.home import HistoryHome
from consent_desktop.desktop.patient.home import PatientHome
from consent_desktop.desktop.professional.home import ProfessionalHome
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.tour.hands import wait_until
from consent_desktop.desktop.tour.moves import Somebody
from consent_desktop.desktop.widgets.modal_overlay import ModalOverlay
from consent_desktop.desktop.widgets.popover import Popover
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import PersonKind
from tests.desktop.clinics import at_work, found

DOCTOR, OFFICER, PATIENT = PersonKind.DOCTOR, PersonKind.PRIVACY_OFFICER, PersonKind.PATIENT
NUMBERS = {PATIENT: "20-4817", DOCTOR: "70-0001", OFFICER: "80-0001"}
READY = {
    PATIENT: "Four people can see some of your records.",
    DOCTOR: "Beatriz Lopes",
    OFFICER: "History verified",
}


class Stage:
    """One window; `who` uses it as a person does."""

    def __init__(self, qtbot: QtBot, workspace: Workspace) -> None:
        self.workspace = workspace
        self.window = ConsentWindow(workspace)
        qtbot.addWidget(self.window)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.who = Somebody(self.window)
        self.who.come_forward()

    def enter(self, kind: PersonKind) -> Stage:
        """Be somebody of that kind, at home, with everything there."""
        clinic = self.workspace.clinic
        self.window.sign_in(at_work(clinic, found(clinic, kind, NUMBERS[kind])))
        self.who.sees(READY[kind])
        settle()
        return self

    def patient(self) -> PatientHome:
        """The patient's home."""
        home = self.window.screen_widget()
        assert isinstance(home, PatientHome)
        return home

    def professional(self) -> ProfessionalHome:
        """The doctor's home."""
        home = self.window.screen_widget()
        assert isinstance(home, ProfessionalHome)
        return home

    def officer(self) -> HistoryHome:
        """The privacy officer's home."""
        home = self.window.screen_widget()
        assert isinstance(home, HistoryHome)
        return home

    def dialog(self) -> ModalOverlay:
        """The dialog that is open, once it is."""
        assert wait_until(lambda: any(o.is_open() for o in self.window.findChildren(ModalOverlay)))
        return next(o for o in self.window.findChildren(ModalOverlay) if o.is_open())

    def popover(self) -> Popover:
        """The question that is open, once it takes presses."""
        assert wait_until(lambda: any(p.isVisible() for p in self.window.findChildren(Popover)))
        popover = next(p for p in self.window.findChildren(Popover) if p.isVisible())
        assert wait_until(popover.takes_presses)
        return popover

    def place(self, widget: QWidget) -> QRect:
        """Where it lies in the window."""
        return QRect(widget.mapTo(self.window, QPoint(0, 0)), widget.size())

    def photograph(self) -> QImage:
        """The window as it looks."""
        return self.window.grab().toImage()

    def colour(self, widget: QWidget, x: int, y: int) -> QColor:
        """The colour of one pixel of the widget as the window shows it; negative counts from its far edge."""
        at = self.place(widget)
        corner = QPoint(at.right() + 1 + x if x < 0 else at.left() + x, at.bottom() + 1 + y if y < 0 else at.top() + y)
        return self.photograph().pixelColor(corner)

    def resize(self, width: int, height: int) -> None:
        """Another size, and everything laid out for it."""
        self.window.resize(width, height)
        settle()


def settle() -> None:
    """Let layouts and posted events come to rest."""
    for _ in range(6):
        QApplication.processEvents()
