"""How a person is found at the sign-in, and what of them others may read over their shoulder."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.shell.homes import STAFF
from consent_desktop.desktop.words.people import isolated, role_of
from consent_desktop.domain.vocabulary import NOBODY, PersonKind
from consent_desktop.read_models import people
from consent_desktop.read_models.rows import PersonRow

MOST, LETTERS = 5, 3

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Found:
    """Up to `MOST` people, and whether there are more."""

    people: tuple[PersonRow, ...]
    more: bool = False


def looks_like_number(text: str) -> bool:
    """Whether somebody typed a record number rather than a name."""
    return any(c.isdigit() for c in text)


def enough(text: str) -> bool:
    """Whether a name search may begin: three letters, or a number (which must match whole)."""
    return looks_like_number(text) or len(text.strip()) >= LETTERS


def search(clinic: Clinic, text: str, *, staff: bool) -> Found:
    """The demonstration's search: by the beginning of a name or by a whole number. No other clinic answers it."""
    kinds = STAFF if staff else (PersonKind.PATIENT,)
    found = clinic.ask(NOBODY, people.search, text, kinds, MOST + 1)
    return Found(tuple(found[:MOST]), len(found) > MOST)


def everybody_at_work(clinic: Clinic) -> Found:
    """All staff of the demonstration clinic."""
    return Found(tuple(clinic.ask(NOBODY, people.search, "", STAFF, 12)))


def second_line(person: PersonRow) -> str:
    """Under a part of a name: enough for the person to know themself, too little for others."""
    if person.kind is not PersonKind.PATIENT:
        return role_of(person)
    end = isolated(person.record_number[-3:])
    if person.birth_date is None:
        return translate("sign_in", "record ends in {end}").format(end=end)
    words = translate("sign_in", "born {year} · record ends in {end}")
    return words.format(year=person.birth_date.year, end=end)


def greeting(hour: int) -> str:
    """The question of the screen at that hour of the clinic's day."""
    if hour < 12:
        return translate("sign_in", "Good morning. Who are you?")
    if hour < 18:
        return translate("sign_in", "Good afternoon. Who are you?")
    return translate("sign_in", "Good evening. Who are you?")
