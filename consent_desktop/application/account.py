"""Accounts of what happened and of what was decided, as plain values for machines and for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.errors import PersonNotRegistered
from consent_desktop.domain.vocabulary import NOBODY_ID, OPERATOR, SYSTEM, THE_SYSTEM, Acting, PersonKind
from consent_desktop.read_models import history
from consent_desktop.read_models.history import HistoryQuery
from consent_desktop.read_models.rows import ConsentRow, Decision, HistoryRow, PersonRow

_CHUNK = 500


def events(
    clinic: Clinic, acting: Acting, patient: str | None = None, limit: int | None = None
) -> Iterator[dict[str, Any]]:
    """The history, newest first: of one patient's stream (by record number) or of the whole clinic.

    Raises `NotAllowed` for who may not read it.
    """
    clinic.catch_up()
    subject = None
    if patient is not None:
        person = clinic.find(THE_SYSTEM, PersonKind.PATIENT, patient)
        if person is None:
            raise PersonNotRegistered(f"The clinic knows no patient {patient}.")
        subject = person.subject
    positions = clinic.ask(
        acting, history.positions, HistoryQuery(subject=subject, limit=limit, notices=True, door=True)
    )
    for start in range(0, len(positions), _CHUNK):
        for row in clinic.ask(acting, history.rows, positions[start : start + _CHUNK]):
            yield event(row)


def event(row: HistoryRow) -> dict[str, Any]:
    """One event; people by kind and record number."""
    return {
        "position": row.position,
        "type": row.type,
        "recorded_at": _said(row.recorded_at),
        "effective_at": _said(row.effective_at),
        "by": {OPERATOR: "operator", SYSTEM: "system", NOBODY_ID: "nobody"}.get(row.by_id) or _person(row.by),
        "subject": _person(row.subject),
        "actor": _person(row.other),
        "record_types": list(row.record_types),
        "purpose": row.purpose,
        "until": _said(row.until),
    }


def consent(row: ConsentRow) -> dict[str, Any]:
    """One row of the article's list."""
    return {
        "patient_id": row.patient_id,
        "entity_name": row.entity_name,
        "entity_id": row.entity_id,
        "permissions": list(row.permissions),
    }


def decision(made: Decision) -> dict[str, Any]:
    """A decision with one line a record type and the event that each rests on."""
    return {
        "outcome": made.outcome.value,
        "position": made.position,
        "at": _said(made.at),
        "lines": [
            {
                "record_type": line.record_type.value,
                "permitted": line.permitted,
                "event": line.position,
                "until": _said(line.until),
            }
            for line in made.lines
        ],
    }


def _person(person: PersonRow | None) -> str | None:
    return None if person is None else f"{person.kind.value}:{person.record_number}"


def _said(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
