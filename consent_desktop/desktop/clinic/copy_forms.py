"""Making a backup now or every day, and saving a proof: each asks for a folder elsewhere."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application import backups
from consent_desktop.application.backup_settings import BackupSettings, KnownBackup, Schedule
from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.clinic import safety_words
from consent_desktop.desktop.staff.form_dialog import FormDialog
from consent_desktop.desktop.staff.path_field import PathField
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.chooser import Chooser
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.event_store.recorded import KeptCheckpoint

translate = QCoreApplication.translate


class BackupDialog(FormDialog):
    """`made(str)`: a sentence about the backup that was just made and read back."""

    made = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, acting: Acting, folder: Path | None = None) -> None:
        hint = translate(
            "copy_forms",
            "One file is written, opened again and checked. Choose a stick or a disk elsewhere: a copy beside the history is "
            "lost together with it.",
        )
        title = translate("copy_forms", "Back up now")
        super().__init__(host, workspace, acting, title, title, hint=hint)
        self.folder = PathField(self.tr("Folder for the backup"), self.body)
        self.add(self.tr("Folder"), self.folder)
        if folder is not None:
            self.folder.set_path(folder)
        self.folder.changed.connect(partial(self.tell, ""))
        self.set_first_focus(self.folder.field.line_edit)

    def send(self) -> None:
        """Make it."""
        folder = self.folder.path()
        if folder is None:
            self.tell(self.tr("Choose a folder."))
            return
        self.confirm_button.setText(self.tr("Backing up…"))
        self.work(partial(backups.make, self.clinic, folder, self.acting), self._made)

    def _made(self, backup: KnownBackup) -> None:
        words = self.tr("{file}, {size}. It was opened and read back.")
        sentence = words.format(file=backup.path.name, size=safety_words.size(backup.size))
        self.close_dialog()
        self.made.emit(sentence)

    def _set_busy(self, busy: bool) -> None:
        super()._set_busy(busy)
        if not busy:
            self.confirm_button.setText(self.tr("Back up now"))


class ScheduleDialog(FormDialog):
    """`changed()`: backups are made every day from now on, or not any more."""

    changed = Signal()

    def __init__(self, host: QWidget, workspace: Workspace, acting: Acting, schedule: Schedule | None) -> None:
        title = translate("copy_forms", "Back up every day")
        hint = translate(
            "copy_forms",
            "From that hour on, as soon as the program is open. A day on which the computer was off is shown as missed.",
        )
        super().__init__(host, workspace, acting, title, title, hint=hint)
        self.folder = PathField(self.tr("Folder for the backups"), self.body)
        self.hour = Chooser(self.tr("From"), self.tr("Choose an hour"), self.body, size=ControlSize.NORMAL)
        self.hour.set_choices([(str(hour), f"{hour:02}:00") for hour in range(24)])
        self.add(self.tr("Folder"), self.folder)
        self.add(self.tr("From"), self.hour)
        self.stop_button = SecondaryButton(self.tr("No backup every day"), self.foot)
        self.foot_layout.insertWidget(2, self.stop_button)
        self.stop_button.setVisible(schedule is not None)
        self.stop_button.clicked.connect(partial(self._stop))
        if schedule is not None:
            self.folder.set_path(schedule.folder)
            self.hour.choose(str(schedule.hour))
        self.folder.changed.connect(partial(self.tell, ""))
        self.set_first_focus(self.folder.field.line_edit)

    def send(self) -> None:
        """Remember it."""
        folder = self.folder.path()
        if folder is None or not folder.is_dir():
            self.tell(self.tr("Choose a folder that is there."))
        elif not self.hour.key():
            self.tell(self.tr("Choose an hour."))
        else:
            today = dates.day_of(self.clinic.now(), self.clinic.zone)
            schedule = Schedule(folder=folder.absolute(), hour=int(self.hour.key()), since=today + timedelta(days=1))
            self.work(partial(_set_schedule, self.clinic, schedule), self._set)

    def _stop(self, _checked: bool = False) -> None:
        self.work(partial(_set_schedule, self.clinic, None), self._set)

    def _set(self, _nothing: object) -> None:
        self.close_dialog()
        self.changed.emit()


def _set_schedule(clinic: Clinic, schedule: Schedule | None) -> None:
    """Runs in the background."""
    BackupSettings(clinic.store.folder).set_schedule(schedule)


class ProofDialog(FormDialog):
    """`saved(str)`: a sentence about the proof that was just put elsewhere."""

    saved = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, acting: Acting) -> None:
        hint = translate(
            "copy_forms",
            "A signed line that counts every event until now. Kept out of reach of this computer it shows later whether any of "
            "them was changed or left out.",
        )
        super().__init__(
            host, workspace, acting, translate("copy_forms", "Save a proof of the history"),
            translate("copy_forms", "Save proof"), hint=hint,
        )  # fmt: skip
        self.folder = PathField(self.tr("Folder for the proof"), self.body)
        self.add(self.tr("Folder"), self.folder)
        self.folder.changed.connect(partial(self.tell, ""))
        self.set_first_focus(self.folder.field.line_edit)

    def send(self) -> None:
        """Sign, and put it there."""
        folder = self.folder.path()
        if folder is None:
            self.tell(self.tr("Choose a folder."))
            return
        self.work(partial(self.clinic.evidence.anchor, folder), self._saved)

    def _saved(self, kept: KeptCheckpoint) -> None:
        words = self.tr("It counts {count} events.")
        self.close_dialog()
        self.saved.emit(words.format(count=safety_words.number(kept.size)))
