"""People who may stand in the register twice: same name, same birthday. Somebody has to look; nothing is merged by itself."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.desk.list_cards import SHOWN, DeskRow, ListCard
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.words.people import isolated, name_of
from consent_desktop.read_models.rows import PersonRow

Group = tuple[PersonRow, ...]


class TwiceCard(ListCard):
    """`chosen(PersonRow)`: look at these entries. Hidden while there are none."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Perhaps entered twice"), "", parent)
        self._groups: tuple[Group, ...] | None = None
        self.hide()

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Show these; the same ones keep their place and the keyboard."""
        self.setVisible(bool(groups))
        if tuple(groups) != self._groups:
            self._groups = tuple(groups)
            self.set_rows([self._make(group) for group in groups[:SHOWN]], len(groups))

    def _make(self, group: Group) -> DeskRow:
        first = group[0]
        numbers = ", ".join(isolated(person.record_number) for person in group)
        day = dates.short_day(first.birth_date) if first.birth_date is not None else ""
        line = self.tr("born {day}: {numbers}").format(day=day, numbers=numbers)
        row = DeskRow(name_of(first), [line], self)
        name = self.tr("Look at the entries of {name}").format(name=name_of(first))
        button = row.add_button(self.tr("Look"), name, "magnifying-glass")
        button.clicked.connect(partial(self._press, first))
        return row

    def _press(self, person: PersonRow, _checked: bool = False) -> None:
        self.chosen.emit(person)
