"""Share with someone: who, what, how long, why, check; then what was recorded."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from consent_desktop.application.dispatch import Recorded
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.sharing import wording
from consent_desktop.desktop.sharing.confirmation import Confirmation
from consent_desktop.desktop.sharing.consent_frame import ConsentFrame
from consent_desktop.desktop.sharing.draft import Draft, Step
from consent_desktop.desktop.sharing.endings import Ending
from consent_desktop.desktop.sharing.reasons import Reason
from consent_desktop.desktop.sharing.step_check import CheckPage
from consent_desktop.desktop.sharing.step_how_long import HowLongPage
from consent_desktop.desktop.sharing.step_what import WhatPage
from consent_desktop.desktop.sharing.step_who import WhoPage
from consent_desktop.desktop.sharing.step_why import WhyPage
from consent_desktop.desktop.widgets.buttons import PrimaryButton
from consent_desktop.desktop.widgets.calendar_grid import DayButton
from consent_desktop.desktop.widgets.option_card import OptionCard
from consent_desktop.desktop.widgets.steps import Steps
from consent_desktop.desktop.words import dates
from consent_desktop.desktop.words.people import short_name
from consent_desktop.desktop.words.refusals import told_to_patient
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models import matrix
from consent_desktop.read_models.rows import MatrixRow, PersonRow

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ShareDialog(ConsentFrame):
    """Opens with `open_dialog()`, at the first step that `other` and `kinds` leave to be filled."""

    def __init__(
        self, host: QWidget, workspace: Workspace, patient: PersonRow, *, other: PersonRow | None = None,
        kinds: Collection[RecordType] = (),
    ) -> None:  # fmt: skip
        super().__init__(host, workspace)
        self.call_it(self.tr("Share with someone"))
        clinic = workspace.clinic
        self._clinic, self._latest = clinic, Latest(workspace, self)
        self._standing: MatrixRow | None = None
        self.draft = self._begun = Draft(patient, other, frozenset(kinds))
        self.step = Step.WHO if other is None else Step.HOW_LONG if kinds else Step.WHAT
        self.steps = Steps([self.tr("Who"), self.tr("What"), self.tr("How long"), self.tr("Why"), self.tr("Check")],
                           self.head)  # fmt: skip
        self.set_head(self.steps)
        self.who = WhoPage(workspace, patient, self.body)
        self.what = WhatPage(clinic.zone, self.body)
        self.how_long = HowLongPage(dates.day_of(clinic.now(), clinic.zone), self.body)
        self.why = WhyPage(self.body)
        self.check = CheckPage(self.body)
        self._pages: dict[Step, QWidget] = {
            Step.WHO: self.who, Step.WHAT: self.what, Step.HOW_LONG: self.how_long, Step.WHY: self.why,
            Step.CHECK: self.check,
        }  # fmt: skip
        for page in self._pages.values():
            page.hide()
            self.body_layout.addWidget(page)
        self.body_layout.addStretch(1)
        self.share_button = PrimaryButton("", self.foot, icon="check")
        self.use_act_button(self.share_button)
        self.who.choose(other)
        self.what.choose(self.draft.kinds)
        self._connect()
        self._know_other()
        self._show_step()

    def _connect(self) -> None:
        self.who.changed.connect(self._on_who)
        self.what.changed.connect(self._on_what)
        self.how_long.changed.connect(self._on_ending)
        self.why.changed.connect(self._on_reason)
        self.steps.step_chosen.connect(self._on_step)
        self.sentence.word_activated.connect(self._on_word)
        self.back_button.clicked.connect(self.go_back)
        self.next_button.clicked.connect(self.go_on)
        self.share_button.clicked.connect(self.share)
        self.who.settled.connect(self._listen)
        back = QShortcut(QKeySequence(Qt.Modifier.ALT | Qt.Key.Key_Left), self)
        back.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        back.setAutoRepeat(False)
        back.activated.connect(self.go_back)
        self._listen()

    def _on_who(self, other: PersonRow) -> None:
        self.draft = replace(self.draft, other=other)
        self._know_other()
        self._refresh()

    def _on_what(self, kinds: frozenset[RecordType]) -> None:
        self.draft = replace(self.draft, kinds=kinds)
        self._refresh()

    def _on_ending(self, ending: Ending) -> None:
        self.draft = replace(self.draft, ending=ending)
        self._refresh()

    def _on_reason(self, reason: Reason) -> None:
        self.draft = replace(self.draft, reason=reason)
        self._refresh()

    def _on_step(self, index: int) -> None:
        self._go(Step(index))

    def _on_word(self, key: str) -> None:
        self._go(wording.STEP_OF[key])

    def _know_other(self) -> None:
        """Name the other on the pages, and ask what they can see already."""
        other = self.draft.other
        if other is None:
            return
        self._standing = None
        self.what.show_other(other, None)
        self.why.show_other(other)
        self.share_button.setText(self.tr("Share with {name}").format(name=short_name(other)))
        work = partial(
            self._clinic.ask,
            self.draft.patient.acting,
            matrix.of_pair,
            self.draft.patient.subject,
            matrix.actor_of(other),
            self._clinic.now(),
        )
        self._latest.ask(work, partial(self._known, other), self._unknown)

    def _known(self, other: PersonRow, row: MatrixRow | None) -> None:
        self._standing = row
        self.what.show_other(other, row)
        if self.step is Step.CHECK:
            self._show_check()

    def _show_check(self) -> None:
        said = wording.meaning(self.draft, self._standing, self._clinic.zone)
        self.check.show_share(wording.whole(self.draft), said)

    def _unknown(self, _error: ConsentDesktopError) -> None:
        """What they can see already stays unsaid; sharing itself decides anew."""

    @Slot()
    def go_on(self) -> None:
        """The next step, once this one is filled."""
        if self.step is Step.CHECK or self.finished_here or not self.draft.has(self.step):
            return
        self._go(Step(self.step + 1))

    @Slot()
    def go_back(self) -> None:
        """The step before."""
        if self.step > Step.WHO and self.panel.isVisible():
            self._go(Step(self.step - 1))

    def _go(self, step: Step) -> None:
        if self.sending or self.finished_here or any(not self.draft.has(Step(s)) for s in range(step)):
            return
        self.step = step
        self.check.tell("")
        self._show_step()
        self._focus_page()

    def _focus_page(self) -> None:
        """The chosen choice, else the first; on Check the act itself."""
        if self.step is Step.CHECK:
            self.share_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        page = self._pages[self.step]
        chosen = [c for c in page.findChildren(OptionCard) if c.isChecked() and c.isVisibleTo(self)]
        chain = [w for w in self.focusable() if page.isAncestorOf(w)]
        first = chosen[0] if chosen else chain[0] if chain else None
        if first is not None:
            self.visit(first, Qt.FocusReason.TabFocusReason)

    def _show_step(self) -> None:
        for step, page in self._pages.items():
            page.setVisible(step is self.step)
        self.body_area.verticalScrollBar().setValue(0)
        last = self.step is Step.CHECK
        self.back_button.setVisible(self.step is not Step.WHO)
        self.next_button.setVisible(not last)
        self.share_button.setVisible(last)
        if last:
            self._show_check()
            self.check.show_whole_sentence(self.is_narrow())
        self._refresh()

    def _refresh(self) -> None:
        self.sentence.set_sentence(*wording.with_blanks(self.draft, self.step))
        self.steps.set_current(self.step, self._open_steps())
        self.next_button.setEnabled(self.draft.has(self.step))
        other = self.draft.other
        lock = self.tr("Nothing is shared until you press Share.")
        if self.step is Step.CHECK and other is not None:
            lock = self.tr("{name} sees nothing new until you press Share.").format(name=short_name(other))
        self.set_promise(lock, promise=self.step is Step.CHECK)

    def _open_steps(self) -> set[int]:
        """Filled steps that can be gone to, with nothing unfilled before them."""
        reached: set[int] = set()
        for step in Step:
            if not self.draft.has(step):
                break
            reached.add(int(step))
        return reached

    def place(self) -> None:
        """Repeat the sentence on the last page where the page beside is small."""
        super().place()
        if hasattr(self, "check"):
            self.check.show_whole_sentence(self.is_narrow())

    def would_lose(self) -> bool:
        """Whether something was filled in here."""
        return self.draft != self._begun

    @Slot()
    def share(self) -> None:
        """Give it, once."""
        if self.sending or self.finished_here or self.step is not Step.CHECK or not self.draft.complete:
            return
        try:
            command = self.draft.command(self._clinic.zone)
        except ConsentDesktopError as error:
            self._refused(error)
            return
        self.check.tell("")
        self.begin_sending()
        acting = self._clinic.acting_as(self.draft.patient)
        self.workspace.command(self, command, acting, self._done, self._refused)

    def _done(self, recorded: Recorded) -> None:
        self.end_sending()
        other = self.draft.other
        assert other is not None
        self.steps.hide()
        self.head_layout.insertStretch(0, 1)
        template, blanks = wording.with_blanks(self.draft, Step.CHECK, links=False)
        self.sentence.set_sentence(template, blanks)
        self.set_promise("", promise=True)
        page = Confirmation(self.workspace, recorded, self.draft.patient, other, self.body)
        self.show_confirmation(page, recorded)

    def _refused(self, error: ConsentDesktopError) -> None:
        self.end_sending()
        other = self.draft.other
        assert other is not None
        self.check.tell(told_to_patient(error, short_name(other)))
        self.body_area.verticalScrollBar().setValue(0)
        self.share_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field goes on; a held Enter goes nowhere."""
        if event.key() in _ENTER and not self.finished_here:
            event.accept()
            if not event.isAutoRepeat():
                self.go_on()
        else:
            super().keyPressEvent(event)

    def _listen(self) -> None:
        """Enter on a choice goes on, where the choice is made already."""
        for kind in (OptionCard, DayButton, QPlainTextEdit):
            for widget in self.body.findChildren(kind):
                widget.removeEventFilter(self)
                widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on what is chosen already goes on; on another radio or day it chooses; in the text it makes no line."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER:
            if event.isAutoRepeat():
                return True
            if isinstance(watched, QPlainTextEdit) or self._is_made(watched):
                self.go_on()
                return True
        return super().eventFilter(watched, event)

    def _is_made(self, watched: QObject) -> bool:
        if isinstance(watched, DayButton):
            return watched.chosen
        if not isinstance(watched, OptionCard):
            return False
        return watched.isChecked() if watched.autoExclusive() else self.draft.has(self.step)
