"""What a patient answers to a request: what stays, what is left out, until when, and the commands that it makes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from consent_desktop.application.clock import end_of_day, last_day
from consent_desktop.domain.commands import DeclineRequest, GrantConsent
from consent_desktop.domain.vocabulary import EVERYTHING, SINGLE_TYPES, RecordType
from consent_desktop.read_models.rows import RequestRow


class Rest(StrEnum):
    """What becomes of the kinds that are left out."""

    SAY_NO = "say_no"
    KEEP_WAITING = "keep_waiting"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer being made. `shorter` is a chosen earlier last day; None: the end as asked."""

    request: RequestRow
    left_out: frozenset[RecordType] = frozenset()
    shorter: date | None = None
    rest: Rest | None = None

    @property
    def listed(self) -> tuple[RecordType, ...]:
        """The kinds to show: what still waits; for everything that and each single kind."""
        if RecordType.ALL in self.request.waiting:
            return (RecordType.ALL, *SINGLE_TYPES)
        return self.request.waiting

    @property
    def given(self) -> frozenset[RecordType]:
        """What would be shared: `all` only while nothing of it is left out."""
        kept = frozenset(self.listed) - self.left_out
        return EVERYTHING if RecordType.ALL in kept else kept

    @property
    def refused(self) -> frozenset[RecordType]:
        """The single kinds left out, about which something has to be said."""
        return self.left_out - EVERYTHING

    @property
    def complete(self) -> bool:
        """Whether something is given and nothing is left to choose."""
        return bool(self.given) and (self.rest is not None or not self.refused)

    def toggled(self, kind: RecordType) -> Answer:
        """The answer with the kind left out, or put back. Later kinds go with any kind, and come back with all."""
        if kind not in self.left_out:
            also = EVERYTHING & frozenset(self.listed)
            return self.with_left_out(self.left_out | {kind} | also)
        if kind is RecordType.ALL:
            return self.with_left_out(frozenset())
        return self.with_left_out(self.left_out - {kind})

    def with_left_out(self, left_out: frozenset[RecordType]) -> Answer:
        """The answer with exactly these left out; with no single kind among them nothing needs to be said about the rest."""
        return Answer(self.request, left_out, self.shorter, self.rest if left_out - EVERYTHING else None)

    def day(self, zone: ZoneInfo) -> date | None:
        """The last day included; None: no end."""
        if self.shorter is not None:
            return self.shorter
        return last_day(self.request.until, zone) if self.request.until is not None else None

    def until(self, zone: ZoneInfo) -> datetime | None:
        """The exclusive end: as asked to the very instant, or the chosen earlier one."""
        if self.shorter is None:
            return self.request.until
        chosen = end_of_day(self.shorter, zone)
        return chosen if self.request.until is None else min(chosen, self.request.until)

    def grant(self, zone: ZoneInfo) -> GrantConsent:
        """The yes."""
        until = self.until(zone)
        return GrantConsent(
            patient=self.request.patient.subject,
            actor=self.request.actor,
            record_types=self.given,
            purpose=self.request.purpose,
            until=until,
            until_zone=zone.key if until is not None else None,
        )

    def decline(self) -> DeclineRequest | None:
        """The no to what is left out; None where nothing is, or where it goes on waiting."""
        if self.rest is not Rest.SAY_NO or not self.refused:
            return None
        return DeclineRequest(patient=self.request.patient.subject, actor=self.request.actor, record_types=self.refused)
