"""What is being asked, while it is being put together. Pure: no widgets, no clock of its own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from consent_desktop.application.clock import end_of_day
from consent_desktop.desktop.sharing.endings import EndChoice, last_day_of
from consent_desktop.domain.commands import AskConsent
from consent_desktop.domain.vocabulary import Actor, Purpose, RecordType


class Missing(StrEnum):
    """What is still to be chosen, in the order of the page."""

    KINDS = "kinds"
    PURPOSE = "purpose"
    HOW_LONG = "how_long"
    DAY = "day"


@dataclass(slots=True)
class AskDraft:
    """Nothing is chosen beforehand."""

    kinds: frozenset[RecordType] = frozenset()
    code: str = ""
    purpose_words: str = ""
    """The words of the chosen purpose."""
    own_words: str = ""
    """Said instead, where the asker wrote some."""
    how_long: EndChoice | None = None
    day: date | None = None
    note: str = ""

    def missing(self) -> Missing | None:
        """The first thing that is still to be chosen."""
        if not self.kinds:
            return Missing.KINDS
        if not self.code:
            return Missing.PURPOSE
        if self.how_long is None:
            return Missing.HOW_LONG
        return Missing.DAY if self.how_long is EndChoice.A_DAY and self.day is None else None

    def last_day(self, today: date) -> date | None:
        """The last day that is asked for; None: no end, or none chosen."""
        if self.how_long is EndChoice.A_DAY:
            return self.day
        return None if self.how_long is None else last_day_of(self.how_long, today)

    def said_purpose(self) -> str:
        """The purpose in the words that the patient will read."""
        return self.own_words.strip() or self.purpose_words

    def command(self, patient: str, actor: Actor, now: datetime, zone: ZoneInfo) -> AskConsent:
        """The command; call only when nothing is missing."""
        last = self.last_day(now.astimezone(zone).date())
        return AskConsent(
            patient=patient,
            actor=actor,
            record_types=self.kinds,
            purpose=Purpose(self.code, self.said_purpose()),
            until=None if last is None else end_of_day(last, zone),
            until_zone=None if last is None else zone.key,
            note=self.note.strip() or None,
        )
