"""When a thing was true: what a command says, or now; never later than now."""

from __future__ import annotations

from datetime import datetime

from consent_desktop.domain.commands import Command
from consent_desktop.domain.context import Context
from consent_desktop.domain.errors import ValidationError


def effective(command: Command, context: Context) -> datetime:
    """The effective time of what the command leads to; raises `ValidationError` for one that is still to come."""
    moment = command.effective_at or context.now
    if moment > context.now:
        raise ValidationError({"effective_at": "A thing cannot have been true later than now."})
    return moment
