"""Finding a patient by what they say of themselves at the door; nobody is shown by this before they have proved it."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import Connection, select

from consent_desktop.domain.vocabulary import PersonKind
from consent_desktop.read_models.people import folded
from consent_desktop.read_models.tables import Tables

ENOUGH: Final = 20
"""More namesakes born on one day than any clinic has."""


def patients_named(connection: Connection, tables: Tables, name: str, birth_date: date) -> list[str]:
    """Subject ids of the patients with exactly that name, whatever its case and accents, born on that day."""
    people = tables.people.c
    query = select(people.subject).where(
        people.sort_name == folded(" ".join(name.split())),
        people.kind == PersonKind.PATIENT.value,
        people.birth_date == birth_date.isoformat(),
    )
    return [subject for (subject,) in connection.execute(query.order_by(people.subject).limit(ENOUGH))]
