"""What led to what: the events of one conversation, each a link but the one that is shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.history.lines import face_of, who_acted
from consent_desktop.desktop.staff.link_button import LinkButton
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import circle, smooth
from consent_desktop.desktop.words import dates, events
from consent_desktop.read_models.rows import HistoryRow

STEP = 24
"""From one step to the next (guide, section 9); their links are targets of that height, as wide as a position needs."""

RING_ROOM = 3
"""Between a number and its ring, beside what every ring has."""


class ChainLink(LinkButton):
    """A position in the chain: no higher than a step; the ring keeps off its number as off the words of any button."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("ringRadius", 5)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the ring lies."""
        super().resizeEvent(event)
        self.setProperty("ringRects", [self.rect().adjusted(-RING_ROOM, 0, RING_ROOM, 0)])

    def height_for(self, width: int) -> int:
        """24, more for enlarged words."""
        return max(STEP, self._flow().height(max(1, width)))


class ChainStep(QWidget):
    """A dot on the line, the number, and what happened."""

    pressed = Signal(object)

    def __init__(self, row: HistoryRow, zone: ZoneInfo, here: bool, ends: tuple[bool, bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._row, self._here, self._ends = row, here, ends
        line = QHBoxLayout(self)
        line.setContentsMargins(px(20), 0, 0, 0)
        line.setSpacing(RING_ROOM + 6)
        number = self.locale().toString(row.position)
        time = dates.moment_short(row.effective_at, zone)
        words = self.tr("{action}: {who}, {time}").format(action=events.action(row), who=who_acted(row), time=time)
        self.link: ChainLink | None = None
        if here:
            line.addWidget(Label(number, Role.LABEL, self, tnum=True, wrap=False))
        else:
            self.link = ChainLink(number, self)
            self.link.setAccessibleName(self.tr("Event {number}. {words}").format(number=number, words=words))
            self.link.clicked.connect(partial(self._press))
            line.addWidget(self.link)
        line.addWidget(Label(words, Role.TABLE, self, weight=600 if here else 400), 1)
        self.setMinimumHeight(STEP)

    def _press(self, _checked: bool = False) -> None:
        self.pressed.emit(self._row.position)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line through the dots."""
        painter = QPainter(self)
        smooth(painter)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x, middle = (self.width() - px(7) if rtl else px(7)), self.height() / 2
        painter.setPen(QPen(token("line"), 2))
        first, last = self._ends
        painter.drawLine(QPointF(x, middle if first else 0), QPointF(x, middle if last else self.height()))
        if self._here:
            circle(painter, QPointF(x, middle), px(11), face_of(self._row.type).color)
        else:
            circle(painter, QPointF(x, middle), px(11), "surface", "line_strong", 2)
        painter.end()


class ChainView(QWidget):
    """`show_chain(rows, position)`; `event_wanted(position)`."""

    event_wanted = Signal(object)

    def __init__(self, zone: ZoneInfo, parent: QWidget) -> None:
        super().__init__(parent)
        self._zone = zone
        self._shown: tuple[list[HistoryRow], int] = ([], 0)
        self._steps: list[ChainStep] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_chain(self, rows: Sequence[HistoryRow], position: int) -> None:
        """Show these; nothing moves when they are the ones that stand here."""
        if self._shown == (list(rows), position):
            return
        self._shown = (list(rows), position)
        focused = any(step.link is not None and step.link.hasFocus() for step in self._steps)
        for step in self._steps:
            self._column.removeWidget(step)
            step.hide()
            step.deleteLater()
        last = len(rows) - 1
        self._steps = [
            ChainStep(row, self._zone, row.position == position, (i == 0, i == last), self)
            for i, row in enumerate(rows)
        ]
        for step in self._steps:
            step.pressed.connect(self.event_wanted)
            self._column.addWidget(step)
        if focused:
            for step in self._steps:
                if step.link is not None:
                    step.link.setFocus(Qt.FocusReason.OtherFocusReason)
                    return

    def steps(self) -> list[ChainStep]:
        """Its steps, oldest first."""
        return list(self._steps)
