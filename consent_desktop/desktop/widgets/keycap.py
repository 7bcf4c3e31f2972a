"""The keys of a shortcut, drawn as a small key."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consent_desktop.desktop.theme.type import Role, line_px, px
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import box, smooth


class Keycap(Label):
    """A hint for the eye; what it stands in says the shortcut to readers."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(keys, Role.MONO, parent, color="ink2", centred=True, wrap=False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        """One line only."""
        return False

    def sizeHint(self) -> QSize:
        """The keys with an edge around them."""
        return QSize(self.flow().natural_width() + 2 * px(7), line_px(Role.MONO) + px(4))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge and keys."""
        painter = QPainter(self)
        smooth(painter)
        box(painter, self.rect(), 5, "paper", "line")
        flow = self.flow()
        flow.draw(painter, 0, (self.height() - flow.height(self.width())) / 2, self.width())
        painter.end()
