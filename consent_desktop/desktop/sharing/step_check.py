"""Check: what it means in short lines, and why it was refused if it was."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.sharing.lines import Heading, IconLine, Problem
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.sentence import RecordSentence
from consent_desktop.desktop.words.sentence import Sentence


class MeaningCard(Card):
    """What a share means, a line each."""

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 18, 20, 20)
        self._column.setSpacing(14)
        self._column.addWidget(Label(title, Role.LABEL, self, color="ink2"))
        self._lines: list[IconLine] = []

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Say these, each with its icon."""
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [IconLine(icon, text, self) for icon, text in lines]
        for line in self._lines:
            self._column.addWidget(line)
            line.show()


class CheckPage(QWidget):
    """The last page before sharing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        self.problem = Problem(self)
        page.addWidget(self.problem)
        self._gap = QWidget(self)
        self._gap.setFixedHeight(18)
        page.addWidget(self._gap)
        self._gap.hide()
        page.addWidget(Heading(self.tr("Read the page, then share"),
                               self.tr("If something is wrong, press a step above to change it."), self))  # fmt: skip
        self.sentence = RecordSentence("", {}, self)
        self.sentence.hide()
        page.addWidget(self.sentence)
        self._meaning = MeaningCard(self.tr("What it means"), self)
        page.addWidget(self._meaning)
        page.addStretch(1)

    def show_share(self, sentence: Sentence, lines: Sequence[tuple[str, str]]) -> None:
        """Say what would be shared."""
        self.sentence.set_sentence(sentence.template, sentence.values)
        self._meaning.show_lines(lines)

    def show_whole_sentence(self, wanted: bool) -> None:
        """Repeat the sentence here where the page beside is small."""
        self.sentence.setVisible(wanted)

    def tell(self, problem: str) -> None:
        """Say why it was refused; "" takes it away."""
        self.problem.tell(problem)
        self._gap.setVisible(bool(problem))
