"""The list that a chooser or a filter opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.type import Role


class ChoiceMenu(QMenu):
    """`picked(str)`: the key of the choice that a person took."""

    picked = Signal(object)

    def __init__(self, opener: QWidget) -> None:
        super().__init__(opener)
        self._opener = opener
        self._choices: list[tuple[str, str]] = []
        self.triggered.connect(self._pick)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """The keys and their words, in order."""
        self._choices = list(choices)
        self.clear()
        for key, words in self._choices:
            action = QAction(words.replace("&", "&&"), self)
            action.setData(key)
            self.addAction(action)

    def choices(self) -> list[tuple[str, str]]:
        """What can be chosen."""
        return list(self._choices)

    def open_at(self, key: str) -> None:
        """Show the list under what opens it, with the current choice marked."""
        self.setFont(font(Role.BODY))
        self.setMinimumWidth(self._opener.width())
        for action in self.actions():
            if action.data() == key:
                self.setActiveAction(action)
        self.popup(self._opener.mapToGlobal(QPoint(0, self._opener.height() + 4)))

    def _pick(self, action: QAction) -> None:
        self.picked.emit(action.data())
