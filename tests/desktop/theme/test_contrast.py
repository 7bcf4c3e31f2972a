"""Every pair of text and ground, and of control and ground, can be told apart in both schemes."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor

from consent_desktop.desktop.theme.tokens import AvatarKind, Scheme, token

TEXT = (
    [(ink, ground) for ink in ("ink", "ink2", "ink3") for ground in ("paper", "surface", "sunken", "hover")]
    + [(tone, f"{tone}_tint") for tone in ("allow", "wait", "stop", "none", "pen", "alarm")]
    + [(tone, ground) for tone in ("allow", "wait", "stop", "pen", "alarm") for ground in ("surface", "paper")]
    + [("ink2", f"{tone}_tint") for tone in ("allow", "wait", "stop", "none", "pen", "alarm")]
    + [("on_pen", fill) for fill in ("pen", "pen_hover", "pen_press")]
    + [("on_alarm", fill) for fill in ("alarm", "alarm_hover", "alarm_press")]
    + [("allow", "allow_hover"), ("allow", "allow_press"), ("pen_press", "pen_tint"), ("allow", "stop_tint")]
    + [("ink", "stop_line"), ("ink", "pen_line"), ("on_brand", "brand_panel"), ("on_brand2", "brand_panel")]
    + [(f"avatar_{kind.value}_text", f"avatar_{kind.value}") for kind in AvatarKind]
)
CONTROL = [
    ("line_strong", "surface"), ("line_strong", "paper"), ("allow_solid", "surface"), ("wait_solid", "surface"),
    ("stop_solid", "surface"), ("focus", "surface"), ("focus", "paper"), ("pen", "pen_tint"),
]  # fmt: skip


def luminance(colour: QColor) -> float:
    """WCAG relative luminance."""
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(first: str, second: str, scheme: Scheme) -> float:
    """WCAG contrast of two tokens."""
    light, dark = sorted((luminance(token(first, scheme)), luminance(token(second, scheme))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(text: str, ground: str, scheme: Scheme) -> None:
    assert contrast(text, ground, scheme) >= 4.5


@pytest.mark.parametrize("scheme", list(Scheme))
@pytest.mark.parametrize(("control", "ground"), CONTROL)
def test_controls_can_be_seen(control: str, ground: str, scheme: Scheme) -> None:
    assert contrast(control, ground, scheme) >= 3.0
