"""Whom somebody at the sign-in says to be, before any proof of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.accounts import PatientClaim
from consent_desktop.read_models.rows import PersonRow


@dataclass(frozen=True, slots=True)
class Who:
    """A whole number, or a full name and a birth date; `person` where a tile was chosen, for words only."""

    number: str = ""
    name: str = ""
    born: date | None = None
    person: PersonRow | None = None

    @property
    def complete(self) -> bool:
        """Whether it could name one person."""
        return bool(self.number or (self.name and self.born))

    @property
    def claim(self) -> PatientClaim:
        """As the accounts take it from a patient."""
        return PatientClaim(self.number) if self.number else PatientClaim(name=self.name, birth_date=self.born)


class Pane(QWidget):
    """Asks who somebody is. `changed()` as the answer changes; `confirmed()` when the keyboard goes on to the proof."""

    changed = Signal()
    confirmed = Signal()

    def who(self) -> Who:
        """The answer as it stands."""
        raise NotImplementedError

    def first_field(self) -> QWidget:
        """Where the keyboard begins."""
        raise NotImplementedError

    def point_out(self) -> None:
        """Say what is missing, and go there."""
        raise NotImplementedError

    def say_secret(self, words: str) -> None:
        """In the demonstration: what opens the person that is chosen."""

    def begin(self) -> None:
        """Somebody chose this pane: empty, for whoever comes."""
