"""A field with its label above it, as the first run's pages use them."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import TextField

F = TypeVar("F", bound=TextField)


def labelled(field: F, layout: QVBoxLayout, page: QWidget) -> F:
    """Put the field into the layout, its name above it."""
    label = Label(field.line_edit.accessibleName(), Role.BODY, page, weight=600)
    label.setBuddy(field.line_edit)
    layout.addWidget(label)
    layout.addWidget(field)
    return field
