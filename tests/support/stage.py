"""A clinic with people in front of its windows: what stories are played on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent

from consent_desktop.bootstrap import open_clinic
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, PersonKind
from tests.support.eyes import Outside
from tests.support.hands import By, Somebody


@dataclass
class Stage:
    """A clinic of its own for one story."""

    folder: Path
    by: By
    workspace: Workspace
    windows: list[ConsentWindow]
    patience_ms: int = 10_000

    def somebody(self, width: int = 1280, height: int = 800) -> Somebody:
        """A person in front of a new window."""
        window = ConsentWindow(self.workspace)
        self.windows.append(window)
        window.resize(width, height)
        window.show()
        return Somebody(window, self.by, self.patience_ms)

    def code(self, kind: PersonKind, number: str) -> str:
        """A one-time code for that person, as the desk prints it."""
        person = self.workspace.clinic.find(THE_SYSTEM, kind, number)
        assert person is not None
        return self.workspace.clinic.accounts.issue_codes(THE_OPERATOR, person.subject)[0].code

    @property
    def outside(self) -> Outside:
        """Another process on the same store."""
        return Outside(self.folder)


@contextmanager
def a_stage(folder: Path, by: By) -> Iterator[Stage]:
    """Set up and clear away."""
    workspace = Workspace(open_clinic(folder))
    stage = Stage(folder, by, workspace, [])
    try:
        yield stage
    finally:
        for window in stage.windows:
            window.close()
            window.deleteLater()
        workspace.close()
        workspace.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
