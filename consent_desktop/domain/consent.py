"""The rules of consent: what a command about a patient and an actor leads to, and what each event changes."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from datetime import datetime
from typing import TypedDict

from consent_desktop.domain.commands import (
    AskConsent,
    ConsentCommand,
    DeclineRequest,
    GrantConsent,
    RevokeConsent,
    WithdrawRequest,
)
from consent_desktop.domain.context import Context, Person
from consent_desktop.domain.effective import effective
from consent_desktop.domain.errors import (
    ConsentAlreadyAsked,
    ConsentAlreadyGranted,
    ConsentNotGranted,
    PersonNotActive,
    PersonNotRegistered,
    RequestNotOpen,
    ValidationError,
)
from consent_desktop.domain.events import (
    ConsentAsked,
    ConsentEvent,
    ConsentGranted,
    ConsentRevoked,
    RequestDeclined,
    RequestWithdrawn,
)
from consent_desktop.domain.relations import Grant, OpenRequest, Relation
from consent_desktop.domain.standing import Standing
from consent_desktop.domain.vocabulary import (
    EVERYTHING,
    Actor,
    PersonKind,
    RecordType,
    expand,
    in_order,
)

NO_RELATION = Relation()


class _Common(TypedDict):
    """Fields that every consent event takes over from its command."""

    subject: str
    effective_at: datetime
    actor: Actor
    record_types: tuple[RecordType, ...]
    note: str | None
    on_authority_of: str | None
    paper: str | None


def decide(
    person: Person | None,
    standing: Standing,
    relations: Mapping[Actor, Relation],
    command: ConsentCommand,
    context: Context,
) -> list[ConsentEvent]:
    """The events that the command leads to; raises a `DomainError` where a rule says no."""
    relation = relations.get(command.actor, NO_RELATION)
    match command:
        case AskConsent():
            _known(person, standing, command, context)
            return [_ask(relation, command, context)]
        case GrantConsent():
            _known(person, standing, command, context)
            return [_grant(relation, command, context)]
        case WithdrawRequest():
            answers = _open(relation, command)
            return [RequestWithdrawn(**_common(command, context), answers=answers)]
        case DeclineRequest():
            answers = _open(relation, command)
            return [RequestDeclined(**_common(command, context), answers=answers)]
        case RevokeConsent():
            return [_revoke(relation, command, context)]
        case _:
            raise TypeError(type(command).__name__)


def _ask(relation: Relation, command: AskConsent, context: Context) -> ConsentAsked:
    _useful(relation, command, context)
    if RecordType.ALL in command.record_types:
        overlap = EVERYTHING if relation.waiting else frozenset()
    else:
        overlap = command.record_types & relation.waiting
    if overlap:
        raise ConsentAlreadyAsked(overlap)
    return ConsentAsked(
        **_common(command, context),
        request_id=context.new_id,
        purpose=command.purpose,
        until=command.until,
        until_zone=command.until_zone,
    )


def _grant(relation: Relation, command: GrantConsent, context: Context) -> ConsentGranted:
    _useful(relation, command, context)
    return ConsentGranted(
        **_common(command, context),
        grant_id=context.new_id,
        answers=relation.answered_by(command.record_types),
        purpose=command.purpose,
        until=command.until,
        until_zone=command.until_zone,
        rests_on=context.other.version,
    )


def _revoke(relation: Relation, command: RevokeConsent, context: Context) -> ConsentRevoked:
    """Judged on what nobody has stopped, not on the clock: stopping never waits for a clock to be right."""
    if RecordType.ALL in command.record_types:
        missing = frozenset() if relation.standing else EVERYTHING
    else:
        missing = command.record_types - relation.standing
    if missing:
        raise ConsentNotGranted(missing)
    return ConsentRevoked(**_common(command, context), grant_ids=relation.stopped_by(command.record_types))


def _open(relation: Relation, command: ConsentCommand) -> tuple[str, ...]:
    """The requests that an answer touches; `all` means whatever is open."""
    if RecordType.ALL in command.record_types:
        missing = frozenset() if relation.waiting else EVERYTHING
    else:
        missing = command.record_types - relation.waiting
    if missing:
        raise RequestNotOpen(missing)
    return relation.answered_by(command.record_types)


def _useful(relation: Relation, command: AskConsent | GrantConsent, context: Context) -> None:
    """The law of the useful grant; an ask is refused exactly when the grant that it asks for would be."""
    if command.until is not None and command.until <= context.now:
        raise ValidationError({"until": "The end must lie in the future."})
    code = command.purpose.code if command.purpose else None
    useless = relation.useless(command.record_types, code, command.until, context.now)
    if useless:
        raise ConsentAlreadyGranted(useless)


def _known(patient: Person | None, standing: Standing, command: ConsentCommand, context: Context) -> None:
    """Both sides are in the register, each as what the command says it is, and active."""
    if patient is None or patient.kind is not PersonKind.PATIENT:
        raise PersonNotRegistered("Nothing was recorded: the clinic knows no such patient.")
    other = context.other.person
    if other is None or other.kind.value != command.actor.kind.value:
        raise PersonNotRegistered(f"Nothing was recorded: the clinic knows no such {command.actor.kind.value}.")
    if not standing.present:
        raise PersonNotActive("Nothing was recorded: this patient is not active in this clinic any more.")
    if not context.other.standing.present:
        raise PersonNotActive(f"Nothing was recorded: this {command.actor.kind.value} is not active any more.")


def _common(command: ConsentCommand, context: Context) -> _Common:
    return {
        "subject": command.patient,
        "effective_at": effective(command, context),
        "actor": command.actor,
        "record_types": in_order(command.record_types),
        "note": command.note,
        "on_authority_of": command.on_authority_of,
        "paper": command.paper,
    }


def apply(relations: MutableMapping[Actor, Relation], event: ConsentEvent) -> None:
    """Enter the event into the relations. Never fails on a recorded event."""
    relation = relations.get(event.actor, NO_RELATION)
    types = event.record_types
    match event:
        case ConsentAsked():
            relation = relation.with_request(OpenRequest(event.request_id, expand(types)))
        case ConsentGranted():
            code = event.purpose.code if event.purpose else None
            grant = Grant(event.grant_id, expand(types), code, event.until)
            relation = relation.with_grant(grant).closing(types)
        case RequestWithdrawn() | RequestDeclined():
            relation = relation.closing(types)
        case ConsentRevoked():
            relation = relation.revoking(types)
    relations[event.actor] = relation
