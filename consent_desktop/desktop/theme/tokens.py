"""Every colour of the program, by name, from resources/tokens.json. No other module holds a colour."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from functools import cache

from PySide6.QtGui import QColor

from consent_desktop.resource import resource_path

_RGBA = re.compile(r"rgba\((\d+),(\d+),(\d+),([\d.]+)\)")


class Scheme(StrEnum):
    """The colour schemes that the token file carries."""

    LIGHT = "light"
    DARK = "dark"


class AvatarKind(StrEnum):
    """Who an avatar stands for; chooses its tint, never the only sign of it."""

    PATIENT = "patient"
    DOCTOR = "doctor"
    NURSE = "nurse"
    STAFF = "staff"


class _Current:
    """The scheme in force."""

    scheme = Scheme.LIGHT


def _parse(text: str) -> QColor:
    match = _RGBA.fullmatch(text)
    if match is None:
        return QColor(text)
    red, green, blue = (int(match.group(i)) for i in (1, 2, 3))
    return QColor(red, green, blue, round(float(match.group(4)) * 255))


@cache
def _table(scheme: Scheme) -> dict[str, QColor]:
    data = json.loads(resource_path("tokens.json").read_text(encoding="utf-8"))
    colours = {name: _parse(value) for name, value in data[scheme.value].items()}
    for kind, pair in data["role"].items():
        fill, text = pair[scheme.value]
        colours[f"avatar_{kind}"] = _parse(fill)
        colours[f"avatar_{kind}_text"] = _parse(text)
    return colours


def current_scheme() -> Scheme:
    """The scheme in force."""
    return _Current.scheme


def use_scheme(scheme: Scheme) -> None:
    """Choose the scheme; `apply_theme` then brings palette, style and widgets up to it."""
    _Current.scheme = scheme


def token(name: str, scheme: Scheme | None = None) -> QColor:
    """The colour called `name` (a KeyError tells of a misspelt name). The result is a copy."""
    return QColor(_table(scheme or _Current.scheme)[name])


def token_names() -> frozenset[str]:
    """All names that `token` knows."""
    return frozenset(_table(Scheme.LIGHT))


def css(name: str) -> str:
    """The colour as style sheets write it."""
    colour = token(name)
    return f"rgba({colour.red()},{colour.green()},{colour.blue()},{colour.alpha()})"
