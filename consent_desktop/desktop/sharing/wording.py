"""The sentence of a share: whole templates for each case, and what fills their places."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.sharing.draft import Draft, Step
from consent_desktop.desktop.sharing.endings import EndChoice
from consent_desktop.desktop.sharing.reasons import ReasonChoice
from consent_desktop.desktop.widgets.blanks import Blank
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import name_of, short_name
from consent_desktop.desktop.words.sentence import Sentence
from consent_desktop.domain.vocabulary import RecordType

translate = QCoreApplication.translate

STEP_OF = {"pro": Step.WHO, "kinds": Step.WHAT, "until": Step.HOW_LONG, "purpose": Step.WHY}
"""Which step fills which place."""


def template(*, ends: bool, said: bool) -> str:
    """The sentence with an end or without, with a reason or without."""
    if ends and said:
        return translate("sharing", "I, {patient}, let {pro} see my {kinds} until {until}, for {purpose}.")
    if ends:
        return translate("sharing", "I, {patient}, let {pro} see my {kinds} until {until}.")
    if said:
        return translate("sharing", "I, {patient}, let {pro} see my {kinds} with {until}, for {purpose}.")
    return translate("sharing", "I, {patient}, let {pro} see my {kinds} with {until}.")


def _template_of(draft: Draft) -> str:
    ends = draft.ending is None or draft.ending.choice is not EndChoice.OPEN
    return template(ends=ends, said=draft.reason is None or draft.reason.choice is not ReasonChoice.UNSAID)


def _values(draft: Draft) -> dict[str, str]:
    ending, reason = draft.ending, draft.reason
    until = ""
    if ending is not None and ending.choice is EndChoice.OPEN:
        until = translate("sharing", "no end date")
    elif ending is not None and ending.day is not None:
        until = dates.long_day(ending.day)
    purpose = reason.purpose if reason is not None else None
    return {
        "patient": name_of(draft.patient),
        "pro": name_of(draft.other) if draft.other is not None else "",
        "kinds": kinds.listed(draft.kinds) if draft.kinds else "",
        "until": until,
        "purpose": purpose.words if purpose is not None else "",
    }


def with_blanks(draft: Draft, step: Step, *, links: bool = True) -> tuple[str, dict[str, Blank]]:
    """Template and blanks for the page on the left while `step` is being filled."""
    found = _template_of(draft)
    blanks = {
        key: Blank(text, link=links and key in STEP_OF, current=STEP_OF.get(key) is step)
        for key, text in _values(draft).items()
        if "{" + key + "}" in found
    }
    return found, blanks


def whole(draft: Draft) -> Sentence:
    """The filled sentence."""
    return Sentence(_template_of(draft), _values(draft))


def meaning(draft: Draft, zone: ZoneInfo) -> list[tuple[str, str]]:
    """What a complete draft means, in short lines, each with its icon."""
    if draft.other is None or draft.ending is None:
        return []
    who = short_name(draft.other)
    lines = [("eye", what_can_be_seen(who, draft.kinds))]
    until = draft.ending.until(zone)
    if until is None:
        lines.append(("calendar-blank", translate("sharing", "It has no end date. It lasts until you stop it.")))
    else:
        ends = translate("sharing", "It stops by itself at the end of {day}.")
        lines.append(("calendar-x", ends.format(day=dates.end_words(until, zone))))
    if draft.reason is not None and draft.reason.purpose is None:
        unsaid = translate("sharing", "You give no reason, so {name} may use your records for any purpose.")
        lines.append(("info", unsaid.format(name=who)))
    else:
        lines.append(
            ("info", translate("sharing", "{name} may use your records for this reason only.").format(name=who))
        )
    lines.append(("bell", translate("sharing", "{name} is told at the next sign-in.").format(name=who)))
    lines.append(("hand-palm", translate("sharing", "You can stop it at any time under Who can see.")))
    return lines


def what_can_be_seen(who: str, record_types: frozenset[RecordType]) -> str:
    """What the other can read from now on."""
    if RecordType.ALL in record_types:
        return translate("sharing", "{name} can read all kinds of your record, and kinds that come later too.").format(
            name=who
        )
    return translate("sharing", "{name} can read your {kinds}. Nothing else changes.").format(
        name=who, kinds=kinds.listed(record_types)
    )
