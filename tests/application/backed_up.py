"""A protected clinic with some history, and backups of it, for tests."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from consent_desktop.application import backups, restoring
from consent_desktop.application.backup_settings import KnownBackup
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.restoring import Report, Surroundings
from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, PersonKind
from consent_desktop.event_store.key_care import new_key
from consent_desktop.event_store.unlocking import Unlocking
from tests.support.key_rings import memory_ring
from tests.support.stores import NOW


class Place:
    """A protected clinic with some history, and a folder for its backups."""

    def __init__(self, folder: Path) -> None:
        self.store, self.stick = folder / "clinic", folder / "stick"
        self.stick.mkdir()
        self.clock = FixedClock(NOW)
        self.ring = memory_ring()
        self.new = new_key(self.store, NOW, ring=self.ring)
        self.clinic = self.opened(self.store)
        self.consent = Consent(self.clinic, THE_OPERATOR, registers=True)
        self.consent.grant_consent("20-0001", "doctor", "70-0001", "exams")
        self.second, _ = self.clinic.register(PersonKind.ADMINISTRATOR, "90-0002", THE_SYSTEM)

    def opened(self, folder: Path, key: bytes | None = None) -> Clinic:
        """The clinic there."""
        return open_clinic(folder, key=key or self.new.key, clock=self.clock, chores=False)

    def make(self) -> KnownBackup:
        """A backup a day later than the last."""
        self.clock.moment += timedelta(days=1)
        return backups.make(self.clinic, self.stick, THE_SYSTEM)

    def around(self, *beside: Path) -> Surroundings:
        """What a restore looks at."""
        return Surroundings(self.clock, self.clinic.zone, beside)

    def plan(self, backup: KnownBackup, *beside: Path, to: str = "again") -> Report:
        """What would come of it."""
        place = self.store.with_name(to)
        return restoring.plan(backup.path, place, Unlocking(self.new.key), self.around(*beside))

    def restore(self, backup: KnownBackup, *beside: Path, unlocking: Unlocking | None = None) -> Report:
        """The store that comes of it, at `again`."""
        return restoring.restore(
            backup.path,
            self.store.with_name("again"),
            unlocking or Unlocking(self.new.key),
            self.around(*beside),
            self.opened,
            lambda _: (THE_OPERATOR, self.second),
        )


def events(clinic: Clinic, kind: type) -> list[object]:
    """Every event of that kind."""
    return [one.event for one in clinic.log.read() if isinstance(one.event, kind)]
