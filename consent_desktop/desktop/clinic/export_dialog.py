"""Writing the list of people to a file for a spreadsheet or another program."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.clinic import import_work
from consent_desktop.desktop.staff.form_dialog import FormDialog
from consent_desktop.desktop.staff.path_field import PathField, Wanted
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.read_models.directory import DirectoryQuery

translate = QCoreApplication.translate


class ExportDialog(FormDialog):
    """`exported(title, line)`. What is listed is what is written."""

    exported = Signal(object, object)

    def __init__(self, host: QWidget, workspace: Workspace, acting: Acting, query: DirectoryQuery) -> None:
        hint = translate(
            "export",
            "The people who are listed now, with number, kind, name, birth date and specialty: no consents, no secrets. The file "
            "is not protected; keep it as carefully as the register.",
        )
        super().__init__(
            host, workspace, acting, translate("export", "Export the list"), translate("export", "Export"), hint=hint
        )
        self._query = query
        self.file = PathField(self.tr("CSV file"), self.body, wanted=Wanted.NEW_FILE, filters=self.tr("CSV (*.csv)"))
        self.add(self.tr("CSV file"), self.file)
        self.file.changed.connect(partial(self.tell, ""))
        self.set_first_focus(self.file.field.line_edit)

    def send(self) -> None:
        """Write it."""
        path = self.file.path()
        if path is None:
            self.tell(self.tr("Choose a file."))
            return
        work = partial(import_work.export, self.clinic, self.acting, self._query, path)
        self.work(work, partial(self._written, path.name))

    def _written(self, name: str, count: int) -> None:
        number = self.locale().toString(count)
        line = self.tr("{count} people in {file}.").format(count=number, file=name)
        self.close_dialog()
        self.exported.emit(self.tr("The list is exported"), line)
