"""What is wrong with a window at a size: words that are cut, things that nobody can reach, names that are missing or double."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QLabel, QLineEdit, QScrollArea, QWidget

from consent_desktop.desktop.tour.eyes import PRESSABLE, WRITABLE, Eyes
from consent_desktop.desktop.widgets.base import PaintedButton
from consent_desktop.desktop.widgets.blanks import SentenceWithBlanks
from consent_desktop.desktop.widgets.label import Label


def shown(window: QWidget) -> Iterator[QWidget]:
    """What stands on the window; what a table paints is its own."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and not widget.isWindow() and widget.window() is window.window():
            yield widget


def area_of(widget: QWidget) -> QScrollArea | None:
    """The nearest area that scrolls what the widget lies in."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        if isinstance(parent, QAbstractScrollArea) or parent.isWindow():
            return None
        parent = parent.parentWidget()
    return parent


def outside(widget: QWidget) -> str:
    """How far it reaches out of what shows it, or "": scrolling down is a way to reach it, sideways is none."""
    frame: QWidget = widget.window()
    content: QWidget = widget
    while (area := area_of(content)) is not None:
        place = QRect(widget.mapTo(area.viewport(), QPoint(0, 0)), widget.size())
        if place.left() < 0 or place.right() >= area.viewport().width():
            return f"{place.left()} to {place.right()} of {area.viewport().width()} across"
        inner = area.widget()
        assert inner is not None
        top = widget.mapTo(inner, QPoint(0, 0)).y()
        if top < 0 or top + widget.height() > inner.height():
            return f"{top} to {top + widget.height()} of {inner.height()} down"
        content = area
    whole = QRect(content.mapTo(frame, QPoint(0, 0)), content.size())
    return "" if frame.rect().contains(whole) else f"{whole} of {frame.rect()}"


def cut(widget: QWidget) -> str:
    """What its words need and do not have, or ""."""
    if isinstance(widget, PaintedButton):
        if widget.width() < widget.least_width():
            return f"{widget.width()} wide, its longest word needs {widget.least_width()}"
        if widget.height() < widget.height_for(widget.width()):
            return f"{widget.height()} high of {widget.height_for(widget.width())}"
    elif isinstance(widget, Label | SentenceWithBlanks):
        words = widget.text() if isinstance(widget, Label) else "sentence"
        if words and widget.width() < widget.minimumSizeHint().width():
            return f"{widget.width()} wide of {widget.minimumSizeHint().width()}"
        if words and widget.hasHeightForWidth() and widget.height() < widget.heightForWidth(widget.width()):
            return f"{widget.height()} high of {widget.heightForWidth(widget.width())}"
    elif isinstance(widget, QLineEdit) and widget.height() < widget.fontMetrics().height():
        return f"{widget.height()} high of {widget.fontMetrics().height()}"
    return ""


def faults(window: QWidget) -> list[str]:
    """A sentence for each word that is cut and each button, field or text that cannot be reached."""
    found = []
    for widget in shown(window):
        if not isinstance(widget, QAbstractButton | QLabel | QLineEdit | SentenceWithBlanks):
            continue
        for wrong in (cut(widget), outside(widget)):
            if wrong:
                words = widget.accessibleName() or getattr(widget, "text", str)()
                found.append(f"{type(widget).__name__} “{words}”: {wrong}")
    return found


def misnamed(window: QWidget) -> list[str]:
    """Names that two pressable or writable things share, and "" where one has none. The topmost layer counts."""
    eyes = Eyes(window)
    top = eyes.layers()[-1]
    names = Counter(
        seen.name
        for seen in eyes.findable()
        if seen.role in PRESSABLE | WRITABLE and (seen.widget is None or seen.widget.window() is top)
    )
    return sorted(name for name, times in names.items() if times > 1 or not name)
