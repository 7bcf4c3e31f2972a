"""A modal layer inside a window: the content is hidden, its picture stays under the scrim, focus is kept inside."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QPlainTextEdit, QWidget
from shiboken6 import isValid

from consent_desktop.desktop.theme.metrics import DIALOG_MARGIN, RADIUS_DIALOG
from consent_desktop.desktop.theme.tokens import token
from consent_desktop.desktop.theme.type import px, type_scale
from consent_desktop.desktop.widgets.focus_ring import FocusRing
from consent_desktop.desktop.widgets.in_sight import bring_whole
from consent_desktop.desktop.widgets.paint import box, draw_shadow, smooth
from consent_desktop.desktop.widgets.stage import stage_of


class Panel(QFrame):
    """The sheet of a dialog; `paper` is the part of it (if any) that is painted as paper."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.paper = QRect()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Surface with round corners; paper in its part."""
        painter = QPainter(self)
        smooth(painter)
        box(painter, self.rect(), RADIUS_DIALOG, "surface")
        if not self.paper.isEmpty():
            painter.setClipRect(self.paper)
            box(painter, self.rect(), RADIUS_DIALOG, "paper")
        painter.end()


class ModalOverlay(QWidget):
    """Covers `host` (a window). Put widgets into `panel`, then `open_dialog()`. Esc rejects.

    `rejected()` when it was dismissed, `closed()` always after; it then deletes itself unless `keep` is set.
    """

    rejected = Signal()
    closed = Signal()

    def __init__(self, host: QWidget, name: str, preferred: QSize, *, keep: bool = False) -> None:
        host = stage_of(host)
        super().__init__(host)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._host, self._preferred, self._keep = host, preferred, keep
        self._picture = QPixmap()
        self._hidden: list[QWidget] = []
        self._opener: QWidget | None = None
        self._first: QWidget | None = None
        self.panel = Panel(self)
        self.panel.setAccessibleName(name)
        self.hide()
        host.installEventFilter(self)
        type_scale().scale_changed.connect(self.rescale)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def set_first_focus(self, widget: QWidget) -> None:
        """What gets the focus on opening, instead of the first focusable widget."""
        self._first = widget

    def is_open(self) -> bool:
        """Whether it is open, also while the window is locked over it."""
        return not self.isHidden()

    def open_dialog(self) -> None:
        """Show it over the host; returns at once."""
        if self.is_open():
            return
        self._opener = QApplication.focusWidget() or self._host.focusWidget()
        for ring in self._host.findChildren(FocusRing):
            ring.hide()
        self._picture = self._host.grab()
        self.setGeometry(self._host.rect())
        for child in self._host.children():
            if not isinstance(child, QWidget) or isinstance(child, FocusRing) or child is self:
                continue
            if not child.isHidden() and not child.isWindow():
                self._hidden.append(child)
        self.show()
        self.raise_()
        self.place()
        self._focus_first()
        for child in self._hidden:
            child.hide()

    def close_dialog(self) -> None:
        """Bring the content back and return the focus to who opened it."""
        if not self.is_open():
            return
        for child in self._hidden:
            if isValid(child):
                child.show()
        self._hidden = []
        self.hide()
        opener = self._opener
        if opener is not None and isValid(opener) and opener.isVisible():
            opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()
        if not self._keep:
            self.deleteLater()

    def reject(self) -> None:
        """Dismiss."""
        if self.is_open():
            self.rejected.emit()
            self.close_dialog()

    def wanted_size(self, room: QSize) -> QSize:
        """The size of the panel when `room` is free; larger text asks for more."""
        return QSize(px(self._preferred.width()), px(self._preferred.height())).boundedTo(room)

    def place(self) -> None:
        """Centre the panel; it never exceeds the window less 32 px."""
        room = QSize(max(1, self.width() - DIALOG_MARGIN), max(1, self.height() - DIALOG_MARGIN))
        size = self.wanted_size(room).boundedTo(room)
        self.panel.setGeometry((self.width() - size.width()) // 2, (self.height() - size.height()) // 2,
                               size.width(), size.height())  # fmt: skip
        self.update()

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.place()

    def focusable(self) -> list[QWidget]:
        """What Tab visits, in order."""
        found: list[QWidget] = []
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            stops = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None
            if stops and self.isAncestorOf(widget) and widget.isVisibleTo(self) and widget.isEnabled():
                found.append(widget)
            widget = widget.nextInFocusChain()
        return sorted(found, key=self.region)

    def region(self, _widget: QWidget) -> int:
        """Where a widget stands in reading order; regions are visited one after the other."""
        return 0

    def _focus_first(self) -> None:
        chain = self.focusable()
        first = self._first or self.first_choice(chain)
        if first is not None:
            self.visit(first, Qt.FocusReason.TabFocusReason)

    def visit(self, widget: QWidget, reason: Qt.FocusReason) -> None:
        """Focus a widget and scroll it into view."""
        widget.setFocus(reason)
        bring_whole(widget)

    @Slot(QWidget, QWidget)
    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Whatever gets the focus is seen as a whole; under a pressed mouse nothing moves but for a text."""
        if now is None or not self.is_open() or not self.isAncestorOf(now):
            return
        if isinstance(now, QPlainTextEdit) or QApplication.mouseButtons() == Qt.MouseButton.NoButton:
            bring_whole(now)

    def first_choice(self, chain: list[QWidget]) -> QWidget | None:
        """What gets the focus on opening when nobody said."""
        return chain[0] if chain else None

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside."""
        chain = self.focusable()
        if not chain:
            return True
        current = QApplication.focusWidget()
        index = chain.index(current) if current in chain else (-1 if forward else 0)
        other = chain[(index + (1 if forward else -1)) % len(chain)]
        self.visit(other, Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc rejects; other keys do not reach the hidden content."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.reject()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the host."""
        if watched is self._host and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Centre again."""
        super().resizeEvent(event)
        self.place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Picture of the content, scrim, shadow of the panel."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), token("paper"))
        painter.drawPixmap(0, 0, self._picture)
        painter.fillRect(self.rect(), token("scrim"))
        smooth(painter)
        draw_shadow(painter, self.panel.geometry(), RADIUS_DIALOG, 36, 12)
        painter.end()
