"""Sentences of the record, in serif, with bold names; and how a translated sentence falls into parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.flow import Run
from consent_desktop.desktop.widgets.label import Label


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence; `key` names the placeholder it came from, "" for the words between."""

    text: str
    key: str = ""


def sentence_parts(template: str, values: Mapping[str, str]) -> list[Part]:
    """Split "{pro} asks to see {kinds}." into words and named values; a missing value is a KeyError."""
    parts: list[Part] = []
    for literal, key, _spec, _conversion in Formatter().parse(template):
        if literal:
            parts.append(Part(literal))
        if key:
            parts.append(Part(values[key], key))
    return parts


class RecordSentence(Label):
    """A serif sentence whose named values are 600, except those in `plain`."""

    def __init__(
        self, template: str, values: Mapping[str, str], parent: QWidget | None = None, *,
        role: Role = Role.RECORD_CARD, plain: tuple[str, ...] = (), touch: bool = False, color: str = "ink",
    ) -> None:  # fmt: skip
        self._parts = sentence_parts(template, values)
        self._plain = plain
        super().__init__("".join(part.text for part in self._parts), role, parent, touch=touch, color=color)

    def set_sentence(self, template: str, values: Mapping[str, str]) -> None:
        """Say something else."""
        self._parts = sentence_parts(template, values)
        self.setText("".join(part.text for part in self._parts))

    def runs(self) -> list[Run]:
        """Regular words, bold values."""
        regular = font(self._role, touch=self._touch)
        bold = font(self._role, weight=600, touch=self._touch)
        return [
            Run(part.text, bold if part.key and part.key not in self._plain else regular, self._color)
            for part in self._parts
        ]
