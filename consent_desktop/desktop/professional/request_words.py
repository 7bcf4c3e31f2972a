"""A request as its asker reads it, whole sentences for every way it can stand."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.words.sentence import Sentence
from consent_desktop.read_models.rows import RequestRow, RequestState

translate = QCoreApplication.translate


def asked_sentence(request: RequestRow, zone: ZoneInfo) -> Sentence:
    """What was asked."""
    values = {
        "patient": name_of(request.patient),
        "kinds": kinds.listed(request.record_types),
        "purpose": request.purpose.words if request.purpose else "",
        "date": dates.end_words(request.until, zone) if request.until else "",
    }
    match request.until is not None, request.purpose is not None:
        case True, True:
            words = translate("requests", "You asked to see {patient}’s {kinds} until {date}, for {purpose}.")
        case True, False:
            words = translate("requests", "You asked to see {patient}’s {kinds} until {date}.")
        case False, True:
            words = translate("requests", "You asked to see {patient}’s {kinds} with no end date, for {purpose}.")
        case _:
            words = translate("requests", "You asked to see {patient}’s {kinds} with no end date.")
    return Sentence(words, values)


def standing(request: RequestRow, zone: ZoneInfo) -> str:
    """How it stands or ended, and since when."""
    asked = dates.short_day(dates.day_of(request.asked_at, zone))
    if request.state is RequestState.OPEN:
        if frozenset(request.waiting) != frozenset(request.record_types):
            words = translate("requests", "Asked on {asked}. Still waiting about {kinds}.")
            return words.format(asked=asked, kinds=kinds.listed(request.waiting))
        return translate("requests", "Asked on {asked}. Waiting for an answer.").format(asked=asked)
    ended = dates.short_day(dates.day_of(request.ended_at, zone)) if request.ended_at else ""
    templates = {
        RequestState.GRANTED: translate("requests", "Asked on {asked}. The patient said yes on {ended}."),
        RequestState.PARTLY_GRANTED: translate(
            "requests", "Asked on {asked}. The patient said yes to a part of it; ended on {ended}."
        ),
        RequestState.DECLINED: translate("requests", "Asked on {asked}. The patient said no on {ended}."),
        RequestState.WITHDRAWN: translate("requests", "Asked on {asked}. You took it back on {ended}."),
        RequestState.LOST: translate(
            "requests", "Asked on {asked}. Ended on {ended}, because the patient’s history was damaged."
        ),
    }
    return templates[request.state].format(asked=asked, ended=ended)
