"""Restoring a backup: first a look that writes nothing, then, signed by a second person, a new store in a new folder."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.application.restoring import Report
from consent_desktop.application.sessions import Session
from consent_desktop.desktop.clinic.restoring_work import Restoring, report_sentences
from consent_desktop.desktop.staff.form_dialog import FormDialog
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.path_field import PathField, Wanted
from consent_desktop.desktop.staff.second_person import SecondPerson
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.password_field import PasswordField
from consent_desktop.desktop.workspace import Workspace

translate = QCoreApplication.translate


class RestoreDialog(FormDialog):
    """`restored(str)`: a sentence about the new store. Any change of a field begins with the look again."""

    restored = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, session: Session, newest: Path | None = None) -> None:
        hint = translate(
            "restoring",
            "A backup goes to a new folder, never over a store that is in use. First it is opened and looked at; nothing is "
            "written by that.",
        )
        title = translate("restoring", "Restore a backup")
        super().__init__(host, workspace, session.acting, title, translate("restoring", "Look at it"), hint=hint)
        self._session, self._seen = session, False
        filters = self.tr("Backups (*.backup);;All files (*)")
        self.backup = PathField(self.tr("Backup file"), self.body, wanted=Wanted.FILE, filters=filters)
        self.to = PathField(self.tr("New folder"), self.body)
        self.recovery = PasswordField(self.tr("Recovery kit of that time"), self.body)
        self.add(self.tr("Backup file"), self.backup)
        self.add(self.tr("New folder"), self.to)
        self.add(self.tr("Recovery kit of that time, only if the key was changed since"), self.recovery)
        self.report = Label("", Role.BODY, self.body)
        growing(self.report)
        self.second = SecondPerson(self.clinic, session, self.body)
        place = self.body_layout.indexOf(self.problem)
        self.body_layout.insertWidget(place, self.report)
        self.body_layout.insertWidget(place + 1, self.second)
        if newest is not None:
            self.backup.set_path(newest)
        for field in (self.backup, self.to):
            field.changed.connect(self._begin_again)
        self.recovery.text_changed.connect(self._begin_again)
        self._begin_again()
        self.set_first_focus(self.backup.field.line_edit)

    def _begin_again(self, _text: object = None) -> None:
        self._seen = False
        self.report.hide()
        self.second.hide()
        self.confirm_button.setText(self.tr("Look at it"))
        self.tell("")
        self.place()

    def _asked(self) -> Restoring | None:
        backup, to = self.backup.path(), self.to.path()
        if backup is None:
            self.tell(self.tr("Choose the backup file."))
        elif to is None:
            self.tell(self.tr("Choose a new folder."))
        else:
            return Restoring(self.clinic, self._session, backup, to, self.recovery.text())
        return None

    def send(self) -> None:
        """Look, and after that do it."""
        asked = self._asked()
        if asked is None:
            return
        if not self._seen:
            self.confirm_button.setText(self.tr("Looking…"))
            self.work(asked.plan, self._looked)
            return
        missing = self.second.missing()
        if missing:
            self.tell(missing)
            return
        number, password = self.second.number.text().strip(), self.second.password.text()
        self.second.password.forget()
        self.work(partial(asked.restore, number, password), partial(self._done_restoring, asked.to))

    def _looked(self, report: Report) -> None:
        self.report.setText("\n".join(report_sentences(report, self.clinic)))
        self.report.show()
        if report.refused is not None:
            self.tell(self.tr("This backup cannot be restored. {why}").format(why=report.refused))
            self.confirm_button.setText(self.tr("Look at it"))
            return
        self._seen = True
        self.second.show()
        self.confirm_button.setText(self.tr("Restore to the new folder"))
        self.place()

    def _done_restoring(self, to: Path, report: Report) -> None:
        words = self.tr("The store in {folder} holds the history up to event {head}. This clinic goes on unchanged.")
        sentence = words.format(folder=str(to), head=self.locale().toString(report.head))
        self.close_dialog()
        self.restored.emit(sentence)

    def _set_busy(self, busy: bool) -> None:
        super()._set_busy(busy)
        if not busy and not self._seen:
            self.confirm_button.setText(self.tr("Look at it"))
