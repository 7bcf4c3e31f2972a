"""Tokens, fonts, icons and the text scale."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication

from consent_desktop.desktop.theme import apply_theme, resource_path
from consent_desktop.desktop.theme.fonts import font, load_fonts
from consent_desktop.desktop.theme.icons import Weight, icon_pixmap
from consent_desktop.desktop.theme.tokens import Scheme, token
from consent_desktop.desktop.theme.type import SPECS, Role, font_px, set_text_scale, type_scale


@pytest.fixture(autouse=True)
def scale_one(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp)
    yield
    set_text_scale(1.0)


def test_palette_follows_the_scheme(qapp: QApplication) -> None:
    assert qapp.palette().color(QPalette.ColorRole.Window) == token("paper", Scheme.LIGHT)
    apply_theme(qapp, Scheme.DARK)
    assert qapp.palette().color(QPalette.ColorRole.Window) == token("paper", Scheme.DARK)
    apply_theme(qapp)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_its_bundled_font(role: Role) -> None:
    families = load_fonts()
    face = font(role)
    assert QFontInfo(face).family() in families
    assert face.pixelSize() == SPECS[role].px


def test_scale_is_told_and_enlarges(qapp: QApplication) -> None:
    told: list[object] = []
    type_scale().scale_changed.connect(told.append)
    set_text_scale(2.0)
    assert told == [2.0]
    assert font_px(Role.BODY) == 32
    assert qapp.font().pixelSize() == 32
    with pytest.raises(ValueError, match="not one of"):
        set_text_scale(3.0)


def test_touch_sizes_already_count_as_larger_text() -> None:
    assert font_px(Role.BODY, touch=True) == 22
    set_text_scale(1.25)
    assert font_px(Role.BODY, touch=True) == 22
    set_text_scale(2.0)
    assert font_px(Role.BODY, touch=True) >= 32


def test_icons_are_sharp_and_tinted() -> None:
    pixmap = icon_pixmap("eye", Weight.FILL, "allow", 22, ratio=2.0)
    assert pixmap.width() == 44
    assert pixmap.deviceIndependentSize().width() == 22
    image = pixmap.toImage()
    solid = [image.pixelColor(x, 22) for x in range(44) if image.pixelColor(x, 22).alpha() == 255]
    assert solid
    assert all(colour.name() == token("allow").name() for colour in solid)


def test_only_directional_icons_mirror() -> None:
    plain = icon_pixmap("caret-left", Weight.BOLD, "ink", 20).toImage()
    assert icon_pixmap("caret-left", Weight.BOLD, "ink", 20, mirrored=True).toImage() != plain
    eye = icon_pixmap("check", Weight.BOLD, "ink", 20).toImage()
    assert icon_pixmap("check", Weight.BOLD, "ink", 20, mirrored=True).toImage() == eye


def test_licences_travel_with_fonts_and_icons() -> None:
    assert len(list(resource_path("fonts").glob("OFL-*.txt"))) == 5
    assert resource_path("icons", "LICENSE-phosphor-MIT.txt").is_file()
