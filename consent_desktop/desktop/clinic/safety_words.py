"""What the Safety page says: when something was checked or copied, in everyday words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from consent_desktop.application.backup_settings import KnownBackup
from consent_desktop.application.safety import DaySquare, MissedNight, Safety
from consent_desktop.desktop.words import dates

translate = QCoreApplication.translate


def when(moment: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Today by its time, other days by their date: "today 09:53", "11 Mar 2026 03:00"."""
    if dates.day_of(moment, zone) == dates.day_of(now, zone):
        return translate("safety", "today {time}").format(time=dates.clock_time(moment, zone))
    return dates.moment_short(moment, zone)


def size(count: int) -> str:
    """As file managers write it: "412 MB"."""
    return QLocale().formattedDataSize(count, 0, QLocale.DataSizeFormat.DataSizeSIFormat)


def number(count: int) -> str:
    """With the separators of the place."""
    return QLocale().toString(count)


def checked(found: Safety, now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """Title and line about the last check that the history tells of."""
    last = found.last_verified
    if last is None:
        return translate("safety", "Not checked lately"), translate(
            "safety", "No check of the whole history is noted in the last 24 days."
        )
    line = translate("safety", "{count} events. Checked {when}.").format(
        count=number(last.head), when=when(last.at, now, zone)
    )
    if last.whole:
        return translate("safety", "History verified"), translate("safety", "{line} Unbroken.").format(line=line)
    return translate("safety", "History damaged"), line


def square_sentence(square: DaySquare) -> str:
    """One day, for the words under the squares and for readers."""
    day = dates.short_day(square.day)
    return {
        "verified": translate("safety", "{day}: checked, whole"),
        "broken": translate("safety", "{day}: damage was found"),
        "not_checked": translate("safety", "{day}: not checked, the program was not open"),
        "before": translate("safety", "{day}: no history yet"),
    }[square.state].format(day=day)


def squares_sentence(days: Sequence[DaySquare]) -> str:
    """All the days in one sentence."""
    counts = {state: sum(square.state == state for square in days) for state in ("verified", "broken", "not_checked")}
    return translate(
        "safety",
        "The last {days} days: on {whole} the history was checked and whole, on {broken} damaged, on {not_checked} not checked.",
    ).format(days=len(days), whole=counts["verified"], broken=counts["broken"], not_checked=counts["not_checked"])


def worst_day(days: Sequence[DaySquare]) -> DaySquare | None:
    """The latest day of which there is something to say: damage before a day that was missed; today is not over."""
    for state in ("broken", "not_checked"):
        for square in reversed(days[:-1] if state == "not_checked" else days):
            if square.state == state:
                return square
    return None


def backed_up(found: Safety, now: datetime, zone: ZoneInfo) -> tuple[str, str]:
    """Title and line about the newest backup."""
    last = found.last_backup
    if last is None:
        return translate("safety", "Never backed up"), translate(
            "safety", "Should this computer break, the history is lost with it."
        )
    title = translate("safety", "Backed up {when}").format(when=when(last.made, now, zone))
    line = translate("safety", "Opened and read back: whole, {size}.").format(size=size(last.size))
    if not last.protected:
        line = translate("safety", "{line} It is not protected by a key.").format(line=line)
    return title, line


def backup_place(backup: KnownBackup) -> str:
    """Where it lies."""
    return str(backup.path.parent)


def missed(nights: Sequence[MissedNight]) -> str:
    """The newest night without a backup, as a sentence; "" where none is missing."""
    if not nights:
        return ""
    night = nights[0]
    day = dates.short_day(night.day)
    if night.reason is not None:
        return translate("safety", "{day}: not backed up. {reason}").format(day=day, reason=night.reason)
    return translate("safety", "{day}: not backed up, the computer was off or the program not open").format(day=day)


def anchored(found: Safety, now: datetime, zone: ZoneInfo) -> str:
    """When a proof of the history last left this computer."""
    last = found.last_anchor
    if last is None:
        return translate("safety", "never")
    return translate("safety", "{when}, {count} events since").format(
        when=when(last.at, now, zone), count=number(last.events_since)
    )


def every_night(hour: int) -> str:
    """The schedule on its button."""
    return translate("safety", "Every day, {hour}:00").format(hour=f"{hour:02}")


def file_day(day: date) -> str:
    """A short day under the squares: "11 Feb"."""
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM")
