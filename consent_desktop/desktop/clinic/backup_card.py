"""The copies of the history: the newest, where they lie, and the nights on which none was made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application.backup_settings import KnownBackup, Schedule
from consent_desktop.application.safety import Safety
from consent_desktop.desktop.clinic import safety_words
from consent_desktop.desktop.clinic.safety_parts import SafetyCard
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from consent_desktop.desktop.widgets.card import Rule
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.square import LineIcon
from consent_desktop.desktop.workspace import Workspace

SHOWN = 3


class BackupLine(QWidget):
    """One copy: when, where, how large."""

    def __init__(self, backup: KnownBackup, when: str, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(Rule(self))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(LineIcon("check-circle", self, size=20, color="allow", weight=Weight.FILL, line=Role.BODY))
        row.addWidget(Label(when, Role.BODY, self, tnum=True, wrap=False))
        place = Label(backup.path.parent.name or safety_words.backup_place(backup), Role.BODY, self, color="ink2")
        place.setToolTip(safety_words.backup_place(backup))
        growing(place)
        row.addWidget(place, 1)
        row.addWidget(Label(safety_words.size(backup.size), Role.BODY, self, color="ink2", tnum=True, wrap=False))
        column.addLayout(row)


class BackupCard(SafetyCard):
    """`show_safety(Safety)`; `backup_wanted()`, `restore_wanted()`, `schedule_wanted()`."""

    backup_wanted = Signal()
    restore_wanted = Signal()
    schedule_wanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(self.tr("Backup"), parent)
        self._clinic = workspace.clinic
        self._shown: tuple[KnownBackup, ...] | None = None
        self._schedule: Schedule | None = None
        self.lines: list[BackupLine] = []
        self.missed = Label("", Role.TABLE, self, color="wait")
        growing(self.missed)
        self.column.addWidget(self.missed)
        self.backup_button = PrimaryButton(self.tr("Back up now"), self, size=ControlSize.STAFF)
        self.restore_button = SecondaryButton(self.tr("Restore"), self, size=ControlSize.STAFF)
        self.schedule_button = QuietButton(self.tr("Back up every day"), self, size=ControlSize.STAFF)
        self.buttons.addWidget(self.backup_button)
        self.buttons.addWidget(self.restore_button)
        self.buttons.add_last(self.schedule_button)
        self.backup_button.clicked.connect(self.backup_wanted)
        self.restore_button.clicked.connect(self.restore_wanted)
        self.schedule_button.clicked.connect(self.schedule_wanted)

    def schedule(self) -> Schedule | None:
        """When copies are made by themselves."""
        return self._schedule

    def newest(self) -> KnownBackup | None:
        """The newest copy that is shown."""
        return self._shown[0] if self._shown else None

    def show_safety(self, found: Safety) -> None:
        """What there is."""
        now, zone = self._clinic.now(), self._clinic.zone
        title, line = safety_words.backed_up(found, now, zone)
        last = found.last_backup
        self.say("hard-drives", "allow" if last is not None and last.protected else "wait", title, line)
        self._schedule = found.schedule
        words = self.tr("Back up every day")
        self.schedule_button.setText(words if found.schedule is None else safety_words.every_night(found.schedule.hour))
        sentence = safety_words.missed(found.missed)
        self.missed.setText(sentence)
        self.missed.setVisible(bool(sentence))
        self._list(found.backups[:SHOWN])

    def _list(self, backups: Sequence[KnownBackup]) -> None:
        if tuple(backups) == self._shown:
            return
        self._shown = tuple(backups)
        for line in self.lines:
            self.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        now, zone = self._clinic.now(), self._clinic.zone
        self.lines = [BackupLine(one, safety_words.when(one.made, now, zone), self) for one in backups]
        for place, line in enumerate(self.lines):
            self.column.insertWidget(place, line)
            line.show()
