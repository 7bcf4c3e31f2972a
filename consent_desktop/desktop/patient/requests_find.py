"""Find the patient whose records one wants to see: by full record number and birth date only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Signal, Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.sharing.find_patient import FindPatient
from consent_desktop.desktop.sharing.lines import Heading
from consent_desktop.desktop.widgets.buttons import CancelButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.read_models.rows import PersonRow


class FindDialog(DialogFrame):
    """`found(PersonRow)`, after it has closed."""

    found = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, seeker: PersonRow) -> None:
        name = QCoreApplication.translate("FindDialog", "Whose records do you want to see?")
        super().__init__(host, name, size=QSize(720, 340), head=False)
        hint = self.tr("Type the record number and the birth date of that person. Ask them if you do not know.")
        self.body_layout.addWidget(Heading(name, hint, self.body))
        self.finder = FindPatient(workspace, seeker, self.body)
        self.body_layout.addWidget(self.finder)
        self.body_layout.addStretch(1)
        self.cancel_button = CancelButton(self.tr("Cancel"), self.foot)
        self.foot_layout.addStretch(1)
        self.foot_layout.addWidget(self.cancel_button)
        self.cancel_button.clicked.connect(self.reject)
        self.finder.found.connect(self._on_found)

    @Slot(object)
    def _on_found(self, person: PersonRow) -> None:
        self.close_dialog()
        self.found.emit(person)
