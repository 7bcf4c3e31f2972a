"""F6: from one region of a window to the next. A region is a widget with the property "region"."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget


def mark_region(widget: QWidget) -> None:
    """Let F6 stop here."""
    widget.setProperty("region", True)


def go_to_next_region(window: QWidget) -> None:
    """Focus the first control of the region after the one with the focus, in reading order."""
    regions = [w for w in window.findChildren(QWidget) if w.property("region") and w.isVisible() and first_control(w)]
    if not regions:
        return
    origin = QPoint(0, 0)
    regions.sort(key=lambda w: (w.mapTo(window, origin).y(), w.mapTo(window, origin).x()))
    focused = QApplication.focusWidget()
    inside = [i for i, w in enumerate(regions) if focused is not None and (w is focused or w.isAncestorOf(focused))]
    first = first_control(regions[(inside[-1] + 1) % len(regions) if inside else 0])
    if first is not None:
        first.setFocus(Qt.FocusReason.TabFocusReason)


def first_control(region: QWidget) -> QWidget | None:
    """The first control of the region in the order of Tab."""
    widget = region.nextInFocusChain()
    while widget is not None and widget is not region:
        tabs = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and region.isAncestorOf(widget)
        if tabs and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None:
            return widget
        widget = widget.nextInFocusChain()
    return None
