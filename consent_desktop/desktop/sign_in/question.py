"""The question's side of the sign-in: patient or staff, the field, and who was found."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sign_in import finding
from consent_desktop.desktop.sign_in.finding import Found
from consent_desktop.desktop.sign_in.hits import Hits
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.widgets.square import LineIcon
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError

TYPING_MS = 150


class Question(QWidget):
    """`chosen(PersonRow or None)`, `confirmed()`: Enter goes on as whoever is chosen."""

    chosen = Signal(object)
    confirmed = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clinic = workspace.clinic
        self._open = workspace.clinic.demonstration
        self._asked = Latest(workspace, self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._typing.timeout.connect(self.search)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        hour = self._clinic.now().astimezone(self._clinic.zone).hour
        layout.addWidget(Label(finding.greeting(hour), Role.H1, self))
        layout.addSpacing(22)
        layout.addLayout(self._make_roles())
        layout.addSpacing(22)
        self._make_fields(layout)
        self._count = Label("", Role.TABLE, self, color="ink2")
        self._hits = Hits(self)
        layout.addSpacing(12)
        layout.addWidget(self._count)
        layout.addSpacing(6)
        layout.addWidget(self._hits)
        layout.addStretch(1)
        layout.addSpacing(16)
        layout.addLayout(self._make_note())
        self._hits.chosen.connect(self.chosen)
        self._hits.confirmed.connect(self.confirmed)
        self.choose_role()

    def _make_roles(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        roles = QWidget(self)
        roles.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.patient_card = OptionCard(self.tr("I am a patient"), "", roles, mark=Mark.TICK, icon="user", min_height=64)
        self.staff_card = OptionCard(
            self.tr("I work here"), "", roles, mark=Mark.TICK, icon="identification-badge", min_height=64
        )
        self.patient_card.setChecked(True)
        for card in (self.patient_card, self.staff_card):
            row.addWidget(card, 1)
        self.staff_card.toggled.connect(self.choose_role)
        outer = QHBoxLayout()
        outer.addWidget(roles)
        return outer

    def _make_fields(self, layout: QVBoxLayout) -> None:
        self._label = Label("", Role.BODY, self, weight=600)
        self.field = TextField(
            "", self, icon="magnifying-glass", size=ControlSize.SEARCH, clearable=True, clear_word=True
        )
        self._label.setBuddy(self.field.line_edit)
        self._birth_label = Label(self.tr("Your birth date, if you typed a name"), Role.BODY, self, weight=600)
        self.birth_field = TextField(
            self._birth_label.text(), self, placeholder=self.tr("for instance 21.4.1954"), icon="calendar-blank"
        )
        self._birth_label.setBuddy(self.birth_field.line_edit)
        self.find_button = SecondaryButton(self.tr("Find me"), self, icon="magnifying-glass")
        for widget, space in (
            (self._label, 6), (self.field, 12), (self._birth_label, 6), (self.birth_field, 12), (self.find_button, 0),
        ):  # fmt: skip
            layout.addWidget(widget)
            if space and (self._open is False or widget is self._label):
                layout.addSpacing(space)
        self.find_button.setVisible(not self._open)
        self.field.text_changed.connect(self._typed)
        self.birth_field.text_changed.connect(self._typed)
        self.field.returned.connect(self._entered)
        self.birth_field.returned.connect(self._entered)
        self.find_button.clicked.connect(self.search)
        self.field.line_edit.installEventFilter(self)

    def _make_note(self) -> QHBoxLayout:
        note = QHBoxLayout()
        note.setSpacing(10)
        words = (
            self.tr(
                "A demonstration: we show part of each name only. In a real clinic nobody is shown before they are known."
            )
            if self._open
            else self.tr("We show nobody before they are known, and then part of the name only.")
        )
        note.addWidget(LineIcon("shield-check", self), 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(Label(words, Role.TABLE, self, color="ink2"), 1)
        return note

    def is_staff(self) -> bool:
        """Whether somebody who works here is looked for."""
        return self.staff_card.isChecked()

    @Slot()
    def choose_role(self, _on: bool = False) -> None:
        """Patient or staff: the field asks for what that role may be found by."""
        staff = self.is_staff()
        for card in (self.patient_card, self.staff_card):  # Tab from either side comes to the chosen one
            policy = Qt.FocusPolicy.StrongFocus if card.isChecked() else Qt.FocusPolicy.ClickFocus
            card.setFocusPolicy(policy)
        if self._open or not staff:
            words = self.tr("Your name or record number")
        else:
            words = self.tr("Your record number")
        self._label.setText(words)
        self.field.line_edit.setAccessibleName(words)
        for widget in (self._birth_label, self.birth_field):
            widget.setVisible(not self._open and not staff)
        self._nobody("")
        self.field.set_text("")
        self.birth_field.set_text("")
        if self._open and staff:
            self.search()

    def _nobody(self, words: str) -> None:
        self._asked.drop()
        self._count.setText(words)
        self._count.setVisible(bool(words))
        self._hits.show_people(())

    @Slot(object)
    def _typed(self, text: str) -> None:
        """In the demonstration the search follows the typing; elsewhere it waits for Enter."""
        if self._open:
            self._typing.start()
        else:
            self._nobody("")

    @Slot()
    def search(self) -> None:
        """Look for what stands in the fields."""
        self._typing.stop()
        text, staff = self.field.text().strip(), self.is_staff()
        if self._open:
            if finding.enough(text):
                self._ask(partial(finding.search, self._clinic, text, staff=staff))
            elif staff and not text:
                self._ask(partial(finding.everybody_at_work, self._clinic))
            else:
                self._nobody(self.tr("Type at least three letters.") if text else "")
        elif text:
            self._search_known(text, staff)

    def _search_known(self, text: str, staff: bool) -> None:
        """Outside the demonstration: whole number, or full name and birth date."""
        if staff or finding.looks_like_number(text):
            self._ask(partial(finding.by_number, self._clinic, text, staff=staff))
            return
        born = dates.typed_day(self.birth_field.text())
        if born is None:
            self.birth_field.set_error(self.tr("Type the day, the month and the year when you were born."))
            self.birth_field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.birth_field.set_error("")
        self._ask(partial(finding.by_name_and_birth, self._clinic, text, born))

    def _ask(self, work: Callable[[], Found]) -> None:
        self._asked.ask(work, self._show_found, self._show_refusal)

    def _show_found(self, found: Found) -> None:
        self._hits.show_people(found.people, self.field.text())
        self._count.setText(self._count_words(found))
        self._count.setVisible(True)
        if not self._open:
            self._hits.choose_only()

    def _count_words(self, found: Found) -> str:
        if not found.people:
            return self.tr("We find nobody like that. Check what you typed, or ask at the desk.")
        if found.more:
            return self.tr("More than five people found. Type more letters.")
        if self.is_staff() and not self.field.text().strip():
            return self.tr("Demonstration: everybody who works here. Choose yourself:")
        if len(found.people) == 1:
            return self.tr("One person found. Choose yourself:")
        return self.tr("{count} people found. Choose yourself:").format(count=len(found.people))

    def _show_refusal(self, error: ConsentDesktopError) -> None:
        self._nobody(str(error))

    @Slot()
    def _entered(self) -> None:
        """Enter in a field: go on where it is clear as whom, else search."""
        if self._typing.isActive() or not self._hits.cards() or not self._hits.choose_only():
            self.search()
        else:
            self.confirmed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down in the field go to the people found."""
        arrow = (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up)
        )
        if arrow and isinstance(event, QKeyEvent) and self._hits.cards():
            self._hits.enter(last=event.key() == Qt.Key.Key_Up)
            return True
        return super().eventFilter(watched, event)
