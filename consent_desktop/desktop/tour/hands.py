"""Using a window as a person does: by mouse where the thing lies, or by keyboard from wherever the focus is.

Qt's own test click reaches hidden and covered buttons. These hands reach only what a person could: exactly one thing of
that name, visible, enabled, on the screen, and topmost where it is pressed.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEventLoop, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QAccessible, QPainter, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from consent_desktop.desktop.tour.eyes import PRESSABLE, WRITABLE, Eyes, Seen, scroll_area_of
from consent_desktop.desktop.widgets.popover import Popover

PATIENCE_MS: Final = 10_000
"""How long a person waits for something to come up."""
_MOST_TABS: Final = 200
_LOOK_AGAIN_MS: Final = 15


class By(StrEnum):
    """What the hands use."""

    MOUSE = "mouse"
    KEYBOARD = "keyboard"


class CannotDo(AssertionError):
    """A person in front of this window could not do that; the text says why and what is there instead."""


def wait_until(condition: Callable[[], bool], patience_ms: int = PATIENCE_MS) -> bool:
    """Let the program go on until the condition holds; False when patience is at its end."""
    loop, over = QEventLoop(), []
    limit, look = QTimer(loop), QTimer(loop)

    def check() -> None:
        if condition():
            loop.quit()

    def end() -> None:
        over.append(True)
        loop.quit()

    if condition():
        return True
    limit.setSingleShot(True)
    limit.timeout.connect(end)
    look.timeout.connect(check)
    limit.start(patience_ms)
    look.start(_LOOK_AGAIN_MS)
    loop.exec()
    limit.stop()
    look.stop()
    return not over or condition()


class Hands:
    """The hands of somebody in front of one window."""

    def __init__(self, window: QWidget, by: By = By.MOUSE, patience_ms: int = PATIENCE_MS) -> None:
        self.eyes = Eyes(window)
        self.by = by
        self.patience_ms = patience_ms
        self._account: list[str] = []

    def take_account(self) -> list[str]:
        """What these hands did since the last account."""
        done, self._account = self._account, []
        return done

    def account_for(self, *lines: str) -> None:
        """Put these lines into the account."""
        self._account += lines

    def picture(self) -> QPixmap:
        """The window as it looks once everything lies still, popups that lie over it included."""
        before: list[QRect] = []

        def still() -> bool:
            nonlocal before
            last, before = before, [seen.rect for seen in self.eyes.everything()]
            return last == before

        wait_until(still, self.patience_ms)
        picture = self.eyes.window.grab()
        painter = QPainter(picture)
        for layer in self.eyes.layers()[1:]:
            painter.drawPixmap(self.eyes.window.mapFromGlobal(layer.mapToGlobal(QPoint(0, 0))), layer.grab())
        painter.end()
        return picture

    def come_forward(self) -> None:
        """Sit down in front of this window: it becomes the active one."""
        window = self.eyes.window
        if not self._is_forward():
            window.raise_()
            window.activateWindow()
            self._until(self._is_forward, "the window does not become active")

    def focused(self) -> str:
        """The name of what has the focus."""
        return next((seen.name for seen in self.eyes.everything() if seen.focused), "")

    def _is_forward(self) -> bool:
        return QApplication.activeWindow() in self.eyes.layers()

    def sees(self, words: str) -> None:
        """Wait until the words stand on the window."""
        self._until(lambda: self.eyes.reads(words), f"“{words}” does not come up")

    def sees_no_more(self, words: str) -> None:
        """Wait until the words are gone from the window."""
        self._until(lambda: not self.eyes.reads(words), f"“{words}” does not go away")

    def press(self, name: str) -> None:
        """Press the one thing of that name."""
        self.come_forward()
        seen = self._reachable(name, PRESSABLE, "press")
        self._account.append(f"{self.by}: press “{name}”")
        if self.by is By.MOUSE:
            self._click(seen)
        else:
            self._tab_to(seen)
            QTest.keyClick(self._focus(), Qt.Key.Key_Space)

    def write(self, name: str, text: str) -> None:
        """Write into the field of that name, in place of what is there."""
        self.come_forward()
        seen = self._reachable(name, WRITABLE, "write into")
        self._account.append(f"{self.by}: write “{text}” into “{name}”")
        if self.by is By.MOUSE:
            self._click(seen)
        else:
            self._tab_to(seen)
        QTest.keyClick(self._focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(self._focus(), text)

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        """Press a key so many times where the focus is."""
        self.come_forward()
        self._account.append(f"{self.by}: {times} × {key.name}")
        for _ in range(times):
            QTest.keyClick(self._focus(), key, modifier)

    def choose_row(self, words: str) -> None:
        """Choose the first row in sight of a table that has these words."""
        self.come_forward()
        self._until(lambda: any(words in c.name for c in self._cells()), f"no row with “{words}” comes up")
        cell = next(c for c in self._cells() if words in c.name)
        self._account.append(f"{self.by}: choose the row with “{words}”")
        if self.by is By.MOUSE:
            self._click(cell)
            return
        table = next(
            s for s in self.eyes.everything() if s.role is QAccessible.Role.Table and s.rect.contains(cell.rect)
        )
        self._tab_to(table)
        QTest.keyClick(self._focus(), Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(_MOST_TABS):
            if any(c.checked and words in c.name for c in self._cells()):
                QTest.keyClick(self._focus(), Qt.Key.Key_Return)
                return
            QTest.keyClick(self._focus(), Qt.Key.Key_Down)
        raise CannotDo(f"the keys do not reach the row with “{words}”")

    def _cells(self) -> list[Seen]:
        return [s for s in self.eyes.everything() if s.role is QAccessible.Role.Cell]

    def _reachable(self, name: str, roles: frozenset[QAccessible.Role], what: str) -> Seen:
        """The one thing of that name, once it is there, enabled, on the screen and topmost."""
        reason, place = [""], [QRect()]

        def there() -> bool:
            """It lies still too: nobody aims at what is still moving to its place."""
            reason[0] = self._hindrance(name, roles)
            if reason[0]:
                return False
            before, place[0] = place[0], self._matches(name, roles)[0].rect
            return before == place[0]

        self._until(there, f"cannot {what} “{name}”", lambda: reason[0])
        return self._matches(name, roles)[0]

    def _matches(self, name: str, roles: frozenset[QAccessible.Role]) -> list[Seen]:
        return [seen for seen in self.eyes.named(name) if seen.role in roles]

    def _hindrance(self, name: str, roles: frozenset[QAccessible.Role]) -> str:
        matches = self._matches(name, roles)
        if len(matches) != 1:
            return f"{len(matches)} things have that name"
        [seen] = matches
        if not seen.enabled:
            return "it is disabled"
        layer = self.eyes.layers()[-1]
        if isinstance(layer, Popover) and not layer.takes_presses():
            return "it opened this very moment, and does not take the press that opened it"
        covered = self.eyes.covered(seen)
        if covered and seen.widget is not None and self._scroll_to(seen.widget):
            return "it is being scrolled to"
        return covered

    def _scroll_to(self, widget: QWidget) -> bool:
        """Turn the wheel over the scroll area until the thing is in sight, as far as it goes."""
        area = scroll_area_of(widget)
        if area is None:
            return False
        bar = area.verticalScrollBar()
        middle = widget.mapTo(area.viewport(), widget.rect().center()).y()
        wanted = bar.value() + middle - area.viewport().height() // 2
        before = bar.value()
        bar.setValue(max(bar.minimum(), min(bar.maximum(), wanted)))
        return bar.value() != before

    def _click(self, seen: Seen) -> None:
        layer = self.eyes.layers()[-1]
        centre = layer.mapFromGlobal(seen.rect.center())
        top = layer.childAt(centre) or layer
        place = top.mapFromGlobal(layer.mapToGlobal(centre))
        QTest.mouseMove(top, place)
        QTest.mouseClick(top, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(place))

    def _tab_to(self, seen: Seen) -> None:
        """Press Tab until the thing has the focus; within a group of choices, and in the matrix, the arrows move on."""
        for _ in range(_MOST_TABS):
            if self._has_focus(seen):
                return
            if _are_neighbours(QApplication.focusWidget(), seen.widget) and self._arrow_to(seen):
                return
            QTest.keyClick(self._focus(), Qt.Key.Key_Tab)
        raise CannotDo(f"the keyboard does not reach “{seen.name}”. The window reads:\n{self.eyes.text()}")

    def _has_focus(self, seen: Seen) -> bool:
        focus = QApplication.focusWidget()
        return (
            focus is not None and seen.widget is not None and (focus is seen.widget or seen.widget.isAncestorOf(focus))
        )

    def _arrow_to(self, seen: Seen) -> bool:
        """First up or down to its row, then along the row."""
        wanted = seen.widget
        assert wanted is not None  # what is painted has no neighbours
        for _ in range(_MOST_TABS):
            focus = self._focus()
            if focus is wanted:
                return True
            here, there = _centre(focus), _centre(wanted)
            if abs(there.y() - here.y()) > focus.height() // 2:
                key = Qt.Key.Key_Down if there.y() > here.y() else Qt.Key.Key_Up
            else:
                key = Qt.Key.Key_Right if there.x() > here.x() else Qt.Key.Key_Left
            QTest.keyClick(focus, key)
            if self._focus() is focus:
                return False
        return False

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.eyes.layers()[-1]

    def _until(self, condition: Callable[[], bool], sentence: str, why: Callable[[], str] | None = None) -> None:
        if not wait_until(condition, self.patience_ms):
            told = f": {why()}" if why is not None else ""
            raise CannotDo(f"{sentence}{told}. The window reads:\n{self.eyes.text()}")


def _centre(widget: QWidget) -> QPoint:
    return widget.mapToGlobal(widget.rect().center())


def _are_neighbours(focus: QWidget | None, wanted: QWidget | None) -> bool:
    """Whether both are choices of one group or boxes of one matrix, so that arrows lead from one to the other."""
    if not isinstance(focus, QAbstractButton) or type(focus) is not type(wanted) or wanted is None:
        return False
    row, other = focus.parentWidget(), wanted.parentWidget()
    if row is None or other is None:
        return False
    return row is other or row.parentWidget() is other.parentWidget()
