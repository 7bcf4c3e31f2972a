"""How staff see a person in lists: what they are, their number, and for patients the birth date that tells namesakes apart."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import dates
from consent_desktop.desktop.words.people import isolated, role_of
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate


def second_line(person: PersonRow) -> str:
    """Under a name: "Patient · 19-8072 · born 8 May 1979"."""
    number = isolated(person.record_number)
    if person.birth_date is None:
        return translate("people", "{role} · {number}").format(role=role_of(person), number=number)
    return translate("people", "{role} · {number} · born {day}").format(
        role=role_of(person), number=number, day=dates.short_day(person.birth_date)
    )
