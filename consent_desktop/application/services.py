"""Other services that read the events: how far each has come and what was set aside for it, as plain values."""

from __future__ import annotations

from typing import Any

from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.errors import ValidationError
from consent_desktop.domain.reading_rights import Question
from consent_desktop.domain.vocabulary import Acting

Values = dict[str, Any]
MAX_REASON = 500


def places(clinic: Clinic, acting: Acting) -> list[Values]:
    """Every subscription. Raises `NotAllowed` for those who may not look."""
    clinic.allow(acting, Question.SUBSCRIPTIONS)
    return [
        {"name": p.name, "position": p.position, "behind": p.behind, "parked": p.waiting, "skipped": p.skipped}
        for p in clinic.subscriptions.all()
    ]


def parked(clinic: Clinic, acting: Acting, name: str) -> list[Values]:
    """What a subscription set aside, in order. Raises `SubscriptionNotFound`."""
    clinic.allow(acting, Question.SUBSCRIPTIONS)
    return [
        {
            "position": p.position,
            "tries": p.tries,
            "reason": p.reason,
            "since": p.since.astimezone(clinic.zone).isoformat(timespec="seconds"),
            "skipped": p.skipped,
        }
        for p in clinic.subscriptions.parked(name)
    ]


def skip(clinic: Clinic, acting: Acting, name: str, position: int, reason: str) -> None:
    """Say why nobody will handle an event that was set aside. Raises `ValidationError` without a reason."""
    clinic.allow(acting, Question.SUBSCRIPTIONS)
    if not reason.strip() or len(reason) > MAX_REASON:
        raise ValidationError({"reason": f"A reason has 1 to {MAX_REASON} characters."})
    clinic.subscriptions.skip(name, position, reason)
