"""The answer of a check in words: one line for record types that stand alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import dates, kinds
from consent_desktop.domain.vocabulary import SINGLE_TYPES, RecordType
from consent_desktop.read_models.rows import CellState, Decision, DecisionLine, Outcome

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Finding:
    """One line under the answer."""

    kinds: tuple[RecordType, ...]
    permitted: bool
    title: str
    detail: str
    position: int | None


def findings(decision: Decision, zone: ZoneInfo) -> list[Finding]:
    """The lines of a decision; record types with the same state, event and end share one."""
    groups: dict[tuple[object, ...], list[DecisionLine]] = {}
    for line in decision.lines:
        key = (line.permitted, line.position, line.until, line.cell.state, line.cell.at, line.since, line.cell.asked)
        groups.setdefault(key, []).append(line)
    return [_finding(lines, decision.at, zone) for lines in groups.values()]


def _finding(lines: Sequence[DecisionLine], at: datetime, zone: ZoneInfo) -> Finding:
    types = tuple(line.record_type for line in lines)
    first = lines[0]
    yes, no = translate("check", "{kinds}: yes"), translate("check", "{kinds}: no")
    title = (yes if first.permitted else no).format(kinds=_titles(types))
    detail = _granted(first, at, zone) if first.permitted else _refused(first, zone)
    return Finding(types, first.permitted, title, detail, first.position)


def _titles(types: Sequence[RecordType]) -> str:
    """As a heading: "Conditions, ER visits"."""
    words = [kinds.title(types[0]), *(kinds.word(kind) for kind in types[1:])]
    return translate("check", ", ").join(words)


def _granted(line: DecisionLine, at: datetime, zone: ZoneInfo) -> str:
    since, until = line.since, line.until
    end = "" if until is None else dates.end_of(until, zone)
    if since is None:
        if until is None:
            return translate("check", "Granted with no end date")
        return translate("check", "Granted until {end}").format(end=end)
    day = dates.day_of(since, zone)
    if day == dates.day_of(at, zone):
        time = dates.clock_time(since, zone)
        if until is None:
            return translate("check", "Granted today {time}, no end date").format(time=time)
        return translate("check", "Granted today {time}, until {end}").format(time=time, end=end)
    if until is None:
        return translate("check", "Granted {day}, no end date").format(day=dates.short_day(day))
    return translate("check", "Granted {day}, until {end}").format(day=dates.short_day(day), end=end)


def _refused(line: DecisionLine, zone: ZoneInfo) -> str:
    state, at = line.cell.state, line.cell.at
    if state is CellState.ASKED:
        return translate("check", "Asked, waiting for an answer")
    if at is None:
        return translate("check", "Never asked, never shared")
    if line.cell.rests:
        return translate("check", "Rests while this person is not active")
    day = dates.short_day(dates.day_of(at, zone))
    templates = {
        CellState.CAN_SEE: translate("check", "Shared for another purpose"),
        CellState.ENDED: translate("check", "Ended {day}"),
        CellState.SAID_NO: translate("check", "The patient said no on {day}"),
        CellState.STOPPED: translate("check", "The patient stopped it on {day}"),
        CellState.LOST: translate("check", "Ended on {day}, because the history was damaged"),
        CellState.TAKEN_BACK: translate("check", "Request taken back on {day}"),
    }
    return templates.get(state, translate("check", "Not shared")).format(day=day)


def answer_word(outcome: Outcome) -> str:
    """Yes, No or Partly."""
    return {
        Outcome.PERMIT: translate("check", "Yes"),
        Outcome.DENY: translate("check", "No"),
        Outcome.PARTLY: translate("check", "Partly"),
    }[outcome]


def answer_sentence(decision: Decision) -> str:
    """What the answer means."""
    permitted = [line.record_type for line in decision.lines if line.permitted]
    if len(decision.lines) == 1:
        kind = kinds.word(decision.lines[0].record_type)
        yes, no = translate("check", "You can see the {kind}."), translate("check", "You cannot see the {kind}.")
        return (yes if permitted else no).format(kind=kind)
    if len(permitted) == len(decision.lines):
        return translate("check", "You can see all 4 kinds.")
    if not permitted:
        return translate("check", "You can see none of the 4 kinds.")
    return translate("check", "You can see {counted}.").format(counted=kinds.counted(permitted))


def to_ask(decision: Decision) -> tuple[RecordType, ...]:
    """What is neither permitted nor waiting for an answer."""
    return tuple(
        line.record_type
        for line in decision.lines
        if not line.permitted and line.cell.state is not CellState.ASKED and line.record_type in SINGLE_TYPES
    )
