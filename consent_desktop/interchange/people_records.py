"""What a file of people comes down to: records of persons, and lines that are none, each with its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from consent_desktop.domain.vocabulary import MAX_ID_LENGTH, PersonKind

MAX_NAME_LENGTH: Final = 200
"""Characters of a name or a specialty; the register refuses longer ones."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_PART_OF_A_DAY: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")
_DIGITS_OF_A_GENERATOR: Final = re.compile(r"(?<=[^\W\d_])\d+(?=\W|$)")
# Marks that turn the reading direction of everything after them: a name with one could disguise another name.
_TURNS: Final = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff]")


class NotAPerson(ValueError):
    """What was read is no person that the register can take; its text is the reason, a plain sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stood: the file, and the line counted from 1 (0: the file as a whole)."""

    file: Path
    line: int


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One person as a file tells of them; `record_number` is the number by which the clinic knows them."""

    kind: PersonKind
    record_number: str
    name: str
    birth_date: date | None
    specialty: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class BadLine:
    """One line that is no person, and why, in a plain sentence."""

    place: Place
    reason: str


def clean(text: str) -> str:
    """The text without control characters, direction marks and double spaces; lone surrogates are refused."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotAPerson("It holds half a character, which no text can store.") from None
    visible = "".join(" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in _TURNS.sub("", text))
    return " ".join(visible.split())


def record_number(text: str) -> str:
    """The record number, cleaned; refused where the register would refuse it."""
    number = clean(text)
    if not number:
        raise NotAPerson("It has no record number.")
    if len(number) > MAX_ID_LENGTH:
        raise NotAPerson(f"Its record number is longer than {MAX_ID_LENGTH} characters.")
    return number


def person_name(text: str) -> str:
    """The name as it is shown.

    Names of made-up people end in digits, the family name always ("Randy380 Bergstrom287"); only then are they taken off,
    so that the twins "Baby1 Smith" and "Baby2 Smith" stay two.
    """
    name = clean(text)
    words = name.split(" ")
    if len(words) > 1 and _DIGITS_OF_A_GENERATOR.search(words[-1]):
        name = _DIGITS_OF_A_GENERATOR.sub("", name)
    if not name:
        raise NotAPerson("It has no name.")
    if len(name) > MAX_NAME_LENGTH:
        raise NotAPerson(f"Its name is longer than {MAX_NAME_LENGTH} characters.")
    return name


def specialty_of(text: str | None) -> str | None:
    """The specialty, cleaned; an empty one is none, and one that is too long is cut."""
    return clean(text or "")[:MAX_NAME_LENGTH].strip() or None


def birth_date_of(text: str | None) -> date | None:
    """The day of birth; None where only the year or the month is known, or nothing."""
    given = clean(text or "")
    if not given or (_PART_OF_A_DAY.fullmatch(given) and not given.startswith("0000")):
        return None
    try:
        if _DAY.fullmatch(given):
            return date.fromisoformat(given)
    except ValueError:
        pass
    raise NotAPerson(f"Its birth date {shortened(given)} is no day; write it like 1990-12-31.")


def shortened(text: str) -> str:
    """The text in quotation marks, cut to what fits into a sentence."""
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'
