"""What waits at the desk: patients with requests to answer, and patients who are still to be told of something."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.staff.sheet import Sheet
from consent_desktop.desktop.words import dates, events
from consent_desktop.desktop.words.people import isolated, name_of
from consent_desktop.domain.vocabulary import Acting, PersonKind
from consent_desktop.read_models import notices, requests
from consent_desktop.read_models.rows import NoticeRow, PersonRow, Waiting

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Told:
    """One patient and everything that they are still to be told, the oldest first."""

    patient: PersonRow
    notices: tuple[NoticeRow, ...]


@dataclass(frozen=True, slots=True)
class DeskLists:
    """Both lists, as of one moment."""

    waiting: tuple[Waiting, ...]
    to_tell: tuple[Told, ...]


def desk_lists(clinic: Clinic, acting: Acting) -> DeskLists:
    """Ask for them; runs in the background. Doctors and nurses are told by their own window each day."""
    by_patient: dict[str, list[NoticeRow]] = {}
    people: dict[str, PersonRow] = {}
    for one in clinic.ask(acting, notices.to_tell):
        if one.recipient.kind is PersonKind.PATIENT:
            people[one.recipient.subject] = one.recipient
            by_patient.setdefault(one.recipient.subject, []).append(one.notice)
    return DeskLists(
        tuple(clinic.ask(acting, requests.waiting)),
        tuple(Told(people[subject], tuple(found)) for subject, found in by_patient.items()),
    )


def waiting_line(one: Waiting, zone: ZoneInfo) -> str:
    """How many requests wait, and since when; not what they ask."""
    day = dates.short_day(dates.day_of(one.since, zone))
    if one.requests == 1:
        return translate("desk", "{number} · one request, since {day}").format(
            number=isolated(one.patient.record_number), day=day
        )
    return translate("desk", "{number} · {count} requests, the oldest since {day}").format(
        number=isolated(one.patient.record_number), count=QLocale().toString(one.requests), day=day
    )


def told_line(notice: NoticeRow, zone: ZoneInfo) -> str:
    """What the call is about, with its day: not which kinds of record, nor what for. That is said to the patient alone."""
    row = notice.event
    templates = {
        "ConsentAsked": translate("desk", "{day}: a request of {other}"),
        "RequestWithdrawn": translate("desk", "{day}: {other} took a request back"),
        "ConsentGranted": translate("desk", "{day}: {patient} shares with them"),
        "RequestDeclined": translate("desk", "{day}: {patient} answered their request"),
        "ConsentRevoked": translate("desk", "{day}: {patient} stopped sharing with them"),
    }
    return templates.get(row.type, translate("desk", "{day}: something in their history")).format(
        day=dates.short_day(dates.day_of(row.effective_at, zone)),
        other=name_of(row.other),
        patient=name_of(row.subject),
    )


def letter(told: Told, clinic: Clinic) -> Sheet:
    """The same on paper, said to the patient."""
    lines = [
        translate("desk", "{day}: {sentence}").format(
            day=dates.long_day(dates.day_of(one.event.effective_at, clinic.zone)),
            sentence=_said_to(told.patient, one, clinic.zone),
        )
        for one in told.notices
    ]
    return Sheet(
        translate("desk", "From {clinic}, for {name}").format(clinic=clinic.name, name=name_of(told.patient)),
        (
            *lines,
            translate(
                "desk", "You can see all of this, answer and stop sharing at the clinic's screen, or ask at the desk."
            ),
        ),
    )


def _said_to(patient: PersonRow, notice: NoticeRow, zone: ZoneInfo) -> str:
    """About their own record, or about one that somebody shares with them."""
    own = notice.event.subject_id == patient.subject
    said = events.patient_sentence(notice.event, zone) if own else events.receiver_sentence(notice.event, zone)
    return said.text
