"""Speaking for a patient: recorded authority of a representative, or a paper that the patient signed at the desk."""

from __future__ import annotations

from consent_desktop.domain.commands import STOPPING, ConsentCommand
from consent_desktop.domain.context import Context
from consent_desktop.domain.errors import NotAllowed
from consent_desktop.domain.standing import Standing
from consent_desktop.domain.vocabulary import ActingRole


def check(patient: Standing, command: ConsentCommand, context: Context) -> None:
    """Raise `NotAllowed` where a representative acts whom the person spoken for has not let do so.

    Stopping does not look at the clock: authority that has reached its end by itself still stops, ended authority does not.
    """
    principal, acting = command.on_authority_of, context.acting
    if principal is None or acting.role is not ActingRole.PATIENT or principal == acting.id:
        return  # the desk enters signed papers; that there is one was looked at when it was asked who may give this
    standing = patient if principal == command.patient else context.other.standing
    authority = standing.speaks(acting.id)
    if authority is None:
        raise NotAllowed("Nothing was recorded: you may not act for this person; no authority for that is recorded.")
    if authority.until is not None and authority.until <= context.now and not isinstance(command, STOPPING):
        raise NotAllowed("Nothing was recorded: your authority to act for this person has ended.")
