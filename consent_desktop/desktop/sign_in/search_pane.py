"""The demonstration's way of saying who somebody is: a search that shows part of each name, as the guide draws it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sign_in import finding
from consent_desktop.desktop.sign_in.finding import Found
from consent_desktop.desktop.sign_in.hits import Hits
from consent_desktop.desktop.sign_in.who import Pane, Who
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError

TYPING_MS = 150

_ARROWS = (Qt.Key.Key_Down, Qt.Key.Key_Up)


class SearchPane(Pane):
    """Patients are found by three letters of a name or a whole number; staff stand there from the beginning."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, staff: bool) -> None:
        super().__init__(parent)
        self._clinic, self._staff = workspace.clinic, staff
        self._asked = Latest(workspace, self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words = self.tr("Your name or record number")
        label = Label(words, Role.BODY, self, weight=600)
        self.field = TextField(
            words, self, icon="magnifying-glass", size=ControlSize.SEARCH, clearable=True, clear_word=True
        )
        label.setBuddy(self.field.line_edit)
        self.count = Label("", Role.TABLE, self, color="ink2")
        self.hits = Hits(self)
        for widget, space in ((label, 6), (self.field, 12), (self.count, 6), (self.hits, 0)):
            layout.addWidget(widget)
            layout.addSpacing(space)
        layout.addStretch(1)
        self.field.text_changed.connect(self._typed)
        self.field.returned.connect(self._entered)
        self.field.line_edit.installEventFilter(self)
        self.hits.chosen.connect(self._chosen)
        self.hits.confirmed.connect(self.confirmed)
        self._nobody("")

    def begin(self) -> None:
        """Nobody is chosen; staff are listed."""
        self._nobody("")
        self.field.set_error("")
        self.field.set_text("")
        self.search()

    def who(self) -> Who:
        """Who is chosen; a number that nobody in sight has is taken as it was typed."""
        person = self.hits.person()
        text = self.field.text().strip()
        if person is not None:
            return Who(person.record_number, person=person)
        return Who(text if finding.looks_like_number(text) and not self.hits.cards() else "")

    def first_field(self) -> QWidget:
        """The search."""
        return self.field.line_edit

    def say_secret(self, words: str) -> None:
        """In place of how many were found, so that nothing moves."""
        self.count.setText(words)
        self.count.set_color("wait")

    def point_out(self) -> None:
        """Choose, or type."""
        self.field.set_error(self.tr("First choose yourself."))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _nobody(self, words: str) -> None:
        self._asked.drop()
        self.count.setText(words)
        self.count.set_color("ink2")
        self.count.setVisible(bool(words))
        self.hits.show_people(())

    @Slot(object)
    def _typed(self, _text: object) -> None:
        self.field.set_error("")
        self._typing.start()

    @Slot(object)
    def _chosen(self, _person: object) -> None:
        self.field.set_error("")
        self.changed.emit()

    @Slot()
    def search(self) -> None:
        """Look for what stands in the field."""
        self._typing.stop()
        text = self.field.text().strip()
        if finding.enough(text):
            self._ask(partial(finding.search, self._clinic, text, staff=self._staff))
        elif self._staff and not text:
            self._ask(partial(finding.everybody_at_work, self._clinic))
        else:
            self._nobody(self.tr("Type at least three letters.") if text else "")

    def _ask(self, work: Callable[[], Found]) -> None:
        self._asked.ask(work, self._show_found, self._show_refusal)

    def _show_found(self, found: Found) -> None:
        self.hits.show_people(found.people, self.field.text())
        self.count.setText(self._count_words(found))
        self.count.set_color("ink2")
        self.count.setVisible(True)
        self.changed.emit()

    def _count_words(self, found: Found) -> str:
        if not found.people:
            return self.tr("Nobody in the demonstration is called that.")
        if found.more:
            return self.tr("More than five people found. Type more letters.")
        if self._staff and not self.field.text().strip():
            return self.tr("Demonstration: everybody who works here. Choose yourself:")
        if len(found.people) == 1:
            return self.tr("One person found. Choose yourself:")
        return self.tr("{count} people found. Choose yourself:").format(count=len(found.people))

    def _show_refusal(self, error: ConsentDesktopError) -> None:
        self._nobody(str(error))

    @Slot()
    def _entered(self) -> None:
        """Enter in the field: go on where it is clear as whom, else search."""
        if self._typing.isActive() or not self.hits.cards() or not self.hits.choose_only():
            self.search()
        else:
            self.confirmed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the field go to the people found."""
        pressed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _ARROWS and self.hits.cards():
            self.hits.enter(last=event.key() == Qt.Key.Key_Up)
            return True
        return super().eventFilter(watched, event)
