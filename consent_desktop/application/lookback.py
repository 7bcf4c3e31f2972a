"""Looking back for faces: who could see what of a patient at a moment, and which event led to which, as plain values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from consent_desktop.application import account
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import end_of_day
from consent_desktop.application.travel import Moment, Sight, as_of, trace
from consent_desktop.domain.errors import PersonNotRegistered, ValidationError
from consent_desktop.domain.reading_rights import Question
from consent_desktop.domain.relations import Grant
from consent_desktop.domain.vocabulary import THE_SYSTEM, Acting, PersonKind, in_order
from consent_desktop.evidence.errors import EventNotFound
from consent_desktop.read_models import history, people
from consent_desktop.read_models.rows import PersonRow


def moment_from(field: str, text: str, zone: ZoneInfo) -> datetime:
    """The moment that somebody typed: a day means its end, a time without a zone is the clinic's.

    Raises `ValidationError` for `field`.
    """
    try:
        if "T" not in text and " " not in text:
            return end_of_day(date.fromisoformat(text), zone)
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=zone)
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise ValidationError({field: f"{text} is not a moment; write it as 2026-03-12 or 2026-03-12T09:47."}) from None


def patient_as_of(
    clinic: Clinic,
    acting: Acting,
    patient: str,
    *,
    known: datetime | None = None,
    true: datetime | None = None,
    version: int | None = None,
) -> dict[str, Any]:
    """Who could see what of the patient with that record number, or waited for an answer.

    Raises `PersonNotRegistered`, and `NotAllowed` for those who may not look back at this patient.
    """
    clinic.catch_up()
    person = clinic.find(THE_SYSTEM, PersonKind.PATIENT, patient)
    clinic.allow(acting, Question.AS_OF, () if person is None else (person.subject,))
    if person is None:
        raise PersonNotRegistered(f"The clinic knows no patient {patient}.")
    found = as_of(clinic.log, person.subject, Moment(clinic.now(), known, true, version))
    sights = found.sights()
    others = clinic.ask(acting, people.people_by_id, [sight.actor.id for sight in sights])
    return {
        "patient": patient,
        "known": None if known is None else known.isoformat(),
        "at": found.moment.at.isoformat(),
        "position": found.position,
        "version": found.version,
        "could_see": [_sight(sight, others.get(sight.actor.id)) for sight in sights],
    }


def _sight(sight: Sight, other: PersonRow | None) -> dict[str, Any]:
    return {
        "actor": f"{sight.actor.kind.value}:{'unknown' if other is None else other.record_number}",
        "record_types": [t.value for t in sight.permitted],
        "asked": [t.value for t in sight.waiting],
        "grants": [_grant(grant) for grant in sight.grants],
    }


def _grant(grant: Grant) -> dict[str, Any]:
    return {
        "grant_id": grant.grant_id,
        "record_types": [t.value for t in in_order(grant.permitted)],
        "purpose": grant.purpose,
        "until": None if grant.until is None else grant.until.isoformat(),
    }


def causes_and_effects(clinic: Clinic, acting: Acting, position: int) -> list[dict[str, Any]]:
    """The conversation of the event at that position, each event followed by those that it led to, `depth` steps in.

    `relation` says what each is to the one asked for: a `cause`, `itself`, an `effect`, or None: led to by the same cause.
    Raises `EventNotFound`, and `NotAllowed` for those who may not ask.
    """
    clinic.allow(acting, Question.TRACE)
    clinic.catch_up()
    found = trace(clinic.log, position)
    if found is None:
        raise EventNotFound(f"There is no event {position}. The history holds {clinic.log.head().position} events.")
    relations = {recorded.position: "cause" for recorded in found.causes}
    relations |= {recorded.position: "effect" for recorded in found.effects}
    relations[position] = "itself"
    rows = {row.position: row for row in clinic.ask(acting, history.rows, [e.position for e in found.conversation])}
    by_id = {recorded.event_id: recorded.position for recorded in found.conversation}
    told = []
    for depth, recorded in found.tree():
        told.append(
            {
                "depth": depth,
                "relation": relations.get(recorded.position),
                "led_to_by": by_id.get(recorded.envelope.causation or ""),
                **account.event(rows[recorded.position]),
            }
        )
    return told
