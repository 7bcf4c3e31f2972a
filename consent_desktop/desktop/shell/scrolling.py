"""A page that scrolls down when the window is too low for it, and stays readable when it is very wide."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.widgets.scroll_area import ScrollArea


class ScrollPage(ScrollArea):
    """Put widgets into `column`, which is never wider than `widest` and stands in the middle."""

    def __init__(self, parent: QWidget | None = None, *, widest: int = 1320, margin: int = 40, top: int = 24) -> None:
        super().__init__(parent)
        self._content = QWidget(self)
        self._row = QHBoxLayout(self._content)
        self._row.setSpacing(0)
        self.column_widget = QWidget(self._content)
        self.column_widget.setMaximumWidth(widest)
        self.column = QVBoxLayout(self.column_widget)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)
        self._row.addWidget(self.column_widget, 10_000)
        self._row.addStretch(1)
        self.set_margin(margin, top)
        self.setWidget(self._content)
        self._content.setAutoFillBackground(False)

    def set_margin(self, margin: int, top: int = 24) -> None:
        """The room around the column."""
        self._row.setContentsMargins(margin, top, margin, top // 2)

    def bring(self, widget: QWidget) -> None:
        """Scroll so that the widget can be seen."""
        self.ensureWidgetVisible(widget, 8, 16)
