"""Using a window as a person does: by mouse where the thing lies, or by keyboard from wherever the focus is.

Qt's own test click reaches hidden and covered buttons. These hands reach only what a person could: exactly one thing of
that name, visible, enabled, on the screen, and topmost where it is pressed.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from consent_desktop.desktop.tour.eyes import PRESSABLE, WRITABLE, Eyes, Seen, scroll_area_of

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

    def come_forward(self) -> None:
        """Sit down in front of this window: it becomes the active one."""
        window = self.eyes.window
        if QApplication.activeWindow() not in self.eyes.layers():
            window.raise_()
            window.activateWindow()
            self._until(lambda: QApplication.activeWindow() is not None, "the window does not become active")

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
        if self.by is By.MOUSE:
            self._click(seen)
        else:
            self._tab_to(seen)
            QTest.keyClick(self._focus(), Qt.Key.Key_Space)

    def write(self, name: str, text: str) -> None:
        """Write into the field of that name, in place of what is there."""
        self.come_forward()
        seen = self._reachable(name, WRITABLE, "write into")
        if self.by is By.MOUSE:
            self._click(seen)
        else:
            self._tab_to(seen)
        QTest.keyClick(self._focus(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(self._focus(), text)

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
        """Press a key so many times where the focus is."""
        self.come_forward()
        for _ in range(times):
            QTest.keyClick(self._focus(), key, modifier)

    def choose_row(self, words: str) -> None:
        """Choose the first row in sight of a table that has these words."""
        self.come_forward()
        self._until(lambda: any(words in c.name for c in self._cells()), f"no row with “{words}” comes up")
        cell = next(c for c in self._cells() if words in c.name)
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
                return
            QTest.keyClick(self._focus(), Qt.Key.Key_Down)
        raise CannotDo(f"the keys do not reach the row with “{words}”")

    def _cells(self) -> list[Seen]:
        return [s for s in self.eyes.everything() if s.role is QAccessible.Role.Cell]

    def _reachable(self, name: str, roles: frozenset[QAccessible.Role], what: str) -> Seen:
        """The one thing of that name, once it is there, enabled, on the screen and topmost."""
        reason = [""]

        def there() -> bool:
            reason[0] = self._hindrance(name, roles)
            return not reason[0]

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
        """Press Tab until the thing has the focus; within a group of choices the arrows move on."""
        for _ in range(_MOST_TABS):
            focus = QApplication.focusWidget()
            if (
                focus is not None
                and seen.widget is not None
                and (focus is seen.widget or seen.widget.isAncestorOf(focus))
            ):
                return
            QTest.keyClick(self._focus(), Qt.Key.Key_Tab)
        self._arrow_to(seen)

    def _arrow_to(self, seen: Seen) -> None:
        """Some things are reached by arrows from their neighbour: choices of one group, boxes of the matrix."""
        for key in (Qt.Key.Key_Down, Qt.Key.Key_Right):
            for _ in range(_MOST_TABS // 4):
                QTest.keyClick(self._focus(), key)
                if QApplication.focusWidget() is seen.widget:
                    return
        raise CannotDo(f"the keyboard does not reach “{seen.name}”")

    def _focus(self) -> QWidget:
        return QApplication.focusWidget() or self.eyes.layers()[-1]

    def _until(self, condition: Callable[[], bool], sentence: str, why: Callable[[], str] | None = None) -> None:
        if not wait_until(condition, self.patience_ms):
            told = f": {why()}" if why is not None else ""
            raise CannotDo(f"{sentence}{told}. The window reads:\n{self.eyes.text()}")
