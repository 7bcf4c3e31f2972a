"""A round filter that opens a list; it shows what was chosen, and is tinted while it leaves something out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.filter_chip import FilterChip


class FilterMenu(FilterChip):
    """`set_choices([(key, words)])`; the key "" is the one that leaves nothing out. `chosen(str)`."""

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget) -> None:
        self._what, self._key = name, ""
        self._choices: list[tuple[str, str]] = []
        super().__init__("", parent, icon_after="caret-down")
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._pick)
        self.clicked.connect(self.open_list)

    def _name(self) -> None:
        self.setAccessibleName(self.tr("{filter}: {choice}").format(filter=self._what, choice=self.text()))

    def nextCheckState(self) -> None:
        """A press opens the list; only a choice changes the tint."""

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """The keys and their words; what is chosen stays, if it is among them."""
        self._choices = list(choices)
        self._menu.clear()
        for key, words in self._choices:
            action = QAction(words.replace("&", "&&"), self._menu)
            action.setData(key)
            self._menu.addAction(action)
        self.choose(self._key)

    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen."""
        return list(self._choices)

    def choose(self, key: str) -> None:
        """Show `key` as chosen, without a signal."""
        words = dict(self._choices)
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
        self._menu.setFont(font(Role.BODY))
        self._menu.setMinimumWidth(self.width())
        for action in self._menu.actions():
            if action.data() == self._key:
                self._menu.setActiveAction(action)
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height() + 4)))

    def _pick(self, action: QAction) -> None:
        self.choose(action.data())
        self.chosen.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down opens the list too."""
        if event.key() == Qt.Key.Key_Down:
            event.accept()
            self.click()
        else:
            super().keyPressEvent(event)
