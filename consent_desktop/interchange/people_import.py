"""Brings people who were read from files into the register, through the same commands as everybody else.

First everything is compared with the register and nothing is written; only then, and only if asked, commands are
dispatched. What a second run of the same files finds is therefore unchanged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.domain.commands import AmendPerson
from consent_desktop.domain.errors import PersonAlreadyRegistered
from consent_desktop.domain.vocabulary import THE_OPERATOR, Acting, PersonKind
from consent_desktop.interchange.people_records import BadLine, PersonRecord
from consent_desktop.read_models.rows import PersonRow

Stage = Literal["reading", "recording"]
ImportProgress = Callable[[Stage, int, int | None], None]
"""Told what is being done, how many are done, and of how many where that is known."""

REPORT_EVERY: Final = 250
_OTHER_PROFESSION: Final = {PersonKind.DOCTOR: PersonKind.NURSE, PersonKind.NURSE: PersonKind.DOCTOR}


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did, or with `applied` False would do; `bad` names each line that is no person."""

    new: int
    changed: int
    unchanged: int
    bad: tuple[BadLine, ...]
    applied: bool


@dataclass(slots=True)
class _Plan:
    """What there is to do: each person once, by kind and record number."""

    new: dict[tuple[PersonKind, str], PersonRecord] = field(default_factory=dict)
    changed: dict[tuple[PersonKind, str], tuple[str, PersonRecord]] = field(default_factory=dict)
    unchanged: set[tuple[PersonKind, str]] = field(default_factory=set)
    bad: list[BadLine] = field(default_factory=list)


def import_people(
    clinic: Clinic,
    records: Iterable[PersonRecord | BadLine],
    *,
    acting: Acting = THE_OPERATOR,
    apply: bool = False,
    skip_bad: bool = False,
    progress: ImportProgress | None = None,
) -> ImportSummary:
    """Compares the records with the register and, with `apply`, registers and amends people.

    With a bad line among them nothing is written unless `skip_bad` says that the others shall go in. Raises what
    `Clinic.dispatch` raises; what went in before that stays, and the next run goes on from there.
    """
    clinic.catch_up()
    plan = _planned(clinic, acting, records, progress)
    applied = apply and (skip_bad or not plan.bad)
    if applied:
        _carry_out(clinic, plan, acting, progress)
    return ImportSummary(len(plan.new), len(plan.changed), len(plan.unchanged), tuple(plan.bad), applied)


def _planned(
    clinic: Clinic, acting: Acting, records: Iterable[PersonRecord | BadLine], progress: ImportProgress | None
) -> _Plan:
    plan = _Plan()
    count = 0
    for count, record in enumerate(records, 1):
        if progress is not None and count % REPORT_EVERY == 0:
            progress("reading", count, None)
        if isinstance(record, BadLine):
            plan.bad.append(record)
            continue
        _plan_one(clinic, acting, plan, record)
    if progress is not None:
        progress("reading", count, count)
    return plan


def _plan_one(clinic: Clinic, acting: Acting, plan: _Plan, record: PersonRecord) -> None:
    key = (record.kind, record.record_number)
    known = clinic.find(acting, *key)
    if known is None:
        other = _OTHER_PROFESSION.get(record.kind)
        if other is not None and clinic.find(acting, other, record.record_number) is not None:
            reason = (
                f"The register knows this record number as a {other.value}'s, and here it is a {record.kind.value}'s."
            )
            plan.bad.append(BadLine(record.place, reason))
        else:
            # The reader tells of a person again only with more than before, so the later record replaces the earlier.
            plan.new[key] = record
    elif changes_to(known, record):
        plan.unchanged.discard(key)
        plan.changed[key] = (known.subject, record)
    else:
        plan.unchanged.add(key)


def changes_to(known: PersonRow, record: PersonRecord) -> dict[str, Any]:
    """The fields in which the record differs from the register; what the record does not tell stays as it is."""
    told = {"name": record.name, "birth_date": record.birth_date, "specialty": record.specialty}
    return {name: value for name, value in told.items() if value is not None and value != getattr(known, name)}


def _carry_out(clinic: Clinic, plan: _Plan, acting: Acting, progress: ImportProgress | None) -> None:
    total = len(plan.new) + len(plan.changed)
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if progress is not None and (done % REPORT_EVERY == 0 or done == total):
            progress("recording", done, total)

    for record in plan.new.values():
        _register(clinic, record, acting)
        tell()
    for subject, record in plan.changed.values():
        _amend(clinic, subject, record, acting)
        tell()
    clinic.catch_up()


def _register(clinic: Clinic, record: PersonRecord, acting: Acting) -> None:
    try:
        clinic.register(
            record.kind,
            record.record_number,
            acting,
            consistency="eventual",  # thousands follow each other; the views catch up once at the end
            name=record.name,
            birth_date=record.birth_date,
            specialty=record.specialty,
        )
    except PersonAlreadyRegistered:  # by another program since the comparison
        clinic.catch_up()
        known = clinic.find(acting, record.kind, record.record_number)
        assert known is not None  # whoever was in the way stands in the log, and the views have followed it
        _amend(clinic, known.subject, record, acting)


def _amend(clinic: Clinic, subject: str, record: PersonRecord, acting: Acting) -> None:
    command = AmendPerson(subject=subject, name=record.name, birth_date=record.birth_date, specialty=record.specialty)
    clinic.dispatch(Dispatch(command, acting, consistency="eventual"))
