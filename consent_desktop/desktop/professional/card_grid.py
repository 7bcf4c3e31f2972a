"""Option cards in one or two columns, as the width allows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from consent_desktop.desktop.theme.type import px
from consent_desktop.desktop.widgets.option_card import OptionCard

TWO_FROM = 520


class CardGrid(QWidget):
    """Give it its cards with `set_cards`; they read from left to right, then down."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._cards: list[OptionCard] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_cards(self, cards: Sequence[OptionCard]) -> None:
        """The cards, made with this widget as parent."""
        self._cards = list(cards)
        for card in cards:
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self._columns = 0
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= px(TWO_FROM) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for card in self._cards:
            self._grid.removeWidget(card)
        for i, card in enumerate(self._cards):
            self._grid.addWidget(card, i // columns, i % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if columns == 2 else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two would be too narrow."""
        super().resizeEvent(event)
        self._arrange()
