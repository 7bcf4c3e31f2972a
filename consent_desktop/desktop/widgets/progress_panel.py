"""Progress that counts: title, bar, and the same in words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import box, smooth


class ProgressBar(QWidget):
    """8 px of progress, 0 to 1; the text alternative is its accessible description."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setAccessibleName(name)
        self.setFixedHeight(8)

    def set_part(self, part: float) -> None:
        """How much is done."""
        self._part = min(1.0, max(0.0, part))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Trough and bar, from the reading side."""
        painter = QPainter(self)
        smooth(painter)
        box(painter, self.rect(), 4, "sunken", "line")
        wide = self.width() * self._part
        if wide >= 1:
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            box(painter, QRectF(self.width() - wide if rtl else 0, 0, max(8.0, wide), 8), 4, "pen")
        painter.end()


class ProgressPanel(QWidget):
    """Title, bar, and one line of words ("12,000 of 128,204, about 10 seconds left")."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self._title = Label(title, Role.H3, self)
        self._bar = ProgressBar(title, self)
        self._words = Label("", Role.TABLE, self, color="ink2", tnum=True)
        for widget in (self._title, self._bar, self._words):
            layout.addWidget(widget)

    def set_progress(self, part: float, words: str) -> None:
        """How much is done (0 to 1), and the same in words."""
        self._bar.set_part(part)
        self._bar.setAccessibleDescription(words)
        self._words.setText(words)
