"""Six boxes for a PIN: a password field to readers and keyboards, painted as boxes with dots."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QRegularExpression, QSize, Qt, Slot
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from consent_desktop.desktop.theme.metrics import FOCUS_WIDTH
from consent_desktop.desktop.theme.type import px, type_scale
from consent_desktop.desktop.widgets.paint import box, circle, smooth

LENGTH, HEIGHT, GAP, DOT = 6, 52, 9, 16


class PinBoxes(QLineEdit):
    """A QLineEdit that takes digits only and shows each as a dot, so that the PIN stands in no text that is read aloud."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(LENGTH)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(f"[0-9]{{0,{LENGTH}}}"), self))
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhHiddenText)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDragEnabled(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # digits run left to right in every script
        unringed = QWidget(self)  # the box that is next shows the focus itself
        unringed.hide()
        self.setProperty("ringHost", unringed)
        self._error = False
        self.textChanged.connect(self._typed)
        type_scale().scale_changed.connect(self.rescale)

    def set_error(self, error: bool) -> None:
        """Show the boxes as wrong until somebody types."""
        self._error = error
        self.update()

    def is_full(self) -> bool:
        """Whether all boxes are filled."""
        return len(self.text()) == LENGTH

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self.set_error(False)

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Six boxes."""
        return QSize(LENGTH * px(39) + (LENGTH - 1) * GAP, max(HEIGHT, px(HEIGHT - 4)))

    def minimumSizeHint(self) -> QSize:
        """The boxes may become narrow."""
        return QSize(LENGTH * 28 + (LENGTH - 1) * GAP, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press anywhere comes to the next empty box."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.end(False)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Nothing is selected by dragging."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Nothing is selected by a double-click."""
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Boxes; dots in the filled ones; the next one is framed while the keyboard is here."""
        painter = QPainter(self)
        smooth(painter)
        wide = (self.width() - (LENGTH - 1) * GAP) / LENGTH
        filled = len(self.text())
        for number in range(LENGTH):
            area = QRectF(number * (wide + GAP), 0, wide, self.height())
            line, width = ("stop_solid", 2) if self._error else ("line_strong", 1)
            if self.hasFocus() and number == min(filled, LENGTH - 1):
                line, width = "focus", FOCUS_WIDTH
            enabled = self.isEnabled()
            box(painter, area, 10, "surface" if enabled else "sunken", line if enabled else "line", width)
            if number < filled:
                circle(painter, QPointF(area.center()), px(DOT), "ink" if enabled else "ink3")
        painter.end()
