"""What: the four kinds of record, or everything."""

from __future__ import annotations

from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.sharing.lines import Heading
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import short_name
from consent_desktop.domain.vocabulary import EVERYTHING, RecordType
from consent_desktop.read_models.rows import CellState, MatrixRow, PersonRow


class WhatPage(QWidget):
    """`changed(frozenset[RecordType])` when the choice is another. Everything and single kinds exclude each other."""

    changed = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone = zone
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(10)
        self._heading = Heading("", "", self)
        page.addWidget(self._heading)
        page.addSpacing(-10)
        self.cards: dict[RecordType, OptionCard] = {}
        for kind in RecordType:
            card = OptionCard(kinds.title(kind), kinds.hint(kind), self, mark=Mark.CHECK, icon=kinds.ICONS[kind],
                              min_height=74)  # fmt: skip
            card.clicked.connect(partial(self._pressed, kind))
            page.addWidget(card)
            self.cards[kind] = card
        page.addStretch(1)

    def chosen(self) -> frozenset[RecordType]:
        """The kinds that are ticked."""
        return frozenset(kind for kind, card in self.cards.items() if card.isChecked())

    def choose(self, wanted: frozenset[RecordType]) -> None:
        """Tick these, without a signal."""
        for kind, card in self.cards.items():
            card.setChecked(kind in wanted)

    def show_other(self, other: PersonRow, row: MatrixRow | None) -> None:
        """Name who will see, and say on each card what they can see already."""
        self._heading.set_words(
            self.tr("What may {name} see?").format(name=short_name(other)), self.tr("Choose one or more.")
        )
        for kind, card in self.cards.items():
            card.set_texts(kinds.title(kind), self._second(kind, row))

    def _second(self, kind: RecordType, row: MatrixRow | None) -> str:
        if row is None:
            return kinds.hint(kind)
        if kind is RecordType.ALL:
            return self.tr("Shared already, now and later") if row.everything else kinds.hint(kind)
        cell = row.cells[kind]
        if cell.state is not CellState.CAN_SEE:
            return kinds.hint(kind)
        if cell.until is None:
            return self.tr("Shared already, with no end date")
        return self.tr("Shared already until {day}. Choose it to share for longer.").format(
            day=dates.end_words(cell.until, self._zone)
        )

    def _pressed(self, kind: RecordType, _checked: bool = False) -> None:
        if self.cards[kind].isChecked():
            for other, card in self.cards.items():
                if (kind is RecordType.ALL) != (other in EVERYTHING):
                    card.setChecked(False)
        self.changed.emit(self.chosen())
