"""Who can see what where a matrix has no room: a list of people and one person, or one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consent_desktop.desktop.patient.cell_words import spoken_names
from consent_desktop.desktop.patient.person_list import PersonList
from consent_desktop.desktop.patient.person_pane import PersonPane
from consent_desktop.desktop.theme.type import px, type_scale
from consent_desktop.read_models.rows import MatrixRow

LIST_WIDTH, BOTH = 320, 800


class NarrowView(QWidget):
    """The same signals as the matrix: `cell_pressed(MatrixRow, RecordType, button)`, `row_pressed(MatrixRow, button)`."""

    cell_pressed = Signal(object, object, object)
    row_pressed = Signal(object, object)
    turned = Signal()
    """The person's own page has come."""

    def __init__(self, zone: ZoneInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[MatrixRow] = ()
        self._subject: str | None = None
        self._open = False
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(20)
        self.list = PersonList(self)
        self.pane = PersonPane(zone, self)
        layout.addWidget(self.list, 0)
        layout.addWidget(self.pane, 1, Qt.AlignmentFlag.AlignTop)
        self.list.chosen.connect(self.open_person)
        self.pane.back.connect(self.go_back)
        for part in (self.list.row_pressed, self.pane.row_pressed):
            part.connect(self.row_pressed)
        self.pane.cell_pressed.connect(self.cell_pressed)
        type_scale().scale_changed.connect(self.arrange)

    def both(self) -> bool:
        """Whether list and person stand side by side."""
        return self.width() >= px(BOTH)

    def show_rows(self, rows: Sequence[MatrixRow]) -> None:
        """Show these people; who was open stays open."""
        self._rows = rows
        self.arrange()

    @Slot(object)
    def open_person(self, subject: str) -> None:
        """Show that person."""
        self._subject, self._open = subject, True
        self.arrange()
        if not self.both():
            self.pane.back_button.setFocus(Qt.FocusReason.OtherFocusReason)
            self.turned.emit()

    @Slot()
    def go_back(self) -> None:
        """From the person's own page to the list."""
        self._open = False
        self.arrange()
        self.list.focus_on(self._subject)

    @Slot(object)
    def arrange(self, _scale: object = None) -> None:
        """Side by side, or the one that is wanted."""
        if not self._rows:
            return
        both = self.both()
        shown = next((row for row in self._rows if row.other.subject == self._subject), None)
        if shown is None:
            self._open, shown = False, self._rows[0]
        self._subject = shown.other.subject if both or self._open else None
        self.pane.show_row(shown, spoken_names(self._rows)[shown.other.subject], alone=not both)
        self.list.show_rows(self._rows, self._subject if both else None, words=not both)
        self.list.setVisible(both or not self._open)
        self.pane.setVisible(both or self._open)
        if both:
            self.list.setFixedWidth(px(LIST_WIDTH))
        else:
            self.list.setMinimumWidth(0)
            self.list.setMaximumWidth(16_777_215)

    def set_busy(self, subject: str, busy: bool) -> None:
        """While a command about a person runs, their buttons do nothing."""
        self.list.set_busy(subject, busy)
        if self.pane.subject() == subject:
            self.pane.setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list."""
        if event.key() == Qt.Key.Key_Escape and self._open and not self.both():
            self.go_back()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange anew when the room passes the border."""
        super().resizeEvent(event)
        if (event.oldSize().width() >= px(BOTH)) != self.both() or event.oldSize().width() < 0:
            self.arrange()
