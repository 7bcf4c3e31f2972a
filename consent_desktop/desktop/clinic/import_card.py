"""Bringing people in from files: first a look that writes nothing, then what was looked at (screen 08a)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from consent_desktop.desktop.clinic import import_work
from consent_desktop.desktop.clinic.drop_zone import DropZone
from consent_desktop.desktop.clinic.import_work import Looked
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sharing.lines import IconLine, Problem
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.link_button import LinkButton
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import PrimaryButton
from consent_desktop.desktop.widgets.card import Card, Rule
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.interchange.people_import import ImportSummary


class CountLine(QWidget):
    """An icon, what is counted, how many; with `see`, a link in the number's place. `pressed()`."""

    pressed = Signal()

    def __init__(self, icon: str, color: str, words: str, parent: QWidget, *, see: bool = False) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        line = IconLine(icon, words, self, role=Role.CELL_WORD, icon_color=color, weight=Weight.FILL, text_weight=400)
        row.addWidget(line, 1)
        self._words, self._see = words, see
        self.number = Label("", Role.BUTTON, self, tnum=True, wrap=False)
        self.link = LinkButton("", self)
        self.number.setVisible(not see)
        self.link.setVisible(see)
        row.addWidget(self.number)
        row.addWidget(self.link)
        column.addLayout(row)
        column.addWidget(Rule(self))
        self.link.clicked.connect(self.pressed)

    def set_count(self, count: int) -> None:
        """How many; a line about nobody to look at goes."""
        number = self.locale().toString(count)
        self.number.setText(number)
        self.link.setText(self.tr("See {number}").format(number=number))
        self.link.setAccessibleName(self.tr("See {number}: {words}").format(number=number, words=self._words))
        if self._see:
            self.setVisible(count > 0)


class ImportCard(Card):
    """`imported(title, line)`; `alike_wanted(Looked)` and `bad_wanted(Looked)` where somebody has to look."""

    imported = Signal(object, object)
    alike_wanted = Signal(object)
    bad_wanted = Signal(object)
    _came_along = Signal(int, int)

    def __init__(self, workspace: Workspace, acting: Acting, parent: QWidget) -> None:
        super().__init__(parent)
        self._clinic, self._acting = workspace.clinic, acting
        self._latest = Latest(workspace, self)
        self._looked: Looked | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Import people"), Role.H3, self), 1)
        head.addWidget(Label(self.tr("CSV or FHIR"), Role.TABLE, self, color="ink2", wrap=False))
        column.addLayout(head)
        self.zone = DropZone(self.tr("Choose files, or drop them here"), self)
        column.addWidget(self.zone)
        self.problem = Problem(self)
        column.addWidget(self.problem)
        self._found = QWidget(self)
        self._build_found()
        column.addWidget(self._found)
        self._found.hide()
        self.import_button = PrimaryButton("", self, size=ControlSize.TOOL)
        growing(self.import_button)
        self.import_button.hide()
        column.addWidget(self.import_button)
        note = Label(self.tr("Consents are never imported with people."), Role.TABLE, self, color="ink2", centred=True)
        column.addWidget(note)
        self.zone.clicked.connect(partial(self._choose))
        self.zone.dropped.connect(self.look_at)
        self.import_button.clicked.connect(partial(self._bring_in))
        self._came_along.connect(self._show_progress)

    def _build_found(self) -> None:
        inner = QVBoxLayout(self._found)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        self.new = CountLine("user-plus", "allow", self.tr("New people"), self._found)
        self.changed = CountLine("pencil-simple", "pen", self.tr("Changed"), self._found)
        self.alike = CountLine(
            "warning", "wait", self.tr("Needs a look: same name and birthday"), self._found, see=True
        )
        self.bad = CountLine("warning-circle", "stop", self.tr("Lines that are no person"), self._found, see=True)
        for line in (self.new, self.changed, self.alike, self.bad):
            inner.addWidget(line)
        self.alike.pressed.connect(self._see_alike)
        self.bad.pressed.connect(self._see_bad)

    def _choose(self, _checked: bool = False) -> None:
        filters = self.tr("Files of people (*.csv *.tsv *.json *.ndjson *.jsonl);;All files (*)")
        dialog = QFileDialog(self, self.tr("Choose files of people"), "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._files_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _files_chosen(self, names: Sequence[str]) -> None:
        self.look_at([Path(name) for name in names])

    def look_at(self, files: Sequence[Path]) -> None:
        """Compare the files with the register; nothing is written by that."""
        self._looked = None
        self._found.hide()
        self.import_button.hide()
        self.problem.tell("")
        self.zone.set_words(self.tr("Looking at {names}…").format(names=", ".join(path.name for path in files)))
        work = partial(import_work.look, self._clinic, self._acting, list(files))
        self._latest.ask(work, self._came, self._failed)

    def _came(self, looked: Looked) -> None:
        self._looked = looked
        summary = looked.summary
        rows = summary.new + summary.changed + summary.unchanged + len(summary.bad) + len(looked.alike)
        names = ", ".join(path.name for path in looked.files)
        words = self.tr("{names} · {rows} rows").format(names=names, rows=self.locale().toString(rows))
        self.zone.set_words(words)
        for line, count in (
            (self.new, summary.new), (self.changed, summary.changed), (self.alike, len(looked.alike)),
            (self.bad, len(summary.bad)),
        ):  # fmt: skip
            line.set_count(count)
        self._found.show()
        number = self.locale().toString(looked.count)
        self.import_button.setText(
            self.tr("Import 1 person") if looked.count == 1 else self.tr("Import {number} people").format(number=number)
        )
        self.import_button.setVisible(looked.count > 0)
        self.import_button.setEnabled(True)

    def _bring_in(self, _checked: bool = False) -> None:
        if self._looked is None or not self.import_button.isEnabled():
            return
        self.import_button.setEnabled(False)
        self.import_button.setText(self.tr("Importing…"))
        work = partial(import_work.bring_in, self._clinic, self._acting, self._looked, self._tell_progress)
        self._latest.ask(work, self._done, self._failed)

    def _tell_progress(self, stage: str, done: int, total: int | None) -> None:
        """Called by the worker, which goes on even when this window has gone."""
        if stage == "recording" and total is not None and isValid(self):
            self._came_along.emit(done, total)

    @Slot(int, int)
    def _show_progress(self, done: int, total: int) -> None:
        said, whole = self.locale().toString(done), self.locale().toString(total)
        self.import_button.setText(self.tr("Importing, {done} of {total}").format(done=said, total=whole))

    def _done(self, summary: ImportSummary) -> None:
        self._clear()
        line = self.tr("{new} new, {changed} corrected.").format(
            new=self.locale().toString(summary.new), changed=self.locale().toString(summary.changed)
        )
        self.imported.emit(self.tr("The people are imported"), line)

    def _clear(self) -> None:
        self._looked = None
        self._found.hide()
        self.import_button.hide()
        self.zone.set_words(self.tr("Choose files, or drop them here"))

    def _failed(self, error: ConsentDesktopError) -> None:
        self._clear()
        self.problem.tell(str(error))

    def _see_alike(self) -> None:
        self.alike_wanted.emit(self._looked)

    def _see_bad(self) -> None:
        self.bad_wanted.emit(self._looked)
