"""The question's side of the sign-in: patient or staff, and below it the pane that asks who that is."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.sign_in import finding
from consent_desktop.desktop.sign_in.patient_pane import PatientPane
from consent_desktop.desktop.sign_in.search_pane import SearchPane
from consent_desktop.desktop.sign_in.staff_pane import StaffPane
from consent_desktop.desktop.sign_in.who import Pane
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.widgets.square import LineIcon
from consent_desktop.desktop.workspace import Workspace


class Question(QWidget):
    """`changed()` as the answer changes, `confirmed()` when the keyboard goes on, `role_chosen(bool)`: staff or not."""

    changed = Signal()
    confirmed = Signal()
    role_chosen = Signal(object)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, kiosk: bool = False) -> None:
        super().__init__(parent)
        clinic = workspace.clinic
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        hour = clinic.now().astimezone(clinic.zone).hour
        layout.addWidget(Label(finding.greeting(hour), Role.H1, self))
        layout.addSpacing(22)
        roles = self._make_roles()
        layout.addWidget(roles)
        layout.addSpacing(22)
        self.panes: tuple[Pane, ...] = (
            (SearchPane(workspace, self, staff=False), SearchPane(workspace, self, staff=True))
            if clinic.demonstration
            else (PatientPane(self), StaffPane(workspace, self))
        )
        for pane in self.panes:
            layout.addWidget(pane, 1)
            pane.changed.connect(self.changed)
            pane.confirmed.connect(self.confirmed)
        layout.addSpacing(16)
        layout.addLayout(self._make_note(clinic.demonstration))
        roles.setVisible(not kiosk)
        self.staff_card.toggled.connect(self.choose_role)
        self.choose_role()

    def _make_roles(self) -> QWidget:
        roles = QWidget(self)
        row = QHBoxLayout(roles)
        row.setSpacing(12)
        row.setContentsMargins(0, 0, 0, 0)
        self.patient_card = OptionCard(self.tr("I am a patient"), "", roles, mark=Mark.TICK, icon="user", min_height=64)
        self.staff_card = OptionCard(
            self.tr("I work here"), "", roles, mark=Mark.TICK, icon="identification-badge", min_height=64
        )
        self.patient_card.setChecked(True)
        for card in (self.patient_card, self.staff_card):
            row.addWidget(card, 1)
        return roles

    def _make_note(self, demonstration: bool) -> QHBoxLayout:
        note = QHBoxLayout()
        note.setSpacing(10)
        words = (
            self.tr(
                "A demonstration: we show part of each name only. In a real clinic nobody is shown before they are known."
            )
            if demonstration
            else self.tr("We show nobody before they have proved who they are.")
        )
        note.addWidget(LineIcon("shield-check", self), 0, Qt.AlignmentFlag.AlignTop)
        note.addWidget(Label(words, Role.TABLE, self, color="ink2"), 1)
        return note

    def is_staff(self) -> bool:
        """Whether somebody who works here is asked."""
        return self.staff_card.isChecked()

    @property
    def pane(self) -> Pane:
        """The pane that asks now."""
        return self.panes[self.is_staff()]

    @Slot(bool)
    def choose_role(self, _on: bool = False) -> None:
        """Patient or staff: another pane, empty."""
        for card in (self.patient_card, self.staff_card):  # Tab from either side comes to the chosen one
            policy = Qt.FocusPolicy.StrongFocus if card.isChecked() else Qt.FocusPolicy.ClickFocus
            card.setFocusPolicy(policy)
        for pane in self.panes:
            pane.setVisible(pane is self.pane)
        self.pane.begin()
        self.role_chosen.emit(self.is_staff())
