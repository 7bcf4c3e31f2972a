"""While another process holds the write lock a command waits in the background, and the window goes on living.

Shown by the order of things, not by time: typing, focus and repainting happen after the command was given and before
the lock is let go, and only then is the command recorded.
"""

from __future__ import annotations

import pytest

from tests.support.hands import Somebody, wait_until
from tests.support.lock import write_lock
from tests.support.stage import Stage
from tests.support.watch import Paints

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


def test_the_window_lives_while_another_process_holds_the_lock(mouse_stage: Stage) -> None:
    helena = mouse_stage.somebody()
    helena.sign_in_as_patient("helena", "Helena D.")
    helena.sees("Dr Tomás Ribeiro, exams: can see")
    happened: list[str] = []
    with write_lock(mouse_stage.folder / "clinic.events.db") as lock, Paints(helena.eyes.window) as paints:
        helena.press_starting("Dr Tomás Ribeiro, exams: can see")
        helena.press("Stop sharing")
        happened.append("given")
        paints.forget()
        helena.press("Share with someone")
        helena.write("Name", "kar")
        assert [s.value for s in helena.eyes.named("Name")] == ["kar"]
        happened.append("typed")
        before = helena.focused()
        helena.press("Doctors")
        assert helena.focused() != before
        happened.append("focus moved")
        assert wait_until(lambda: paints.count > 0)
        happened.append("repainted")
        assert not recorded(helena)
        assert lock.held
        lock.let_go()
        happened.append("let go")
    helena.press("Close")
    assert wait_until(lambda: recorded(helena))
    happened.append("recorded")
    assert happened == ["given", "typed", "focus moved", "repainted", "let go", "recorded"]


def recorded(who: Somebody) -> bool:
    """Whether the window shows that the stop was recorded."""
    return who.eyes.reads("Dr Tomás Ribeiro, exams: you stopped it")
