"""Do I have access? A check that is asked of the log each time, never remembered."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.professional import check_parts, check_words
from consent_desktop.desktop.professional.check_parts import AnswerBox, FindingLine
from consent_desktop.desktop.professional.patient_chooser import PatientChooser
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import PrimaryButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.chooser import Chooser
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words import kinds
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import SINGLE_TYPES, Actor, RecordType
from consent_desktop.read_models.rows import Decision, Outcome, PersonRow

IN_LIST = 200
"""So many patients the chooser lists; the table and its search find the others."""


class CheckCard(Card):
    """`check(patient)`; `event_wanted(position)`, `ask_wanted(PersonRow, record types)`."""

    event_wanted = Signal(object)
    ask_wanted = Signal(object, object)

    def __init__(self, workspace: Workspace, actor: Actor, parent: QWidget) -> None:
        super().__init__(parent)
        self._clinic, self._actor = workspace.clinic, actor
        self._people: dict[str, PersonRow] = {}
        self._patient: PersonRow | None = None
        self._missing: tuple[RecordType, ...] = ()
        self._latest = Latest(workspace, self)
        self._build()
        self._show_nobody()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Do I have access?"), Role.H3, self))
        choosers = QHBoxLayout()
        choosers.setSpacing(8)
        self.patient_chooser = PatientChooser(
            self.tr("Patient"), self.tr("Choose a patient"), self, size=ControlSize.STAFF
        )
        self.kind_chooser = Chooser(self.tr("Record type"), "", self, size=ControlSize.STAFF)
        order = (RecordType.ALL, *SINGLE_TYPES)
        self.kind_chooser.set_choices([(kind.value, kinds.title(kind)) for kind in order])
        self.kind_chooser.choose(RecordType.ALL.value)
        choosers.addWidget(self.patient_chooser, 3)
        choosers.addWidget(self.kind_chooser, 2)
        column.addLayout(choosers)
        self.answer = AnswerBox(self)
        column.addWidget(self.answer)
        self.findings = QWidget(self)
        kept = self.findings.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # nothing jumps while the log is asked again
        self.findings.setSizePolicy(kept)
        lines = QVBoxLayout(self.findings)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        self.lines = [FindingLine(self.findings) for _ in SINGLE_TYPES]
        for line in self.lines:
            line.event_wanted.connect(self.event_wanted)
            line.hide()
            lines.addWidget(line)
        column.addWidget(self.findings)
        self.ask_button = PrimaryButton("", self, icon="paper-plane-tilt", size=ControlSize.TOOL)
        growing(self.ask_button)
        self.ask_button.hide()
        column.addWidget(self.ask_button)
        self.patient_chooser.chosen.connect(self._chosen)
        self.kind_chooser.chosen.connect(self.recheck)
        self.ask_button.clicked.connect(partial(self._want_to_ask))

    def patient(self) -> PersonRow | None:
        """Whom the card is about."""
        return self._patient

    def set_people(self, people: Sequence[PersonRow]) -> None:
        """Whom the chooser lists; whoever is shown stays."""
        listed = list(people[:IN_LIST])
        if self._patient is not None and self._patient.subject not in {p.subject for p in listed}:
            listed.insert(0, self._patient)
        if [p.subject for p in listed] != list(self._people):
            self._people = {person.subject: person for person in listed}
            self.patient_chooser.set_choices([(p.subject, name_of(p)) for p in listed])
            self.patient_chooser.choose(self._patient.subject if self._patient else "")

    def check(self, patient: PersonRow) -> None:
        """Ask about that patient now."""
        self.name(patient)
        self.recheck()

    def name(self, patient: PersonRow) -> None:
        """Name that patient and answer nothing yet; what was asked about another one is forgotten."""
        if self._patient is not None and self._patient.subject == patient.subject:
            self._patient = patient
            return
        self._latest.drop()
        self._patient, self._missing = patient, ()
        self.set_people(list(self._people.values()) or [patient])
        self.patient_chooser.choose(patient.subject)
        self.ask_button.hide()
        self._show_lines([])
        self._say_checking()

    def recheck(self, _hint: object = None) -> None:
        """Ask again; until the answer is there, none is shown."""
        if self._patient is None:
            return
        self._say_checking()
        kind = RecordType(self.kind_chooser.key())
        work = partial(self._clinic.check, self._actor.acting, self._patient.subject, self._actor, (kind,))
        self._latest.ask(work, self._answered, self._failed)

    def _say_checking(self) -> None:
        self.answer.say(check_parts.CHECKING, self.tr("Checking…"), self.tr("The history is being read."))
        self.findings.hide()

    def _chosen(self, subject: str) -> None:
        self.check(self._people[subject])

    def _answered(self, decision: Decision) -> None:
        tones = {Outcome.PERMIT: check_parts.YES, Outcome.DENY: check_parts.NO, Outcome.PARTLY: check_parts.PARTLY}
        word, sentence = check_words.answer_word(decision.outcome), check_words.answer_sentence(decision)
        self.answer.say(tones[decision.outcome], word, sentence)
        self._show_lines(check_words.findings(decision, self._clinic.zone))
        self._missing = check_words.to_ask(decision)
        self.ask_button.setText(self.tr("Ask for {kinds}").format(kinds=kinds.listed(self._missing)))
        self.ask_button.setVisible(bool(self._missing))

    def _failed(self, error: ConsentDesktopError) -> None:
        self.answer.say(check_parts.CANNOT_TELL, self.tr("Cannot tell"), str(error))
        self._show_lines([])
        self.ask_button.hide()

    def _show_nobody(self) -> None:
        self.answer.say(check_parts.NO, self.tr("Nobody chosen"), self.tr("Choose a patient, and the log is asked."))

    def _show_lines(self, found: list[check_words.Finding]) -> None:
        for i, line in enumerate(self.lines):
            if i < len(found):
                line.show_finding(found[i])
            line.setVisible(i < len(found))
        self.findings.show()

    def _want_to_ask(self, _checked: bool = False) -> None:
        if self._patient is not None:
            self.ask_wanted.emit(self._patient, self._missing)
