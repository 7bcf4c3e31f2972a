"""A row of widgets that goes on in a second line when the first is full."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class WrapRow(QLayout):
    """Lays widgets out at the size they want, from the start; a widget given to `add_last` stands at the far end."""

    def __init__(self, parent: QWidget | None = None, *, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._last: QWidget | None = None
        self._gap = gap
        self.setContentsMargins(0, 0, 0, 0)

    def add_last(self, widget: QWidget) -> None:
        """Put a widget at the far end of the line it falls into."""
        self._last = widget
        self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Keep one more."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One of them."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Let one go."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It wants no more than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Fewer lines when it is wide."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its lines."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Everything in one line."""
        sizes = [item.sizeHint() for item in self._shown()]
        wide = sum(size.width() for size in sizes) + self._gap * max(0, len(sizes) - 1)
        return QSize(wide, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """The widest of them."""
        sizes = [item.minimumSize() for item in self._shown()]
        return QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))

    def setGeometry(self, rect: QRect) -> None:
        """Put each in its place."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _lines(self, wide: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = [[]]
        x = 0
        for item in self._shown():
            size = item.sizeHint().boundedTo(QSize(max(1, wide), 16_777_215))
            if item.hasHeightForWidth():  # its hint may still tell of a narrower place that it stood in before
                size.setHeight(item.heightForWidth(size.width()))
            if x and x + size.width() > wide:
                lines.append([])
                x = 0
            lines[-1].append((item, size))
            x += size.width() + self._gap
        return lines

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        parent = self.parentWidget()
        rtl = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        y = 0
        for line in self._lines(rect.width()):
            high = max((size.height() for _item, size in line), default=0)
            x = 0
            for item, size in line if move else ():
                last = self._last is not None and item.widget() is self._last
                left = rect.width() - size.width() if last else x
                at = rect.right() + 1 - left - size.width() if rtl else rect.left() + left
                item.setGeometry(QRect(at, rect.top() + y + (high - size.height()) // 2, size.width(), size.height()))
                x += size.width() + self._gap
            y += high + self._gap
        return max(0, y - self._gap)
