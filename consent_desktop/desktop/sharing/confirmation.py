"""After sharing: what was recorded, when, under which number, and how to stop it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Recorded
from consent_desktop.desktop.sharing import already
from consent_desktop.desktop.sharing.lines import IconLine
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.card import Card, Rule
from consent_desktop.desktop.widgets.empty_state import IconDisc
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.sentence import RecordSentence
from consent_desktop.desktop.words import dates, events
from consent_desktop.desktop.words.people import isolated, short_name
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.read_models import history, matrix
from consent_desktop.read_models.rows import HistoryRow, MatrixRow, PersonRow


def _read_back(
    clinic: Clinic, recorded: Recorded, patient: PersonRow, other: PersonRow
) -> tuple[Sequence[HistoryRow], MatrixRow | None]:
    """What was recorded, and all that the other can see now; runs in the background."""
    rows = clinic.ask(patient.acting, history.rows, list(recorded.positions))
    return rows, clinic.ask(patient.acting, matrix.of_pair, patient.subject, matrix.actor_of(other), clinic.now())


class Confirmation(QWidget):
    """Reads back what the command led to. `ready` once the record can be read on it."""

    ready = Signal()

    def __init__(
        self, workspace: Workspace, recorded: Recorded, patient: PersonRow, other: PersonRow, parent: QWidget, *,
        title: str = "", notes: Sequence[tuple[str, str]] = (),
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._zone, self._patient = workspace.clinic.zone, patient
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(14)
        head.addWidget(IconDisc("check", self, size=36, fill="allow", color="on_pen"))
        self.title = Label(title or self.tr("Shared"), Role.H1, self)
        head.addWidget(self.title, 1)
        page.addLayout(head)
        page.addSpacing(18)
        self._card = Card(self)
        self._inner = QVBoxLayout(self._card)
        self._inner.setContentsMargins(24, 20, 24, 20)
        self._inner.setSpacing(14)
        self._sentence: RecordSentence | None = None
        page.addWidget(self._card)
        page.addSpacing(20)
        told = self.tr("{name} is told at the next sign-in.").format(name=short_name(other))
        stop = self.tr("You can stop it at any time under Who can see.")
        for icon, text in (*notes, ("bell", told), ("hand-palm", stop)):
            page.addWidget(IconLine(icon, text, self))
            page.addSpacing(12)
        work = partial(_read_back, workspace.clinic, recorded, patient, other)
        workspace.query(self, work, partial(self._read, recorded), partial(self._unread, recorded))

    def sentence(self) -> str:
        """What stands on the card."""
        return self._sentence.text() if self._sentence is not None else ""

    def _read(self, recorded: Recorded, found: tuple[Sequence[HistoryRow], MatrixRow | None]) -> None:
        rows, standing = found
        if not rows:
            self._behind(recorded)
            return
        row = rows[0]
        said = events.patient_sentence(row, self._zone)
        self._sentence = RecordSentence(said.template, said.values, self._card)
        self._inner.addWidget(self._sentence)
        if row.purpose:
            why = self.tr("For {purpose}.").format(purpose=row.purpose)
            self._inner.addWidget(Label(why, Role.RECORD_DETAIL, self._card))
        self._inner.addWidget(Rule(self._card))
        self._inner.addLayout(self._facts(row))
        for icon, text in already.lines(standing, row.record_types, row.until, self._zone):
            self._inner.addWidget(IconLine(icon, text, self._card))
        self.ready.emit()

    def _facts(self, row: HistoryRow) -> QGridLayout:
        day = dates.weekday(dates.day_of(row.recorded_at, self._zone))
        moment = self.tr("{day}, {time}").format(day=day, time=dates.clock_time(row.recorded_at, self._zone))
        ends = self.tr("when you stop it")
        if row.until is not None:
            ends = self.tr("this share by itself, at the end of {day}").format(
                day=dates.end_words(row.until, self._zone)
            )
        number = self.locale().toString(row.position)
        facts = (
            (self.tr("Recorded"), moment),
            (self.tr("Record"), isolated(self._patient.record_number)),
            (self.tr("Ends"), ends),
            (self.tr("Entry"), self.tr("{number} in the history").format(number=number)),
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (name, value) in enumerate(facts):
            grid.addWidget(Label(name, Role.BODY, self._card, color="ink2", wrap=False), line, 0,
                           Qt.AlignmentFlag.AlignTop)  # fmt: skip
            grid.addWidget(Label(value, Role.BODY, self._card, tnum=True), line, 1)
        return grid

    def _behind(self, recorded: Recorded) -> None:
        words = self.tr("It is recorded as entry {number} in the history. The lists follow in a moment.")
        line = words.format(number=self.locale().toString(recorded.first))
        self._inner.addWidget(IconLine("info", line, self._card, weight=Weight.REGULAR))
        self.ready.emit()

    def _unread(self, recorded: Recorded, _error: ConsentDesktopError) -> None:
        self._behind(recorded)
