"""The rules on a stream of which events are lost: stopping always goes, nothing new rests on it until that is settled."""

from __future__ import annotations

from consent_desktop.domain.commands import (
    AskConsent,
    ConsentCommand,
    GrantConsent,
    RevokeConsent,
    SettleDamage,
)
from consent_desktop.domain.context import Context
from consent_desktop.domain.effective import effective
from consent_desktop.domain.errors import HistoryIsDamaged, NothingToSettle, RequestNotOpen
from consent_desktop.domain.events import ConsentEvent, ConsentRevoked, DamageSettled
from consent_desktop.domain.vocabulary import RecordType


def decide(command: ConsentCommand, context: Context) -> list[ConsentEvent]:
    """What a command about a damaged patient leads to: a revoke stops everything to that actor, whatever is known."""
    match command:
        case RevokeConsent():
            return [
                ConsentRevoked(
                    subject=command.patient,
                    effective_at=effective(command, context),
                    actor=command.actor,
                    record_types=(RecordType.ALL,),
                    note=command.note,
                    on_authority_of=command.on_authority_of,
                    paper=command.paper,
                    grant_ids=(),
                )
            ]
        case AskConsent() | GrantConsent():
            raise HistoryIsDamaged(
                "Nothing was recorded: part of this patient's history is damaged, and nothing of it is shared any more. "
                "The privacy officer has to settle that first; stopping a share still works."
            )
        case _:  # the requests went with everything else
            raise RequestNotOpen(command.record_types)


def settle(damaged: bool, command: SettleDamage, context: Context) -> list[DamageSettled]:
    """The damage is dealt with."""
    if not damaged:
        raise NothingToSettle("Nothing was recorded: no damage to this person's history waits to be settled.")
    return [
        DamageSettled(
            subject=command.subject,
            effective_at=effective(command, context),
            reason=command.reason,
            on_authority_of=command.on_authority_of,
        )
    ]
