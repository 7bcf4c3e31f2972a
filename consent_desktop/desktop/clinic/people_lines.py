"""People of the register put into words for the directory, off the GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.application.accounts import AccountState
from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.clinic.safety_words import when
from consent_desktop.desktop.words.people import isolated, kind_word, name_of, role_of
from consent_desktop.domain.vocabulary import Acting, ActingRole, PersonKind
from consent_desktop.read_models import directory
from consent_desktop.read_models.directory import DirectoryQuery, DirectoryRow
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate


class Col(IntEnum):
    """The columns, in order."""

    NAME = 0
    ROLE = 1
    NUMBER = 2
    LAST_HERE = 3
    SECRET = 4


@dataclass(frozen=True, slots=True)
class DirectoryLine:
    """One person as the table and the pane show them."""

    row: DirectoryRow
    account: AccountState
    texts: tuple[str, ...]
    """One for each column."""

    @property
    def person(self) -> PersonRow:
        """Who it is."""
        return self.row.person

    @property
    def spoken(self) -> str:
        """The whole line, for readers."""
        template = translate("directory", "{name}, {role}, number {number}. Last here: {last}. {secret}.")
        name, role, number, last, secret = self.texts
        return template.format(name=name, role=role, number=number, last=last, secret=secret)


@dataclass(frozen=True, slots=True)
class Found:
    """Who matches, by name, and how many there are of each kind."""

    subjects: tuple[str, ...]
    counts: dict[PersonKind, int]


def find(clinic: Clinic, acting: Acting, query: DirectoryQuery) -> Found:
    """Ask for it; runs in the background."""
    now = clinic.now()
    subjects = clinic.ask(acting, directory.subjects, query, now)
    return Found(tuple(subjects), clinic.ask(acting, directory.counts, query, now))


def fetch(clinic: Clinic, acting: Acting, subjects: Sequence[str]) -> list[DirectoryLine]:
    """The lines of those people, in that order; runs in the background."""
    now = clinic.now()
    rows = clinic.ask(acting, directory.rows, subjects, now)
    states = clinic.accounts.account_states([row.person.subject for row in rows])
    return [line_of(row, states[row.person.subject], now, clinic.zone) for row in rows]


def line_of(row: DirectoryRow, account: AccountState, now: datetime, zone: ZoneInfo) -> DirectoryLine:
    """The person in words."""
    person = row.person
    seen = [moment for moment in (row.last_here, account.last_here) if moment is not None]
    last = when(max(seen), now, zone) if seen else translate("directory", "never")
    texts = (name_of(person), roles_words(row), isolated(person.record_number), last, secret_words(person, account))
    return DirectoryLine(row, account, texts)


def roles_words(row: DirectoryRow) -> str:
    """What the person is, the roles given on top of that, and whether they are active."""
    person = row.person
    if person.merged_into is not None:
        return translate("directory", "Second entry, closed")
    if not person.active:
        return translate("directory", "{role}, not active").format(role=role_of(person))
    more = [role for role in row.roles if role.value != person.kind.value and role in _DESK]
    words = [role_of(person), *(kind_word(PersonKind(role.value)).lower() for role in more)]
    return translate("directory", ", ").join(words)


_DESK = (ActingRole.RECEPTION, ActingRole.PRIVACY_OFFICER, ActingRole.ADMINISTRATOR)


def secret_words(person: PersonRow, account: AccountState) -> str:
    """Whether the person can sign in by themself."""
    if account.has_secret:
        return translate("directory", "Set")
    if account.code_until is not None:
        return translate("directory", "Code given")
    if person.kind is PersonKind.PATIENT:
        return translate("directory", "No PIN")
    return translate("directory", "No password")
