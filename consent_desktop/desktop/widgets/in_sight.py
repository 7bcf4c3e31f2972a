"""Scrolling a whole control into sight, not only its cursor, as a scroll area does by itself."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QScrollArea, QWidget

ROOM = 16
"""Kept free above and below, px."""


def whole_of(widget: QWidget) -> QWidget:
    """The field that an editor is part of, with its hint and counter; any other control is whole by itself."""
    parent = widget.parentWidget()
    while parent is not None:
        if parent.focusProxy() is widget:
            return parent
        parent = parent.parentWidget()
    return widget


def bring_whole(widget: QWidget) -> None:
    """Scroll every area around the control so that all of it can be seen; its top, where it is higher than the area."""
    whole = whole_of(widget)
    parent = whole.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            _scroll(parent, whole)
        parent = parent.parentWidget()


def _scroll(area: QScrollArea, whole: QWidget) -> None:
    content = area.widget()
    if content is None or not content.isAncestorOf(whole):
        return
    layout = content.layout()
    if layout is not None:
        layout.activate()
    at = QRect(whole.mapTo(content, QPoint(0, 0)), whole.size())
    bar, high = area.verticalScrollBar(), area.viewport().height()
    value = max(bar.value(), at.bottom() + 1 + ROOM - high)
    bar.setValue(min(value, at.top() - ROOM))
