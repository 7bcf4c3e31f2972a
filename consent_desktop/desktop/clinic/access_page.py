"""The page of the check for who is neither of the two: does … have access to …?"""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.desk.access_card import AccessCard
from consent_desktop.desktop.theme.metrics import MARGIN_STAFF
from consent_desktop.desktop.theme.type import px
from consent_desktop.desktop.widgets.scroll_area import ScrollArea
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import Acting

WIDE = 640


class AccessPage(QWidget):
    """The card at the start, no wider than is read in one look."""

    def __init__(self, workspace: Workspace, acting: Acting, parent: QWidget) -> None:
        super().__init__(parent)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = ScrollArea(self)
        page = QWidget(area)
        row = QHBoxLayout(page)
        row.setContentsMargins(MARGIN_STAFF, 20, MARGIN_STAFF, 24)
        column = QVBoxLayout()
        self.card = AccessCard(workspace, acting, page)
        self.card.setMaximumWidth(px(WIDE))
        column.addWidget(self.card)
        column.addStretch(1)
        row.addLayout(column, 3)
        row.addStretch(1)
        area.setWidget(page)
        page.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        outer.addWidget(area)
