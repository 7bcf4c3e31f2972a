"""The parts of a card of the Safety page: an icon with a title, a line of facts, a row of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.wrap_row import WrapRow
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.card import Card, Rule
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import draw_icon
from consent_desktop.desktop.widgets.square import Square


class BigIcon(Square):
    """52 px, in the colour of what it says."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(56, parent)
        self._icon, self._color = "circle-notch", "pen"

    def show_icon(self, icon: str, color: str) -> None:
        """Another icon."""
        self._icon, self._color = icon, color
        self.update()

    def paint(self, painter: QPainter) -> None:
        """The icon, filled where there is such a drawing."""
        draw_icon(painter, 2, 2, px(52), self._icon, Weight.FILL, self._color)


class SafetyCard(Card):
    """A title, then `state` (icon, headline, line), then whatever the card puts into `column`, then `buttons`."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(22, 18, 22, 20)
        outer.setSpacing(14)
        outer.addWidget(Label(title, Role.H3, self))
        row = QHBoxLayout()
        row.setSpacing(16)
        self.icon = BigIcon(self)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.headline, self.line = Label("", Role.H2, self), Label("", Role.BODY, self, color="ink2")
        growing(self.headline, self.line)
        words.addWidget(self.headline)
        words.addWidget(self.line)
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        outer.addLayout(row)
        self.column = QVBoxLayout()
        self.column.setSpacing(8)
        outer.addLayout(self.column)
        outer.addStretch(1)
        buttons = QWidget(self)
        self.buttons = WrapRow(buttons, gap=10)
        outer.addWidget(buttons)

    def say(self, icon: str, color: str, headline: str, line: str) -> None:
        """The state of things."""
        self.icon.show_icon(icon, color)
        self.headline.setText(headline)
        self.line.setText(line)


class FactLine(QWidget):
    """A fact: its name at the start, its value at the end, a line above."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Rule(self))
        row = QHBoxLayout()
        row.setSpacing(16)
        self._value = Label("", Role.BODY, self, tnum=True, wrap=False)
        row.addWidget(Label(name, Role.BODY, self, color="ink2", wrap=False))
        row.addStretch(1)
        row.addWidget(self._value)
        column.addLayout(row)

    def set_value(self, words: str) -> None:
        """What it is."""
        self._value.setText(words)

    def value(self) -> str:
        """What it says."""
        return self._value.text()
