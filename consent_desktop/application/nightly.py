"""What the program does of itself once a day while it is open and quiet: the backup that is due, a check of the whole history."""

from __future__ import annotations

import logging
from typing import Final

from consent_desktop.application import backups, safety
from consent_desktop.application.backup_settings import BackupSettings, BackupSettingsUnreadable, Night, Schedule
from consent_desktop.application.clinic import Clinic
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import THE_SYSTEM

log = logging.getLogger(__name__)
REASON: Final = 500
"""Characters of a reason that are remembered."""


def nightly(clinic: Clinic) -> None:
    """Do what is due today and was not done. What fails is remembered, shown, and tried again."""
    if clinic.demonstration:  # its day stands still and nothing in it is anybody's
        return
    _back_up(clinic)
    _verify(clinic)


def due(schedule: Schedule | None, settings: BackupSettings, clinic: Clinic) -> bool:
    """Whether today's backup is due and was not made."""
    now = clinic.now().astimezone(clinic.zone)
    if schedule is None or now.hour < schedule.hour or now.date() < schedule.since:
        return False
    return all(night.day != now.date() or night.outcome != "made" for night in settings.nights())


def _back_up(clinic: Clinic) -> None:
    settings = BackupSettings(clinic.store.folder)
    today = clinic.now().astimezone(clinic.zone).date()
    try:
        schedule = settings.schedule()
        if schedule is None or not due(schedule, settings, clinic):
            return
        try:
            backups.make(clinic, schedule.folder, THE_SYSTEM, "scheduled")
        except ClinicError as error:
            log.info("no backup: %s", error.code)
            settings.note_night(Night(day=today, outcome="failed", reason=str(error)[:REASON]))
        else:
            settings.note_night(Night(day=today, outcome="made"))
    except BackupSettingsUnreadable as error:
        log.info("no backup: %s", error.code)


def _verify(clinic: Clinic) -> None:
    def look(_done: int, _total: int) -> None:
        clinic.log.head()  # refused once the program is being closed: then the history is checked another day

    try:
        if not safety.checked_today(clinic):
            safety.check_again(clinic, THE_SYSTEM, look)
    except ClinicError as error:
        log.info("no check of the history: %s", error.code)
