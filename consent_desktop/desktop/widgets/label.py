"""A text in one of the guide's roles, with the guide's line height, wrapping and following the text scale."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.type import Role, line_px, type_scale
from consent_desktop.desktop.widgets.flow import Flow, Run
from consent_desktop.desktop.widgets.paint import smooth


class Label(QLabel):
    """A QLabel (so it names fields and is read aloud) that paints its plain text itself."""

    def __init__(
        self, text: str, role: Role = Role.BODY, parent: QWidget | None = None, *, color: str = "ink",
        weight: int | None = None, tnum: bool = False, touch: bool = False, centred: bool = False, wrap: bool = True,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._role, self._color, self._weight = role, color, weight
        self._tnum, self._touch, self._centred, self._wrap = tnum, touch, centred, wrap
        self._settled = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)
        type_scale().scale_changed.connect(self.rescale)

    def set_color(self, color: str) -> None:
        """Change the colour (a token name)."""
        self._color = color
        self.update()

    def set_touch(self, touch: bool) -> None:
        """Use or leave the touch sizes."""
        self._touch = touch
        self.rescale()

    def setText(self, text: str) -> None:
        """Change the words and measure anew."""
        super().setText(text)
        self.rescale()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale, at the width in force."""
        self._settled = self.heightForWidth(self.width()) if self.isVisible() else 0
        self.updateGeometry()
        self.update()

    def kit_font(self) -> QFont:
        """The font in force."""
        return font(self._role, weight=self._weight, touch=self._touch, tnum=self._tnum)

    def runs(self) -> list[Run]:
        """The text as runs; subclasses with bold words give more than one."""
        return [Run(self.text(), self.kit_font(), self._color)]

    def flow(self) -> Flow:
        """The text laid out anew."""
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        line = line_px(self._role, self._touch)
        return Flow(self.runs(), line, centred=self._centred, rtl=rtl, wrap=self._wrap)

    def hasHeightForWidth(self) -> bool:
        """Wrapped text needs a height per width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines at `width`."""
        return self.flow().height(width)

    def sizeHint(self) -> QSize:
        """One line, or the lines that the width in force gives."""
        flow = self.flow()
        width = flow.natural_width()
        return QSize(width, self._settled or flow.height(width))

    def minimumSizeHint(self) -> QSize:
        """The longest word (all words when it may not wrap), as high as the width in force needs."""
        flow = self.flow()
        width = flow.least_width() if self._wrap else flow.natural_width()
        return QSize(width, self._settled or line_px(self._role, self._touch))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Remember the height of this width, so that the layout gives it."""
        super().resizeEvent(event)
        needed = self.heightForWidth(event.size().width())
        if needed != self._settled:
            self._settled = needed
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the lines from the top."""
        painter = QPainter(self)
        smooth(painter)
        self.flow().draw(painter, 0, 0, self.width())
        painter.end()
