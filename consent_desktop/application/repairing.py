"""Damage to the history for faces: having it repaired, and settling whose histories lost something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.domain.commands import SettleDamage
from consent_desktop.domain.errors import PersonNotRegistered
from consent_desktop.domain.vocabulary import THE_SYSTEM, Acting, PersonKind
from consent_desktop.event_store import salvage
from consent_desktop.event_store.verification import Verification
from consent_desktop.read_models import damage, views_file

NOTABLE: Final = (views_file.log.name, salvage.log.name)
"""The loggers of what whoever gives a command has to hear of: damage that was found, and what was done about it."""
SHOWN: Final = 20
"""People whose entries are damaged that a sentence names; of the others it says how many there are."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came of a repair."""

    taken_over: bool
    """Whether a checked copy took over now, or on a server damage was marked now."""
    found: Verification
    damaged_people: int
    """Histories that wait to be settled."""


def examine(clinic: Clinic) -> Verification:
    """Check the whole log; damage that is found is repaired at once, so that nothing is permitted that may rest on it.

    What is found after that is given: lost events, or what could not be repaired.
    """
    found = clinic.verify()
    if found.first_broken is None or not clinic.repair():
        return found
    clinic.catch_up()
    return clinic.verify()


def vault_trouble(clinic: Clinic) -> str | None:
    """What is to be said of a vault that is damaged, with whose entries cannot be read; None where it is whole."""
    people = clinic.ask(THE_SYSTEM, damage.everybody)
    whose = clinic.vault_damage(people)
    if whose is None:
        return None
    named = [f"{one.kind.value} {one.record_number}" for one in people if one.subject in whose]
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    lost = f" What cannot be read is about {', '.join(named[:SHOWN])}{more}." if named else ""
    return (
        f"The vault with the keys of the people is damaged.{lost} No repair can bring keys back: with the program closed, put "
        "clinic.vault.db back from a backup."
    )


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
