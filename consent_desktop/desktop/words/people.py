"""How people are named on screens."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from consent_desktop.domain.vocabulary import CLINIC, ActorKind, PersonKind
from consent_desktop.read_models.rows import HistoryRow, PersonRow

translate = QCoreApplication.translate


def isolated(number: str) -> str:
    """A record number between isolates, so that it stays whole and left to right in any text."""
    return f"\u2068{number}\u2069"


def name_of(person: PersonRow | None) -> str:
    """The person's name; one without a name is called by their record number."""
    if person is None:
        return translate("people", "The clinic")
    return person.name or kind_and_number(person)


def subject_name(row: HistoryRow) -> str:
    """Whom an event is about."""
    return _known_or_erased(row.subject, row.subject_id)


def other_name(row: HistoryRow) -> str:
    """The other person of an event."""
    return _known_or_erased(row.other, row.other_id)


def _known_or_erased(person: PersonRow | None, subject: str | None) -> str:
    if person is None and subject and subject != CLINIC:
        return translate("people", "Erased person")
    return name_of(person)


def kind_and_number(person: PersonRow) -> str:
    """For instance "Patient 20-4817"."""
    templates = {
        PersonKind.PATIENT: translate("people", "Patient {number}"),
        PersonKind.DOCTOR: translate("people", "Doctor {number}"),
        PersonKind.NURSE: translate("people", "Nurse {number}"),
        PersonKind.RECEPTION: translate("people", "Reception {number}"),
        PersonKind.PRIVACY_OFFICER: translate("people", "Privacy officer {number}"),
        PersonKind.ADMINISTRATOR: translate("people", "Administrator {number}"),
    }
    return templates[person.kind].format(number=isolated(person.record_number))


def short_name(person: PersonRow) -> str:
    """Title and last name of a professional ("Dr Souza", "Nurse Carvalho"), the first name of anybody else."""
    if not person.name:
        return kind_and_number(person)
    words = person.name.split()
    if len(words) >= 3 and words[0].rstrip(".") in {"Dr", "Nurse"}:
        return f"{words[0]} {words[-1]}"
    return person.name if person.kind is not PersonKind.PATIENT else words[0]


def part_of_name(person: PersonRow) -> str:
    """First name and one letter, for a screen that others can see: "Helena D."."""
    words = (person.name or "").split()
    if not words:
        return kind_and_number(person)
    return words[0] if len(words) == 1 else f"{words[0]} {words[-1][0]}."


def initials(person: PersonRow) -> str:
    """Two letters for the avatar, titles left out."""
    words = [w for w in (person.name or "").split() if w.rstrip(".") not in {"Dr", "Nurse", "Mr", "Mrs", "Ms"}]
    if not words:
        return person.record_number[-2:]
    return (words[0][0] + words[-1][0]).upper() if len(words) > 1 else words[0][:2].upper()


def role_of(person: PersonRow) -> str:
    """The second line under a name: the specialty, or what the person is."""
    if person.specialty:
        return person.specialty
    return kind_word(person.kind)


def kind_word(kind: PersonKind | ActorKind) -> str:
    """What the person is, as a word."""
    return {
        "patient": translate("people", "Patient"),
        "doctor": translate("people", "Doctor"),
        "nurse": translate("people", "Nurse"),
        "reception": translate("people", "Reception"),
        "privacy_officer": translate("people", "Privacy officer"),
        "administrator": translate("people", "Administrator"),
    }[kind.value]
