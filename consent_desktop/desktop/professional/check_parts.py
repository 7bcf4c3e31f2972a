"""The parts of the check card: the answer in large, and one line under it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from consent_desktop.desktop.professional.check_words import Finding
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.link_button import LinkButton
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import RADIUS_BIG_CONTROL
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import box, draw_icon, smooth

OVERLAP = 9
"""So far the link's target reaches up over the line above it, whose words nobody presses: its own words follow close."""


@dataclass(frozen=True, slots=True)
class Tone:
    """Icon and token names of an answer."""

    icon: str
    weight: Weight
    fill: str
    text: str


YES = Tone("check-circle", Weight.FILL, "allow_tint", "allow")
NO = Tone("x-circle", Weight.REGULAR, "none_tint", "none")
PARTLY = Tone("circle-half", Weight.FILL, "pen_tint", "pen")
CHECKING = Tone("circle-notch", Weight.BOLD, "pen_tint", "pen")
CANNOT_TELL = Tone("warning-circle", Weight.FILL, "stop_tint", "stop")


class AnswerBox(QFrame):
    """Icon, one word and a sentence on a tint. It is read as one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = CHECKING
        self._row = QHBoxLayout(self)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._word = Label("", Role.H1_STAFF, self)
        self._sentence = Label("", Role.CELL_WORD, self, weight=400)
        words.addWidget(self._word)
        words.addWidget(self._sentence)
        growing(self._sentence)
        self._row.addLayout(words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Room for the icon."""
        self._row.setContentsMargins(px(20) + px(38) + px(16), 10, 16, 10)
        self.setMinimumHeight(max(78, px(78)))
        self.update()

    def say(self, tone: Tone, word: str, sentence: str) -> None:
        """Show another answer."""
        self._tone = tone
        self._word.setText(word)
        self._word.set_color(tone.text)
        self._sentence.setText(sentence)
        self.setAccessibleName(self.tr("Answer: {word}").format(word=word))
        self.setAccessibleDescription(sentence)
        self.update()

    def word(self) -> str:
        """The answer in one word."""
        return self._word.text()

    def sentence(self) -> str:
        """What it means."""
        return self._sentence.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint and icon."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        smooth(painter)
        box(painter, self.rect(), RADIUS_BIG_CONTROL, self._tone.fill)
        size = px(38)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - px(20) - size if rtl else px(20)
        draw_icon(
            painter, x, round((self.height() - size) / 2), size, self._tone.icon, self._tone.weight, self._tone.text
        )
        painter.end()


class FindingLine(QWidget):
    """Eye, title, detail and a link to the event. `event_wanted(position)`."""

    event_wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._yes, self._position = False, 0
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._title = Label("", Role.CELL_WORD, self)
        self._detail = Label("", Role.TABLE, self, color="ink2")
        self.link = LinkButton("", self, at_start=True)
        for widget in (self._title, self._detail):
            self._column.addWidget(widget)
        growing(self._title, self._detail)
        self._overlap = QSpacerItem(0, -OVERLAP)
        self._column.addSpacerItem(self._overlap)
        self._column.addWidget(self.link, 0, Qt.AlignmentFlag.AlignLeading)
        self.link.clicked.connect(partial(self._go))
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Room for the icon."""
        self._column.setContentsMargins(px(38), 8, 0, 0)

    def show_finding(self, finding: Finding) -> None:
        """Say what was found."""
        self._yes = finding.permitted
        self._title.setText(finding.title)
        self._detail.setText(finding.detail)
        self._detail.setVisible(bool(finding.detail))
        self._position = finding.position or 0
        self.link.setVisible(finding.position is not None)
        self._overlap.changeSize(0, 0 if finding.position is None else -OVERLAP)
        self._column.invalidate()
        number = self.locale().toString(self._position)
        self.link.setText(self.tr("Event {number}").format(number=number))
        self.link.setAccessibleName(self.tr("Event {number}, about {title}").format(number=number, title=finding.title))
        self.update()

    def texts(self) -> tuple[str, str]:
        """Title and detail."""
        return self._title.text(), self._detail.text()

    def _go(self, _checked: bool = False) -> None:
        self.event_wanted.emit(self._position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The eye at the start, a line above."""
        painter = QPainter(self)
        smooth(painter)
        box(painter, QRect(0, 0, self.width(), 1), 0, "line")
        size = px(24)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - size if rtl else 0
        name, weight, color = ("eye", Weight.FILL, "allow") if self._yes else ("eye-slash", Weight.LIGHT, "none")
        draw_icon(painter, x, 6, size, name, weight, color)
        painter.end()
