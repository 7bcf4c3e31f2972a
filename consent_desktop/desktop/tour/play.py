"""`consent-desktop tour`: the article's story and an afternoon at the shared workstation, played with keys and mouse, a picture a step, and a manifest of what was read."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from consent_desktop.bootstrap import open_demonstration
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.theme import apply_theme
from consent_desktop.desktop.tour.afternoon import afternoon
from consent_desktop.desktop.tour.hands import By, CannotDo
from consent_desktop.desktop.tour.moves import Somebody
from consent_desktop.desktop.tour.outside import Outside
from consent_desktop.desktop.tour.story import Step, steps
from consent_desktop.desktop.workspace import Workspace


def application() -> QApplication:
    """The one application; offscreen where there is no display."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) and sys.platform == "linux":
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if os.environ.get("QT_QPA_PLATFORM") == "offscreen":
        qInstallMessageHandler(_told_by_qt)
    made = QApplication(["consent-desktop"])
    apply_theme(made)
    return made


def _told_by_qt(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Offscreen there is no window manager to ask; that it is missing is no news. Everything else is passed on."""
    if not message.startswith("This plugin does not support"):
        sys.stderr.write(f"{message}\n")


def play(out: Path) -> list[str]:
    """Play the story; pictures and `manifest.json` go to `out`. Gives what could not be done or did not agree."""
    app = application()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "clinic"
        workspace = Workspace(open_demonstration(store))
        windows = [ConsentWindow(workspace) for _ in range(4)]
        try:
            for window in windows:
                window.resize(1280, 800)  # the size that the guide draws, however small an offscreen screen is
                window.show()
            ways = (By.KEYBOARD, By.MOUSE, By.KEYBOARD, By.MOUSE)
            *people, desk = (Somebody(window, by) for window, by in zip(windows, ways, strict=True))
            return _Tour(out, workspace, Outside(store)).go([*steps(*people), *afternoon(desk)])
        finally:
            for window in windows:
                window.close()
                window.deleteLater()
            workspace.close()
            app.processEvents()


class _Tour:
    """Goes from step to step and writes down each."""

    def __init__(self, out: Path, workspace: Workspace, outside: Outside) -> None:
        self._out = out
        self._workspace = workspace
        self._outside = outside
        self._written: list[dict[str, Any]] = []

    def go(self, story: list[Step]) -> list[str]:
        """Play every step; the first that fails is the last."""
        problems: list[str] = []
        for number, step in enumerate(story, 1):
            before = self._workspace.clinic.views.position()
            try:
                step.do()
                problems = [f"{step.name}: {problem}" for problem in step.agree(self._outside)]
            except CannotDo as error:
                problems = [f"{step.name}: {error}"]
            self._write(number, step, before)
            if problems:
                break
        manifest = {"steps": self._written, "problems": problems}
        (self._out / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
        return problems

    def _write(self, number: int, step: Step, before: int) -> None:
        name = f"{number:02}-{step.name.replace(' ', '-')}.png"
        step.who.picture().save(str(self._out / name))
        after = self._workspace.clinic.views.position()
        self._written.append(
            {
                "step": step.name,
                "input": step.who.take_account(),
                "text": step.who.eyes.text().splitlines(),
                "positions": list(range(before + 1, after + 1)),
                "picture": name,
                "sha256": hashlib.sha256((self._out / name).read_bytes()).hexdigest(),
            }
        )
