"""The sentence of a share: whole templates for each case, and what fills their places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.sharing import already
from consent_desktop.desktop.sharing.draft import Draft, Step
from consent_desktop.desktop.sharing.endings import EndChoice
from consent_desktop.desktop.sharing.reasons import ReasonChoice
from consent_desktop.desktop.widgets.blanks import Blank
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import name_of, short_name
from consent_desktop.desktop.words.sentence import Sentence
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.rows import MatrixRow, RequestRow

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


def answered(request: RequestRow, record_types: frozenset[RecordType], day: date | None) -> Sentence:
    """The sentence of an answer to a request: those kinds, to the end of that day (None: no end)."""
    values = {
        "patient": name_of(request.patient),
        "pro": name_of(request.asker),
        "kinds": kinds.listed(record_types) if record_types else "",
        "until": dates.long_day(day) if day is not None else translate("sharing", "no end date"),
        "purpose": request.purpose.words if request.purpose is not None else "",
    }
    return Sentence(template(ends=day is not None, said=request.purpose is not None), values)


def meaning(draft: Draft, row: MatrixRow | None, zone: ZoneInfo) -> list[tuple[str, str]]:
    """What a complete draft means, in short lines, each with its icon; `row`: what the other can see already."""
    if draft.other is None or draft.ending is None or draft.reason is None:
        return []
    stays = already.lines(row, draft.kinds, draft.ending.until(zone), zone)
    limited = draft.reason.purpose is not None
    return lines(short_name(draft.other), draft.kinds, draft.ending.day, limited=limited, stays=stays)


def lines(
    who: str, record_types: frozenset[RecordType], day: date | None, *, limited: bool,
    stays: Sequence[tuple[str, str]] = (),
) -> list[tuple[str, str]]:  # fmt: skip
    """What a share means: what can be seen, until when, for what, who is told, how it is stopped.

    Each line is about this share alone: what was shared before keeps its own end (`stays`) and its own reason.
    """
    if day is None:
        end = ("calendar-blank", translate("sharing", "It has no end date. It lasts until you stop it."))
    else:
        ends = translate("sharing", "This share stops by itself at the end of {day}.")
        end = ("calendar-x", ends.format(day=dates.long_day(day)))
    if limited:
        use = translate("sharing", "{name} may use what you share here for this reason only.")
    else:
        use = translate("sharing", "No reason is given, so {name} may use what you share here for any purpose.")
    return [
        ("eye", what_can_be_seen(who, record_types)),
        end,
        *stays,
        ("info", use.format(name=who)),
        ("bell", translate("sharing", "{name} is told at the next sign-in.").format(name=who)),
        ("hand-palm", translate("sharing", "You can stop it at any time under Who can see.")),
    ]


def what_can_be_seen(who: str, record_types: frozenset[RecordType]) -> str:
    """What the other can read from now on."""
    if RecordType.ALL in record_types:
        return translate("sharing", "{name} can read all kinds of your record, and kinds that come later too.").format(
            name=who
        )
    return translate("sharing", "{name} can read your {kinds}. Nothing else changes.").format(
        name=who, kinds=kinds.listed(record_types)
    )
