"""The head of a staff page: its title, a line under it, and what stands at the far end."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.label import Label

HEIGHT = 84
TURNS_BELOW = 700
"""Narrower than this (at scale 1), the far end stands under the title."""


class Topbar(QWidget):
    """Put widgets into `far` (a row); `put_beside` puts one after the title."""

    def __init__(
        self, title: str, second: str, parent: QWidget, *, height: int = HEIGHT, turns: int = TURNS_BELOW
    ) -> None:
        super().__init__(parent)
        self._height, self._turns = height, turns
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 10, 0, 8)
        self._box.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self._title = Label(title, Role.H1_STAFF, self)
        words.addWidget(self._title)
        self._second = Label(second, Role.TABLE, self, color="ink2")
        self._second.setVisible(bool(second))
        words.addWidget(self._second)
        words.addStretch(1)
        self._box.addLayout(words)
        self._beside = QHBoxLayout()
        self._box.addLayout(self._beside, 1)
        self.far = QHBoxLayout()
        self.far.setSpacing(16)
        self.far.setContentsMargins(0, 0, 0, 10)
        self._box.addLayout(self.far)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.setMinimumHeight(self._height)
        self._turn()

    def put_beside(self, widget: QWidget) -> None:
        """Put a widget after the title."""
        self._beside.addWidget(widget, 1, Qt.AlignmentFlag.AlignVCenter)

    def widen_far(self) -> None:
        """Give the far end what the title leaves."""
        self._box.setStretchFactor(self.far, 3)
        self.far.insertStretch(0, 1)

    def _turn(self) -> None:
        across = self.width() >= px(self._turns)
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One row or two."""
        super().resizeEvent(event)
        self._turn()
