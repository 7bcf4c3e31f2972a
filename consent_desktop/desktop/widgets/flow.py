"""Text of several runs, wrapped at a width, with a line height of our own (stock labels cannot set one)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout, QTextOption

from consent_desktop.desktop.theme.tokens import token

LINE_BREAK = "\u2028"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one font and one colour (a token name)."""

    text: str
    font: QFont
    color: str = "ink"


class Flow:
    """Lays runs out in lines; ask the sizes, then draw."""

    def __init__(
        self, runs: Sequence[Run], line_height: int, *, centred: bool = False, rtl: bool = False, wrap: bool = True
    ) -> None:
        self._line_height = line_height
        self._text = "".join(run.text for run in runs).replace("\n", LINE_BREAK)
        self._layout = QTextLayout(self._text, runs[0].font if runs else QFont())
        self._layout.setCacheEnabled(True)
        self._layout.setFormats(self._formats(runs))
        option = QTextOption()
        mode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wrap else QTextOption.WrapMode.ManualWrap
        option.setWrapMode(mode)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        option.setAlignment(Qt.AlignmentFlag.AlignHCenter if centred else side | Qt.AlignmentFlag.AlignAbsolute)
        self._layout.setTextOption(option)
        self._width = -1

    @staticmethod
    def _formats(runs: Sequence[Run]) -> list[QTextLayout.FormatRange]:
        formats, start = [], 0
        for run in runs:
            item = QTextLayout.FormatRange()
            item.start, item.length = start, len(run.text.encode("utf-16-le")) // 2
            style = QTextCharFormat()
            style.setFont(run.font)
            style.setForeground(token(run.color))
            item.format = style
            formats.append(item)
            start += item.length
        return formats

    def height(self, width: int) -> int:
        """Lay out at `width`; the height that the lines take."""
        if width != self._width:
            self._width = width
            self._layout.beginLayout()
            y = 0.0
            while (line := self._layout.createLine()).isValid():
                line.setLineWidth(max(1, width))
                line.setPosition(QPointF(0, y + (self._line_height - line.height()) / 2))
                y += self._line_height
            self._layout.endLayout()
        return max(1, self._layout.lineCount()) * self._line_height

    def natural_width(self) -> int:
        """The width at which only the text's own line breaks break lines."""
        self.height(1_000_000)
        lines = (self._layout.lineAt(i).naturalTextWidth() for i in range(self._layout.lineCount()))
        return math.ceil(max(lines, default=0.0))

    def least_width(self) -> int:
        """The width of the longest word."""
        option = self._layout.textOption()
        mode = option.wrapMode()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        self._layout.setTextOption(option)
        self._width = -1
        self.height(1)
        lines = (self._layout.lineAt(i).naturalTextWidth() for i in range(self._layout.lineCount()))
        widest = math.ceil(max(lines, default=0.0))
        option.setWrapMode(mode)
        self._layout.setTextOption(option)
        self._width = -1
        return widest

    def draw(self, painter: QPainter, x: float, y: float, width: int) -> None:
        """Draw the lines with their top left corner at (x, y)."""
        self.height(width)
        self._layout.draw(painter, QPointF(x, y))

    def rects(self, start: int, length: int) -> list[QRectF]:
        """Where characters start..start+length stand: one rectangle of full line height per line they touch."""
        found = []
        for index in range(self._layout.lineCount()):
            line = self._layout.lineAt(index)
            first = max(start, line.textStart())
            last = min(start + length, line.textStart() + line.textLength())
            while last > first and self._text[last - 1] == " ":
                last -= 1
            if last > first:
                x1, x2 = self._x(index, first), self._x(index, last)
                found.append(QRectF(min(x1, x2), index * self._line_height, abs(x2 - x1), self._line_height))
        return found

    def _x(self, index: int, position: int) -> float:
        result: Any = self._layout.lineAt(index).cursorToX(position)
        return float(result[0] if isinstance(result, (tuple, list)) else result)
