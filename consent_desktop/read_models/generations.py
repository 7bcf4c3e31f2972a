"""All views, and generations of their tables: each rebuild of a view makes a new one beside the old one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import MetaData, Table

from consent_desktop.read_models import consents, history, notices, people
from consent_desktop.read_models.tables import Tables, View

VIEWS: Final[tuple[View, ...]] = (people.VIEW, consents.VIEW, history.VIEW, notices.VIEW)
"""Every view. None reads another's tables while it is written, so each may be behind or be rebuilt by itself."""

NAMES: Final = tuple(view.name for view in VIEWS)

Generations = tuple[int, ...]
"""The generation of each view that is in use, in the order of `VIEWS`; 0 where there is none yet."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One view's tables of one generation, and the statements of its projector."""

    metadata: MetaData
    tables: dict[str, Table]
    statements: Any


@lru_cache(maxsize=64)
def generation_of(view: View, number: int) -> Generation:
    """One view's tables of that generation."""
    metadata = MetaData()
    tables = view.build(metadata, number)
    return Generation(metadata, tables, view.statements(tables))


@lru_cache(maxsize=64)
def tables_of(generations: Generations) -> Tables:
    """Every view's tables, each of the generation given."""
    tables: dict[str, Table] = {}
    for view, generation in zip(VIEWS, generations, strict=True):
        tables |= generation_of(view, generation).tables
    return Tables(**tables)
