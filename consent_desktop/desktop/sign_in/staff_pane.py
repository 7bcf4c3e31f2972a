"""Who somebody says to be who works here: a tile of those who worked at this workstation lately, or the number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sign_in.hits import Hits
from consent_desktop.desktop.sign_in.who import Pane, Who
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.read_models.rows import PersonRow

MOST = 4
"""Tiles; who worked here before them types the number."""

_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class StaffPane(Pane):
    """A tile holds the person, never shows the number; typing a number lets go of the tile."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._asked = Latest(workspace, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words = self.tr("Your staff number")
        self.field = TextField(
            words, self, icon="identification-badge", size=ControlSize.SEARCH, clearable=True, clear_word=True
        )
        label = Label(words, Role.BODY, self, weight=600)
        label.setBuddy(self.field.line_edit)
        self.lately = Label(self.tr("Or choose yourself. Who worked here lately:"), Role.TABLE, self, color="ink2")
        self.hits = Hits(self)
        for widget, space in ((label, 6), (self.field, 12), (self.lately, 6), (self.hits, 0)):
            layout.addWidget(widget)
            layout.addSpacing(space)
        layout.addStretch(1)
        self.field.text_changed.connect(self._typed)
        self.field.returned.connect(self._entered)
        self.field.line_edit.installEventFilter(self)
        self.hits.chosen.connect(self._chosen)
        self.hits.confirmed.connect(self.confirmed)
        self._show(())

    def begin(self) -> None:
        """Empty, with the tiles of today."""
        self.field.set_error("")
        self.field.set_text("")
        self._asked.ask(self._workspace.clinic.accounts.recent_staff, self._show, self._not_told)

    def _show(self, people: object) -> None:
        found = [person for person in people if isinstance(person, PersonRow)] if isinstance(people, list) else []
        self.hits.show_people(found[:MOST])
        self.lately.setVisible(bool(found))

    def _not_told(self, _error: ConsentDesktopError) -> None:
        """Without tiles the number does as well."""
        self._show(())

    @Slot(object)
    def _typed(self, text: object) -> None:
        self.field.set_error("")
        if text:
            self.hits.let_go()
        self.changed.emit()

    @Slot(object)
    def _chosen(self, person: PersonRow | None) -> None:
        if person is not None:
            self.field.set_text("")
        self.changed.emit()

    def who(self) -> Who:
        """The tile, or the number."""
        person = self.hits.person()
        return Who(self.field.text().strip()) if person is None else Who(person.record_number, person=person)

    def first_field(self) -> QWidget:
        """The number."""
        return self.field.line_edit

    @Slot()
    def _entered(self) -> None:
        self.confirmed.emit() if self.who().complete else self.point_out()

    def point_out(self) -> None:
        """The number."""
        self.field.set_error(self.tr("Type your staff number."))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the field go to the tiles."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ARROWS and self.hits.cards():
            self.hits.enter(last=event.key() == Qt.Key.Key_Up)
            return True
        return super().eventFilter(watched, event)
