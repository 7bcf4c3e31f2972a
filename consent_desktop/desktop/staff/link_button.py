"""A link inside a text."""

from __future__ import annotations

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.type import Role, line_px
from consent_desktop.desktop.widgets.buttons import QuietButton
from consent_desktop.desktop.widgets.flow import Flow, Run

LEAST = 36
"""A target is never lower, however small its words."""


class LinkButton(QuietButton):
    """As narrow as its words, in the label's size; a tint under the pointer only."""

    PADDING = 0
    ROLE = Role.LABEL

    def _flow(self, color: str = "ink") -> Flow:
        return Flow([Run(self.text(), font(self.ROLE, tnum=True), color)], line_px(self.ROLE))

    def _padding(self) -> int:
        return self.PADDING

    def height_for(self, width: int) -> int:
        """36, more for wrapped or enlarged words."""
        return max(LEAST, self._flow().height(max(1, width - 2 * self.PADDING)) + 8)
