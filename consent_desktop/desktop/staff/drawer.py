"""A layer that comes in at the far side of a narrow window and holds what stands there in a wider one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.type import px
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame

DRAWER_WIDTH = 380


class Drawer(DialogFrame):
    """As high as the window, at its far edge. It keeps `content` only while it is open: `hand_back` gives it away."""

    def __init__(self, host: QWidget, name: str, content: QWidget, *, width: int = DRAWER_WIDTH) -> None:
        super().__init__(host, name, size=QSize(width, 16_000), foot=False)
        self._content = content
        self.head.setMinimumHeight(0)
        self.head_layout.setContentsMargins(20, 8, 8, 4)
        self.body_layout.setContentsMargins(16, 16, 16, 16)
        self.body_layout.addWidget(content)
        self.body_layout.addStretch(1)

    def hand_back(self) -> QWidget:
        """The content, for its place in the page; call it before the drawer is gone."""
        self.body_layout.removeWidget(self._content)
        self._content.setParent(None)
        return self._content

    def wanted_size(self, room: QSize) -> QSize:
        """All the height that there is."""
        wide = max(px(self._preferred.width()), self._content.minimumSizeHint().width() + 46)
        return QSize(min(wide, room.width()), room.height())

    def place(self) -> None:
        """At the far edge."""
        super().place()
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        panel = self.panel
        panel.move(16 if rtl else self.width() - panel.width() - 16, panel.y())
        self.update()
