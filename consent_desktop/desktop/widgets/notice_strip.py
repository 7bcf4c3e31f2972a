"""A strip across the window: a state of things that stays until it is over."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import draw_icon, smooth


class Tone(StrEnum):
    """How grave it is."""

    WAIT = "wait"
    STOP = "stop"
    INFO = "info"
    PAST = "past"


@dataclass(frozen=True, slots=True)
class _Face:
    """Icon and token names of a tone."""

    icon: str
    fill: str
    line: str
    text: str


_FACES = {
    Tone.WAIT: _Face("warning", "wait_tint", "wait_line", "wait"),
    Tone.STOP: _Face("warning-circle", "stop_tint", "stop_line", "stop"),
    Tone.INFO: _Face("info", "pen_tint", "pen_line", "pen"),
    Tone.PAST: _Face("clock-counter-clockwise", "pen", "pen", "on_pen"),
}


class NoticeStrip(QWidget):
    """At least 48 high (64 for the past), full width; `add_action(widget)` puts buttons at its end."""

    def __init__(
        self, text: str, tone: Tone = Tone.WAIT, parent: QWidget | None = None, *, icon: str = "", margin: int = 40,
        dense: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._face, self._icon, self._margin = _FACES[tone], icon or _FACES[tone].icon, margin
        self._high = 36 if dense else 64 if tone is Tone.PAST else 48
        self._label = Label(text, Role.LABEL if dense else Role.BODY, self, color=self._face.text, weight=600)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        self._row.addWidget(self._label, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(text)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._label.setText(text)
        self.setAccessibleName(text)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the end."""
        self._row.addWidget(widget)

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self._row.setContentsMargins(self._margin + px(32), 4, self._margin, 4)
        self.setMinimumHeight(self._high)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tint, line below, icon."""
        painter = QPainter(self)
        smooth(painter)
        painter.fillRect(self.rect(), token(self._face.fill))
        painter.fillRect(0, self.height() - 1, self.width(), 1, token(self._face.line))
        size = px(20)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = self.width() - self._margin - size if rtl else self._margin
        draw_icon(painter, x, round((self.height() - size) / 2), size, self._icon, Weight.FILL, self._face.text)
        painter.end()
