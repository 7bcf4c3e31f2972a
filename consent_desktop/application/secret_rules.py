"""Which PINs and passwords are refused: those that others would try first. No rules of make-up, no forced change."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final

from consent_desktop.domain.door_errors import SecretTooSimple
from consent_desktop.read_models.rows import PersonRow
from consent_desktop.resource import resource_path

PIN_LENGTH: Final = 6
SHORTEST: Final = 12
LONGEST: Final = 128
"""Characters of a password."""
FEWEST_DIFFERENT: Final = 5
"""Different characters in a password, below which it is a repetition."""
_PIN: Final = re.compile(rf"[0-9]{{{PIN_LENGTH}}}")


def check_pin(pin: str) -> None:
    """Raise `SecretTooSimple` for what is no PIN, or one that anybody would try for anybody."""
    if not _PIN.fullmatch(pin):
        raise SecretTooSimple(f"Nothing was changed: a PIN has {PIN_LENGTH} digits.")
    steps = {(int(b) - int(a)) % 10 for a, b in itertools.pairwise(pin)}
    if len(steps) == 1 or pin[:3] == pin[3:] or pin[:2] * 3 == pin or len(set(pin)) == 2:
        raise SecretTooSimple("Nothing was changed: this PIN is one that others try first. Choose another.")


def check_pin_of(person: PersonRow, pin: str) -> None:
    """Raise `SecretTooSimple` for a PIN that follows from what others know of the person."""
    if person.birth_date is not None and pin in _forms(person.birth_date):
        raise SecretTooSimple("Nothing was changed: a birth date is too easy to find out. Choose another PIN.")
    if pin in re.sub(r"\D", "", person.record_number):
        raise SecretTooSimple("Nothing was changed: this PIN is part of your number. Choose another.")


def _forms(day: date) -> frozenset[str]:
    """How people write a day in six digits."""
    d, m, y, century = f"{day.day:02}", f"{day.month:02}", f"{day.year % 100:02}", f"{day.year:04}"
    return frozenset({d + m + y, m + d + y, y + m + d, y + d + m, century + m, m + century, century + d, d + century})


def check_password(password: str) -> None:
    """Raise `SecretTooSimple` for a password that is too short, too long, a repetition, or one that many people have."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise SecretTooSimple(f"Nothing was changed: a password has {SHORTEST} to {LONGEST} characters.")
    if len(set(password)) < FEWEST_DIFFERENT:
        raise SecretTooSimple("Nothing was changed: this password repeats itself. Choose another.")
    plain = _folded(password)
    if any(plain == known or re.fullmatch(rf"(?:{re.escape(known)})+[0-9!.?]*", plain) for known in _common()):
        raise SecretTooSimple("Nothing was changed: this password is one that others try first. Choose another.")


def check_password_of(person: PersonRow, password: str) -> None:
    """Raise `SecretTooSimple` for a password that is made of the person's own name or number."""
    plain = _folded(password)
    for own in _own(person):
        plain = plain.replace(own, "")
    if len(plain) < SHORTEST - 4:
        raise SecretTooSimple("Nothing was changed: this password is made of your own name or number. Choose another.")


def _own(person: PersonRow) -> Iterable[str]:
    """What others know of the person, the longest parts first."""
    number = _folded(person.record_number)
    names = [word for word in re.split(r"\W+", _folded(person.name or "")) if len(word) > 2]
    return sorted({number, re.sub(r"\W", "", number), *names} - {""}, key=len, reverse=True)


def _folded(text: str) -> str:
    parts = unicodedata.normalize("NFKD", text)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()


@cache
def _common() -> tuple[str, ...]:
    """A short list of our own of what many people choose."""
    found: list[str] = json.loads(resource_path("accounts", "passwords.json").read_bytes())
    return tuple(found)
