"""Does this person have access to that patient? Asked of the log each time, never remembered."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consent_desktop.desktop.desk import access_words
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.professional import check_parts, check_words
from consent_desktop.desktop.professional.check_parts import AnswerBox, FindingLine
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.person_picker import PersonPicker
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.chooser import Chooser
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words import kinds
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import SINGLE_TYPES, Acting, PersonKind, RecordType
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import Decision, Outcome, PersonRow

LOOKING = (PersonKind.DOCTOR, PersonKind.NURSE, PersonKind.PATIENT)
"""Who can have access to a record."""


class AccessCard(Card):
    """Choose who would look and whose record it is. `event_wanted(position)` where the answer tells what it rests on."""

    event_wanted = Signal(object)

    def __init__(self, workspace: Workspace, acting: Acting, parent: QWidget) -> None:
        super().__init__(parent)
        self._clinic, self._acting = workspace.clinic, acting
        self._latest = Latest(workspace, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 14, 20, 16)
        self._column.setSpacing(8)
        self.who = PersonPicker(workspace, acting, LOOKING, self.tr("Who would look"), self)
        self.patient = PersonPicker(workspace, acting, (PersonKind.PATIENT,), self.tr("Whose record"), self)
        self.kind = Chooser(self.tr("Record type"), "", self, size=ControlSize.STAFF)
        self.kind.set_choices([(kind.value, kinds.title(kind)) for kind in (RecordType.ALL, *SINGLE_TYPES)])
        self.kind.choose(RecordType.ALL.value)
        self.answer = AnswerBox(self)
        self.lines = [FindingLine(self) for _ in SINGLE_TYPES]
        self._build()
        for picker in (self.who, self.patient):
            picker.chosen.connect(self.recheck)
        self.kind.chosen.connect(self.recheck)
        workspace.changed.connect(self.recheck)
        self.recheck()

    def _build(self) -> None:
        title = Label(self.tr("Does … have access to …?"), Role.H3, self)
        growing(title)
        self._column.addWidget(title)
        for words, widget in (
            (self.tr("Who would look"), self.who), (self.tr("Whose record"), self.patient),
            (self.tr("Record type"), self.kind),
        ):  # fmt: skip
            label = Label(words, Role.LABEL, self, color="ink2")
            self._column.addWidget(label)
            self._column.addWidget(widget)
            widget.raise_()  # readers go by the order of the children
        self._column.addWidget(self.answer)
        self.answer.raise_()
        for line in self.lines:
            line.raise_()
            line.event_wanted.connect(self.event_wanted)
            line.hide()
            self._column.addWidget(line)

    @Slot(object)
    def recheck(self, _hint: object = None) -> None:
        """Ask again; until the answer is there, none is shown."""
        who, patient = self.who.person(), self.patient.person()
        self._show_lines([])
        if who is None or patient is None:
            self._latest.drop()
            self.answer.say(
                check_parts.NO, self.tr("Nobody chosen"), self.tr("Choose who would look, and whose record it is.")
            )
            return
        if who.subject == patient.subject:
            self._latest.drop()
            self.answer.say(check_parts.YES, self.tr("Yes"), self.tr("It is their own record."))
            return
        self.answer.say(check_parts.CHECKING, self.tr("Checking…"), self.tr("The history is being read."))
        kind = RecordType(self.kind.key())
        work = partial(self._clinic.check, self._acting, patient.subject, actor_of(who), (kind,))
        self._latest.ask(work, partial(self._answered, who), self._failed)

    def _answered(self, who: PersonRow, decision: Decision) -> None:
        tones = {Outcome.PERMIT: check_parts.YES, Outcome.DENY: check_parts.NO, Outcome.PARTLY: check_parts.PARTLY}
        self.answer.say(
            tones[decision.outcome], check_words.answer_word(decision.outcome),
            access_words.answer_sentence(decision, who),
        )  # fmt: skip
        self._show_lines(access_words.findings(decision, self._clinic.zone))

    def _failed(self, error: ConsentDesktopError) -> None:
        self.answer.say(check_parts.CANNOT_TELL, self.tr("Cannot tell"), str(error))

    def _show_lines(self, found: list[check_words.Finding]) -> None:
        for i, line in enumerate(self.lines):
            if i < len(found):
                line.show_finding(found[i])
            line.setVisible(i < len(found))
