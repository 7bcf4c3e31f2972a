"""Moments as people say them, in the clinic's time zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from consent_desktop.application.clock import last_day

translate = QCoreApplication.translate


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
    return moment.astimezone(zone).strftime("%H:%M")


def moment_short(moment: datetime, zone: ZoneInfo) -> str:
    """For tables: 12 Mar 2026 09:52."""
    return f"{short_day(day_of(moment, zone))} {clock_time(moment, zone)}"


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
