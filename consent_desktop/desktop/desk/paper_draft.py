"""A signed paper as the desk enters it: what it says, whom it names, its day, and where it lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.sharing.endings import Ending
from consent_desktop.desktop.sharing.reasons import Reason
from consent_desktop.domain.commands import ConsentCommand, DeclineRequest, GrantConsent, RevokeConsent
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import PersonRow

translate = QCoreApplication.translate


class Deed(StrEnum):
    """What a signed paper can say."""

    GRANT = "grant"
    DECLINE = "decline"
    REVOKE = "revoke"


class Missing(StrEnum):
    """What is still to be filled in, in the order of the page."""

    DEED = "deed"
    OTHER = "other"
    KINDS = "kinds"
    ENDING = "ending"
    REASON = "reason"
    DAY = "day"
    FUTURE = "future"
    PLACE = "place"


@dataclass(slots=True)
class PaperDraft:
    """What was filled in so far. `today` is the clinic's day: nobody signed a paper later."""

    patient: PersonRow
    today: date
    deed: Deed | None = None
    other: PersonRow | None = None
    kinds: frozenset[RecordType] = frozenset()
    ending: Ending | None = None
    reason: Reason | None = None
    day: date | None = None
    place: str = ""

    def missing(self) -> Missing | None:
        """The first thing that is missing; None: it can be entered."""
        grant = self.deed is Deed.GRANT
        wanting = {
            Missing.DEED: self.deed is None,
            Missing.OTHER: self.other is None or self.other.subject == self.patient.subject,
            Missing.KINDS: not self.kinds,
            Missing.ENDING: grant and (self.ending is None or not self.ending.complete),
            Missing.REASON: grant and self.reason is None,
            Missing.DAY: self.day is None,
            Missing.FUTURE: self.day is not None and self.day > self.today,
            Missing.PLACE: not self.place.strip(),
        }
        return next((thing for thing, lacks in wanting.items() if lacks), None)

    def signed_at(self, zone: ZoneInfo) -> datetime | None:
        """When it was true: from the beginning of the paper's day on; None for a paper of today: from now on."""
        if self.day is None or self.day == self.today:
            return None
        return datetime.combine(self.day, time(), zone)

    def command(self, zone: ZoneInfo) -> ConsentCommand:
        """The command of a complete draft; raises a `ValidationError` where a field is not well formed."""
        assert self.other is not None
        common = {
            "patient": self.patient.subject,
            "actor": actor_of(self.other),
            "record_types": self.kinds,
            "effective_at": self.signed_at(zone),
            "on_authority_of": self.patient.subject,
            "paper": " ".join(self.place.split()),
        }
        if self.deed is Deed.DECLINE:
            return DeclineRequest.model_validate(common)
        if self.deed is Deed.REVOKE:
            return RevokeConsent.model_validate(common)
        assert self.ending is not None
        assert self.reason is not None
        until = self.ending.until(zone)
        return GrantConsent.model_validate(
            {
                **common,
                "purpose": self.reason.purpose,
                "until": until,
                "until_zone": zone.key if until is not None else None,
            }
        )


def still_missing(missing: Missing) -> str:
    """The sentence beside a button that cannot be pressed yet."""
    return {
        Missing.DEED: translate("paper", "Choose what the paper says."),
        Missing.OTHER: translate("paper", "Choose whom the paper names."),
        Missing.KINDS: translate("paper", "Choose at least one kind of record."),
        Missing.ENDING: translate("paper", "Choose until when."),
        Missing.REASON: translate("paper", "Choose what for."),
        Missing.DAY: translate("paper", "Type the day on the paper, for instance 9 March 2026."),
        Missing.FUTURE: translate("paper", "The day on the paper is still to come."),
        Missing.PLACE: translate("paper", "Say where the paper lies."),
    }[missing]


def sentence(deed: Deed | None, *, no_end: bool) -> str:
    """What will be entered, with places for names and days."""
    if deed is Deed.DECLINE:
        return translate("paper", "{patient} said no to {other}, who asked to see {kinds}.")
    if deed is Deed.REVOKE:
        return translate("paper", "{patient} stopped sharing {kinds} with {other}.")
    if no_end:
        return translate("paper", "{patient} lets {other} see their {kinds}, with {end}.")
    return translate("paper", "{patient} lets {other} see their {kinds} until {end}.")


def signed_sentence() -> str:
    """The second sentence: day and place of the paper."""
    return translate("paper", "Signed on {day}. The paper lies here: {place}.")
