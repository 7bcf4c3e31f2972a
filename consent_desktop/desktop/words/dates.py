"""Moments as people say them, in the clinic's time zone."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from consent_desktop.application.clock import last_day

translate = QCoreApplication.translate

_YEAR_FIRST: Final = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\D+(\d{1,2})\D+(\d{4})")
_NAMED: Final = ("d MMMM yyyy", "d MMM yyyy", "MMMM d yyyy", "MMMM d, yyyy")


def typed_day(text: str) -> date | None:
    """The day as people write it: 1961-05-14, 14.5.1961, 14/05/1961, 14 5 1961, 14 May 1961; None where it is none."""
    said = " ".join(text.split())
    if match := _YEAR_FIRST.fullmatch(said):
        year, month, day = (int(part) for part in match.groups())
    elif match := _DAY_FIRST.fullmatch(said):
        day, month, year = (int(part) for part in match.groups())
    else:
        return _named_day(said)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _named_day(said: str) -> date | None:
    for locale in (QLocale(), QLocale.c()):
        for form in _NAMED:
            day = locale.toDate(said, form)
            if day.isValid() and day.year() > 1800:
                return date(day.year(), day.month(), day.day())
    return None


def _said(day: date, form: str) -> str:
    return QLocale().toString(QDate(day.year, day.month, day.day), form)


def long_day(day: date) -> str:
    """For sentences: 30 June 2026."""
    return _said(day, "d MMMM yyyy")


def short_day(day: date) -> str:
    """For cells: 30 Jun 2026."""
    return _said(day, "d MMM yyyy")


def weekday(day: date) -> str:
    """For headings: Thursday 12 March 2026."""
    return _said(day, "dddd d MMMM yyyy")


def day_of(moment: datetime, zone: ZoneInfo) -> date:
    """The day on which it was."""
    return moment.astimezone(zone).date()


def clock_time(moment: datetime, zone: ZoneInfo) -> str:
    """Hours and minutes: 09:52."""
    return _clock(moment.astimezone(zone))


def _clock(here: datetime) -> str:
    return f"{here.hour:02}:{here.minute:02}"


def moment_short(moment: datetime, zone: ZoneInfo) -> str:
    """For tables: 12 Mar 2026 09:52."""
    here = moment.astimezone(zone)
    return f"{short_day(here.date())} {_clock(here)}"


def ends(until: datetime | None, zone: ZoneInfo) -> str:
    """The end for a cell: "until 30 Jun 2026" or "no end date"."""
    if until is None:
        return translate("dates", "no end date")
    return translate("dates", "until {day}").format(day=short_day(last_day(until, zone)))


def end_of(until: datetime | None, zone: ZoneInfo) -> str:
    """The end for a table that has a column for it: "30 Jun 2026" or "no end date"."""
    return translate("dates", "no end date") if until is None else short_day(last_day(until, zone))


def end_words(until: datetime, zone: ZoneInfo) -> str:
    """The last day for a sentence: "30 June 2026"."""
    return long_day(last_day(until, zone))
