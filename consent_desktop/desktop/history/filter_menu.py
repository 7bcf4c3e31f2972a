"""A round filter that opens a list; it shows what was chosen, and is tinted while it leaves something out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from consent_desktop.desktop.widgets.choice_menu import ChoiceMenu
from consent_desktop.desktop.widgets.filter_chip import FilterChip


class FilterMenu(FilterChip):
    """`set_choices([(key, words)])`; the key "" is the one that leaves nothing out. `chosen(str)`."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        self._what, self._key = name, ""
        super().__init__("", parent, icon_after="caret-down")
        self._menu = ChoiceMenu(self)
        self._menu.picked.connect(self._pick)
        self.clicked.connect(self.open_list)

    def _name(self) -> None:
        self.setAccessibleName(self.tr("{filter}: {choice}").format(filter=self._what, choice=self.text()))

    def nextCheckState(self) -> None:
        """A press opens the list; only a choice changes the tint."""

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """The keys and their words; what is chosen stays, if it is among them."""
        self._menu.set_choices(choices)
        self.choose(self._key)

    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen."""
        return self._menu.choices()

    def choose(self, key: str) -> None:
        """Show `key` as chosen, without a signal."""
        words = dict(self._menu.choices())
        self._key = key if key in words else ""
        self.setChecked(bool(self._key))
        self.setText(words.get(self._key, ""))

    def key(self) -> str:
        """What is chosen."""
        return self._key

    def menu_widget(self) -> QMenu:
        """The list."""
        return self._menu

    def open_list(self, _checked: bool = False) -> None:
        """Show the list under the chip."""
        self._menu.open_at(self._key)

    @Slot(object)
    def _pick(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list too."""
        if event.key() == Qt.Key.Key_Down:
            event.accept()
            self.click()
        else:
            super().keyPressEvent(event)
