"""Whether the history is what was written: the last check, the last days, and checking again."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consent_desktop.application import safety
from consent_desktop.application.evidence import Verdict
from consent_desktop.application.safety import Safety
from consent_desktop.desktop.clinic import safety_words
from consent_desktop.desktop.clinic.day_squares import DaySquares
from consent_desktop.desktop.clinic.safety_parts import FactLine, SafetyCard
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role
from consent_desktop.desktop.widgets.buttons import PrimaryButton, QuietButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting


class IntegrityCard(SafetyCard):
    """`show_safety(Safety)`; `checked()` after a check of the whole history; `proof_wanted()`."""

    checked = Signal()
    proof_wanted = Signal()

    def __init__(self, workspace: Workspace, acting: Acting, parent: QWidget) -> None:
        super().__init__(self.tr("Integrity"), parent)
        self._clinic, self._acting = workspace.clinic, acting
        self._latest = Latest(workspace, self)
        self._found: Verdict | None = None
        self.squares = DaySquares(self)
        self._first = Label("", Role.TABLE, self, color="ink2", wrap=False)
        self._note = Label("", Role.TABLE, self, color="wait", centred=True)
        self._today = Label(self.tr("today"), Role.TABLE, self, color="ink2", wrap=False)
        under = QHBoxLayout()
        under.setSpacing(12)
        under.addWidget(self._first)
        under.addWidget(self._note, 1)
        under.addWidget(self._today)
        self.last_event = FactLine(self.tr("Last event"), self)
        self.anchor = FactLine(self.tr("Last proof saved elsewhere"), self)
        self.column.addWidget(self.squares)
        self.column.addLayout(under)
        self.column.addWidget(self.last_event)
        self.column.addWidget(self.anchor)
        self.check_button = PrimaryButton(self.tr("Check again"), self, size=ControlSize.STAFF)
        self.proof_button = QuietButton(self.tr("Save proof"), self, size=ControlSize.STAFF)
        self.buttons.addWidget(self.check_button)
        self.buttons.add_last(self.proof_button)
        self.check_button.clicked.connect(partial(self.check))
        self.proof_button.clicked.connect(self.proof_wanted)

    def show_safety(self, found: Safety) -> None:
        """What the history tells of its checks; a check made here since is said before them."""
        now, zone = self._clinic.now(), self._clinic.zone
        self.squares.set_days(found.days)
        self._first.setText(safety_words.file_day(found.days[0].day))
        worst = safety_words.worst_day(found.days)
        self._note.setText("" if worst is None else safety_words.square_sentence(worst))
        self._note.set_color("stop" if worst is not None and worst.state == "broken" else "wait")
        if found.last_event is None:
            self.last_event.set_value(self.tr("none yet"))
        else:
            position, moment = found.last_event
            words = self.tr("{number}, {when}").format(
                number=safety_words.number(position), when=safety_words.when(moment, now, zone)
            )
            self.last_event.set_value(words)
        self.anchor.set_value(safety_words.anchored(found, now, zone))
        if self._found is None and not self._latest.is_waiting():
            title, line = safety_words.checked(found, now, zone)
            last = found.last_verified
            if last is None:
                self.say("seal-warning", "wait", title, line)
            else:
                self.say(*(("seal-check", "allow") if last.whole else ("seal-warning", "stop")), title, line)

    def check(self, _checked: bool = False) -> None:
        """Check the whole history, in the background."""
        if self._latest.is_waiting():
            return
        self.check_button.setEnabled(False)
        self.say("circle-notch", "pen", self.tr("Checking…"), self.tr("Every event is read and compared."))
        self._latest.ask(partial(safety.check_again, self._clinic, self._acting), self._came, self._failed)

    def _came(self, found: Verdict) -> None:
        self._found = found
        self.check_button.setEnabled(True)
        time = safety_words.when(self._clinic.now(), self._clinic.now(), self._clinic.zone)
        line = self.tr("{sentence} Checked {when}.").format(sentence=found.sentence, when=time)
        if found.unbroken and not found.lost:
            self.say("seal-check", "allow", self.tr("History verified"), line)
        else:
            self.say("seal-warning", "stop", self.tr("History damaged"), line)
        self.checked.emit()

    def _failed(self, error: ConsentDesktopError) -> None:
        self.check_button.setEnabled(True)
        self.say("seal-warning", "stop", self.tr("History could not be checked"), str(error))
