"""A short message over the window's foot: what just happened, one action, Close."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import RADIUS_CARD, TOAST_BOTTOM, ControlSize
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.buttons import QuietButton
from consent_desktop.desktop.widgets.icon_button import IconButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import box, draw_icon, draw_shadow, smooth
from consent_desktop.desktop.widgets.stage import stage_of

MARGIN, WIDTH, HEIGHT, STAY_MS = 32, 500, 72, 8000


class Toast(QWidget):
    """`pop_up()` shows it over `host` for 8 s (paused by hover or focus; for ever when `sticky`).

    `over`: a part of the host, a table for instance, above whose middle it stands, clear of what lies beside.

    `action_triggered()`, `closed()`. It deletes itself when it goes.
    """

    action_triggered = Signal()
    closed = Signal()

    def __init__(
        self, host: QWidget, title: str, line: str = "", *, icon: str = "check-circle", color: str = "allow",
        action: str = "", sticky: bool = False, stay_ms: int = STAY_MS, over: QWidget | None = None,
    ) -> None:  # fmt: skip
        host = stage_of(host)
        super().__init__(host)
        self._over = over
        self._gone = False
        self._host, self._icon, self._color, self._sticky = host, icon, color, sticky
        self.setAccessibleName(title)
        self.setAccessibleDescription(line)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(stay_ms)
        self._timer.timeout.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addStretch(1)
        self._title = Label(title, Role.BUTTON, self)
        words.addWidget(self._title)
        if line:
            words.addWidget(Label(line, Role.TABLE, self, color="ink2"))
        words.addStretch(1)
        self._row.addLayout(words, 1)
        self.action_button = QuietButton(action, self, size=ControlSize.STAFF) if action else None
        if self.action_button is not None:
            self._row.addWidget(self.action_button)
            self.action_button.clicked.connect(self._act)
        self.close_button = IconButton(self.tr("Close"), "x", self)
        self.close_button.clicked.connect(self.dismiss)
        self._row.addWidget(self.close_button)
        for watched in (host, self.close_button, *([self.action_button] if self.action_button else [])):
            watched.installEventFilter(self)
        type_scale().scale_changed.connect(self.place)
        self.hide()

    def set_title(self, title: str) -> None:
        """Say something else, without telling screen readers anew."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def pop_up(self) -> None:
        """Show it and tell screen readers."""
        self.place()
        self.show()
        self.raise_()
        self._resume()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def is_waiting(self) -> bool:
        """Whether its time runs."""
        return self._timer.isActive()

    def dismiss(self) -> None:
        """Go away."""
        self._timer.stop()
        if not self._gone:  # also where a dialog that its action opened has hidden it
            self._gone = True
            self.hide()
            self.closed.emit()
            self.deleteLater()

    def _act(self) -> None:
        self.action_triggered.emit()
        self.dismiss()

    def _resume(self) -> None:
        if not self._sticky and self.isVisible():
            self._timer.start()

    def place(self, _scale: object = None) -> None:
        """500 wide, centred, 34 above the foot of the host."""
        self._row.setContentsMargins(MARGIN + 20 + px(32) + 12, MARGIN + 10, MARGIN + 10, MARGIN + 10)
        width = min(px(WIDTH), self._host.width() - 32) + 2 * MARGIN
        height = max(HEIGHT + 2 * MARGIN, self._row.totalHeightForWidth(width))
        middle = self._host.width() // 2
        if self._over is not None and isValid(self._over) and self._over.isVisible():
            wanted = self._over.mapTo(self._host, self._over.rect().center()).x()
            middle = max(width // 2 - MARGIN, min(wanted, self._host.width() - width // 2 + MARGIN))
        x = middle - width // 2
        self.setGeometry(x, self._host.height() - TOAST_BOTTOM - height + MARGIN, width, height)
        self.update()

    def visible_size(self) -> QSize:
        """The size without the room for its shadow."""
        return QSize(self.width() - 2 * MARGIN, self.height() - 2 * MARGIN)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hover stops its time."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Its time begins anew."""
        self._resume()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Focus stops its time; it stays at the foot when the host is resized."""
        if watched is self._host:
            if event.type() == QEvent.Type.Resize:
                self.place()
        elif event.type() == QEvent.Type.FocusIn:
            self._timer.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._resume()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Shadow, surface, icon."""
        painter = QPainter(self)
        smooth(painter)
        area = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        draw_shadow(painter, area, RADIUS_CARD, 24, 8)
        box(painter, area, RADIUS_CARD, "surface", "line_strong")
        size = px(32)
        rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = area.right() - 18 - size if rtl else area.left() + 18
        draw_icon(painter, x, round((self.height() - size) / 2), size, self._icon, Weight.FILL, self._color)
        painter.end()
