"""The small question under the thing that it is about."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import POPOVER_GAP, POPOVER_WIDTH, RADIUS_CARD
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.buttons import KitButton, SecondaryButton, StopButton
from consent_desktop.desktop.widgets.focus_ring import FocusRing
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import box, draw_shadow, smooth

MARGIN = 28


class Popover(QWidget):
    """Question, effect in words, two equal buttons. `open_under(widget)`; `confirmed()`, `closed()`.

    The double-click that opened it cannot confirm it (presses wait `guard_ms`), nor can a held key.
    """

    confirmed = Signal()
    closed = Signal()

    def __init__(
        self, parent: QWidget, question: str, effect: str, confirm: str, keep_words: str, *,
        confirm_class: type[KitButton] = StopButton, icon: str = "", guard_ms: int | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint
                         | Qt.WindowType.NoDropShadowWindowHint)  # fmt: skip
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(question)
        self.setAccessibleDescription(effect)
        self._opener: QWidget | None = None
        self._guard = QTimer(self)
        self._guard.setSingleShot(True)
        self._guard.setInterval(QApplication.doubleClickInterval() if guard_ms is None else guard_ms)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(MARGIN + 20, MARGIN + 20, MARGIN + 20, MARGIN + 20)
        layout.setSpacing(6)
        layout.addWidget(Label(question, Role.H3, self))
        layout.addWidget(Label(effect, Role.BODY, self, color="ink2"))
        self.body_layout = QVBoxLayout()
        self.body_layout.setSpacing(8)
        layout.addLayout(self.body_layout)
        layout.addSpacing(10)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.confirm_button = confirm_class(confirm, self)
        if icon:
            self.confirm_button.set_icon(icon, Weight.FILL)
        self.keep_button = SecondaryButton(keep_words, self)
        for button in (self.confirm_button, self.keep_button):
            button.installEventFilter(self)
            row.addWidget(button, 1)
        layout.addLayout(row)
        self.confirm_button.clicked.connect(self.confirm)
        self.keep_button.clicked.connect(self.close)
        self._ring = FocusRing(self)

    def open_under(self, opener: QWidget) -> None:
        """Show 8 px under `opener` (over it where the screen ends), focus on the first button."""
        self._opener = opener
        width = px(POPOVER_WIDTH) + 2 * MARGIN
        free = opener.screen().availableGeometry()
        width = min(width, free.width() + 2 * MARGIN)
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else 200
        below = opener.mapToGlobal(QPoint(0, opener.height() + POPOVER_GAP))
        if opener.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            below.setX(below.x() + opener.width() - width + 2 * MARGIN)
        x = max(free.left(), min(below.x(), free.right() - width + 2 * MARGIN)) - MARGIN
        y = below.y() - MARGIN
        if below.y() + height - 2 * MARGIN > free.bottom():
            y = opener.mapToGlobal(QPoint(0, -POPOVER_GAP)).y() - height + MARGIN
        self.setGeometry(QRect(x, y, width, height))
        self.show()
        self._guard.start()
        self.confirm_button.setFocus(Qt.FocusReason.PopupFocusReason)

    def takes_presses(self) -> bool:
        """Whether the time of the double-click that opened it is over."""
        return not self._guard.isActive()

    def confirm(self) -> None:
        """Tell, and close."""
        self.confirmed.emit()
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow the rest of a double-click."""
        mouse = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease, QEvent.Type.MouseButtonDblClick)
        if event.type() == QEvent.Type.MouseButtonDblClick:
            return True
        if event.type() in mouse and self._guard.isActive():
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; left and right go to the other button."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Return the focus to the opener."""
        super().hideEvent(event)
        opener = self._opener
        if opener is not None and isValid(opener) and opener.isVisible():
            opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow, surface, line."""
        painter = QPainter(self)
        smooth(painter)
        area = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        draw_shadow(painter, area, RADIUS_CARD, 20, 6)
        box(painter, area, RADIUS_CARD, "surface", "line_strong")
        painter.end()
