"""The last days as small squares, today's at the end: a check each, or none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.application.safety import DaySquare
from consent_desktop.desktop.clinic import safety_words
from consent_desktop.desktop.theme.type import px, type_scale
from consent_desktop.desktop.widgets.paint import box, smooth

FACES: Final = {
    "verified": ("allow_tint", "allow_line"),
    "broken": ("stop_tint", "stop_solid"),
    "not_checked": ("wait_tint", "wait_line"),
    "before": (None, "line"),
}
GAP: Final = 3
HIGH: Final = 26


class DaySquares(QWidget):
    """`set_days(squares)`. It is read as one sentence."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._days: list[DaySquare] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.setFixedHeight(px(HIGH))

    def set_days(self, days: Sequence[DaySquare]) -> None:
        """Show these, the oldest first."""
        self._days = list(days)
        self.setAccessibleName(safety_words.squares_sentence(days))
        self.setToolTip("\n".join(safety_words.square_sentence(day) for day in days if day.state != "before"))
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(px(240), px(HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One box a day; a day with damage has a mark across, so that colour alone tells nothing."""
        if not self._days:
            return
        painter = QPainter(self)
        smooth(painter)
        wide = (self.width() - GAP * (len(self._days) - 1)) / len(self._days)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place, day in enumerate(self._days):
            at = len(self._days) - 1 - place if rtl else place
            area = QRectF(at * (wide + GAP), 0, wide, self.height())
            fill, line = FACES[day.state]
            box(painter, area, 3, fill, line, 2 if day.state == "broken" else 1)
            if day.state in ("broken", "not_checked"):
                middle = area.center().y()
                box(painter, QRectF(area.left() + 3, middle - 1, area.width() - 6, 2), 0, line)
        painter.end()
