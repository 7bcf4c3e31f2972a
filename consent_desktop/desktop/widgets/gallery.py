"""A page of every widget of the kit, for the eye: `python -m consent_desktop.desktop.widgets.gallery OUT.png [scale]`.

Beside OUT.png it writes OUT-dialog.png and OUT-popover.png.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.theme import Role, Scheme, apply_theme, set_text_scale
from consent_desktop.desktop.theme.tokens import AvatarKind
from consent_desktop.desktop.widgets import buttons
from consent_desktop.desktop.widgets.access_cell import AccessCell, CellState
from consent_desktop.desktop.widgets.avatar import Avatar
from consent_desktop.desktop.widgets.blanks import Blank, SentenceWithBlanks
from consent_desktop.desktop.widgets.brand import Brand
from consent_desktop.desktop.widgets.calendar_grid import CalendarGrid
from consent_desktop.desktop.widgets.card import Card
from consent_desktop.desktop.widgets.chooser import Chooser
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.empty_state import EmptyState
from consent_desktop.desktop.widgets.filter_chip import FilterChip
from consent_desktop.desktop.widgets.focus_ring import FocusRing
from consent_desktop.desktop.widgets.header_tab import HeaderTab
from consent_desktop.desktop.widgets.icon_button import IconButton
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.notice_strip import NoticeStrip, Tone
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.widgets.popover import Popover
from consent_desktop.desktop.widgets.progress_panel import ProgressPanel
from consent_desktop.desktop.widgets.rail_button import RailButton
from consent_desktop.desktop.widgets.segmented import SegmentedChoice
from consent_desktop.desktop.widgets.sentence import RecordSentence
from consent_desktop.desktop.widgets.status_badge import Status, StatusBadge
from consent_desktop.desktop.widgets.steps import Steps
from consent_desktop.desktop.widgets.text_area import TextArea
from consent_desktop.desktop.widgets.text_field import TextField
from consent_desktop.desktop.widgets.toast import Toast

SENTENCE = "I, {patient}, let {pro} see my {kinds} until {until}, for {purpose}."
BUTTONS = (
    ("Primary", "Sign and share", buttons.PrimaryButton), ("Secondary", "Stop sharing", buttons.SecondaryButton),
    ("Quiet", "Decide later", buttons.QuietButton), ("Allow", "Allow", buttons.AllowButton),
    ("Decline", "Decline", buttons.DeclineButton), ("Stop", "Stop sharing", buttons.StopButton),
    ("Emergency", "Open for 4 hours", buttons.EmergencyButton),
)  # fmt: skip


def hover(widget: QWidget) -> None:
    """Pretend that the pointer is over it."""
    at = QPointF(5, 5)
    QApplication.sendEvent(widget, QEnterEvent(at, at, at))


def _row(target: QVBoxLayout, *widgets: QWidget, gap: int = 8) -> None:
    row = QHBoxLayout()
    row.setSpacing(gap)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    target.addLayout(row)


def _buttons(page: QWidget, target: QVBoxLayout) -> None:
    grid = QGridLayout()
    grid.setSpacing(10)
    for row, (name, words, kind) in enumerate(BUTTONS):
        grid.addWidget(Label(name, Role.TABLE, page, color="ink2"), row, 0)
        for column in range(4):
            button = kind(words, page)
            grid.addWidget(button, row, column + 1)
            if column == 1:
                hover(button)
            button.setDown(column == 2)
            button.setEnabled(column != 3)
    target.addLayout(grid)


def _cells(page: QWidget, target: QVBoxLayout) -> None:
    grid = QGridLayout()
    grid.setSpacing(8)
    words = {"can_see": ("Can see", "until 30 Jun 2026", "Stop"), "asked": ("Asks to see", "waiting for you", "Answer"),
             "not_shared": ("Not shared", "", "Share"), "ended": ("Ended", "on 2 Feb 2026", "Share"),
             "said_no": ("You said no", "on 9 Jan 2026", "Share"), "stopped": ("You stopped it", "1 Mar 2026", "Share"),
             "taken_back": ("Taken back", "1 Mar 2026", "Share"), "blocked": ("Blocked", "no end date", ""),
             "emergency": ("Emergency", "until 06:14", ""),
             "lost": ("History damaged", "on 12 Mar 2026", "")}  # fmt: skip
    for index, state in enumerate(CellState):
        word, second, offer = words[state.value]
        for row in range(2):
            cell = AccessCell(state, word, second, page, offer=offer, asked_badge=index == 0 and row == 0)
            grid.addWidget(cell, index // 5 * 2 + row, index % 5)
            if row:
                hover(cell)
    target.addLayout(grid)


def _left(page: QWidget) -> QLayout:
    side = QVBoxLayout()
    side.setSpacing(14)
    marks = [StatusBadge(status, status.value.replace("_", " ").capitalize(), page) for status in Status]
    _row(side, *marks[:6])
    _row(side, *marks[6:])
    chips = [FilterChip("All", page, count="38"), FilterChip("Waiting", page, count="3"), FilterChip("Off", page),
             FilterChip("Anyone", page, icon_after="caret-down", checkable=False)]  # fmt: skip
    chips[0].setChecked(True)
    chips[2].setEnabled(False)
    _row(side, *chips)
    _row(side, *(Avatar(name, kind, page) for name, kind in zip(("HD", "AS", "IC", "RL"), AvatarKind, strict=True)),
         IconButton("Close", "x", page), IconButton("Notices", "bell", page, outlined=True))  # fmt: skip
    segments = SegmentedChoice([("a", "English", ""), ("b", "Português", ""), ("c", "Timeline", "rows")], "View", page)
    segments.choose("a")
    _row(side, segments)
    for mark, on in ((Mark.RADIO, True), (Mark.CHECK, True), (Mark.CHECK, False), (Mark.TICK, True)):
        card = OptionCard("Dr Karim Haddad", "Bone doctor, could see your exams", page, mark=mark,
                          icon="" if mark is Mark.RADIO else "test-tube", initials="KH" if mark is Mark.RADIO else "",
                          kind=AvatarKind.DOCTOR)  # fmt: skip
        card.setAutoExclusive(False)
        card.setChecked(on)
        side.addWidget(card)
    side.addWidget(RecordSentence("{pro} asks to see your {kinds}.", {"pro": "Dr Ana Souza", "kinds": "exams"}, page))
    progress = ProgressPanel("Reading the history again", page)
    progress.set_progress(0.4, "51,281 of 128,204 events, about 10 seconds left")
    side.addWidget(progress)
    side.addStretch(1)
    return side


def _right(page: QWidget) -> QLayout:
    side = QVBoxLayout()
    side.setSpacing(14)
    search = TextField("Name", page, placeholder="Type a name", icon="magnifying-glass", clearable=True)
    filled = TextField("Name", page, clearable=True)
    filled.set_text("Helena")
    wrong = TextField("Day", page)
    wrong.set_text("31 Feb")
    wrong.set_error("Choose a day from today on")
    chooser = Chooser("Kind", "Everything", page)
    chooser.set_choices([("a", "Exams"), ("b", "Consultations")])
    for widget in (search, filled, wrong, chooser):
        side.addWidget(widget)
    area = TextArea("In your own words", page, hint="Use everyday words. Others can read this.", limit=200, height=80)
    area.set_text("my knee operation and the visits after it")
    side.addWidget(area)
    card = Card(page)
    inner = QVBoxLayout(card)
    inner.addWidget(EmptyState("Nobody found for “helx”", "Check the spelling, or type the record number.", card))
    side.addWidget(card)
    rail = [RailButton("Patients", "users-three", page), RailButton("Requests", "paper-plane-tilt", page, count="3")]
    rail[0].setAutoExclusive(False)
    rail[0].setChecked(True)
    _row(side, *rail)
    side.addStretch(1)
    return side


def make_page() -> QWidget:
    """The whole gallery."""
    page = QWidget()
    target = QVBoxLayout(page)
    target.setContentsMargins(0, 0, 0, 24)
    target.setSpacing(16)
    target.addWidget(NoticeStrip("No sign-in yet: not for real patients", Tone.WAIT, page))
    tabs = [HeaderTab("Who can see", "eye", page), HeaderTab("Requests", "hourglass-medium", page, count="1")]
    tabs[0].setChecked(True)
    body = QVBoxLayout()
    body.setContentsMargins(40, 0, 40, 0)
    body.setSpacing(16)
    target.addLayout(body)
    _row(body, Brand("Consent", page), *tabs)
    _buttons(page, body)
    _cells(page, body)
    halves = QHBoxLayout()
    halves.setSpacing(40)
    halves.addLayout(_left(page), 1)
    halves.addLayout(_right(page), 1)
    body.addLayout(halves)
    target.addStretch(1)
    return page


def open_grant(host: QWidget) -> DialogFrame:
    """A dialog like the guide's, with paper, steps, options and a calendar."""
    dialog = DialogFrame(host, "Share with someone", paper=True)
    steps = Steps(["Who", "What", "How long", "Why", "Sign"], dialog.head)
    steps.set_current(2)
    dialog.set_head(steps)
    sentence = SentenceWithBlanks(dialog.panel)
    sentence.set_sentence(SENTENCE, {
        "patient": Blank("Helena Duarte", link=False), "pro": Blank("Dr Karim Haddad"),
        "kinds": Blank("exams and consultations"), "until": Blank("30 September 2026", current=True),
        "purpose": Blank("")})  # fmt: skip
    dialog.paper_layout.addWidget(Label("What you will sign", Role.LABEL, dialog.panel, color="ink2", weight=500))
    dialog.paper_layout.addSpacing(14)
    dialog.paper_layout.addWidget(sentence)
    dialog.paper_layout.addStretch(1)
    dialog.body_layout.addWidget(Label("Until when?", Role.H2, dialog.body))
    dialog.body_layout.addWidget(Label("It stops by itself on that day. You can stop it sooner.", Role.BODY,
                                       dialog.body, color="ink2"))  # fmt: skip
    dialog.body_layout.addSpacing(18)
    row = QHBoxLayout()
    row.setSpacing(18)
    options = QVBoxLayout()
    options.setSpacing(10)
    for title, second in (("Today only", "until midnight"), ("One month", "until 12 April 2026"),
                          ("A day I choose", "30 September 2026"), ("Until I stop it", "no end date")):  # fmt: skip
        card = OptionCard(title, second, dialog.body, mark_first=True)
        card.setChecked(title == "A day I choose")
        options.addWidget(card)
    options.addStretch(1)
    row.addLayout(options, 1)
    frame = Card(dialog.body)
    inner = QVBoxLayout(frame)
    chosen = date(2026, 9, 30)
    inner.addWidget(CalendarGrid(chosen, frame, earliest=date(2026, 3, 12), chosen=chosen))
    row.addWidget(frame, 1)
    dialog.body_layout.addLayout(row)
    dialog.body_layout.addStretch(1)
    dialog.foot_layout.addWidget(buttons.SecondaryButton("Back", dialog.foot, icon="caret-left"))
    dialog.foot_layout.addStretch(1)
    dialog.foot_layout.addWidget(buttons.ToolButton("Cancel", dialog.foot))
    dialog.foot_layout.addWidget(buttons.PrimaryButton("Next", dialog.foot, icon="caret-right", icon_after=True))
    dialog.open_dialog()
    return dialog


def main() -> None:
    """Render to the file named on the command line."""
    out = Path(sys.argv[1])
    app = QApplication(sys.argv[:1])
    apply_theme(app, Scheme.DARK if "dark" in sys.argv else Scheme.LIGHT)
    if len(sys.argv) > 2 and sys.argv[2] != "dark":
        set_text_scale(float(sys.argv[2]))
    page = make_page()
    page.resize(QSize(1280, 800).expandedTo(page.minimumSizeHint()))
    FocusRing(page)
    page.show()
    app.processEvents()
    page.grab().save(str(out))
    window = make_page()
    window.resize(1280, 800)
    FocusRing(window)
    window.show()
    app.processEvents()
    dialog = open_grant(window)
    toast = Toast(window, "You stopped sharing", "Dr Tomás Ribeiro cannot see your consultations.", icon="hand-palm",
                  color="stop", action="Share again")  # fmt: skip
    app.processEvents()
    app.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
    window.grab().save(str(out.with_name(out.stem + "-dialog.png")))
    dialog.close_dialog()
    toast.pop_up()
    app.processEvents()
    window.grab().save(str(out.with_name(out.stem + "-toast.png")))
    popover = Popover(window, "Stop sharing consultations with Dr Tomás Ribeiro?",
                      "It works at once. You can share again later.", "Stop sharing", "Keep sharing",
                      icon="hand-palm")  # fmt: skip
    popover.open_under(window.findChildren(AccessCell)[1])
    app.processEvents()
    popover.grab().save(str(out.with_name(out.stem + "-popover.png")))


if __name__ == "__main__":
    main()
