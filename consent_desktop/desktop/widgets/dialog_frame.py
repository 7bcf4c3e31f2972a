"""The dialog of the guide: paper on the left (if wanted), head, scrolling body, and a footer that is always seen."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import px
from consent_desktop.desktop.widgets.card import Rule
from consent_desktop.desktop.widgets.icon_button import IconButton
from consent_desktop.desktop.widgets.modal_overlay import ModalOverlay
from consent_desktop.desktop.widgets.scroll_area import ScrollArea

PAPER_WIDTH, PAPER_TOP_HEIGHT, HEAD_HEIGHT, FOOT_HEIGHT = 400, 150, 76, 84


def _scroller(parent: QWidget) -> tuple[ScrollArea, QWidget, QVBoxLayout]:
    area = ScrollArea(parent)
    content = QWidget(area)
    content.setAutoFillBackground(False)
    layout = QVBoxLayout(content)
    layout.setSpacing(0)
    area.setWidget(content)
    content.setAutoFillBackground(False)
    return area, content, layout


class DialogFrame(ModalOverlay):
    """Fill `paper_layout`, `head_layout`, `body_layout` and `foot_layout`.

    `paper=True` gives the 400 px page on the left; it moves to the top when the window is narrow. `fit=True` makes
    the panel as high as its content. The head holds a Close button at its end unless `closable=False`.
    """

    def __init__(
        self, host: QWidget, name: str, *, size: QSize | None = None, paper: bool = False, head: bool = True,
        foot: bool = True, closable: bool = True, fit: bool = False, keep: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(host, name, size or QSize(1080, 712), keep=keep)
        self._fit, self._has_paper = fit, paper
        self._outer = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.panel)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(0)
        self.paper_area, self._paper_content, self.paper_layout = _scroller(self.panel)
        self._paper_rule = Rule(self.panel, vertical=True)
        right = QVBoxLayout()
        right.setSpacing(0)
        self.head = QWidget(self.panel)
        self.head_layout = QHBoxLayout(self.head)
        self.close_button = IconButton(self.tr("Close"), "x", self.head, size=ControlSize.NORMAL)
        self.body_area, self.body, self.body_layout = _scroller(self.panel)
        self.foot = QWidget(self.panel)
        self.foot_layout = QHBoxLayout(self.foot)
        self._head_rule, self._foot_rule = Rule(self.panel), Rule(self.panel)
        self._outer.addWidget(self.paper_area)
        self._outer.addWidget(self._paper_rule)
        self._outer.addLayout(right, 1)
        for widget in (self.head, self._head_rule, self.body_area, self._foot_rule, self.foot):
            right.addWidget(widget, 1 if widget is self.body_area else 0)
        self._fill_margins(closable)
        for widget, wanted in ((self.head, head), (self._head_rule, head), (self.foot, foot), (self._foot_rule, foot),
                               (self.paper_area, paper), (self._paper_rule, paper)):  # fmt: skip
            widget.setVisible(wanted)
        self.close_button.clicked.connect(self.reject)

    def _fill_margins(self, closable: bool) -> None:
        self.paper_layout.setContentsMargins(33, 32, 32, 26)
        self.head_layout.setContentsMargins(32, 13, 16, 13)
        self.head_layout.addStretch(1)
        self.head_layout.addWidget(self.close_button)
        self.close_button.setVisible(closable)
        self.body_layout.setContentsMargins(32, 26, 32, 26)
        self.foot_layout.setContentsMargins(32, 17, 32, 18)
        self.foot_layout.setSpacing(12)
        self.head.setMinimumHeight(HEAD_HEIGHT)
        self.foot.setMinimumHeight(FOOT_HEIGHT - 1)

    def set_head(self, widget: QWidget) -> None:
        """Put steps or a title at the start of the head."""
        self.head_layout.takeAt(0)
        self.head_layout.insertWidget(0, widget, 1)

    def region(self, widget: QWidget) -> int:
        """Paper, head, body, foot."""
        for index, part in enumerate((self.paper_area, self.head, self.body_area, self.foot)):
            if part.isAncestorOf(widget):
                return index
        return 4

    def first_choice(self, chain: list[QWidget]) -> QWidget | None:
        """The first choice of the body, else the last button of the foot, else Close."""
        for wanted in (2, 3):
            for widget in chain:
                if self.region(widget) == wanted:
                    return widget
        return super().first_choice(chain)

    def is_narrow(self) -> bool:
        """Whether the paper stands above instead of beside."""
        return self._has_paper and self.panel.width() < px(840)

    def wanted_size(self, room: QSize) -> QSize:
        """As asked, or as high as the content."""
        size = super().wanted_size(room)
        if not self._fit:
            return size
        bars = 0
        for widget in (self.head, self.foot):
            if widget.isVisibleTo(self.panel):
                layout = widget.layout()
                high = layout.totalHeightForWidth(size.width()) if layout is not None else 0
                bars += max(widget.minimumHeight(), high) + 1
        whole = self.body_layout.totalHeightForWidth(size.width()) + bars
        # A bar that came before the words were measured would make them narrower, longer, and keep itself.
        never, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.body_area.setVerticalScrollBarPolicy(never if whole <= room.height() else needed)
        return QSize(size.width(), whole).boundedTo(room)

    def place(self) -> None:
        """Centre, then choose beside or above for the paper."""
        super().place()
        if not hasattr(self, "foot_layout") or not self._has_paper:
            return
        narrow = self.is_narrow()
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._outer.setDirection(direction)
        self._paper_rule.setFixedSize(16_777_215 if narrow else 1, 1 if narrow else 16_777_215)
        wide, high = self.panel.width(), self.panel.height()
        if narrow:
            top = min(px(PAPER_TOP_HEIGHT), high // 3)
            self.paper_area.setMinimumWidth(0)
            self.paper_area.setMaximumWidth(16_777_215)
            self.paper_area.setFixedHeight(top)
            self.panel.paper = QRect(0, 0, wide, top)
        else:
            side = min(px(PAPER_WIDTH), wide * 2 // 5)
            self.paper_area.setMinimumHeight(0)
            self.paper_area.setMaximumHeight(16_777_215)
            self.paper_area.setFixedWidth(side)
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            self.panel.paper = QRect(wide - side if rtl else 0, 0, side, high)
        self.panel.update()
