"""The page of somebody who has shared nothing and whom nobody has asked."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.widgets.buttons import PrimaryButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.empty_state import EmptyState


class NobodyYet(Card):
    """`share_wanted()`."""

    share_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        state = EmptyState(
            self.tr("Nobody can see your records yet."),
            self.tr("You can share with a doctor, a nurse or someone in your family. You choose what they see and until when."),
            self, icon="eye-slash", page=True,
        )  # fmt: skip
        self.button = PrimaryButton(self.tr("Share with someone"), state, icon="plus", size=ControlSize.LARGE)
        self.button.clicked.connect(self.share_wanted)
        state.action_row.addWidget(self.button)
        state.finish_actions()
        layout.addWidget(state)
