"""How values are written into the views' columns and read back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from consent_desktop.domain.vocabulary import RecordType, in_order
from consent_desktop.event_store.envelope import from_micros, to_micros


def types_to_text(types: Iterable[RecordType]) -> str:
    """Record types in the vocabulary's order, parted by blanks."""
    return _text_of(types if isinstance(types, frozenset) else frozenset(types))


@lru_cache(maxsize=256)
def _text_of(types: frozenset[RecordType]) -> str:
    return " ".join(in_order(types))


def types_from_text(text: str) -> tuple[RecordType, ...]:
    """The record types in such a text."""
    return tuple(RecordType(word) for word in text.split())


def moment_or_none(micros: int | None) -> datetime | None:
    """The moment in a column that may be empty."""
    return None if micros is None else from_micros(micros)


def micros_or_none(moment: datetime | None) -> int | None:
    """What a column that may be empty holds of a moment."""
    return None if moment is None else to_micros(moment)
