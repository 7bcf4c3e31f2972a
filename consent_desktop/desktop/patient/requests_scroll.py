"""A page of a patient that scrolls, and stays where it is while its content is made anew."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from consent_desktop.desktop.theme.metrics import MARGIN_PATIENT, SPACE_24, SPACE_40
from consent_desktop.desktop.theme.type import px
from consent_desktop.desktop.widgets.scroll_area import ScrollArea

WIDEST = 1320
"""The content is never wider than this, px at scale 1."""


class PageScroll(ScrollArea):
    """Call `renew` with what builds the content. Focus returns to the widget with the same accessible name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._wanted: int | None = None
        self._up: QWidget | None = None
        self.verticalScrollBar().rangeChanged.connect(self._settle)
        self.verticalScrollBar().actionTriggered.connect(self._let_go)

    def renew(self) -> tuple[QWidget, QVBoxLayout]:
        """An empty content in place of the old one. Fill it, then call `renewed`."""
        focused = QApplication.focusWidget()
        old = self.widget()
        inside = focused is not None and old is not None and old.isAncestorOf(focused)
        self._name = focused.accessibleName() if focused is not None and inside else ""
        self._had_focus = inside
        self._wanted, self._up = self.verticalScrollBar().value() or None, None
        outer = QWidget()
        outer.setAutoFillBackground(False)
        row = QHBoxLayout(outer)
        row.setContentsMargins(MARGIN_PATIENT, SPACE_24, MARGIN_PATIENT, SPACE_40)
        content = QWidget(outer)
        content.setMaximumWidth(px(WIDEST))
        row.addStretch(1)
        row.addWidget(content, 1000)
        row.addStretch(1)
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        return outer, column

    def renewed(self, outer: QWidget) -> None:
        """Show the filled content; focus and place are as they were."""
        old = self.takeWidget()
        self.setWidget(outer)
        outer.setAutoFillBackground(False)
        outer.show()
        if old is not None:
            old.hide()
            old.deleteLater()
        if self._had_focus:
            self._focus(outer)

    def bring_up(self, widget: QWidget) -> None:
        """Scroll so that the widget, a title for instance, is the first that can be seen, as far as the page goes."""
        self._wanted, self._up = None, widget
        outer = self.widget()
        layout = outer.layout() if outer is not None else None
        if layout is not None:
            layout.activate()
        self._settle(0, self.verticalScrollBar().maximum())

    def _focus(self, outer: QWidget) -> None:
        stops = [w for w in outer.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isEnabled()]
        same = [w for w in stops if w.accessibleName() == self._name]
        for widget in (same or stops)[:1]:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int, int)
    def _settle(self, _least: int, most: int) -> None:
        outer = self.widget()
        if self._up is not None and outer is not None and isValid(self._up):
            self.verticalScrollBar().setValue(self._up.mapTo(outer, QPoint(0, 0)).y() - SPACE_24)
        elif self._wanted is not None:
            self.verticalScrollBar().setValue(min(self._wanted, most))
            if most >= self._wanted:
                self._wanted = None

    @Slot(int)
    def _let_go(self, _action: int) -> None:
        self._wanted = self._up = None
