"""What the patient's home shows at one moment, read in one go off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.vocabulary import Acting, ActingRole
from consent_desktop.read_models import matrix, requests
from consent_desktop.read_models.rows import MatrixRow, RequestRow, RequestState


@dataclass(frozen=True, slots=True)
class Picture:
    """Everybody with whom the patient has to do, what waits for an answer, and when this changes by itself."""

    at: datetime
    rows: tuple[MatrixRow, ...]
    waiting: tuple[RequestRow, ...]
    next_end: datetime | None

    @property
    def seeing(self) -> int:
        """How many people can see something."""
        return sum(1 for row in self.rows if row.permitted)


def take(clinic: Clinic, patient: str) -> Picture:
    """The picture of now."""
    now, me = clinic.now(), Acting(patient, ActingRole.PATIENT)
    rows = clinic.ask(me, matrix.of_patient, patient, now)
    asked = clinic.ask(me, requests.asked_of, patient)
    waiting = tuple(r for r in asked if r.state is RequestState.OPEN)
    return Picture(now, tuple(rows), waiting, clinic.ask(me, matrix.next_end, patient, now))


def in_known_order(rows: tuple[MatrixRow, ...], known: list[str]) -> list[MatrixRow]:
    """People stay where they were while the page is open; new ones come first, where they are seen."""
    places = {subject: place for place, subject in enumerate(known)}
    return sorted(rows, key=lambda row: places.get(row.other.subject, -1))
