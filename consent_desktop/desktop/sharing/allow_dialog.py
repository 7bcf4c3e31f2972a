"""Allow a request: the last page at once, with what can be left out and made shorter."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.application.clock import last_day
from consent_desktop.application.dispatch import Recorded
from consent_desktop.desktop.sharing import already, wording
from consent_desktop.desktop.sharing.allow_parts import EndLine, KindLine, RestChoice
from consent_desktop.desktop.sharing.answer import Answer, Rest
from consent_desktop.desktop.sharing.confirmation import Confirmation
from consent_desktop.desktop.sharing.consent_frame import ConsentFrame
from consent_desktop.desktop.sharing.endings import Ending
from consent_desktop.desktop.sharing.lines import Heading, Problem
from consent_desktop.desktop.sharing.step_check import MeaningCard
from consent_desktop.desktop.sharing.step_how_long import EndPicker
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.blanks import Blank
from consent_desktop.desktop.widgets.buttons import AllowButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.words import dates, kinds
from consent_desktop.desktop.words.people import short_name
from consent_desktop.desktop.words.refusals import told_to_patient
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models import matrix
from consent_desktop.read_models.rows import MatrixRow, RequestRow


class AllowDialog(ConsentFrame):
    """Opens with `open_dialog()`. `shared(Recorded)` when the yes was recorded."""

    def __init__(self, host: QWidget, workspace: Workspace, request: RequestRow) -> None:
        super().__init__(host, workspace)
        self._clinic = workspace.clinic
        self.answer = self._begun = Answer(request)
        self.name = short_name(request.asker)
        self.call_it(self.tr("Answer {name}").format(name=self.name))
        self.set_head(Label(self.tr("{name} asks to see your records").format(name=self.name), Role.H3, self.head))
        self.problem = Problem(self.body)
        self.kind_lines = {kind: KindLine(kind, self.body) for kind in self.answer.listed}
        self.end = self._make_end()
        self.rest = RestChoice(self.body)
        self._meaning = MeaningCard(self.tr("What it means"), self.body)
        self._nothing = Label(self.tr("Nothing is left to allow. Put something back, or cancel and press Decline."),
                              Role.BODY, self.body, color="stop")  # fmt: skip
        self._fill_body()
        self.foot_layout.setContentsMargins(32, 14, 32, 15)  # the pair is 54 high, the footer 84 as ever
        self.allow_button = AllowButton(self.tr("Allow"), self.foot)
        self.allow_button.setMinimumWidth(150)
        self.use_act_button(self.allow_button)
        self.back_button.hide()
        self.next_button.hide()
        for kind, line in self.kind_lines.items():
            line.pressed.connect(partial(self._turn, kind))
        self.end.changed.connect(self._on_end)
        self.rest.changed.connect(self._on_rest)
        self.allow_button.clicked.connect(self.allow)
        self._too_late = request.until is not None and request.until <= self._clinic.now()
        self._standing: MatrixRow | None = None
        self._refresh()
        if self._too_late:
            self._say_too_late()
        me, other = request.patient, request.actor
        pair = partial(self._clinic.ask, me.acting, matrix.of_pair, me.subject, other, self._clinic.now())
        workspace.query(self, pair, self._known, self._unknown)

    def _known(self, row: MatrixRow | None) -> None:
        """What the asker can see already."""
        self._standing = row
        if not self.finished_here:
            self._refresh()

    def _unknown(self, _error: ConsentDesktopError) -> None:
        """What they can see already stays unsaid."""

    def _make_end(self) -> EndLine:
        zone, until = self._clinic.zone, self.answer.request.until
        latest = last_day(until, zone) if until is not None else None
        picker = EndPicker(dates.day_of(self._clinic.now(), zone), self.body, latest=latest)
        return EndLine(self.answer, zone, picker, self.body)

    def _fill_body(self) -> None:
        layout = self.body_layout
        layout.addWidget(self.problem)
        layout.addWidget(Heading(self.tr("Read the page, then allow"),
                                 self.tr("You can leave something out, or make it shorter."), self.body))  # fmt: skip
        for line in self.kind_lines.values():
            layout.addWidget(line)
            layout.addSpacing(8)
        layout.addSpacing(4)
        layout.addWidget(self.end)
        layout.addSpacing(16)
        for widget in (self._nothing, self.rest):
            layout.addWidget(widget)
        layout.addSpacing(16)
        layout.addWidget(self._meaning)
        layout.addStretch(1)

    def _say_too_late(self) -> None:
        words = self.tr("The end that {name} asked for has passed. You can say no, or share with an end of your own.")
        self.problem.tell(words.format(name=self.name))
        self.end.button.setEnabled(False)

    def _turn(self, kind: RecordType) -> None:
        self.answer = self.answer.toggled(kind)
        self._refresh()

    def _on_end(self, ending: Ending | None) -> None:
        self.answer = replace(self.answer, shorter=ending.day if ending is not None else None)
        self._refresh()

    def _on_rest(self, rest: Rest) -> None:
        self.answer = replace(self.answer, rest=rest)
        self._refresh()

    def _refresh(self) -> None:
        answer = self.answer
        day = answer.day(self._clinic.zone)
        said = wording.answered(answer.request, answer.given, day)
        values = {key: Blank(text, link=False) for key, text in said.values.items() if "{" + key + "}" in said.template}
        self.sentence.set_sentence(said.template, values)
        self.set_promise(self.tr("{name} sees nothing new until you press Allow.").format(name=self.name), promise=True)
        for kind, line in self.kind_lines.items():
            line.show_state(left_out=kind in answer.left_out, second=self._second(kind))
        self.end.show_answer(answer)
        self.rest.show_answer(answer)
        self._nothing.setVisible(not answer.given)
        limited = answer.request.purpose is not None
        self._meaning.setVisible(bool(answer.given))
        stays = already.lines(self._standing, answer.given, answer.until(self._clinic.zone), self._clinic.zone)
        self._meaning.show_lines(wording.lines(self.name, answer.given, day, limited=limited, stays=stays))
        self.allow_button.setEnabled(answer.complete and not self._too_late)

    def _second(self, kind: RecordType) -> str:
        """Under the kind: what is inside, or what leaving it out means."""
        if kind not in self.answer.left_out:
            return kinds.hint(kind)
        if kind is RecordType.ALL:
            return self.tr("Kinds that come later are not included.")
        return self.tr("Left out. {name} does not get this.").format(name=self.name)

    def would_lose(self) -> bool:
        """Whether something was changed here."""
        return self.answer != self._begun

    @Slot()
    def allow(self) -> None:
        """Give the yes, once."""
        if self.sending or self.finished_here or not self.answer.complete:
            return
        try:
            grant = self.answer.grant(self._clinic.zone)
        except ConsentDesktopError as error:
            self._refused(error)
            return
        self.problem.tell("")
        self.begin_sending()
        acting = self._clinic.acting_as(self.answer.request.patient)
        self.workspace.command(self, grant, acting, self._granted, self._refused)

    def _granted(self, recorded: Recorded) -> None:
        """The yes is recorded; the no to what is left out follows."""
        decline = self.answer.decline()
        if decline is None:
            self._finish(recorded)
            return
        acting = self._clinic.acting_as(self.answer.request.patient)
        self.workspace.command(
            self, decline, acting, partial(self._said_no, recorded), partial(self._no_failed, recorded)
        )

    def _said_no(self, recorded: Recorded, _no: Recorded) -> None:
        said = self.tr("You said no to {kinds}.").format(kinds=kinds.listed(self.answer.refused))
        self._finish(recorded, notes=[("x-circle", said)])

    def _no_failed(self, recorded: Recorded, error: ConsentDesktopError) -> None:
        words = self.tr("Your yes is recorded. Your no to {kinds} is not, and {name} still waits for it. {why}")
        why = told_to_patient(error, self.name)
        told = words.format(kinds=kinds.listed(self.answer.refused), name=self.name, why=why)
        self._finish(recorded)
        self.body_layout.insertWidget(0, self.problem)
        self.problem.tell(told)

    def _finish(self, recorded: Recorded, *, notes: list[tuple[str, str]] | None = None) -> None:
        self.end_sending()
        answer = self.answer
        waits = list(notes or [])
        if answer.rest is Rest.KEEP_WAITING:
            still = self.tr("{name} still waits for your answer about your {kinds}.")
            waits.append(("timer", still.format(name=self.name, kinds=kinds.listed(answer.refused))))
        self.set_promise("", promise=True)
        request = answer.request
        page = Confirmation(self.workspace, recorded, request.patient, request.asker, self.body, notes=waits)
        self.show_confirmation(page, recorded)

    def _refused(self, error: ConsentDesktopError) -> None:
        self.end_sending()
        self._refresh()
        self.problem.tell(told_to_patient(error, self.name))
        self.body_area.verticalScrollBar().setValue(0)
        self.allow_button.setFocus(Qt.FocusReason.OtherFocusReason)
