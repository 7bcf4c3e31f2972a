"""Boxes for a PIN and the keys to fill them by touch, mouse or keyboard."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.buttons import CancelButton, KitButton, Look, Looks
from consent_desktop.desktop.widgets.paint import draw_icon
from consent_desktop.desktop.widgets.pin_boxes import PinBoxes

KEY_HEIGHT, KEY_GAP = 66, 10


class _Key(KitButton):
    """A number. It takes the keyboard only when Tab comes to it, so that typing goes on in the boxes."""

    LOOKS = Looks(Look("surface", "line_strong", "ink"), Look("hover", "line_strong", "ink"),
                  Look("sunken", "line_strong", "ink"))  # fmt: skip
    ROLE = Role.H1_STAFF

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent, size=ControlSize.SEARCH)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def height_for(self, width: int) -> int:
        """66, more for larger text."""
        return max(KEY_HEIGHT, super().height_for(width))


class _WordKey(CancelButton):
    """Clear, or the picture of Backspace, as high as a number. `name` is what readers hear."""

    def __init__(self, words: str, name: str, parent: QWidget, picture: str = "") -> None:
        self._picture = picture
        super().__init__(words, parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def height_for(self, width: int) -> int:
        """As the numbers."""
        return max(KEY_HEIGHT, super().height_for(width))

    def paint(self, painter: QPainter) -> None:
        """The words, or the picture in the middle."""
        super().paint(painter)
        if self._picture:
            size = px(28)
            x, y = round((self.width() - size) / 2), round((self.height() - size) / 2)
            draw_icon(painter, x, y, size, self._picture, Weight.REGULAR, self.look().text)


class PinPad(QWidget):
    """`filled(bool)` as the sixth number comes or goes, `entered()` for Enter in full boxes.

    `name` is what readers hear of the boxes; how many are filled they hear from the field itself.
    """

    filled = Signal(object)
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self.boxes = PinBoxes(name, self)
        column.addWidget(self.boxes)
        grid = QGridLayout()
        grid.setSpacing(KEY_GAP)
        self.keys: dict[str, KitButton] = {}
        for place, digit in enumerate("123456789"):
            self._add(grid, digit, place // 3, place % 3)
        self.clear_key = _WordKey(self.tr("Clear"), self.tr("Clear all numbers"), self)
        grid.addWidget(self.clear_key, 3, 0)
        self._add(grid, "0", 3, 1)
        self.back_key = _WordKey("", self.tr("Take back one number"), self, "backspace")
        grid.addWidget(self.back_key, 3, 2)
        for number in range(3):
            grid.setColumnStretch(number, 1)
        column.addLayout(grid)
        self.setFocusProxy(self.boxes)
        self.clear_key.clicked.connect(self.clear)
        self.back_key.clicked.connect(self.boxes.backspace)
        self.boxes.textChanged.connect(self._changed)
        self.boxes.returnPressed.connect(self._returned)

    def _add(self, grid: QGridLayout, digit: str, row: int, column: int) -> None:
        key = _Key(digit, self)
        key.clicked.connect(partial(self._press, digit))
        self.keys[digit] = key
        grid.addWidget(key, row, column)

    def _press(self, digit: str, _checked: bool = False) -> None:
        if not self.keys[digit].hasFocus():  # by mouse or finger: what is typed next goes on in the boxes
            self.boxes.setFocus(Qt.FocusReason.MouseFocusReason)
        self.boxes.end(False)
        self.boxes.insert(digit)

    def pin(self) -> str:
        """What was typed."""
        return self.boxes.text()

    @Slot()
    def clear(self) -> None:
        """Empty boxes, and the keyboard in the first of them."""
        self.boxes.clear()
        self.boxes.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _changed(self, _text: str) -> None:
        self.filled.emit(self.boxes.is_full())

    @Slot()
    def _returned(self) -> None:
        if self.boxes.is_full():
            self.entered.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Numbers and Backspace reach the boxes from the keys as well."""
        if event.text() in self.keys:
            self._press(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self.boxes.backspace()
        else:
            super().keyPressEvent(event)
