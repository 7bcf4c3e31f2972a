"""The steps of a form: numbers, words, lines between; finished ones lead back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import Role, line_px, px
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, circle, draw_icon


class _Step(PaintedButton):
    """A number or check in a circle, and its word."""

    def __init__(self, number: int, word: str, parent: QWidget) -> None:
        self._number, self.current, self.done, self.compact = number, False, False, False
        super().__init__(word, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("ringRadius", 7)

    def _flow(self, color: str) -> Flow:
        weight = 600 if self.current or self.done else 500
        return Flow([Run(self.text(), font(Role.LABEL, weight=weight), color)], line_px(Role.LABEL), wrap=False)

    def natural_width(self) -> int:
        """The word goes in compact mode, except the current one's."""
        words = 0 if self.compact and not self.current else px(8) + self._flow("ink").natural_width() + px(4)
        return px(28) + words

    def least_width(self) -> int:
        """It is never cut."""
        return self.natural_width()

    def height_for(self, _width: int) -> int:
        """48 high to press, 28 to see."""
        return max(48, px(28) + 8)

    def paint(self, painter: QPainter) -> None:
        """Circle, number or check, word."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        middle, side = self.height() / 2, px(28)
        centre = QPointF(self.width() - side / 2 if rtl else side / 2, middle)
        if self.is_hovered() and self.done:
            box(painter, self.rect().adjusted(0, 8, 0, -8), 8, "hover")
        if self.done:
            circle(painter, centre, side, "pen_tint", "pen")
            glyph = px(16)
            draw_icon(painter, round(centre.x() - glyph / 2), round(middle - glyph / 2), glyph, "check", Weight.BOLD,
                      "pen")  # fmt: skip
        else:
            circle(painter, centre, side, "pen" if self.current else "surface", None if self.current else "line_strong")
            color = "on_pen" if self.current else "ink2"
            number = Flow([Run(self.locale().toString(self._number), font(Role.SMALL, weight=600), color)], px(18),
                          centred=True)  # fmt: skip
            number.draw(painter, centre.x() - side / 2, middle - px(18) / 2, side)
        if not self.compact or self.current:
            flow = self._flow("pen" if self.current else "ink" if self.done else "ink2")
            room = self.width() - side - px(8)
            x = 0 if rtl else side + px(8)
            if rtl:
                x = max(0, room - flow.natural_width())
            flow.draw(painter, x, middle - flow.height(room) / 2, room)


class _Link(QWidget):
    """The line between two steps."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(34, 48)

    def paintEvent(self, _event: object) -> None:
        """A hairline at half height."""
        painter = QPainter(self)
        box(painter, self.rect().adjusted(4, self.height() // 2, -4, 1 - self.height() // 2 - self.height() % 2), 0,
            "none_line")  # fmt: skip
        painter.end()


class Steps(QWidget):
    """`set_current(index)`; `step_chosen(int)` when a finished step was pressed. Words go when room is short."""

    step_chosen = Signal(object)

    def __init__(self, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._steps: list[_Step] = []
        for index, word in enumerate(words):
            if index:
                layout.addWidget(_Link(self))
            step = _Step(index + 1, word, self)
            step.clicked.connect(partial(self._tell, index))
            layout.addWidget(step)
            self._steps.append(step)
        layout.addStretch(1)
        self.set_current(0)

    def _tell(self, index: int, _checked: bool = False) -> None:
        self.step_chosen.emit(index)

    def set_current(self, index: int, finished: set[int] | None = None) -> None:
        """Where the form stands. Steps before it are finished unless `finished` says which ones are."""
        done = set(range(index)) if finished is None else finished - {index}
        total = self.locale().toString(len(self._steps))
        for number, step in enumerate(self._steps):
            step.current, step.done = number == index, number in done
            step.setEnabled(step.done)
            step.setFocusPolicy(Qt.FocusPolicy.StrongFocus if step.done else Qt.FocusPolicy.NoFocus)
            state = self.tr("now") if step.current else self.tr("finished") if step.done else self.tr("to come")
            name = self.tr("Step {number} of {total}: {word}, {state}")
            step.setAccessibleName(name.format(
                number=self.locale().toString(number + 1), total=total, word=step.text(), state=state))  # fmt: skip
            step.text_changed()
        self._fit(self.width())

    def _full_width(self) -> int:
        widths = []
        for step in self._steps:
            compact, step.compact = step.compact, False
            widths.append(step.natural_width())
            step.compact = compact
        return sum(widths) + 34 * (len(self._steps) - 1)

    def _fit(self, width: int) -> None:
        compact = width < self._full_width()
        for step in self._steps:
            if step.compact != compact:
                step.compact = compact
                step.text_changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave words out when they do not fit."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def sizeHint(self) -> QSize:
        """With all words."""
        return QSize(self._full_width(), max(48, px(28) + 8))

    def minimumSizeHint(self) -> QSize:
        """With the current word only."""
        now = next((step for step in self._steps if step.current), None)
        words = 0 if now is None else now.natural_width() - px(28)
        circles = px(28) * len(self._steps) + 34 * (len(self._steps) - 1)
        return QSize(circles + words, max(48, px(28) + 8))
