"""Opening the clinic: quickly, slowly, not at all; and what happens when the program makes a mistake."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consent_desktop.application.clinic import Clinic
from consent_desktop.desktop.shell.crash import CrashDialog, CrashHook
from consent_desktop.desktop.shell.opening import Opening
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ClinicError
from consent_desktop.read_models.rebuilding import Progress
from tests.desktop.clinics import plain_clinic
from tests.support.logguard import LogGuard

PROGRAM = """
import sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from consent_desktop.bootstrap import open_clinic
from consent_desktop.desktop.shell.run import DESKTOP_FILE, make_application, run
from consent_desktop.desktop.shell.window import ConsentWindow

app = make_application()
assert app.desktopFileName() == DESKTOP_FILE
timer = QTimer()
def look():
    for window in app.topLevelWidgets():
        if isinstance(window, ConsentWindow) and window.isVisible():
            window.close()
timer.timeout.connect(look)
timer.start(50)
sys.exit(run(partial(open_clinic, Path(sys.argv[1]), plain=True)))
"""


def clean_up() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def test_the_program_ends_with_zero_when_its_windows_are_closed(tmp_path: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(tmp_path / "clinic")]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, "Traceback" in ended.stderr) == (0, False), ended.stderr


def test_a_quick_clinic_shows_no_progress(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    def opener(progress: Progress, **_given: str) -> Clinic:
        return plain_clinic(tmp_path / "quick")

    opening = Opening(opener)
    with qtbot.waitSignal(opening.opened) as came:
        opening.begin()
    assert not opening.window.isVisible()
    came.args[0].close()
    clean_up()


def test_a_slow_clinic_shows_how_far_it_is(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    go_on = threading.Event()

    def opener(progress: Progress, **_given: str) -> Clinic:
        progress(1_200, 4_000)
        go_on.wait(20)
        return plain_clinic(tmp_path / "slow")

    opening = Opening(opener)
    opening.begin()
    qtbot.waitUntil(opening.window.isVisible)
    said = [w.accessibleDescription() for w in opening.window.findChildren(type(opening.window.progress._bar))]
    assert said[0].replace("1200", "1,200").replace("4000", "4,000") == "Rebuilding the views: 1,200 of 4,000 entries"
    with qtbot.waitSignal(opening.opened) as came:
        go_on.set()
    came.args[0].close()
    clean_up()


def test_closing_the_progress_waits_for_the_end_and_gives_up(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    go_on = threading.Event()

    def opener(progress: Progress, **_given: str) -> Clinic:
        go_on.wait(20)
        return plain_clinic(tmp_path / "given-up")

    opening = Opening(opener)
    opening.begin()
    qtbot.waitUntil(opening.window.isVisible)
    opening.window.close()
    with qtbot.waitSignal(opening.failed):
        go_on.set()
    clean_up()


def test_a_clinic_that_cannot_be_opened_says_why(qtbot: QtBot, qapp: QApplication) -> None:
    def opener(progress: Progress, **_given: str) -> Clinic:
        raise ClinicError("The folder is of a newer version.")

    opening = Opening(opener)
    opening.begin()
    qtbot.waitUntil(opening.window.isVisible)
    assert opening.window.sentence() == "The folder is of a newer version."
    with qtbot.waitSignal(opening.failed):
        opening.window._close.click()
    clean_up()


def test_our_own_mistake_is_told_without_a_trace(qtbot: QtBot, qapp: QApplication, log_guard: LogGuard) -> None:
    log_guard.expect("the clinic could not be opened")

    def opener(progress: Progress, **_given: str) -> Clinic:
        raise ZeroDivisionError("secret detail")

    opening = Opening(opener)
    opening.begin()
    qtbot.waitUntil(opening.window.isVisible)
    assert "nothing recorded is lost" in opening.window.sentence()
    assert "secret" not in opening.window.sentence()
    opening.window.close()
    clean_up()


def test_a_crash_is_told_once_at_a_time(qtbot: QtBot, plain: Workspace, log_guard: LogGuard, tmp_path: Path) -> None:
    log_guard.expect("uncaught")
    window = ConsentWindow(plain)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    hook = CrashHook(folder=tmp_path)
    for _ in range(2):
        error = ZeroDivisionError("division")
        hook.caught(type(error), error, None)
    dialogs = window.findChildren(CrashDialog)
    assert len(dialogs) == 1
    dialogs[0].go_on.click()
    before = sys.excepthook
    hook.install()
    assert sys.excepthook == hook.caught
    hook.remove()
    assert sys.excepthook is before
