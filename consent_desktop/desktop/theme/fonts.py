"""The bundled families and the one way to make a QFont."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from consent_desktop.desktop.theme.type import MONO, SANS, SERIF, SPECS, Role, font_px
from consent_desktop.resource import resource_path

FAMILIES: dict[str, list[str]] = {
    SANS: ["Atkinson Hyperlegible Next", "Noto Sans Arabic", "Noto Sans"],
    SERIF: ["Source Serif 4", "Noto Naskh Arabic", "Noto Serif"],
    MONO: ["IBM Plex Mono", "Noto Sans Mono"],
}


@cache
def load_fonts() -> tuple[str, ...]:
    """Register every TTF of resources/fonts once; the family names, and an OSError when one cannot be read."""
    families: list[str] = []
    for path in sorted(resource_path("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise OSError(f"the font {path.name} cannot be read")
        families += QFontDatabase.applicationFontFamilies(number)
    return tuple(dict.fromkeys(families))


def font(role: Role, *, weight: int | None = None, touch: bool = False, tnum: bool = False) -> QFont:
    """The font of a role at the scale in force; `weight` overrides (400, 500, 600, 700), `tnum` lines digits up."""
    spec = SPECS[role]
    result = QFont()
    result.setFamilies(FAMILIES[spec.family])
    result.setPixelSize(font_px(role, touch))
    result.setWeight(QFont.Weight(weight or spec.weight))
    result.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tnum:
        result.setFeature(QFont.Tag("tnum"), 1)
    return result
