"""The window of reception: the desk, and the clinic's people."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.page import ClinicPage
from consent_desktop.desktop.desk.handed_window import HandedWindow
from consent_desktop.desktop.desk.page import DeskPage
from consent_desktop.desktop.staff.frame import Section, StaffFrame
from consent_desktop.desktop.staff.messages import Messages
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace

PATIENTS, CLINIC = "patients", "clinic"


class DeskHome(QWidget):
    """`left()` when Finish is pressed; `lock_wanted()` before the screen goes into a patient's hands."""

    left = Signal()
    lock_wanted = Signal()

    def __init__(self, workspace: Workspace, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self.handed: HandedWindow | None = None
        self.setAccessibleName(name_of(session.person))
        sections = (
            Section(PATIENTS, self.tr("Patients"), "users-three"),
            Section(CLINIC, self.tr("Clinic"), "hospital"),
        )
        self.frame = StaffFrame(session.person, sections, self)
        self.desk = DeskPage(workspace, session, self.frame)
        self.clinic = ClinicPage(workspace, session, self.frame)
        self.frame.add_page(PATIENTS, self.desk)
        self.frame.add_page(CLINIC, self.clinic)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.frame)
        self._messages = Messages(self)
        self.frame.left.connect(self.left)
        self.desk.told.connect(self._told)
        self.clinic.told.connect(self._told)
        self.frame.page_shown.connect(self._page_shown)
        self.desk.hand_over_wanted.connect(self.hand_over)

    def showEvent(self, event: QShowEvent) -> None:
        """The first focus is on finding a patient."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.desk.patient.picker.field.line_edit.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _page_shown(self, key: str) -> None:
        if key == CLINIC:
            self.clinic.open_page()

    @Slot(object, object)
    def _told(self, title: str, line: str) -> None:
        self._messages.say(title, line)

    @Slot()
    def hand_over(self) -> None:
        """Lock what is here, and put a window for patients over it."""
        if self.handed is not None:
            return
        self.lock_wanted.emit()
        self.handed = HandedWindow(self._workspace, self.window())
        self.handed.closed.connect(self._back)
        self.handed.show()
        self.handed.activateWindow()

    @Slot(object)
    def _back(self, _window: object) -> None:
        handed, self.handed = self.handed, None
        if handed is not None:
            handed.deleteLater()
            self.window().activateWindow()
