"""The focus ring of a window: one transparent child that follows the keyboard focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QScrollArea, QWidget
from shiboken6 import isValid

from consent_desktop.desktop.theme.metrics import FOCUS_GAP, FOCUS_WIDTH, RADIUS_CONTROL
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.widgets.paint import smooth

_OUT = FOCUS_GAP + FOCUS_WIDTH
_WATCHED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show, QEvent.Type.ParentChange)


class FocusRing(QWidget):
    """Create one per window (and popover) after its content; it removes itself from the application on close.

    A widget may name another one to ring with the property "ringHost"; the property "ringInside" rings inside, and
    "ringRects" (list of QRect) rings several lines of text.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._window = window
        self._target: QWidget | None = None
        self._watched: list[QWidget] = []
        self._rects: list[QRect] = []
        self._app = QApplication.instance()
        if isinstance(self._app, QApplication):
            self._app.focusChanged.connect(self.follow)
        window.installEventFilter(self)

    def target(self) -> QWidget | None:
        """The widget that is ringed now."""
        return self._target if self.isVisible() else None

    @Slot("QWidget*", "QWidget*")
    def follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Ring `new` when it belongs to this window."""
        self._unwatch()
        window = self._window
        inside = new is not None and isValid(new) and new.window() is window.window() and window.isAncestorOf(new)
        if new is None or not inside or (isinstance(new, QAbstractScrollArea) and new.property("ringHost") is None):
            self._target = None
            self.hide()
            return
        host = new.property("ringHost")
        self._target = host if isinstance(host, QWidget) else new
        walker: QWidget | None = self._target
        while walker is not None and walker is not window:
            walker.installEventFilter(self)
            self._watched.append(walker)
            walker = walker.parentWidget()
        self.place()

    def _unwatch(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched = []

    def place(self) -> None:
        """Lie around the target, cut off where a scroll area cuts it off."""
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        window = self._window
        lines = target.property("ringRects") or [target.rect()]
        self._rects = [QRect(target.mapTo(window, line.topLeft()), line.size()) for line in lines]
        out = 0 if target.property("ringInside") else _OUT
        whole = QRect()
        for rect in self._rects:
            whole = whole.united(rect.adjusted(-out, -out, out, out))
        parent = target.parentWidget()
        while parent is not None and parent is not window:
            if isinstance(parent, QScrollArea):
                port = parent.viewport()
                whole = whole.intersected(QRect(port.mapTo(window, QPoint(0, 0)), port.size()).adjusted(-4, -4, 4, 4))
            parent = parent.parentWidget()
        self.setGeometry(whole)
        self.setVisible(not whole.isEmpty())
        self.raise_()
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move with the target; let go of the application when the window closes."""
        if watched is self._window:
            if event.type() == QEvent.Type.Close and isinstance(self._app, QApplication) and isValid(self._app):
                self._unwatch()
                self._target = None
                self.hide()
            elif event.type() == QEvent.Type.ChildAdded and self.isVisible():
                self.raise_()
        elif event.type() in _WATCHED:
            self.place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """3 px of focus colour, 2 px away."""
        target = self._target
        if target is None or not isValid(target):
            return
        painter = QPainter(self)
        smooth(painter)
        painter.setPen(QPen(token("focus"), FOCUS_WIDTH))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inside = bool(target.property("ringInside"))
        shift = FOCUS_WIDTH / 2 if inside else -(FOCUS_GAP + FOCUS_WIDTH / 2)
        radius = target.property("ringRadius")
        corner = (float(radius) if radius is not None else RADIUS_CONTROL) + (0 if inside else 4)
        for rect in self._rects:
            line = QRectF(rect.translated(-self.pos())).adjusted(shift, shift, -shift, -shift)
            painter.drawRoundedRect(line, corner, corner)
        painter.end()
