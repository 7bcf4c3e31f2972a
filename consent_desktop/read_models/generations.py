"""Generations of the views' tables: each rebuild makes a new one beside the old one."""

from __future__ import annotations

from functools import lru_cache

from sqlalchemy import MetaData

from consent_desktop.read_models import consents, history, notices, people, requests
from consent_desktop.read_models.tables import Tables


@lru_cache(maxsize=8)
def tables_of(generation: int) -> Tables:
    """Every view's table of that generation."""
    metadata = MetaData()
    return Tables(
        metadata=metadata,
        people=people.table(metadata, generation),
        permissions=consents.permissions_table(metadata, generation),
        last_words=consents.last_words_table(metadata, generation),
        relations=consents.relations_table(metadata, generation),
        requests=requests.table(metadata, generation),
        history=history.table(metadata, generation),
        notices=notices.table(metadata, generation),
    )
