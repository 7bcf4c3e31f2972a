"""A few choices side by side of which exactly one holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.widgets.buttons import KitButton, Look, Looks
from consent_desktop.desktop.widgets.paint import box, smooth


class _Segment(KitButton):
    """One of the choices."""

    LOOKS = Looks(Look(None, None, "ink2"), Look("hover", None, "ink2"), Look("surface", "line", "ink"),
                  Look(None, None, "ink3"))  # fmt: skip
    PADDING = 16

    def look(self) -> Look:
        """The chosen one is raised to the surface."""
        if self.isChecked() and self.isEnabled():
            return Look("surface", "line_strong", "ink")
        return super().look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbour and choose it."""
        keys: dict[int, int] = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        step = keys.get(event.key(), 0)
        group = self.group()
        if not step or group is None:
            super().keyPressEvent(event)
            return
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            step = -step
        members = group.buttons()
        other = members[(members.index(self) + step) % len(members)]
        other.setFocus(Qt.FocusReason.TabFocusReason)
        other.click()


class SegmentedChoice(QWidget):
    """`choices` are (key, words, icon or ""). `chosen(str)` tells the key when a person chooses."""

    chosen = Signal(object)

    def __init__(
        self, choices: Sequence[tuple[str, str, str]], name: str, parent: QWidget | None = None, *,
        size: ControlSize = ControlSize.STAFF,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(5, 5, 5, 5)
        layout.setSpacing(4)
        self._group = QButtonGroup(self)
        self._keys: dict[QAbstractButton, str] = {}
        for key, words, icon in choices:
            button = _Segment(words, self, icon=icon, size=size)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            self._group.addButton(button)
            self._keys[button] = key
            layout.addWidget(button)
        self._group.buttonClicked.connect(self._tell)

    def _tell(self, button: QAbstractButton) -> None:
        self.chosen.emit(self._keys[button])

    def choose(self, key: str) -> None:
        """Show `key` as chosen, without a signal."""
        for button, own in self._keys.items():
            if own == key:
                button.setChecked(True)

    def key(self) -> str:
        """The chosen key, or ""."""
        button = self._group.checkedButton()
        return self._keys[button] if button is not None else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The trough."""
        painter = QPainter(self)
        smooth(painter)
        box(painter, QRectF(self.rect()), 12, "sunken", "line")
        painter.end()
