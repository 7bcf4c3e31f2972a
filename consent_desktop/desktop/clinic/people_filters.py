"""Which people the directory lists: chips of a kind with their counts, and whether those who are not active are among them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.staff.wrap_row import WrapRow
from consent_desktop.desktop.widgets.choice_menu import ChoiceMenu
from consent_desktop.desktop.widgets.filter_chip import FilterChip
from consent_desktop.domain.vocabulary import PersonKind


class Group(StrEnum):
    """What a chip shows."""

    EVERYONE = "everyone"
    PATIENTS = "patients"
    DOCTORS = "doctors"
    NURSES = "nurses"
    STAFF = "staff"


KINDS: Final[dict[Group, tuple[PersonKind, ...]]] = {
    Group.EVERYONE: tuple(PersonKind),
    Group.PATIENTS: (PersonKind.PATIENT,),
    Group.DOCTORS: (PersonKind.DOCTOR,),
    Group.NURSES: (PersonKind.NURSE,),
    Group.STAFF: (PersonKind.RECEPTION, PersonKind.PRIVACY_OFFICER, PersonKind.ADMINISTRATOR),
}
ACTIVE, OTHERS, BOTH = "active", "others", "both"


class PeopleFilters(QWidget):
    """`changed()` when a person chose another filter."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        row = WrapRow(self, gap=8)
        words = {
            Group.EVERYONE: self.tr("Everyone"), Group.PATIENTS: self.tr("Patients"),
            Group.DOCTORS: self.tr("Doctors"), Group.NURSES: self.tr("Nurses"), Group.STAFF: self.tr("Staff"),
        }  # fmt: skip
        self.chips = {group: FilterChip(text, self) for group, text in words.items()}
        self._group = Group.EVERYONE
        for group, chip in self.chips.items():
            chip.setAutoExclusive(True)
            chip.clicked.connect(partial(self._choose, group))
            row.addWidget(chip)
        self.chips[Group.EVERYONE].setChecked(True)
        self._active = ACTIVE
        self._words = {ACTIVE: self.tr("Active"), OTHERS: self.tr("Not active"), BOTH: self.tr("All")}
        self.active_chip = FilterChip(self._words[ACTIVE], self, icon_after="caret-down", checkable=False)
        self._menu = ChoiceMenu(self.active_chip)
        self._menu.set_choices(list(self._words.items()))
        self._menu.picked.connect(self._choose_active)
        self.active_chip.clicked.connect(self._open_menu)
        row.add_last(self.active_chip)

    def kinds(self) -> tuple[PersonKind, ...]:
        """The kinds of the chosen chip; empty for everyone."""
        return () if self._group is Group.EVERYONE else KINDS[self._group]

    def active(self) -> bool | None:
        """True: active people; False: the others; None: all."""
        return {ACTIVE: True, OTHERS: False, BOTH: None}[self._active]

    def set_counts(self, counts: Mapping[PersonKind, int]) -> None:
        """How many there are of each kind."""
        for group, chip in self.chips.items():
            chip.set_count(self.locale().toString(sum(counts.get(kind, 0) for kind in KINDS[group])))

    def menu(self) -> ChoiceMenu:
        """The list behind the last chip, for tests."""
        return self._menu

    def _choose(self, group: Group, _checked: bool = False) -> None:
        self._group = group
        self.changed.emit()

    def _open_menu(self, _checked: bool = False) -> None:
        self._menu.open_at(self._active)

    def _choose_active(self, key: str) -> None:
        self._active = key
        self.active_chip.setText(self._words[key])
        self.changed.emit()
