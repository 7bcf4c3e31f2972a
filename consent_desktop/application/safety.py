"""Whether the history and its copies are safe, for the Safety page and for whoever looks: what was checked, kept and missed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from consent_desktop.application.backup_settings import BackupSettings, KnownBackup, Schedule
from consent_desktop.application.backups import known_backups
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.application.evidence import LastAnchored, Verdict
from consent_desktop.domain.clinic_commands import NoteVerified
from consent_desktop.domain.clinic_events import HistoryVerified
from consent_desktop.domain.entitlements import authorize
from consent_desktop.domain.vocabulary import CLINIC, Acting
from consent_desktop.event_store.recorded import RecordedEvent

DAYS: Final = 24
"""Squares that are shown, today's last."""
MORE_THAN_ENOUGH: Final = timedelta(days=DAYS + 1)


@dataclass(frozen=True, slots=True)
class Verified:
    """One check of the whole history that was noted in it."""

    at: datetime
    head: int
    whole: bool


@dataclass(frozen=True, slots=True)
class DaySquare:
    """One day: whether the whole history was checked on it."""

    day: date
    state: Literal["verified", "broken", "not_checked", "before"]
    """`before`: the clinic had no history yet. `not_checked`: the program was not open long enough in quiet."""
    verified: Verified | None = None
    """The last check of the day."""


@dataclass(frozen=True, slots=True)
class MissedNight:
    """A day on which a backup was due and none was made."""

    day: date
    reason: str | None
    """The sentence of what stood in the way; None: nobody tried, the computer was off or the program was not open."""


@dataclass(frozen=True, slots=True)
class Safety:
    """Everything that the page shows."""

    backups: tuple[KnownBackup, ...]
    """Those that are still where they were put, the newest first. Each was opened and checked when it was made."""
    schedule: Schedule | None
    missed: tuple[MissedNight, ...]
    """The newest first."""
    last_anchor: LastAnchored | None
    last_verified: Verified | None
    """The newest check within the days shown."""
    days: tuple[DaySquare, ...]
    last_event: tuple[int, datetime] | None
    """Position and moment of the newest event."""

    @property
    def last_backup(self) -> KnownBackup | None:
        """The newest backup that was checked."""
        return self.backups[0] if self.backups else None


def safety(clinic: Clinic, acting: Acting) -> Safety:
    """How safe the clinic's history is. Raises `NotAllowed` for who may not look, or a `ClinicError`."""
    may_look(acting)
    checks = list(_checks(clinic))
    newest = next(clinic.log.read(backward=True), None)
    settings = BackupSettings(clinic.store.folder)
    return Safety(
        backups=tuple(known_backups(clinic)),
        schedule=settings.schedule(),
        missed=missed_nights(settings, clinic.now().astimezone(clinic.zone)),
        last_anchor=clinic.evidence.last_anchored(),
        last_verified=checks[0] if checks else None,
        days=_squares(clinic, checks),
        last_event=None if newest is None else (newest.position, newest.recorded_at),
    )


def may_look(acting: Acting) -> None:
    """Raise `NotAllowed` unless they answer for the clinic's safety."""
    authorize(acting, NoteVerified(head=0, whole=True))


def check_again(clinic: Clinic, acting: Acting, progress: Callable[[int, int], None] | None = None) -> Verdict:
    """Check the whole history now and note it, unless the same was noted today already.

    Raises `NotAllowed` for who may not, or a `ClinicError`.
    """
    may_look(acting)
    verdict = clinic.evidence.verify(None, progress)
    today = clinic.now().astimezone(clinic.zone).date()
    said = next(_checks(clinic), None)
    noted = said is not None and said.at.astimezone(clinic.zone).date() == today and said.whole == verdict.unbroken
    if verdict.events and not noted:
        clinic.dispatch(Dispatch(NoteVerified(head=verdict.events, whole=verdict.unbroken), acting))
    return verdict


def checked_today(clinic: Clinic) -> bool:
    """Whether a check of the whole history was noted today."""
    said = next(_checks(clinic), None)
    return said is not None and said.at.astimezone(clinic.zone).date() == clinic.now().astimezone(clinic.zone).date()


def missed_nights(settings: BackupSettings, now: datetime) -> tuple[MissedNight, ...]:
    """Days on which a backup was due and none was made, the newest first; `now` in the clinic's time zone."""
    schedule = settings.schedule()
    if schedule is None:
        return ()
    nights = {night.day: night for night in settings.nights()}
    last = now.date() if now.hour >= schedule.hour else now.date() - timedelta(days=1)
    missed = []
    for back in range(DAYS):
        day = last - timedelta(days=back)
        night = nights.get(day)
        if day < schedule.since:
            break
        if night is None or night.outcome == "failed":
            missed.append(MissedNight(day, night.reason if night is not None else None))
    return tuple(missed)


def _checks(clinic: Clinic) -> Iterator[Verified]:
    """Checks that were noted within the days shown, the newest first."""
    oldest = clinic.now() - MORE_THAN_ENOUGH
    for one in clinic.log.read_stream(CLINIC, backward=True):
        if one.recorded_at < oldest:
            return
        if isinstance(one.event, HistoryVerified):
            yield Verified(one.recorded_at, one.event.head, one.event.whole)


def _squares(clinic: Clinic, checks: list[Verified]) -> tuple[DaySquare, ...]:
    today = clinic.now().astimezone(clinic.zone).date()
    last_of: dict[date, Verified] = {}
    for one in checks:
        last_of.setdefault(one.at.astimezone(clinic.zone).date(), one)
    first: RecordedEvent | None = next(clinic.log.read(), None)
    born = today if first is None else first.recorded_at.astimezone(clinic.zone).date()
    return tuple(_square(today - timedelta(days=back), last_of, born) for back in range(DAYS - 1, -1, -1))


def _square(day: date, last_of: dict[date, Verified], born: date) -> DaySquare:
    check = last_of.get(day)
    if check is None:
        return DaySquare(day, "before" if day < born else "not_checked")
    return DaySquare(day, "verified" if check.whole else "broken", check)
