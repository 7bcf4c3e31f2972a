"""How long a share lasts, given or asked for: the choices of the guide as days, never a default."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from consent_desktop.application.clock import end_of_day

translate = QCoreApplication.translate


class EndChoice(StrEnum):
    """What a person can choose under "How long"."""

    TODAY = "today"
    DAYS_30 = "days_30"
    MONTHS_6 = "months_6"
    YEAR = "year"
    A_DAY = "a_day"
    OPEN = "open"


def title(choice: EndChoice, *, open_end: str) -> str:
    """On the option card; whoever asks and whoever shares call the open end differently."""
    return {
        EndChoice.TODAY: translate("endings", "Today only"),
        EndChoice.DAYS_30: translate("endings", "30 days"),
        EndChoice.MONTHS_6: translate("endings", "6 months"),
        EndChoice.YEAR: translate("endings", "1 year"),
        EndChoice.A_DAY: translate("endings", "A day I choose"),
        EndChoice.OPEN: open_end,
    }[choice]


def months_later(day: date, months: int) -> date:
    """The same day some months on; the last of the month where that month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def last_day_of(choice: EndChoice, today: date) -> date | None:
    """The last day that a fixed choice includes; None for a day still to be chosen and for no end."""
    return {
        EndChoice.TODAY: today,
        EndChoice.DAYS_30: today + timedelta(days=30),
        EndChoice.MONTHS_6: months_later(today, 6),
        EndChoice.YEAR: months_later(today, 12),
    }.get(choice)


@dataclass(frozen=True, slots=True)
class Ending:
    """A chosen end: the last day included, or none for "until I stop it"."""

    choice: EndChoice
    day: date | None

    @property
    def complete(self) -> bool:
        """Whether nothing is left to choose."""
        return self.choice is EndChoice.OPEN or self.day is not None

    def until(self, zone: ZoneInfo) -> datetime | None:
        """The exclusive instant of the end; None: no end."""
        return None if self.day is None else end_of_day(self.day, zone)
