"""After a mistake of ours: the draft is still there, and a report without names can be copied."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.shell.crash import CrashDialog, CrashHook
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.widgets.dialog_frame import DialogFrame
from consent_desktop.desktop.widgets.text_area import TextArea
from consent_desktop.desktop.workspace import Workspace
from tests.support.logguard import LogGuard


def test_the_draft_below_is_kept_and_the_report_is_copied(
    qtbot: QtBot, plain: Workspace, log_guard: LogGuard, tmp_path: Path
) -> None:
    log_guard.expect("uncaught")
    window = ConsentWindow(plain)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    form = DialogFrame(window, "A form")
    words = TextArea("Message", form.body)
    form.body_layout.addWidget(words)
    form.open_dialog()
    words.set_text("half a sentence")
    hook = CrashHook(folder=tmp_path)
    error = ZeroDivisionError("Eva Lang, record 1")
    hook.caught(type(error), error, None)
    dialog = window.findChild(CrashDialog)
    assert dialog is not None
    kept = next(tmp_path.glob("mistake-*.txt")).read_text("utf-8")
    assert kept == dialog.report()
    assert "Eva" not in kept
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == kept
    dialog.go_on.click()
    qtbot.waitUntil(lambda: window.findChild(CrashDialog) is None or not dialog.isVisible())
    assert (form.isVisible(), words.text()) == (True, "half a sentence")
