"""The patient's home: a header with three sections and the page of the one that is chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from consent_desktop.desktop.patient.header import PatientHeader
from consent_desktop.desktop.patient.who_page import WhoPage
from consent_desktop.desktop.shell.regions import mark_region
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.read_models.rows import PersonRow

WHO, REQUESTS, HAPPENED = range(3)


class PatientHome(QWidget):
    """`left()` when the patient finishes."""

    left = Signal()

    def __init__(self, workspace: Workspace, person: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace, self._person = workspace, person
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.header = PatientHeader(person, self)
        self._stack = QStackedWidget(self)
        layout.addWidget(self.header)
        layout.addWidget(self._stack, 1)
        self.who_page = WhoPage(workspace, person, self)
        self._pages: dict[int, QWidget] = {WHO: self.who_page}
        self._stack.addWidget(self.who_page)
        self.header.section_chosen.connect(self.show_section)
        self.header.finished.connect(self.left)
        self.who_page.waiting.connect(self.header.set_waiting)
        self.who_page.requests_wanted.connect(partial(self.show_section, REQUESTS))
        for number in (WHO, REQUESTS, HAPPENED):
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            shortcut.activated.connect(partial(self.show_section, number))
        mark_region(self.header)

    def first_focus(self) -> QWidget:
        """Where the keyboard begins."""
        return self.header.tabs[WHO]

    def _page(self, number: int) -> QWidget:
        """The page of a section; made when it is first wanted."""
        if number not in self._pages:
            if number == REQUESTS:
                from consent_desktop.desktop.patient.requests_page import RequestsPage

                page: QWidget = RequestsPage(self._workspace, self._person, self)
            else:
                from consent_desktop.desktop.patient.happened_page import HappenedPage

                page = HappenedPage(self._workspace, self._person, self)
            mark_region(page)
            self._pages[number] = page
            self._stack.addWidget(page)
        return self._pages[number]

    @Slot(int)
    def show_section(self, number: int) -> None:
        """Go to that section."""
        self.header.choose(number)
        self.header.tabs[number].setFocus(Qt.FocusReason.OtherFocusReason)
        self._stack.setCurrentWidget(self._page(number))
