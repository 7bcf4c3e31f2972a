"""The people of a narrow page, one below the other, each with "Stop all" beside it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from consent_desktop.desktop.patient import cell_words
from consent_desktop.desktop.patient.matrix_view import AT_A_TIME
from consent_desktop.desktop.sign_in.hits import avatar_kind
from consent_desktop.desktop.theme.icons import Weight
from consent_desktop.desktop.theme.metrics import ControlSize
from consent_desktop.desktop.widgets.buttons import QuietButton, SecondaryButton
from consent_desktop.desktop.widgets.icon_button import IconButton
from consent_desktop.desktop.widgets.option_card import Mark, OptionCard
from consent_desktop.desktop.words.people import initials, name_of
from consent_desktop.read_models.rows import MatrixRow


class PersonTile(OptionCard):
    """Arrows move the focus only; pressing shows the person."""

    def __init__(self, row: MatrixRow, spoken_name: str, parent: QWidget) -> None:
        person = row.other
        super().__init__(
            name_of(person), cell_words.sees(row), parent, mark=Mark.TICK, initials=initials(person),
            kind=avatar_kind(person.kind), min_height=82, quiet_line=True,
        )  # fmt: skip
        self.setAutoExclusive(False)
        self.setAccessibleName(spoken_name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are the list's."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)


class PersonList(QWidget):
    """`chosen(subject)`, `row_pressed(MatrixRow, button)`: stop all, or share with somebody who sees nothing."""

    chosen = Signal(object)
    row_pressed = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[MatrixRow] = ()
        self._subject: str | None = None
        self._words = False
        self._shown = AT_A_TIME
        self._tiles: dict[str, PersonTile] = {}
        self._actions: dict[str, SecondaryButton | IconButton] = {}
        self._lines: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        layout.addLayout(self._list)
        self.more_button = QuietButton(self.tr("Show 20 more"), self, icon="caret-down")
        self.more_button.clicked.connect(self.show_more)
        layout.addWidget(self.more_button)
        layout.addStretch(1)

    def show_rows(self, rows: Sequence[MatrixRow], chosen: str | None, *, words: bool) -> None:
        """Show these people, one of them as chosen; `words`: there is room for words on the buttons."""
        self._rows, self._subject, self._words = rows, chosen, words
        focused = QApplication.focusWidget()
        kept = next((s for s, tile in self._tiles.items() if tile is focused), None)
        kept_action = next((s for s, button in self._actions.items() if button is focused), None)
        for line in self._lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines, self._tiles, self._actions = [], {}, {}
        names = cell_words.spoken_names(rows)
        for row in rows[: self._shown]:
            self._lines.append(self._line(row, names[row.other.subject]))
            self._list.addWidget(self._lines[-1])
            self._lines[-1].show()
        self._one_width()
        self.more_button.setVisible(len(rows) > self._shown)
        self.setTabOrder(self._lines[-1], self.more_button) if self._lines else None
        for subject, widgets in ((kept, self._tiles), (kept_action, self._actions)):
            if subject is not None and subject in widgets and self.isVisible():
                widgets[subject].setFocus(Qt.FocusReason.OtherFocusReason)

    def _line(self, row: MatrixRow, name: str) -> QWidget:
        line = QWidget(self)
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        subject = row.other.subject
        tile = PersonTile(row, name, line)
        tile.setChecked(subject == self._subject)
        tile.clicked.connect(partial(self._choose, subject))
        layout.addWidget(tile, 1)
        said = cell_words.action_spoken(name, row)
        action: SecondaryButton | IconButton
        if self._words:
            action = SecondaryButton(self.tr("Stop all") if row.held else self.tr("Share"), line)
            action.setAccessibleName(said)
        else:
            icon = "hand-palm" if row.held else "plus"
            action = IconButton(said, icon, line, weight=Weight.BOLD, size=ControlSize.NORMAL, outlined=True)
            policy = action.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            action.setSizePolicy(policy)
        action.setVisible(self._words or subject != self._subject)  # the person's own page has it too
        action.clicked.connect(partial(self._act, row))
        layout.addWidget(action)
        self._tiles[subject], self._actions[subject] = tile, action
        return line

    def _one_width(self) -> None:
        """All buttons as wide as the widest, so that the people end in one line."""
        buttons = [button for button in self._actions.values() if isinstance(button, SecondaryButton)]
        widest = max((button.natural_width() for button in buttons), default=0)
        for button in buttons:
            button.setMinimumWidth(widest)

    def _choose(self, subject: str, _checked: bool = False) -> None:
        self.chosen.emit(subject)

    def _act(self, row: MatrixRow, _checked: bool = False) -> None:
        self.row_pressed.emit(row, self._actions[row.other.subject])

    @Slot()
    def show_more(self) -> None:
        """Twenty more."""
        self._shown += AT_A_TIME
        self.show_rows(self._rows, self._subject, words=self._words)

    def focus_on(self, subject: str | None) -> None:
        """Focus that person, else the first."""
        tile = self._tiles.get(subject or "") or next(iter(self._tiles.values()), None)
        if tile is not None:
            tile.setFocus(Qt.FocusReason.TabFocusReason)

    def set_busy(self, subject: str, busy: bool) -> None:
        """While a command about a person runs, their button does nothing."""
        if subject in self._actions:
            self._actions[subject].setEnabled(not busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from person to person, Home and End to the first and the last."""
        tiles = list(self._tiles.values())
        focused = QApplication.focusWidget()
        place = next((i for i, tile in enumerate(tiles) if tile is focused), None)
        steps: dict[int, int] = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -10_000,
            Qt.Key.Key_End: 10_000,
        }
        if place is None or event.key() not in steps:
            super().keyPressEvent(event)
            return
        tiles[min(max(place + steps[event.key()], 0), len(tiles) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
