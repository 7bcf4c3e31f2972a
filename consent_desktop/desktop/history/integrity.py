"""The seal beside the title: whether the whole log is what was written, found by really checking it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consent_desktop.application import repairing
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.staff.wrap_row import WrapRow
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.status_badge import Status, StatusBadge
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.event_store.verification import Verification
from consent_desktop.evidence.checkpointer import LastAnchored


class IntegrityBadge(QWidget):
    """`verify()` begins a check of every event; until it ends, the badge says so."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._clinic = workspace.clinic
        self._latest = Latest(workspace, self)
        self._segment = self._clinic.segment
        self.badge = StatusBadge(Status.CHECKING, self.tr("Checking the history…"), self, tall=True)
        self.when = Label("", Role.TABLE, self, color="ink2", wrap=False)
        row = WrapRow(self, gap=16)
        self.anchored = Label("", Role.TABLE, self, color="ink2", wrap=False)
        row.addWidget(self.badge)
        row.addWidget(self.when)
        row.addWidget(self.anchored)

    def verify(self) -> None:
        """Check the whole log, in the background."""
        if not self._latest.is_waiting():
            self.badge.set_status(Status.CHECKING, self.tr("Checking the history…"))
            self._latest.ask(self._check, self._found, self._failed)

    def look(self) -> None:
        """Check again where a copy has taken over since: what is shown is about the old file."""
        if self._clinic.segment != self._segment:
            self.verify()

    def _check(self) -> tuple[Verification, LastAnchored | None]:
        """Runs in the background."""
        return repairing.examine(self._clinic), self._clinic.evidence.last_anchored()

    def _found(self, answer: tuple[Verification, LastAnchored | None]) -> None:
        found, anchored = answer
        self._segment = self._clinic.segment
        if found.first_broken is None:
            number = self.locale().toString(found.events)
            if found.lost:
                lost = self.locale().toString(found.lost_count)
                words = self.tr("{number} events, unbroken but for {lost} lost to damage").format(
                    number=number, lost=lost
                )
                self.badge.set_status(Status.DAMAGED, words)
            else:
                words = self.tr("History verified: {number} events, unbroken").format(number=number)
                self.badge.set_status(Status.VERIFIED, words)
        else:
            number = self.locale().toString(found.first_broken)
            words = self.tr("History damaged at position {number}").format(number=number)
            self.badge.set_status(Status.DAMAGED, words)
        self._say_when()
        self._say_anchored(anchored)

    def _failed(self, error: ConsentDesktopError) -> None:
        self.badge.set_status(Status.DAMAGED, self.tr("History could not be checked"))
        self.badge.setToolTip(str(error))
        self._say_when()

    def _say_when(self) -> None:
        time = dates.clock_time(self._clinic.now(), self._clinic.zone)
        self.when.setText(self.tr("checked {time}").format(time=time))

    def _say_anchored(self, anchored: LastAnchored | None) -> None:
        """When a copy of the history's seal last left this computer: up to there a change could not stay hidden."""
        if anchored is None:
            self.anchored.setText(self.tr("never anchored"))
            self.anchored.setToolTip(
                self.tr("No sealed copy has left this computer. See consent-desktop checkpoint --help.")
            )
            self.anchored.set_color("wait")
            return
        when = dates.moment_short(anchored.at, self._clinic.zone)
        if anchored.events_since == 1:
            self.anchored.setText(self.tr("last anchored {when}, one event since").format(when=when))
        elif anchored.events_since:
            number = self.locale().toString(anchored.events_since)
            self.anchored.setText(
                self.tr("last anchored {when}, {number} events since").format(when=when, number=number)
            )
        else:
            self.anchored.setText(self.tr("last anchored {when}, nothing since").format(when=when))
        if anchored.lost:
            lost = self.locale().toString(anchored.lost)
            words = self.tr("{anchored}; anchored events lost to damage: {lost}")
            self.anchored.setText(words.format(anchored=self.anchored.text(), lost=lost))
        self.anchored.setToolTip(str(anchored.folder))
        self.anchored.set_color("wait" if anchored.lost or anchored.late(self._clinic.now()) else "ink2")
