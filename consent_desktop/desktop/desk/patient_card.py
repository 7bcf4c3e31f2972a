"""The patient in front of the desk: found by name or number, and what can be done for them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.person_picker import PersonPicker
from consent_desktop.desktop.staff.wrap_row import WrapRow
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import PrimaryButton, SecondaryButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import Acting, PersonKind
from consent_desktop.read_models.rows import PersonRow


class PatientCard(Card):
    """`paper_wanted(PersonRow)`, `code_wanted(PersonRow)`, `chosen(PersonRow or None)`."""

    paper_wanted = Signal(object)
    code_wanted = Signal(object)
    chosen = Signal(object)

    def __init__(self, workspace: Workspace, acting: Acting, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Find a patient"), Role.H3, self))
        self.picker = PersonPicker(
            workspace, acting, (PersonKind.PATIENT,), self.tr("Name or record number of a patient"), self,
            size=ControlSize.NORMAL,
        )  # fmt: skip
        column.addWidget(self.picker)
        self.note = Label(
            self.tr("What a patient shares is not shown here: it is told to the patient and to whom it concerns."),
            Role.TABLE, self, color="ink2",
        )  # fmt: skip
        growing(self.note)
        column.addWidget(self.note)
        self._actions = QWidget(self)
        row = WrapRow(self._actions, gap=10)
        self.paper_button = PrimaryButton(
            self.tr("Enter signed paper"), self._actions, icon="signature", size=ControlSize.STAFF
        )
        self.code_button = SecondaryButton(
            self.tr("Print a one-time code"), self._actions, icon="printer", size=ControlSize.STAFF
        )
        row.addWidget(self.paper_button)
        row.addWidget(self.code_button)
        column.addWidget(self._actions)
        self._actions.hide()
        self.picker.chosen.connect(self._chosen)
        self.paper_button.clicked.connect(partial(self._want_paper))
        self.code_button.clicked.connect(partial(self._want_code))

    def show_patient(self, patient: PersonRow | None) -> None:
        """That patient is meant."""
        self.picker.choose(patient)
        self._chosen(patient)

    def _chosen(self, patient: PersonRow | None) -> None:
        self._actions.setVisible(patient is not None)
        self.chosen.emit(patient)

    def _want_paper(self, _checked: bool = False) -> None:
        self.paper_wanted.emit(self.picker.person())

    def _want_code(self, _checked: bool = False) -> None:
        self.code_wanted.emit(self.picker.person())
