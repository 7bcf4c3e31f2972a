"""Text sizes: the only module that knows font pixels. Sizes are the guide's px times the chosen text scale."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

TEXT_SCALES = (1.0, 1.25, 1.5, 2.0)
TOUCH_FACTOR = 1.36
SERIF, SANS, MONO = "serif", "sans", "mono"


class Role(StrEnum):
    """What a text is for; decides its family, size, line height and weight."""

    STATEMENT = "statement"
    STATEMENT_LARGE = "statement_large"
    RECORD_FORM = "record_form"
    RECORD_CARD = "record_card"
    RECORD_DETAIL = "record_detail"
    BRAND = "brand"
    H1 = "h1"
    H1_STAFF = "h1_staff"
    H2 = "h2"
    H3 = "h3"
    BODY = "body"
    BUTTON = "button"
    CELL_WORD = "cell_word"
    CELL_SECOND = "cell_second"
    TABLE = "table"
    LABEL = "label"
    SMALL = "small"
    MONO = "mono"


@dataclass(frozen=True, slots=True)
class TypeSpec:
    """Family kind, pixels, line height in pixels and weight at scale 1; the same two sizes for touch."""

    family: str
    px: int
    line: int
    weight: int = 400
    touch_px: int = 0
    touch_line: int = 0


SPECS: dict[Role, TypeSpec] = {
    Role.STATEMENT: TypeSpec(SERIF, 36, 45, 400, 36, 45),
    Role.STATEMENT_LARGE: TypeSpec(SERIF, 38, 48, 400, 38, 48),
    Role.RECORD_FORM: TypeSpec(SERIF, 25, 40, 400, 27, 40),
    Role.RECORD_CARD: TypeSpec(SERIF, 25, 32, 400, 27, 36),
    Role.RECORD_DETAIL: TypeSpec(SERIF, 17, 24, 400, 23, 32),
    Role.BRAND: TypeSpec(SERIF, 23, 28, 600, 25, 32),
    Role.H1: TypeSpec(SANS, 30, 38, 600, 30, 36),
    Role.H1_STAFF: TypeSpec(SANS, 26, 32, 600, 30, 36),
    Role.H2: TypeSpec(SANS, 22, 28, 600, 30, 36),
    Role.H3: TypeSpec(SANS, 17, 24, 600, 22, 28),
    Role.BODY: TypeSpec(SANS, 16, 24, 400, 22, 32),
    Role.BUTTON: TypeSpec(SANS, 16, 20, 600, 23, 28),
    Role.CELL_WORD: TypeSpec(SANS, 15, 19, 600, 21, 26),
    Role.CELL_SECOND: TypeSpec(SANS, 14, 17, 400, 21, 26),
    Role.TABLE: TypeSpec(SANS, 14, 20, 400, 19, 27),
    Role.LABEL: TypeSpec(SANS, 14, 20, 600, 19, 27),
    Role.SMALL: TypeSpec(SANS, 13, 18, 400, 19, 26),
    Role.MONO: TypeSpec(MONO, 12, 17, 400, 16, 23),
}


class TypeScale(QObject):
    """Tells live widgets that the text scale (or the colour scheme) changed. `scale_changed(float)`."""

    scale_changed = Signal(object)


class _Current:
    """The scale in force and the one announcer of it."""

    scale = 1.0
    announcer: TypeScale | None = None


def text_scale() -> float:
    """The factor in force, 1.0 to 2.0."""
    return _Current.scale


def type_scale() -> TypeScale:
    """The announcer that widgets listen to; it belongs to the application object."""
    announcer = _Current.announcer
    if announcer is None or not isValid(announcer):
        announcer = TypeScale(QCoreApplication.instance())
        _Current.announcer = announcer
    return announcer


def set_text_scale(scale: float) -> None:
    """Choose one of TEXT_SCALES; every live widget re-measures itself."""
    if scale not in TEXT_SCALES:
        raise ValueError(f"text scale {scale} is not one of {TEXT_SCALES}")
    if scale != _Current.scale:
        _Current.scale = scale
        type_scale().scale_changed.emit(scale)


def px(pixels: float) -> int:
    """A length that grows with the text (icons, line heights, widths that hold words)."""
    return round(pixels * _Current.scale)


def _touch(pixels: int) -> int:
    """Touch sizes already are 136 %, so only a larger scale enlarges them."""
    return round(pixels * max(1.0, _Current.scale / TOUCH_FACTOR))


def font_px(role: Role, touch: bool = False) -> int:
    """The pixel size of a role at the scale in force."""
    spec = SPECS[role]
    return _touch(spec.touch_px) if touch else px(spec.px)


def line_px(role: Role, touch: bool = False) -> int:
    """The line height of a role at the scale in force."""
    spec = SPECS[role]
    return _touch(spec.touch_line) if touch else px(spec.line)


def larger_text() -> None:
    """One size up, if there is one."""
    set_text_scale(TEXT_SCALES[min(TEXT_SCALES.index(text_scale()) + 1, len(TEXT_SCALES) - 1)])


def smaller_text() -> None:
    """One size down, if there is one."""
    set_text_scale(TEXT_SCALES[max(TEXT_SCALES.index(text_scale()) - 1, 0)])


def normal_text() -> None:
    """100 %."""
    set_text_scale(TEXT_SCALES[0])
