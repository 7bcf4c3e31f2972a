"""Ends of grants as the command line says them: as they are typed with `--until`."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


def end_said(until: str, zone: ZoneInfo) -> str:
    """The last day where it lasts to the end of one, as 2027-06-30; else day and time. `until` is exclusive, in ISO 8601."""
    here = datetime.fromisoformat(until).astimezone(zone)
    if here.time() == time():
        return f"{here.date() - timedelta(days=1)}"
    return f"{here:%Y-%m-%d %H:%M}"
