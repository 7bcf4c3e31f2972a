"""Another patient is found by the full record number and the birth date, and by nothing less."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.find_patient import find_patient
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import PrimaryButton, SecondaryButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.read_models.rows import PersonRow


class FindDialog(DialogFrame):
    """`found(PersonRow)` when number and birth date belong to one patient."""

    found = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, asker: PersonRow) -> None:
        super().__init__(host, "", size=QSize(520, 400), head=False, fit=True)
        title = self.tr("Find another patient")
        self.setAccessibleName(title)
        self.panel.setAccessibleName(title)
        self._clinic, self._asker, self._latest = workspace.clinic, asker, Latest(workspace, self)
        self.number = TextField(self.tr("Record number"), self.body, icon="")
        self.born = TextField(self.tr("Birth date"), self.body, placeholder=self.tr("day month year"))
        self.body_layout.setSpacing(6)
        hint = self.tr("A patient who is not in your list is found by the whole record number and the birth date.")
        for widget in (
            Label(title, Role.H2, self.body), Label(hint, Role.BODY, self.body, color="ink2"),
            Label(self.tr("Record number"), Role.LABEL, self.body), self.number,
            Label(self.tr("Birth date"), Role.LABEL, self.body), self.born,
        ):  # fmt: skip
            self.body_layout.addWidget(widget)
        self.find_button = PrimaryButton(self.tr("Find patient"), self.foot, size=ControlSize.NORMAL)
        cancel = SecondaryButton(self.tr("Cancel"), self.foot)
        self.foot_layout.addWidget(self.find_button, 1)
        self.foot_layout.addWidget(cancel, 1)
        cancel.clicked.connect(self.reject)
        self.find_button.clicked.connect(partial(self.look))
        for field in (self.number, self.born):
            field.returned.connect(partial(self.look))
            field.text_changed.connect(self._typed)
        self.set_first_focus(self.number.line_edit)

    def _typed(self, _text: object) -> None:
        self._latest.drop()
        self.number.set_error("")
        self.born.set_error("")
        self.place()

    def look(self, _checked: bool = False) -> None:
        """Ask the register."""
        number, born = self.number.text().strip(), dates.typed_day(self.born.text())
        if not number:
            self._wrong(self.number, self.tr("Type the whole record number."))
        elif born is None:
            self._wrong(self.born, self.tr("Type the birth date, for instance 14 May 1961."))
        else:
            self._latest.ask(
                partial(find_patient, self._clinic, self._asker.acting, number, born), self._came, self._failed
            )

    def _wrong(self, field: TextField, sentence: str) -> None:
        field.set_error(sentence)
        field.setFocus()
        self.place()

    def _came(self, person: PersonRow | None) -> None:
        if person is None or person.subject == self._asker.subject:
            self._wrong(self.born, self.tr("Nobody has this record number and this birth date."))
            return
        self.close_dialog()
        self.found.emit(person)

    def _failed(self, error: ConsentDesktopError) -> None:
        self._wrong(self.born, str(error))
