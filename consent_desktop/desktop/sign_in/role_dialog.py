"""Somebody who has several roles says in which one they work now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import CancelButton, PrimaryButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.option_card import OptionCard
from consent_desktop.desktop.words.people import kind_word, name_of
from consent_desktop.domain.vocabulary import ActingRole, PersonKind
from consent_desktop.read_models.rows import PersonRow


class RoleDialog(DialogFrame):
    """`chosen(ActingRole)`; no role is chosen beforehand."""

    chosen = Signal(object)

    def __init__(self, host: QWidget, person: PersonRow, roles: Sequence[ActingRole]) -> None:
        question = self.tr("As what do you work now?")
        super().__init__(host, question, size=QSize(520, 300), head=False, fit=True)
        self.body_layout.setSpacing(10)
        self.body_layout.addWidget(Label(question, Role.H2, self.body))
        self.body_layout.addWidget(Label(name_of(person), Role.BODY, self.body, color="ink2"))
        self.cards: dict[ActingRole, OptionCard] = {}
        for role in roles:
            card = OptionCard(kind_word(PersonKind(role.value)), "", self.body, min_height=64)
            card.toggled.connect(self._enable)
            self.cards[role] = card
            self.body_layout.addWidget(card)
        cancel = CancelButton(self.tr("Cancel"), self.foot)
        self.go_on = PrimaryButton(self.tr("Go on"), self.foot, size=ControlSize.NORMAL)
        self.foot_layout.addWidget(cancel)
        self.foot_layout.addStretch(1)
        self.foot_layout.addWidget(self.go_on)
        cancel.clicked.connect(self.reject)
        self.go_on.clicked.connect(self.choose)
        self._enable()

    def _enable(self, _on: bool = False) -> None:
        self.go_on.setEnabled(any(card.isChecked() for card in self.cards.values()))

    def choose(self) -> None:
        """Tell, and close."""
        role = next(role for role, card in self.cards.items() if card.isChecked())
        self.close_dialog()
        self.chosen.emit(role)
