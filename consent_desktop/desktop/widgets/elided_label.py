"""One line that ends in an ellipsis when there is no room; the whole text is in the tool tip and for readers."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, line_px
from consent_desktop.desktop.widgets.label import Label


class ElidedLabel(Label):
    """Only where the whole text stands elsewhere too (tables, titles)."""

    def __init__(
        self, text: str, role: Role = Role.BODY, parent: QWidget | None = None, *, color: str = "ink",
        middle: bool = False,
    ) -> None:  # fmt: skip
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        super().__init__(text, role, parent, color=color, wrap=False)

    def hasHeightForWidth(self) -> bool:
        """One line only."""
        return False

    def minimumSizeHint(self) -> QSize:
        """Some letters."""
        metrics = QFontMetrics(self.kit_font())
        return QSize(metrics.averageCharWidth() * 4, line_px(self._role, self._touch))

    def shown_text(self) -> str:
        """What can be read now."""
        return QFontMetrics(self.kit_font()).elidedText(self.text(), self._mode, self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tool tip is there only while something is hidden."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.shown_text() != self.text() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """One line."""
        painter = QPainter(self)
        painter.setFont(self.kit_font())
        painter.setPen(token(self._color))
        alignment = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect(), int(alignment), self.shown_text())
        painter.end()
