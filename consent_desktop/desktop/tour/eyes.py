"""Reading a window as a screen reader does: through its accessible tree, and only what can be seen on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractItemView, QApplication, QScrollArea, QWidget

MOST_CHILDREN: Final = 600
"""A table reports every cell that it could have; this many are read and no more."""

PRESSABLE: Final = frozenset(
    {
        QAccessible.Role.Button,
        QAccessible.Role.PushButton,
        QAccessible.Role.RadioButton,
        QAccessible.Role.CheckBox,
        QAccessible.Role.PageTab,
        QAccessible.Role.Link,
        QAccessible.Role.MenuItem,
        QAccessible.Role.ButtonMenu,
        QAccessible.Role.ListItem,
    }
)
WRITABLE: Final = frozenset({QAccessible.Role.EditableText})


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing in the accessible tree of a window that is neither hidden nor of no size."""

    name: str
    value: str
    role: QAccessible.Role
    rect: QRect
    """In screen coordinates."""
    enabled: bool
    checked: bool
    focused: bool
    widget: QWidget | None
    """None for what is painted, as the cells of a table."""
    in_sight: bool = True
    """False for what has been scrolled away."""


class Eyes:
    """The eyes of somebody in front of one window; popups that belong to it are seen too."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def layers(self) -> list[QWidget]:
        """The window and what lies over it, the topmost last."""
        over = [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget is not self.window and widget.isVisible() and _belongs(widget, self.window)
        ]
        return [self.window, *over]

    def everything(self) -> list[Seen]:
        """All that is in sight, in reading order as the tree gives it."""
        return [seen for seen in self.findable() if seen.in_sight]

    def findable(self) -> list[Seen]:
        """All that is in sight or would be after scrolling."""
        return [seen for layer in self.layers() for seen in _walk(QAccessible.queryAccessibleInterface(layer))]

    def named(self, name: str) -> list[Seen]:
        """What can be found under exactly that name."""
        return [seen for seen in self.findable() if seen.name == name]

    def text(self) -> str:
        """All visible words, a line each."""
        lines: list[str] = []
        for seen in self.everything():
            for words in (seen.name, seen.value):
                if words and (not lines or lines[-1] != words):
                    lines.append(words)
        return "\n".join(lines)

    def reads(self, words: str) -> bool:
        """Whether the words stand anywhere on the window."""
        return words in self.text()

    def covered(self, seen: Seen) -> str:
        """Why the middle of it cannot be pressed, "" if it can."""
        centre = seen.rect.center()
        layer = self.layers()[-1]
        frame = QRect(layer.mapToGlobal(QPoint(0, 0)), layer.size())
        if not frame.contains(centre):
            return "its centre lies outside the window"
        top = layer.childAt(layer.mapFromGlobal(centre)) or layer
        if seen.widget is not None and top is not seen.widget and not seen.widget.isAncestorOf(top):
            return f"{type(top).__name__} {top.accessibleName()!r} lies over it"
        return ""


def _belongs(widget: QWidget, window: QWidget) -> bool:
    parent = widget.parentWidget()
    return parent is not None and parent.window() is window


def _walk(node: QAccessibleInterface | None) -> Iterator[Seen]:
    if node is None or not node.isValid():
        return
    state, target = node.state(), node.object()
    widget = target if isinstance(target, QWidget) else None
    if state.invisible or (widget is not None and not widget.isVisible()):
        return
    rect = node.rect()
    in_sight = widget is None or not widget.visibleRegion().isEmpty()
    if not rect.isEmpty() and (in_sight or (widget is not None and scroll_area_of(widget) is not None)):
        yield Seen(
            name=node.text(QAccessible.Text.Name),
            value=node.text(QAccessible.Text.Value),
            role=node.role(),
            rect=rect,
            enabled=not state.disabled,
            checked=bool(state.checked),
            focused=bool(state.focused),
            widget=widget,
            in_sight=in_sight,
        )
    yield from _cells(widget) if isinstance(widget, QAbstractItemView) else _children(node)


def _children(node: QAccessibleInterface) -> Iterator[Seen]:
    for index in range(min(node.childCount(), MOST_CHILDREN)):
        yield from _walk(node.child(index))


def _cells(view: QAbstractItemView) -> Iterator[Seen]:
    """The cells of a table that are in sight now; walking its whole tree could take for ever."""
    from PySide6.QtCore import Qt

    model, viewport = view.model(), view.viewport()
    if model is None:
        return
    first = view.indexAt(QPoint(2, 2)).row()
    for row in range(max(first, 0), model.rowCount()):
        for column in range(model.columnCount()):
            index = model.index(row, column)
            rect = view.visualRect(index)
            if rect.top() > viewport.height():
                return
            if rect.isEmpty() or not viewport.rect().intersects(rect):
                continue
            name = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data(Qt.ItemDataRole.DisplayRole)
            chosen = view.selectionModel().isSelected(index)
            place = QRect(viewport.mapToGlobal(rect.topLeft()), rect.size())
            yield Seen(str(name or ""), "", QAccessible.Role.Cell, place, True, chosen, False, None)


def scroll_area_of(widget: QWidget) -> QScrollArea | None:
    """The scroll area in which the widget lies."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QScrollArea):
        parent = parent.parentWidget()
    return parent
