"""Small parts of the sharing pages: a line with an icon, a heading, a strip that says what went wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.square import LineIcon


class IconLine(QWidget):
    """An icon and a text that wraps beside it."""

    def __init__(
        self, icon: str, text: str, parent: QWidget | None = None, *, role: Role = Role.BODY, color: str = "ink",
        icon_color: str = "pen", weight: Weight = Weight.REGULAR, text_weight: int | None = None, gap: int = 12,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        glyph = LineIcon(icon, self, size=22, color=icon_color, weight=weight, line=role)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        self.label = Label(text, role, self, color=color, weight=text_weight)
        row.addWidget(self.label, 1, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.label.setText(text)


class Heading(QWidget):
    """The question of a page and the sentence under it."""

    def __init__(self, question: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 18)
        column.setSpacing(2)
        self._question = Label(question, Role.H2, self)
        self._hint = Label(hint, Role.BODY, self, color="ink2")
        column.addWidget(self._question)
        column.addWidget(self._hint)
        self._hint.setVisible(bool(hint))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_words(self, question: str, hint: str = "") -> None:
        """Ask something else."""
        self._question.setText(question)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))


class Problem(Card):
    """Says why something was refused or failed, also to screen readers. Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, fill="stop_tint", line="stop_line")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 14, 16, 14)
        self._said = IconLine("warning-circle", "", self, color="stop", icon_color="stop", weight=Weight.FILL,
                              text_weight=600)  # fmt: skip
        row.addWidget(self._said)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def sentence(self) -> str:
        """What it says; "" when it is hidden."""
        return self._said.label.text()

    def tell(self, sentence: str) -> None:
        """Show the sentence, or hide with ""."""
        self._said.set_text(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))
        if sentence:
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))
