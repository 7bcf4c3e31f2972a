"""Asking a patient: what, what for, until when, a message, and the sentence that it makes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from consent_desktop.application.dispatch import Recorded
from consent_desktop.desktop.professional import ask_words
from consent_desktop.desktop.professional.ask_draft import AskDraft
from consent_desktop.desktop.professional.ask_sections import HowLongSection, KindsSection, PurposeSection
from consent_desktop.desktop.sharing.endings import EndChoice
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.blanks import Blank, SentenceWithBlanks
from consent_desktop.desktop.widgets.buttons import PrimaryButton, QuietButton
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.square import LineIcon
from consent_desktop.desktop.widgets.text_area import TextArea
from consent_desktop.desktop.words import dates, kinds, refusals
from consent_desktop.desktop.words.people import kind_and_number, name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import Decision, PersonRow

NOTE_LIMIT = 500


class AskDialog(DialogFrame):
    """`sent(Recorded)` when the request is recorded. A refusal leaves it open, with its draft and the reason."""

    sent = Signal(object)

    def __init__(self, host: QWidget, workspace: Workspace, asker: PersonRow, patient: PersonRow) -> None:
        super().__init__(host, "", paper=True)
        self._workspace, self._clinic = workspace, workspace.clinic
        self._asker, self._patient, self._actor = asker, patient, actor_of(asker)
        self._draft, self._busy = AskDraft(), False
        title = self.tr("Ask {patient}").format(patient=name_of(patient))
        self.setAccessibleName(title)
        self.panel.setAccessibleName(title)
        self.set_head(Label(title, Role.H2, self.head))
        self._build_paper()
        self._build_body()
        self._build_foot()
        self._show_draft()
        self.set_first_focus(self.kinds.cards()[0])
        work = partial(self._clinic.check, self._actor.acting, patient.subject, self._actor, (RecordType.ALL,))
        workspace.query(self, work, self._show_standing, self._refused)

    def _build_paper(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(LineIcon("scroll", self.paper_area, size=22))
        row.addWidget(Label(self.tr("What you will ask"), Role.LABEL, self.paper_area, color="ink2"), 1)
        self.sentence = SentenceWithBlanks(self.paper_area, role=Role.RECORD_FORM)
        note = self.tr("Nothing is shared until {patient} says yes.").format(patient=name_of(self._patient))
        self.paper_layout.addLayout(row)
        self.paper_layout.addSpacing(8)
        self.paper_layout.addWidget(self.sentence)
        self.paper_layout.addStretch(1)
        self.paper_layout.addWidget(Label(note, Role.LABEL, self.paper_area, color="ink2", weight=400))
        self.sentence.word_activated.connect(self._go_to)

    def _build_body(self) -> None:
        self.body_layout.setSpacing(10)
        self.body_layout.addWidget(Label(kind_and_number(self._patient), Role.TABLE, self.body, color="ink2"))
        self.kinds = KindsSection(self._draft, self.body)
        self.purpose = PurposeSection(self._draft, self._asker.kind, self.body)
        today = dates.day_of(self._clinic.now(), self._clinic.zone)
        self.how_long = HowLongSection(self._draft, today, self.body)
        for section in (self.kinds, self.purpose, self.how_long):
            section.changed.connect(self._show_draft)
            self.body_layout.addWidget(section)
            self.body_layout.addSpacing(14)
        self.body_layout.addWidget(Label(self.tr("Message"), Role.H3, self.body))
        self.note = TextArea(
            self.tr("Message"), self.body, hint=self.tr("The patient reads it beside your request."),
            limit=NOTE_LIMIT, height=88,
        )  # fmt: skip
        self.note.text_changed.connect(self._note_changed)
        self.body_layout.addWidget(self.note)
        self.body_layout.addStretch(1)

    def _build_foot(self) -> None:
        self.message = Label("", Role.LABEL, self.foot, color="ink2", weight=400)
        self.send_button = PrimaryButton(self.tr("Send"), self.foot, icon="paper-plane-tilt")
        cancel = QuietButton(self.tr("Cancel"), self.foot)
        growing(self.message)
        self.foot_layout.addWidget(self.message, 1, Qt.AlignmentFlag.AlignVCenter)
        self.foot_layout.addWidget(cancel)
        self.foot_layout.addWidget(self.send_button)
        cancel.clicked.connect(self.reject)
        self.send_button.clicked.connect(partial(self.send))

    def _note_changed(self, text: str) -> None:
        self._draft.note = text

    def _show_standing(self, decision: Decision) -> None:
        self.kinds.show_standing(decision, self._clinic.zone)
        self._show_draft()
        if not self.body.isAncestorOf(QApplication.focusWidget() or self):
            self.kinds.take_focus()

    def _show_draft(self) -> None:
        draft = self._draft
        zone = self._clinic.zone
        last = draft.last_day(dates.day_of(self._clinic.now(), zone))
        no_end = draft.how_long is EndChoice.OPEN
        end = self.tr("no end date") if no_end else dates.long_day(last) if last else ""
        blanks = {
            "asker": Blank(name_of(self._asker), link=False),
            "patient": Blank(name_of(self._patient), link=False),
            "kinds": Blank(kinds.listed(draft.kinds) if draft.kinds else ""),
            "end": Blank(end),
            "purpose": Blank(draft.said_purpose()),
        }
        self.sentence.set_sentence(ask_words.sentence(no_end), blanks)
        missing = draft.missing()
        self.send_button.setEnabled(missing is None)
        self.message.set_color("ink2")
        self.message.setText("" if missing is None else ask_words.still_to_choose(missing))

    def _go_to(self, key: str) -> None:
        section = {"kinds": self.kinds, "purpose": self.purpose, "end": self.how_long}[key]
        section.take_focus()

    def send(self, _checked: bool = False) -> None:
        """Give the command; once, however often it is pressed."""
        if self._busy or self._draft.missing() is not None:
            return
        self._busy = True
        self.message.set_color("ink2")
        self.message.setText(self.tr("Sending…"))
        try:
            command = self._draft.command(self._patient.subject, self._actor, self._clinic.now(), self._clinic.zone)
        except ConsentDesktopError as error:
            self._refused(error)
            return
        self._workspace.command(self, command, self._clinic.acting_as(self._asker), self._sent, self._refused)

    def _sent(self, recorded: Recorded) -> None:
        self._busy = False
        self.close_dialog()
        self.sent.emit(recorded)

    def _refused(self, error: ConsentDesktopError) -> None:
        self._busy = False
        sentence = refusals.told_to_asker(error, name_of(self._patient))
        self.message.set_color("stop")
        self.message.setText(sentence)
        self.send_button.setAccessibleDescription(sentence)
