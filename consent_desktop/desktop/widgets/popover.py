"""The small question under the thing that it is about."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget
from shiboken6 import isValid

from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import POPOVER_GAP, POPOVER_WIDTH, RADIUS_CARD
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import Role, larger_text, normal_text, px, smaller_text, type_scale
from consent_desktop.desktop.widgets.buttons import KitButton, SecondaryButton, StopButton
from consent_desktop.desktop.widgets.focus_ring import FocusRing
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.paint import box, draw_shadow, smooth

MARGIN, INSET, WINDOW_GAP = 28, 20, 12
TEXT_KEYS = {
    Qt.Key.Key_Plus: larger_text, Qt.Key.Key_Equal: larger_text, Qt.Key.Key_Minus: smaller_text,
    Qt.Key.Key_0: normal_text,
}  # fmt: skip


def shadow_margin() -> int:
    """The room for the shadow; none under X11, where nobody may be there to blend it with what lies beneath."""
    return 0 if QGuiApplication.platformName() == "xcb" else MARGIN


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
        self._margin = shadow_margin()
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, self._margin > 0)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(question)
        self.setAccessibleDescription(effect)
        self._opener: QWidget | None = None
        self._guard = QTimer(self)
        self._guard.setSingleShot(True)
        self._guard.setInterval(QApplication.doubleClickInterval() if guard_ms is None else guard_ms)
        layout = QVBoxLayout(self)
        side = self._margin + INSET
        layout.setContentsMargins(side, side, side, side)
        layout.setSpacing(16)
        layout.addWidget(self._make_words(question, effect), 1)
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
        self._row = row
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self.place)
        type_scale().scale_changed.connect(self._scaled)
        self.confirm_button.clicked.connect(self.confirm)
        self.keep_button.clicked.connect(self.close)
        self._ring = FocusRing(self)

    def _make_words(self, question: str, effect: str) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._words = words = QWidget(area)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Label(question, Role.H3, words))
        column.addWidget(Label(effect, Role.BODY, words, color="ink2"))
        self.body_layout = QVBoxLayout()
        self.body_layout.setSpacing(8)
        column.addLayout(self.body_layout)
        column.addStretch(1)
        area.setWidget(words)
        words.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        self.words_area = area
        return area

    def open_under(self, opener: QWidget) -> None:
        """Show 8 px under `opener` (over it where the screen ends), focus on the first button."""
        self._opener = opener
        self.place()
        self.show()
        self._guard.start()
        self.confirm_button.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def place(self) -> None:
        """Under the opener, else over it: in its window if it can, always on its screen; what is too high scrolls."""
        opener = self._opener
        if opener is None or not isValid(opener):
            return
        free, window = opener.screen().availableGeometry(), opener.window()
        home = QRect(window.mapToGlobal(QPoint(0, 0)), window.size()).adjusted(0, 0, -WINDOW_GAP, 0).intersected(free)
        width = min(px(POPOVER_WIDTH), free.width(), max(home.width(), POPOVER_WIDTH))
        height = min(self._height_for(width), free.height())
        below = opener.mapToGlobal(QPoint(0, opener.height() + POPOVER_GAP))
        if opener.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            below.setX(below.x() + opener.width() - width)
        over = QPoint(below.x(), opener.mapToGlobal(QPoint(0, -POPOVER_GAP)).y() - height)
        across = home if width <= home.width() else free
        x = max(across.left(), min(below.x(), across.right() + 1 - width))
        y = next((top for room in (home, free) for top in (below.y(), over.y())
                  if room.top() <= top <= room.bottom() + 1 - height),
                 max(free.top(), min(below.y(), free.bottom() + 1 - height)))  # fmt: skip
        out = self._margin
        self.setGeometry(QRect(x, y, width, height).adjusted(-out, -out, out, out))

    def _height_for(self, width: int) -> int:
        """What words and buttons need where the box is so wide."""
        room, outer = width - 2 * INSET, self.layout()
        words = self._words.layout()
        if words is None or outer is None:
            return 200
        words.activate()
        return words.totalHeightForWidth(room) + outer.spacing() + self._row.heightForWidth(room) + 2 * INSET

    @Slot(object)
    def _scaled(self, _scale: object = None) -> None:
        """Once all its words have their new size."""
        self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Without a shadow the corners are cut off."""
        super().resizeEvent(event)
        if not self._margin:
            path = QPainterPath()
            path.addRoundedRect(QRectF(self.rect()), RADIUS_CARD, RADIUS_CARD)
            self.setMask(QRegion(path.toFillPolygon().toPolygon()))

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
        """Esc closes; left and right go to the other button; Ctrl with +, - and 0 change the size of the words."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        change = TEXT_KEYS.get(Qt.Key(event.key())) if control else None
        if change is not None:
            change()
        elif event.key() == Qt.Key.Key_Escape:
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
        out = self._margin
        area = self.rect().adjusted(out, out, -out, -out)
        if out:
            draw_shadow(painter, area, RADIUS_CARD, 20, 6)
        else:
            painter.fillRect(self.rect(), token("line_strong"))
        box(painter, area, RADIUS_CARD, "surface", "line_strong")
        painter.end()
