"""The QPalette of the scheme in force."""

from __future__ import annotations

from PySide6.QtGui import QPalette

from consent_desktop.desktop.theme.tokens import token

_ROLES: dict[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "paper",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "hover",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Highlight: "pen_tint",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Link: "pen",
    QPalette.ColorRole.LinkVisited: "pen",
    QPalette.ColorRole.Accent: "pen",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.ToolTipBase: "ink",
    QPalette.ColorRole.ToolTipText: "surface",
}
_FADED = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)


def make_palette() -> QPalette:
    """A palette in which nothing is left to the platform's own colours."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, token(name))
    for role in _FADED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, token("ink3"))
    return palette
