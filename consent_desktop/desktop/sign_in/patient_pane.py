"""Who a patient says to be: the whole record number, or full name and birth date. Nobody is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.sign_in.finding import looks_like_number
from consent_desktop.desktop.sign_in.who import Pane, Who
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words import dates


class PatientPane(Pane):
    """The birth date is asked for as soon as what was typed looks like a name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        words = self.tr("Your record number, or your full name")
        self.field = TextField(
            words, self, icon="identification-badge", size=ControlSize.SEARCH, clearable=True, clear_word=True
        )
        label = Label(words, Role.BODY, self, weight=600)
        label.setBuddy(self.field.line_edit)
        born = self.tr("Your birth date")
        self.birth_label = Label(born, Role.BODY, self, weight=600)
        self.birth_field = TextField(
            born, self, placeholder=self.tr("for instance 21.4.1954"), icon="calendar-blank", size=ControlSize.LARGE
        )
        self.birth_label.setBuddy(self.birth_field.line_edit)
        for widget, space in ((label, 6), (self.field, 16), (self.birth_label, 6), (self.birth_field, 0)):
            layout.addWidget(widget)
            layout.addSpacing(space)
        layout.addStretch(1)
        for field in (self.field, self.birth_field):
            field.text_changed.connect(self._typed)
            field.returned.connect(self._entered)
        self.begin()

    def begin(self) -> None:
        """Empty fields."""
        for field in (self.field, self.birth_field):
            field.set_error("")
            field.set_text("")
        self._typed()

    def _by_name(self) -> bool:
        text = self.field.text().strip()
        return bool(text) and not looks_like_number(text)

    @Slot(object)
    def _typed(self, _text: object = None) -> None:
        for widget in (self.birth_label, self.birth_field):
            widget.setVisible(self._by_name())
        for field in (self.field, self.birth_field):
            field.set_error("")
        self.changed.emit()

    def who(self) -> Who:
        """Number, or name and day."""
        text = " ".join(self.field.text().split())
        return Who(name=text, born=dates.typed_day(self.birth_field.text())) if self._by_name() else Who(text)

    def first_field(self) -> QWidget:
        """The number or name."""
        return self.field.line_edit

    @Slot()
    def _entered(self) -> None:
        if self.who().complete:
            self.confirmed.emit()
        elif self._by_name() and not self.birth_field.text().strip():
            self.birth_field.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.point_out()

    def point_out(self) -> None:
        """The number, or the day."""
        if self._by_name():
            self.birth_field.set_error(self.tr("Type the day, the month and the year when you were born."))
            self.birth_field.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.field.set_error(self.tr("Type your record number, or your full name."))
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
