"""Looking at a backup and restoring it, as work for the background: both begin with the same files and places."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from consent_desktop.application import restoring
from consent_desktop.application.clinic import Clinic
from consent_desktop.application.restoring import Report, Surroundings
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic import safety_words
from consent_desktop.desktop.words import dates
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.event_store.unlocking import Unlocking

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Restoring:
    """Which backup goes where. `recovery`: the kit of the time of the backup, where the key was changed since."""

    clinic: Clinic
    session: Session
    backup: Path
    to: Path
    recovery: str = field(default="", repr=False)

    def plan(self) -> Report:
        """What would come of it; nothing is left of looking."""
        return restoring.plan(self.backup, self.to, self._unlocking(), self._around())

    def restore(self, number: str, password: str) -> Report:
        """Do it, with the second person's number and password, as the restored clinic knows them."""

        def sign(restored: Clinic) -> tuple[Acting, str | None]:
            acting = self.session.acting
            return acting, restored.accounts.approve_for(acting, number, password)

        return restoring.restore(self.backup, self.to, self._unlocking(), self._around(), self._reopen, sign)

    def _unlocking(self) -> Unlocking:
        kit = self.recovery.strip()
        return Unlocking(recovery=kit) if kit else Unlocking(key=self.clinic.store.key)

    def _around(self) -> Surroundings:
        return Surroundings(self.clinic.clock, self.clinic.zone, beside=[self.clinic.store.folder])

    @staticmethod
    def _reopen(folder: Path, key: bytes | None) -> Clinic:
        from consent_desktop.bootstrap import open_clinic

        return open_clinic(folder, plain=key is None, key=key, chores=False)


def report_sentences(report: Report, clinic: Clinic) -> list[str]:
    """What there is to know before it is done, what is missing first of all."""
    said = [
        translate("restoring", "Made {when}, {size}, up to event {head}.").format(
            when=dates.moment_short(report.made, clinic.zone),
            size=safety_words.size(report.size),
            head=safety_words.number(report.head),
        )
    ]
    if report.missing:
        said.append(
            translate("restoring", "{count} events that were recorded later are not in it, or more.").format(
                count=safety_words.number(report.missing)
            )
        )
    elif report.anchored is None:
        said.append(translate("restoring", "No proof tells whether events were recorded after it."))
    else:
        said.append(translate("restoring", "No event is known that was recorded after it."))
    said.append(report.verdict.sentence)
    if report.erased:
        said.append(
            translate("restoring", "{count} erased people stay erased.").format(
                count=safety_words.number(len(report.erased))
            )
        )
    return said
