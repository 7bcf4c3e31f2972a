"""What a person has filled in so far, and the command that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from zoneinfo import ZoneInfo

from consent_desktop.desktop.sharing.endings import Ending
from consent_desktop.desktop.sharing.reasons import Reason
from consent_desktop.domain.commands import GrantConsent
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import PersonRow


class Step(IntEnum):
    """The steps of the form, in order."""

    WHO = 0
    WHAT = 1
    HOW_LONG = 2
    WHY = 3
    CHECK = 4


@dataclass(frozen=True, slots=True)
class Draft:
    """A share being made; None and empty: still to be chosen."""

    patient: PersonRow
    other: PersonRow | None = None
    kinds: frozenset[RecordType] = frozenset()
    ending: Ending | None = None
    reason: Reason | None = None

    def has(self, step: Step) -> bool:
        """Whether the step is filled."""
        return {
            Step.WHO: self.other is not None,
            Step.WHAT: bool(self.kinds),
            Step.HOW_LONG: self.ending is not None and self.ending.complete,
            Step.WHY: self.reason is not None,
            Step.CHECK: False,
        }[step]

    @property
    def filled(self) -> set[int]:
        """Every step that is filled."""
        return {int(step) for step in Step if self.has(step)}

    @property
    def complete(self) -> bool:
        """Whether it can be given."""
        return len(self.filled) == Step.CHECK

    def command(self, zone: ZoneInfo) -> GrantConsent:
        """The command that a complete draft makes; raises a `ValidationError` where a field is not well formed."""
        assert self.other is not None
        assert self.ending is not None
        assert self.reason is not None
        until = self.ending.until(zone)
        return GrantConsent(
            patient=self.patient.subject,
            actor=actor_of(self.other),
            record_types=self.kinds,
            purpose=self.reason.purpose,
            until=until,
            until_zone=zone.key if until is not None else None,
        )
