"""Entering what a patient signed on paper: the desk writes it down, and the history says that it stood on a paper."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.application.dispatch import Recorded
from consent_desktop.desktop.desk import paper_draft, paper_words
from consent_desktop.desktop.desk.paper_draft import Deed, PaperDraft
from consent_desktop.desktop.desk.paper_sections import (
    DeedSection,
    EndSection,
    PaperItselfSection,
    PaperSection,
    ReasonSection,
    WhatSection,
)
from consent_desktop.desktop.sharing.endings import EndChoice, Ending
from consent_desktop.desktop.sharing.reasons import Reason
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.staff.person_picker import PersonPicker
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.blanks import Blank, SentenceWithBlanks
from consent_desktop.desktop.widgets.buttons import PrimaryButton, QuietButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.square import LineIcon
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import kind_and_number, name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting, PersonKind, RecordType
from consent_desktop.read_models.rows import PersonRow

NAMED = (PersonKind.DOCTOR, PersonKind.NURSE, PersonKind.PATIENT)


class PaperDialog(DialogFrame):
    """`entered(sentence)` when it is recorded. A refusal leaves it open, filled in as it is, with the reason."""

    entered = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, acting: Acting, patient: PersonRow) -> None:
        super().__init__(host, "", paper=True)
        self._workspace, self._clinic, self._acting = workspace, workspace.clinic, acting
        today = dates.day_of(self._clinic.now(), self._clinic.zone)
        self._draft, self._busy = PaperDraft(patient, today), False
        title = self.tr("Signed paper of {patient}").format(patient=name_of(patient))
        self.setAccessibleName(title)
        self.panel.setAccessibleName(title)
        self.set_head(Label(title, Role.H2, self.head))
        self._build_paper()
        self._build_body(today)
        self._build_foot()
        self._show_draft()
        self.set_first_focus(self.deed.cards[Deed.GRANT])

    def _build_paper(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(LineIcon("scroll", self.paper_area, size=22))
        row.addWidget(Label(self.tr("What will be recorded"), Role.LABEL, self.paper_area, color="ink2"), 1)
        self.sentence = SentenceWithBlanks(self.paper_area, role=Role.RECORD_FORM)
        self.signed = SentenceWithBlanks(self.paper_area, role=Role.RECORD_DETAIL)
        note = Label(
            self.tr("You enter what stands on the paper. The history says that you did."),
            Role.LABEL, self.paper_area, color="ink2", weight=400,
        )  # fmt: skip
        self.paper_layout.addLayout(row)
        self.paper_layout.addSpacing(8)
        self.paper_layout.addWidget(self.sentence)
        self.paper_layout.addSpacing(12)
        self.paper_layout.addWidget(self.signed)
        self.paper_layout.addStretch(1)
        self.paper_layout.addWidget(note)

    def _build_body(self, today: date) -> None:
        self.body_layout.setSpacing(10)
        self.body_layout.addWidget(Label(kind_and_number(self._draft.patient), Role.TABLE, self.body, color="ink2"))
        self.deed = DeedSection(self._draft.patient, self.body)
        who = PaperSection(self.tr("Whom does it name?"), self.body)
        self.other = PersonPicker(self._workspace, self._acting, NAMED, self.tr("Whom the paper names"), who)
        who.column.addWidget(self.other)
        self.what = WhatSection(self.body)
        self.until, self.reason = EndSection(today, self.body), ReasonSection(self.body)
        self.itself = PaperItselfSection(self.body)
        for section in (self.deed, who, self.what, self.until, self.reason, self.itself):
            self.body_layout.addWidget(section)
            self.body_layout.addSpacing(14)
        self.body_layout.addStretch(1)
        self.deed.changed.connect(self._deed)
        self.other.chosen.connect(self._other)
        self.what.changed.connect(self._what)
        self.until.changed.connect(self._until)
        self.reason.changed.connect(self._reason)
        self.itself.changed.connect(self._itself)

    def _build_foot(self) -> None:
        words = QVBoxLayout()
        self.message = Label("", Role.LABEL, self.foot, color="ink2", weight=400)
        growing(self.message)
        words.addWidget(self.message)
        self.enter_button = PrimaryButton(self.tr("Enter it"), self.foot, icon="signature")
        cancel = QuietButton(self.tr("Cancel"), self.foot)
        self.foot_layout.addLayout(words, 1)
        self.foot_layout.setAlignment(words, Qt.AlignmentFlag.AlignVCenter)
        self.foot_layout.addWidget(cancel)
        self.foot_layout.addWidget(self.enter_button)
        cancel.clicked.connect(self.reject)
        self.enter_button.clicked.connect(partial(self.enter))

    # what is filled in

    def _deed(self, deed: Deed) -> None:
        self._draft.deed = deed
        self._show_draft()

    def _other(self, person: PersonRow | None) -> None:
        self._draft.other = person
        self._show_draft()

    def _what(self, wanted: frozenset[RecordType]) -> None:
        self._draft.kinds = wanted
        self._show_draft()

    def _until(self, ending: Ending) -> None:
        self._draft.ending = ending
        self._show_draft()

    def _reason(self, reason: Reason) -> None:
        self._draft.reason = reason
        self._show_draft()

    def _itself(self, said: tuple[date | None, str]) -> None:
        self._draft.day, self._draft.place = said
        self._show_draft()

    def _show_draft(self) -> None:
        draft = self._draft
        grant = draft.deed in (None, Deed.GRANT)
        self.until.setVisible(grant)
        self.reason.setVisible(grant)
        no_end = draft.ending is not None and draft.ending.choice is EndChoice.OPEN
        last = draft.ending.day if draft.ending is not None else None
        end = self.tr("no end date") if no_end else dates.long_day(last) if last else ""
        blanks = {
            "patient": Blank(name_of(draft.patient), link=False),
            "other": Blank(name_of(draft.other) if draft.other is not None else "", link=False),
            "kinds": Blank(kinds.listed(draft.kinds) if draft.kinds else "", link=False),
        }
        if grant:
            blanks["end"] = Blank(end, link=False)
        self.sentence.set_sentence(paper_draft.sentence(draft.deed, no_end=no_end), blanks)
        day = dates.long_day(draft.day) if draft.day is not None else ""
        place = {"day": Blank(day, link=False), "place": Blank(" ".join(draft.place.split()), link=False)}
        self.signed.set_sentence(paper_draft.signed_sentence(), place)
        missing = draft.missing()
        self.enter_button.setEnabled(missing is None)
        self._say("" if missing is None else paper_draft.still_missing(missing), "ink2")

    def _say(self, words: str, color: str) -> None:
        self.message.set_color(color)
        self.message.setText(words)
        self.enter_button.setAccessibleDescription(words)

    # giving it

    def enter(self, _checked: bool = False) -> None:
        """Give the command; once, however often it is pressed."""
        if self._busy or self._draft.missing() is not None:
            return
        self._busy = True
        self._say(self.tr("Recording…"), "ink2")
        try:
            command = self._draft.command(self._clinic.zone)
        except ConsentDesktopError as error:
            self._refused(error)
            return
        self._workspace.command(self, command, self._acting, self._entered, self._refused)

    def _entered(self, _recorded: Recorded) -> None:
        self._busy = False
        sentence = self.sentence.sentence()
        self.close_dialog()
        self.entered.emit(sentence)

    def _refused(self, error: ConsentDesktopError) -> None:
        self._busy = False
        other = self._draft.other
        self._say(paper_words.refusal(error, name_of(self._draft.patient), name_of(other)), "stop")
