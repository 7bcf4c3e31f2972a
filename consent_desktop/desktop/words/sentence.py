"""A sentence with named places, for widgets that set some words in bold and for plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """A translated template with named placeholders, and what stands in them."""

    template: str
    values: Mapping[str, str]

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return self.template.format(**self.values)


def capital(words: str) -> str:
    """The words as they stand by themselves: with a capital letter."""
    return words[:1].upper() + words[1:]
