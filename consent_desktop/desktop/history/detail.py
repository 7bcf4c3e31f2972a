"""One event: its sentence, what led to what, and its JSON."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.clipboard import put_on_clipboard
from consent_desktop.desktop.history.as_json import as_json
from consent_desktop.desktop.history.chain import ChainView
from consent_desktop.desktop.history.lines import face_of
from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.staff.growing import growing
from consent_desktop.desktop.theme.fonts import font
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.theme.type import Role, px, type_scale
from consent_desktop.desktop.widgets.buttons import QuietButton
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.scroll_area import ScrollArea
from consent_desktop.desktop.widgets.sentence import RecordSentence
from consent_desktop.desktop.widgets.status_badge import StatusBadge
from consent_desktop.desktop.words import dates, events
from consent_desktop.desktop.words.sentence import Sentence
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import Acting
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.read_models import history
from consent_desktop.read_models.rows import HistoryRow


@dataclass(frozen=True, slots=True)
class Found:
    """An event with the lines of its conversation."""

    row: HistoryRow
    chain: list[HistoryRow]
    sentence: Sentence
    json: str


def look_up(clinic: Clinic, acting: Acting, position: int, concerning: str | None) -> Found | None:
    """The event and what belongs to it; None where there is none. Runs in the background."""
    recorded = clinic.event(acting, position)
    if recorded is None:
        return None
    together = clinic.conversation(acting, recorded.envelope.correlation)
    rows = clinic.ask(acting, history.rows, [e.position for e in together if _may_see(e, concerning)] or [position])
    row = next((r for r in rows if r.position == position), None)
    if row is None:
        return None
    return Found(row, rows, events.staff_sentence(row, clinic.zone), as_json(recorded))


def _may_see(recorded: RecordedEvent, concerning: str | None) -> bool:
    """A person's own history holds only what they did, or what was done with them."""
    actor = getattr(recorded.event, "actor", None)
    sides = {recorded.envelope.stream, recorded.envelope.actor, actor.id if actor is not None else None}
    return concerning is None or concerning in sides


class DetailCard(Card):
    """`show_event(position)`; `event_wanted(position)` when a link of the chain is pressed."""

    event_wanted = Signal(object)

    def __init__(self, workspace: Workspace, acting: Acting, concerning: str | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._clinic, self._acting, self._concerning = workspace.clinic, acting, concerning
        self._position = 0
        self._found: Found | None = None
        self._latest = Latest(workspace, self)
        self._build()
        type_scale().scale_changed.connect(self.rescale)
        self.rescale()

    def _build(self) -> None:
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(18, 12, 18, 16)
        self._parts.setSpacing(16)
        area = ScrollArea(self)
        words = QWidget(area)
        column = QVBoxLayout(words)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.badge = StatusBadge(face_of("").status, "", words)
        self.number = Label("", Role.TABLE, words, color="ink2", tnum=True, wrap=False)
        self.copy_button = QuietButton(self.tr("Copy"), words, icon="copy", size=ControlSize.STAFF)
        self.copy_button.setAccessibleName(self.tr("Copy the sentence"))
        head.addWidget(self.badge)
        head.addWidget(self.number)
        head.addStretch(1)
        head.addWidget(self.copy_button)
        column.addLayout(head)
        self.sentence = RecordSentence("", {}, words, role=Role.RECORD_DETAIL, plain=("kinds", "date", "purpose"))
        self.moment = Label("", Role.TABLE, words, color="ink2")
        self._chain_title = Label(self.tr("What led to what"), Role.LABEL, words, color="ink2")
        self.chain = ChainView(self._clinic.zone, words)
        for widget in (self.sentence, self.moment, self._chain_title, self.chain):
            column.addWidget(widget)
        growing(self.sentence, self.moment)
        column.addStretch(1)
        area.setWidget(words)
        words.setAutoFillBackground(False)
        self._words_area = area
        self._parts.addWidget(area, 5)
        self._parts.addWidget(self._raw_part(), 4)
        self.copy_button.clicked.connect(partial(self.copy, False))
        self.copy_json_button.clicked.connect(partial(self.copy, True))
        self.chain.event_wanted.connect(self.event_wanted)

    def _raw_part(self) -> QWidget:
        part = QWidget(self)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("As stored (JSON)"), Role.LABEL, part, color="ink2"), 1)
        self.copy_json_button = QuietButton(self.tr("Copy"), part, icon="copy", size=ControlSize.STAFF)
        self.copy_json_button.setAccessibleName(self.tr("Copy the JSON"))
        head.addWidget(self.copy_json_button)
        column.addLayout(head)
        box = Card(part, fill="sunken", radius=10)
        inner = QVBoxLayout(box)
        inner.setContentsMargins(12, 10, 6, 8)
        self.json = QPlainTextEdit(box)
        self.json.setReadOnly(True)
        self.json.setAccessibleName(self.tr("The event as JSON"))
        self.json.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.json.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.json.setTabChangesFocus(True)
        self.json.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.json.setStyleSheet("QPlainTextEdit { background: transparent; border: 0; }")
        self.json.setProperty("ringHost", box)
        self.json.setCornerWidget(QWidget(self.json))
        inner.addWidget(self.json)
        column.addWidget(box, 1)
        return part

    def stand(self, upright: bool) -> None:
        """Parts under each other (beside a table, in a drawer), or side by side (under a table)."""
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._parts.setDirection(down if upright else across)
        self._words_area.setMinimumHeight(px(280) if upright else px(150))

    @Slot(object)
    def rescale(self, _scale: object = None) -> None:
        """Follow the text scale."""
        self.json.setFont(font(Role.MONO))
        self.json.setMinimumHeight(px(120))

    def position(self) -> int:
        """Which event is shown; 0: none."""
        return self._position

    def show_event(self, position: int) -> None:
        """Look the event up and show it."""
        self._position = position
        self._ask()

    def show_nothing(self) -> None:
        """No event is chosen."""
        self._latest.drop()
        self._position, self._found = 0, None
        self._say_which(False)
        self.sentence.set_sentence(self.tr("No event chosen"), {})
        self.chain.show_chain([], 0)
        self.json.setPlainText("")

    def _say_which(self, chosen: bool) -> None:
        for widget in (self.badge, self.number, self.moment, self._chain_title, self.chain):
            widget.setVisible(chosen)
        for button in (self.copy_button, self.copy_json_button):
            button.setEnabled(chosen)

    def refresh(self) -> None:
        """Look again: the conversation may have gone on."""
        if self._position:
            self._ask()

    def _ask(self) -> None:
        work = partial(look_up, self._clinic, self._acting, self._position, self._concerning)
        self._latest.ask(work, self._show, self._failed)

    def _show(self, found: Found | None) -> None:
        if found is None:
            return
        self._found = found
        self._say_which(True)
        row, zone = found.row, self._clinic.zone
        self.badge.set_status(face_of(row.type).status, events.action(row))
        self.number.setText(self.locale().toString(row.position))
        self.sentence.set_sentence(found.sentence.template, found.sentence.values)
        happened, recorded = dates.moment_short(row.effective_at, zone), dates.moment_short(row.recorded_at, zone)
        if happened == recorded:
            self.moment.setText(self.tr("Recorded {time}.").format(time=recorded))
        else:
            self.moment.setText(
                self.tr("True from {time}, recorded {recorded}.").format(time=happened, recorded=recorded)
            )
        self.chain.show_chain(found.chain, row.position)
        if self.json.toPlainText() != found.json:
            self.json.setPlainText(found.json)

    def _failed(self, error: ConsentDesktopError) -> None:
        self.sentence.set_sentence("{error}", {"error": str(error)})

    def copy(self, raw: bool, _checked: bool = False) -> None:
        """Put the sentence, or the JSON, on the clipboard."""
        if self._found is not None:
            put_on_clipboard(self._found.json if raw else self._found.sentence.text)
