"""Style sheet for the few stock widgets that stay stock: scroll bars, menus, tool tips, tables. No font sizes here."""

from __future__ import annotations

from string import Template

from consent_desktop.desktop.theme.tokens import css, token_names

_SHEET = Template("""
QToolTip { background: $ink; color: $surface; border: 0; padding: 6px 10px; }
QScrollBar:vertical { background: transparent; width: 14px; margin: 3px; }
QScrollBar:horizontal { background: transparent; height: 14px; margin: 3px; }
QScrollBar::handle { background: $none_line; border-radius: 4px; }
QScrollBar::handle:hover { background: $line_strong; }
QScrollBar::handle:vertical { min-height: 40px; }
QScrollBar::handle:horizontal { min-width: 40px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: $surface; color: $ink; border: 1px solid $line_strong; padding: 6px; }
QMenu::item { padding: 10px 20px 10px 14px; border-radius: 7px; }
QMenu::item:selected { background: $pen_tint; color: $pen; }
QMenu::item:disabled { color: $ink3; }
QMenu::item:disabled:selected { background: $hover; color: $ink3; }
QMenu::separator { height: 1px; background: $line; margin: 6px 8px; }
QMenu::indicator { width: 0; }
QHeaderView { background: $sunken; border: 0; }
QHeaderView::section { background: $sunken; color: $ink2; border: 0; border-bottom: 1px solid $line; padding: 0 8px; }
QTableView { background: $surface; color: $ink; border: 0; gridline-color: $line; selection-background-color: $pen_tint;
  selection-color: $ink; }
QScrollArea { border: 0; background: transparent; }
""")


def make_style_sheet() -> str:
    """The sheet with the colours of the scheme in force."""
    return _SHEET.substitute({name: css(name) for name in token_names()})
