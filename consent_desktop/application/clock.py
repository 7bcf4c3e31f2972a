"""Where the time comes from. Decisions are given the time as a value; only faces and the bus read a clock."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


class StandingDayClock:
    """The demonstration clinic's clock: the hands go round, the day stays the same."""

    def __init__(self, day: date, zone: ZoneInfo) -> None:
        self._day = day
        self._zone = zone

    def now(self) -> datetime:
        """The computer's time of day in the clinic, on the day that stands still."""
        here = datetime.now(self._zone).timetz().replace(tzinfo=None)
        return datetime.combine(self._day, here, self._zone).astimezone(UTC)


class FixedClock:
    """A clock that stands until somebody sets it: for tests and for writing a demonstration's past."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment set."""
        return self.moment


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """The midnight after that day in the zone, in UTC: a consent "until" a day includes the day."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def last_day(until: datetime, zone: ZoneInfo) -> date:
    """The last day on which a consent with this exclusive end is in force, as said to people."""
    return (until - timedelta(microseconds=1)).astimezone(zone).date()
