"""The sentence that a person fills in: words are links back to their step, blanks are dashed lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen, QRegion, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, line_px, px, type_scale
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import box, smooth
from consent_desktop.desktop.widgets.sentence import sentence_parts

_NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Blank:
    """One value of the sentence: "" is still blank; `link` leads back to its step; `current` is being chosen."""

    text: str
    link: bool = True
    current: bool = False


class _Word(QPushButton):
    """The invisible button over a filled word; the sentence paints."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("ringRadius", 3)

    def lie_over(self, rects: list[QRect]) -> None:
        """Cover the lines of the word and nothing between them."""
        whole = QRect()
        for rect in rects:
            whole = whole.united(rect)
        self.setGeometry(whole)
        region = QRegion()
        inner = [rect.translated(-whole.topLeft()) for rect in rects]
        for rect in inner:
            region = region.united(QRegion(rect))
        self.setMask(region)
        self.setProperty("ringRects", inner)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, held keys do not."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if not event.isAutoRepeat():
                self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Nothing: the sentence underneath is the picture."""


class SentenceWithBlanks(QWidget):
    """`set_sentence(template, blanks)`; `word_activated(str)` tells the placeholder whose word was pressed."""

    word_activated = Signal(object)

    def __init__(self, parent: QWidget | None = None, *, role: Role = Role.RECORD_FORM) -> None:
        super().__init__(parent)
        self._role = role
        self._template, self._blanks = "", dict[str, Blank]()
        self._buttons: dict[str, _Word] = {}
        self._marks: list[tuple[QRectF, Blank]] = []
        self._settled = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        type_scale().scale_changed.connect(self.rescale)

    def set_sentence(self, template: str, blanks: Mapping[str, Blank]) -> None:
        """The whole sentence with named placeholders, and what fills them."""
        self._template, self._blanks = template, dict(blanks)
        wanted = {key for key, blank in self._blanks.items() if blank.text and blank.link}
        for key in set(self._buttons) - wanted:
            self._buttons.pop(key).deleteLater()
        for key in self._blanks:
            if key in wanted and key not in self._buttons:
                button = _Word(key, self)
                button.clicked.connect(partial(self.word_activated.emit, key))
                button.show()
                self._buttons[key] = button
            if key in wanted:
                self._buttons[key].setAccessibleName(self.tr("Change {words}").format(words=self._blanks[key].text))
        self.setAccessibleName(self.sentence())
        self.rescale()

    def sentence(self) -> str:
        """The sentence in words, blanks spoken as such."""
        empty = self.tr("blank")
        values = {key: blank.text or empty for key, blank in self._blanks.items()}
        return "".join(part.text for part in sentence_parts(self._template, values))

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale and lay out anew, at the width in force."""
        self._settled = self.heightForWidth(self.width()) if self.isVisible() else 0
        self._place()
        self.updateGeometry()
        self.update()

    def _runs(self) -> list[tuple[Run, Blank | None, str]]:
        regular, bold = font(self._role), font(self._role, weight=600)
        space = QFontMetricsF(regular).horizontalAdvance("\u00a0") or 1.0
        gap = "\u00a0" * round(px(136) / space)
        runs: list[tuple[Run, Blank | None, str]] = []
        for part in sentence_parts(self._template, {key: key for key in self._blanks}):
            blank = self._blanks.get(part.key) if part.key else None
            if blank is None:
                runs.append((Run(part.text, regular), None, ""))
            elif not blank.text:
                runs.append((Run(gap, regular), blank, part.key))
            elif blank.current:
                words = _NARROW_SPACE + blank.text + _NARROW_SPACE
                runs.append((Run(words, bold, "pen"), blank, part.key))
            else:
                runs.append((Run(blank.text, bold), blank, part.key))
        return runs

    def _flow(self) -> Flow:
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return Flow([run for run, _blank, _key in self._runs()], line_px(self._role), rtl=rtl)

    def _place(self) -> None:
        """Find the lines of every value; lay the buttons over the filled ones."""
        flow = self._flow()
        flow.height(self.width())
        self._marks, start = [], 0
        previous: QWidget | None = None
        for run, blank, key in self._runs():
            length = len(run.text.encode("utf-16-le")) // 2
            if blank is not None:
                rects = flow.rects(start, length)
                if blank.link or not blank.text:
                    self._marks += [(rect, blank) for rect in rects]
                button = self._buttons.get(key)
                if button is not None:
                    button.lie_over([rect.toAlignedRect() for rect in rects])
                    if previous is not None:
                        QWidget.setTabOrder(previous, button)
                    previous = button
            start += length

    def hasHeightForWidth(self) -> bool:
        """It wraps."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its lines."""
        return self._flow().height(width)

    def sizeHint(self) -> QSize:
        """About six words wide."""
        width = px(336)
        return QSize(width, self._settled or self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word."""
        return QSize(self._flow().least_width(), self._settled or line_px(self._role))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out at the new width."""
        super().resizeEvent(event)
        self._place()
        needed = self.heightForWidth(event.size().width())
        if needed != self._settled:
            self._settled = needed
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Tints, words, underlines, dashes."""
        painter = QPainter(self)
        smooth(painter)
        for rect, blank in self._marks:
            if blank.current and blank.text:
                box(painter, rect.adjusted(0, px(2), 0, -px(2)), 4, "pen_tint")
        self._flow().draw(painter, 0, 0, self.width())
        for rect, blank in self._marks:
            pen = QPen(token("pen" if blank.text else "line_strong"), 3 if blank.current and blank.text else 2)
            if blank.current and not blank.text:
                pen.setColor(token("pen"))
            if not blank.text:
                pen.setDashPattern([3, 2])
            painter.setPen(pen)
            y = round(rect.bottom() - px(2))
            painter.drawLine(QPoint(round(rect.left()), y), QPoint(round(rect.right()), y))
        painter.end()
