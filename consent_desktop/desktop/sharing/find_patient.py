"""Another patient, found by full record number and birth date only; an unknown one and a wrong answer are alike."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from consent_desktop.desktop.find_patient import find_patient
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.theme.type import Role, px
from consent_desktop.desktop.widgets.buttons import SecondaryButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.read_models.rows import PersonRow


class FindPatient(QWidget):
    """Two fields and "Find". `found(PersonRow)` when both are right and it is not the seeker."""

    found = Signal(object)

    def __init__(self, workspace: Workspace, seeker: PersonRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clinic, self._seeker = workspace.clinic, seeker
        self._latest = Latest(workspace, self)
        self.number = TextField(self.tr("Record number"), self, placeholder=self.tr("Whole number"))
        self.birth = TextField(self.tr("Birth date"), self, placeholder=self.tr("Day month year"))
        self.find_button = SecondaryButton(self.tr("Find"), self, icon="magnifying-glass")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._answer = Label("", Role.BODY, self, color="stop")
        self._build()
        self.number.returned.connect(self.look)
        self.birth.returned.connect(self.look)
        self.number.text_changed.connect(self._typed)
        self.birth.text_changed.connect(self._typed)
        self.find_button.clicked.connect(self.look)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        self._row.setSpacing(12)
        for name, field in ((self.tr("Record number"), self.number), (self.tr("Birth date"), self.birth)):
            column = QVBoxLayout()
            column.setSpacing(4)
            column.addWidget(Label(name, Role.LABEL, self, color="ink2"))
            column.addWidget(field)
            self._row.addLayout(column, 1)
        foot = QVBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.find_button)
        self._row.addLayout(foot)
        outer.addLayout(self._row)
        outer.addWidget(self._answer)
        self._answer.hide()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def answer(self) -> str:
        """What the last search said; "" where it found somebody."""
        return self._answer.text()

    def resizeEvent(self, event: object) -> None:
        """One under the other where there is no room beside."""
        wide = self.width() >= px(480)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)

    @Slot()
    def look(self) -> None:
        """Look for the patient."""
        number, birth = self.number.text().strip(), dates.typed_day(self.birth.text())
        if not number or not self.birth.text().strip():
            self._say(self.tr("Type the whole record number and the birth date."))
        elif birth is None:
            self._say(self.tr("Type the birth date as day, month and year, for instance 15 7 1981."))
        else:
            self._latest.ask(
                partial(find_patient, self._clinic, self._seeker.acting, number, birth), self._came, self._failed
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field looks, and does nothing else."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _typed(self, _text: str) -> None:
        self._latest.drop()
        self._say("")

    def _came(self, person: PersonRow | None) -> None:
        if person is None:
            self._say(self.tr("No patient has this record number and this birth date. Check both."))
        elif person.subject == self._seeker.subject:
            self._say(self.tr("This is your own record."))
        else:
            self._say("")
            self.found.emit(person)

    def _failed(self, error: ConsentDesktopError) -> None:
        self._say(str(error))

    def _say(self, sentence: str) -> None:
        self._answer.setText(sentence)
        self._answer.setVisible(bool(sentence))
