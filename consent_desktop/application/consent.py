"""The article's calls on an open store, in Python. Ids here are the clinic's record numbers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from types import TracebackType
from typing import Any, Self
from uuid import UUID

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.domain import aggregate
from consent_desktop.domain.aggregate import SubjectState
from consent_desktop.domain.commands import (
    AskConsent,
    ConsentCommand,
    DeclineRequest,
    GrantConsent,
    RevokeConsent,
    WithdrawRequest,
)
from consent_desktop.domain.context import Context, OtherStream, Person
from consent_desktop.domain.errors import PersonAlreadyRegistered, PersonNotRegistered, ValidationError
from consent_desktop.domain.vocabulary import (
    MAX_ID_LENGTH,
    SINGLE_TYPES,
    THE_OPERATOR,
    THE_SYSTEM,
    Acting,
    Actor,
    ActorKind,
    PersonKind,
    RecordType,
)
from consent_desktop.read_models import checks
from consent_desktop.read_models.rows import ConsentRow, Decision, PersonRow

Target = str | Iterable[str]
"""One record type or several."""


class ConsentCalls:
    """An open store, ready for the article's calls; a context manager."""

    def __init__(self, clinic: Clinic, acting: Acting, *, registers: bool) -> None:
        self.clinic = clinic
        self.acting = acting
        self._registers = registers

    def ask_consent(self, patient_id: str, by_entity: str, by_id: str, target: Target, **more: Any) -> Recorded:
        """The actor asks the patient for consent. `more`: `purpose`, `until`, `note`, `effective_at`."""
        return self._do(AskConsent, patient_id, by_entity, by_id, target, **more)

    def grant_consent(self, patient_id: str, to_entity: str, to_id: str, target: Target, **more: Any) -> Recorded:
        """The patient permits the actor. `more`: `purpose`, `until`, `note`, `effective_at`."""
        return self._do(GrantConsent, patient_id, to_entity, to_id, target, **more)

    def revoke_consent(self, patient_id: str, from_entity: str, from_id: str, target: Target, **more: Any) -> Recorded:
        """The patient stops what the actor may see."""
        return self._do(RevokeConsent, patient_id, from_entity, from_id, target, **more)

    def decline_request(self, patient_id: str, by_entity: str, by_id: str, target: Target, **more: Any) -> Recorded:
        """The patient says no to what the actor asked for."""
        return self._do(DeclineRequest, patient_id, by_entity, by_id, target, **more)

    def withdraw_request(self, patient_id: str, by_entity: str, by_id: str, target: Target, **more: Any) -> Recorded:
        """The actor takes back what they asked for."""
        return self._do(WithdrawRequest, patient_id, by_entity, by_id, target, **more)

    def consents(self, patient_id: str) -> list[ConsentRow]:
        """What each actor may see of the patient now; no row where that is nothing."""
        self.clinic.catch_up()
        patient = self.clinic.subject_of(PersonKind.PATIENT, _id("patient_id", patient_id))
        if patient is None:
            return []
        return self.clinic.ask(self.acting, checks.consents, patient, self.clinic.now())

    def has_consent(self, patient_id: str, entity_name: str, entity_id: str, permission: str = "all") -> bool:
        """Whether the actor may see that record type of the patient now; `all`: every one of them."""
        kind = _kind(entity_name)
        patient = self.clinic.subject_of(PersonKind.PATIENT, _id("patient_id", patient_id))
        other = self.clinic.subject_of(PersonKind(kind.value), _id("entity_id", entity_id))
        record_type = _type(permission)
        if patient is None or other is None:
            return False
        return self.clinic.has(self.acting, patient, Actor(kind, other), record_type)

    def check(self, patient_id: str, entity_name: str, entity_id: str, permission: str = "all") -> Decision | None:
        """The decision with the events that it rests on; None where the clinic does not know one of the two."""
        patient, actor = self._found(patient_id, entity_name, entity_id)
        record_type = _type(permission)
        if patient is None or actor is None:
            return None
        return self.clinic.check(self.acting, patient, actor, (record_type,))

    def person(self, patient_id: str) -> PersonRow | None:
        """The patient with that record number, None if there is none whom the one who acts may find."""
        self.clinic.catch_up()
        return self.clinic.find(self.acting, PersonKind.PATIENT, _id("patient_id", patient_id))

    def now(self) -> datetime:
        """The store's present moment."""
        return self.clinic.now()

    def close(self) -> None:
        """Close the store."""
        self.clinic.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _do(
        self, command: type[ConsentCommand], patient_id: str, entity: str, entity_id: str, target: Target, **more: Any
    ) -> Recorded:
        kind = _kind(entity)
        _id("patient_id", patient_id)
        _id("entity_id", entity_id)
        types = _types(target)
        if kind is ActorKind.PATIENT and patient_id == entity_id:
            raise ValidationError({"entity_id": "A patient neither asks themself nor shares with themself."})
        between = command(patient="patient", actor=Actor(kind, "other"), record_types=types, **more)
        if self._registers and not all(self._found(patient_id, entity, entity_id)):
            self._between_strangers(between)
        patient = self._subject(PersonKind.PATIENT, patient_id)
        actor = Actor(kind, self._subject(PersonKind(kind.value), entity_id))
        made = command(patient=patient, actor=actor, record_types=types, **more)
        return self.clinic.dispatch(Dispatch(made, self.acting))

    def _between_strangers(self, command: ConsentCommand) -> None:
        """Raise what the command is refused with between two who never had to do, before anybody is registered for it."""
        known = Person(PersonKind(command.actor.kind.value), "other")
        context = Context(self.clinic.now(), self.acting, UUID(int=0), OtherStream(known, 0))
        aggregate.decide(SubjectState(Person(PersonKind.PATIENT, "patient")), command, context)

    def _subject(self, kind: PersonKind, number: str) -> str:
        """The person with that number; in a plain store an unknown one is registered on first use."""
        person = self.clinic.find(THE_SYSTEM, kind, number)
        if person is not None:
            return person.subject
        if not self._registers:
            raise PersonNotRegistered(f"Nothing was recorded: the clinic knows no {kind.value} {number}.")
        try:
            return self.clinic.register(kind, number, THE_OPERATOR)[0]
        except PersonAlreadyRegistered:  # by another program, in this very moment
            self.clinic.catch_up()
            return self._subject(kind, number)

    def _found(self, patient_id: str, entity: str, entity_id: str) -> tuple[str | None, Actor | None]:
        kind = _kind(entity)
        self.clinic.catch_up()
        patient = self.clinic.find(THE_SYSTEM, PersonKind.PATIENT, _id("patient_id", patient_id))
        other = self.clinic.find(THE_SYSTEM, PersonKind(kind.value), _id("entity_id", entity_id))
        return (patient.subject if patient else None), (Actor(kind, other.subject) if other else None)


def _kind(entity: str) -> ActorKind:
    try:
        return ActorKind(entity)
    except ValueError:
        raise ValidationError({"entity_name": "An actor is a patient, a doctor or a nurse."}) from None


def _types(target: Target) -> frozenset[RecordType]:
    if isinstance(target, str):
        return frozenset({_type(target)})
    try:
        return frozenset(map(_type, target))
    except TypeError:
        raise ValidationError({"target": "Name one record type, or several in a list."}) from None


def _type(permission: str) -> RecordType:
    try:
        return RecordType(permission)
    except ValueError:
        names = ", ".join(SINGLE_TYPES)
        raise ValidationError({"permission": f"A record type is one of {names} or all."}) from None


def _id(field: str, number: object) -> str:
    if not isinstance(number, str) or not number.strip() or len(number) > MAX_ID_LENGTH:
        raise ValidationError({field: "A record number has 1 to 128 characters."})
    return number
