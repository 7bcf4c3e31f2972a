"""What takes two people where there is no window: both type their passwords, one after the other."""

from __future__ import annotations

from collections.abc import Callable

from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.errors import ValidationError
from consent_desktop.domain.vocabulary import Acting, ActingRole

Ask = Callable[[str], str]
"""Asks for a secret with this prompt."""


def both(clinic: Clinic, acting: Acting, named: str | None, number: str, ask: Ask) -> tuple[Acting, str]:
    """Who acts, and the subject id of the second person, once both have proved themselves.

    `named`: the one who acts, as `kind:record number`; on an unprotected clinic the operator acts, who has no account.
    Raises `SignInRefused`, `NotAllowed`, or `ValidationError` for one who did not prove to be who was named.
    """
    theirs = (named or "").partition(":")[2]
    if theirs and theirs == number.rpartition(":")[2]:
        raise ValidationError({"approved_by": "The second person has to be somebody else."}, "Nothing was done.")
    if acting.role is not ActingRole.OPERATOR:
        session = clinic.accounts.sign_in_staff(theirs, ask(f"Password of {named}: "), acting.role)
        if session.acting != acting:
            raise ValidationError({"acting": f"{named} is not who signed in. Nothing was done."})
    return acting, clinic.accounts.approve_for(acting, number, ask(f"Password of the second person, {number}: "))
