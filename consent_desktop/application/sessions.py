"""Somebody at a workstation who has proved who they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from consent_desktop.domain.vocabulary import Acting
from consent_desktop.read_models.rows import PersonRow

SHIFT: Final = timedelta(hours=12)
"""After that only the password opens a session of staff, not the PIN of the shift."""


@dataclass(frozen=True, slots=True)
class Session:
    """Who sits there, in which role, since when."""

    person: PersonRow
    acting: Acting
    workstation: str
    began: datetime
    proved: datetime
    """When they last proved who they are."""
