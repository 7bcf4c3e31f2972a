"""What the requests page shows, read in one go off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from consent_desktop.application.clinic import Clinic
from consent_desktop.read_models import matrix, notices, requests
from consent_desktop.read_models.rows import (
    MatrixRow,
    NoticeRow,
    NoticeStatus,
    PersonRow,
    RequestRow,
    RequestState,
)


@dataclass(frozen=True, slots=True)
class RequestsData:
    """Requests to and by the patient, what others share with them, and their unread notices."""

    asked_of_me: tuple[RequestRow, ...]
    asked_by_me: tuple[RequestRow, ...]
    shared_with_me: tuple[MatrixRow, ...]
    notices: tuple[NoticeRow, ...]
    next_end: datetime | None

    @property
    def waiting(self) -> int:
        """How many requests wait for the patient's answer."""
        return sum(row.state is RequestState.OPEN for row in self.asked_of_me)


def load(clinic: Clinic, patient: PersonRow) -> RequestsData:
    """Read all of it as of now."""
    now, me = clinic.now(), patient.subject
    shared = clinic.ask(patient.acting, matrix.of_actor, matrix.actor_of(patient), now)
    unread = [n for n in clinic.ask(patient.acting, notices.of_recipient, me) if n.status is not NoticeStatus.SEEN]
    return RequestsData(
        tuple(clinic.ask(patient.acting, requests.asked_of, me)),
        tuple(clinic.ask(patient.acting, requests.asked_by, me)),
        tuple(row for row in shared if row.permitted),
        tuple(unread),
        clinic.ask(patient.acting, matrix.next_end, me, now),
    )
