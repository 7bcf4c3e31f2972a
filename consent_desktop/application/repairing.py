"""Damage to the history for faces: having it repaired, and settling whose histories lost something."""

from __future__ import annotations

from dataclasses import dataclass

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.domain.commands import SettleDamage
from consent_desktop.domain.errors import PersonNotRegistered
from consent_desktop.domain.vocabulary import THE_SYSTEM, Acting, PersonKind
from consent_desktop.event_store.verification import Verification
from consent_desktop.read_models import damage


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came of a repair."""

    taken_over: bool
    """Whether a checked copy took over now, or on a server damage was marked now."""
    found: Verification
    damaged_people: int
    """Histories that wait to be settled."""


def repair(clinic: Clinic) -> Repaired:
    """Examine the whole history and let a checked copy take over if anything is wrong with it."""
    taken_over = clinic.repair()
    clinic.catch_up()
    return Repaired(taken_over, clinic.verify(), clinic.ask(THE_SYSTEM, damage.unsettled).people)


def settle(clinic: Clinic, acting: Acting, reason: str, patient: str | None = None) -> int:
    """Settle the damage of everybody, or of the patient with that record number; gives how many were settled.

    Raises a `DomainError` where who acts may not, where the clinic knows no such patient, or nothing is to be settled.
    """
    clinic.catch_up()
    subjects = clinic.ask(acting, damage.subjects)
    if patient is not None:
        person = clinic.find(acting, PersonKind.PATIENT, patient)
        if person is None:
            raise PersonNotRegistered(f"Nothing was recorded: the clinic knows no patient {patient}.")
        subjects = [person.subject]
    for subject in subjects:
        clinic.dispatch(Dispatch(SettleDamage(subject=subject, reason=reason), acting))
    return len(subjects)
