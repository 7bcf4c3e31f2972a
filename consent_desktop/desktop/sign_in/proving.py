"""What the sign-in asks of the accounts, in the background: an argon2id verification takes a fifth of a second."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from consent_desktop.application.accounts import Accounts, PatientClaim
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.words.people import name_of, part_of_name
from consent_desktop.domain.vocabulary import ActingRole, PersonKind
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Proved:
    """Somebody proved who they are; `roles` are those in which they may work now."""

    session: Session
    roles: tuple[ActingRole, ...] = ()


def patient(accounts: Accounts, claim: PatientClaim, pin: str) -> Proved:
    """A patient and a PIN; raises `SignInRefused`."""
    return Proved(accounts.sign_in_patient(claim, pin))


def staff(accounts: Accounts, number: str, password: str) -> Proved:
    """Somebody who works here and a password; raises `SignInRefused`."""
    session = accounts.sign_in_staff(number, password)
    return Proved(session, accounts.roles_of(session))


def demonstration_words(clinic: Clinic, person: PersonRow | None) -> str:
    """In the demonstration: what opens that person, said on the screen; "" elsewhere and for nobody."""
    secret = None if person is None or not clinic.demonstration else clinic.demonstration_secret(person)
    if person is None or secret is None:
        return ""
    if person.kind is PersonKind.PATIENT:
        words = translate("sign_in", "Demonstration: the PIN of {name} is {secret}.")
        return words.format(name=part_of_name(person), secret=secret)
    words = translate("sign_in", "Demonstration: the password of {name} is {secret}")
    return words.format(name=name_of(person), secret=secret)
