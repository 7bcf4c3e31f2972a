"""The look of the program: tokens, type, icons, palette. `apply_theme` dresses the application."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QStyleFactory

from consent_desktop.desktop.theme.fonts import font, load_fonts
from consent_desktop.desktop.theme.icons import Weight, icon, icon_pixmap
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.palette import make_palette
from consent_desktop.desktop.theme.style import make_style_sheet
from consent_desktop.desktop.theme.tokens import AvatarKind, Scheme, current_scheme, token, use_scheme
from consent_desktop.desktop.theme.type import Role, px, set_text_scale, text_scale, type_scale
from consent_desktop.resource import resource_path

__all__ = [
    "AvatarKind", "ControlSize", "Role", "Scheme", "Weight", "apply_theme", "current_scheme", "font", "icon",
    "icon_pixmap", "load_fonts", "px", "resource_path", "set_text_scale", "text_scale", "token", "type_scale",
]  # fmt: skip


class _ApplicationFont(QObject):
    """Keeps the font of stock widgets (menus, tool tips) at the text scale."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        type_scale().scale_changed.connect(self.follow)

    @Slot(object)
    def follow(self, _scale: object = None) -> None:
        """Take over the scale in force."""
        self._app.setFont(font(Role.BODY))


def apply_theme(app: QApplication, scheme: Scheme = Scheme.LIGHT) -> None:
    """Fusion, our palette, our fonts and the sheet. Call again with another scheme to switch while running."""
    use_scheme(scheme)
    load_fonts()
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setPalette(make_palette())
    app.setStyleSheet(make_style_sheet())
    follower = app.findChild(_ApplicationFont) or _ApplicationFont(app)
    follower.follow()
    type_scale().scale_changed.emit(text_scale())
