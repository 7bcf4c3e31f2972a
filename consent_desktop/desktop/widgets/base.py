"""The button that all pressable widgets of the kit are: painted by us, pressed and announced by Qt."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Slot
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from consent_desktop.desktop.theme.type import type_scale
from consent_desktop.desktop.widgets.paint import smooth

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class PaintedButton(QPushButton):
    """Subclasses give `natural_width`, `least_width`, `height_for` and `paint`.

    It is as wide as its words want, wraps them when the layout has less room, and grows in height instead of
    cutting text. Enter presses it like Space; keys that repeat because they are held never do. What an assistive
    technology toggles counts as pressed.
    """

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAutoDefault(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._hovered = False
        self._settled = 0
        self._toggled_by_us = False
        self.toggled.connect(self._toggled)
        type_scale().scale_changed.connect(self.rescale)

    def natural_width(self) -> int:
        """The width at which no text wraps."""
        raise NotImplementedError

    def least_width(self) -> int:
        """The width that the longest word needs."""
        raise NotImplementedError

    def height_for(self, width: int) -> int:
        """The height that the text needs at `width`."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        """Paint the state in force."""
        raise NotImplementedError

    def is_hovered(self) -> bool:
        """Whether the pointer is over the enabled button."""
        return self._hovered and self.isEnabled()

    def text_changed(self) -> None:
        """Measure and paint anew after words changed, at the width in force."""
        self._settled = self.height_for(self.width()) if self.isVisible() else 0
        self.updateGeometry()
        self.update()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.text_changed()

    def setText(self, text: str) -> None:
        """Change the words and measure anew."""
        super().setText(text)
        self.text_changed()

    def hasHeightForWidth(self) -> bool:
        """Layouts ask `heightForWidth`."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height that the text needs at `width`."""
        return self.height_for(width)

    def sizeHint(self) -> QSize:
        """All words on one line, as high as they need at the width that the layout gave last."""
        width = self.natural_width()
        return QSize(width, self._settled or self.height_for(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the longest word."""
        return QSize(self.least_width(), self._settled or self.height_for(self.natural_width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Remember the height that this width needs, so that a fixed-height policy does not cut it."""
        super().resizeEvent(event)
        needed = self.height_for(event.size().width())
        if needed != self._settled:
            self._settled = needed
            self.updateGeometry()

    def setChecked(self, checked: bool) -> None:
        """Show the state; nobody pressed."""
        self._toggled_by_us = True
        super().setChecked(checked)
        self._toggled_by_us = False

    def nextCheckState(self) -> None:
        """Somebody pressed: `clicked` follows by itself."""
        self._toggled_by_us = True
        super().nextCheckState()
        self._toggled_by_us = False

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        """Neither we nor a press: then Qt's accessibility did, which changes the state and tells of no press."""
        if self._toggled_by_us or (self._exclusive() and not on):
            return
        if not self._exclusive():
            blocked = self.blockSignals(True)
            self.setChecked(not on)
            self.blockSignals(blocked)
        self.click()

    def _exclusive(self) -> bool:
        group: QButtonGroup | None = self.group()  # PySide's types forget that there may be none
        return self.autoExclusive() or (group is not None and group.exclusive())

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover begins."""
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hover ends."""
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A disabled button has no hand cursor."""
        if event.type() == QEvent.Type.EnabledChange:
            shape = Qt.CursorShape.PointingHandCursor if self.isEnabled() else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; a held key does nothing more; arrows belong to whoever arranges the buttons."""
        if event.isAutoRepeat() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.click()
        elif event.key() in _ARROWS and not self.autoExclusive():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ready the painter, then `paint`."""
        painter = QPainter(self)
        painter.setLayoutDirection(self.layoutDirection())
        smooth(painter)
        self.paint(painter)
        painter.end()
