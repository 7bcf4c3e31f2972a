"""The demonstration clinic behind a window, for tests of dialogs and pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.bootstrap import open_demonstration
from consent_desktop.desktop.theme import apply_theme, set_text_scale
from consent_desktop.desktop.widgets.blanks import SentenceWithBlanks
from consent_desktop.desktop.widgets.focus_ring import FocusRing
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import AskConsent, Command
from consent_desktop.domain.errors import ClinicError
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind, RecordType
from consent_desktop.read_models import matrix, requests
from consent_desktop.read_models.rows import MatrixRow, PersonRow, RequestRow


class DiskFull(ClinicError):
    """A failure of the surroundings."""

    code = "disk_full"


def template(factory: pytest.TempPathFactory) -> Path:
    """The demonstration clinic, made once a run."""
    folder = factory.getbasetemp() / "demonstration" / "clinic"
    if not folder.exists():
        folder.parent.mkdir()
        open_demonstration(folder).close()
    return folder


class World:
    """A window, the clinic, and some of its people."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.qtbot = qtbot
        self.workspace = Workspace(open_demonstration(folder))
        self.clinic: Clinic = self.workspace.clinic
        self.helena = self.person(PersonKind.PATIENT, "20-4817")
        self.miguel = self.person(PersonKind.PATIENT, "20-4820")
        self.haddad = self.person(PersonKind.DOCTOR, "70-0003")
        self.souza = self.person(PersonKind.DOCTOR, "70-0001")
        self.okafor = self.person(PersonKind.NURSE, "71-0002")
        self.host = QWidget()
        self.host.resize(1280, 800)
        FocusRing(self.host)
        self.host.show()
        self.host.activateWindow()

    def person(self, kind: PersonKind, number: str) -> PersonRow:
        """Somebody of the demonstration."""
        found = self.clinic.find(THE_SYSTEM, kind, number)
        assert found is not None
        return found

    def give(self, command: Command, who: PersonRow) -> Recorded:
        """Record something as somebody, past every window."""
        return self.clinic.dispatch(Dispatch(command, self.clinic.acting_as(who)))

    def ask(self, asker: PersonRow, kinds: set[RecordType], patient: PersonRow | None = None) -> RequestRow:
        """An open request of that asker."""
        whom = patient or self.helena
        actor = matrix.actor_of(asker)
        self.give(AskConsent(patient=whom.subject, actor=actor, record_types=frozenset(kinds)), asker)
        return next(r for r in self.asked(whom) if r.asker == asker and not r.ended_at)

    def asked(self, patient: PersonRow) -> list[RequestRow]:
        """Requests put to the patient."""
        return self.clinic.ask(THE_SYSTEM, requests.asked_of, patient.subject)

    def pair(self, other: PersonRow) -> MatrixRow | None:
        """What stands between Helena and the other."""
        return self.clinic.ask(
            THE_SYSTEM, matrix.of_pair, self.helena.subject, matrix.actor_of(other), self.clinic.now()
        )

    def until(self, what: Callable[[], object]) -> None:
        """Wait until it holds."""
        self.qtbot.waitUntil(lambda: bool(what()), timeout=5000)

    def press(self, name: str) -> None:
        """Press the one button of that name that can be seen and pressed."""
        self.button(name).click()

    def button(self, name: str) -> QAbstractButton:
        """The one visible button of that accessible name."""
        found = [b for b in self.host.findChildren(QAbstractButton) if b.isVisible() and self.name(b) == name]
        assert len(found) == 1, (name, sorted(self.names()))
        return found[0]

    def name(self, button: QAbstractButton) -> str:
        """What readers hear."""
        return button.accessibleName() or button.text()

    def names(self) -> list[str]:
        """Names of all visible buttons."""
        return [self.name(b) for b in self.host.findChildren(QAbstractButton) if b.isVisible()]

    def key(self, widget: QWidget, key: Qt.Key, *, held: bool = False) -> None:
        """Press and let go of a key."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", held))

    def close(self) -> None:
        """End everything."""
        self.host.close()
        self.host.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        self.workspace.close()


@contextmanager
def a_world(qtbot: QtBot, qapp: QApplication, factory: pytest.TempPathFactory, folder: Path) -> Iterator[World]:
    """A copy of the demonstration behind a window."""
    apply_theme(qapp)
    set_text_scale(1.0)
    shutil.copytree(template(factory), folder / "clinic")
    world = World(qtbot, folder / "clinic")
    try:
        yield world
    finally:
        world.close()
        set_text_scale(1.0)


def settle() -> None:
    """Let layouts and posted events come to rest."""
    for _ in range(5):
        QApplication.processEvents()


def outside(host: QWidget) -> list[str]:
    """Visible buttons of the foot or head that reach out of the window, and texts that are cut."""
    wrong: list[str] = []
    for button in host.findChildren(QAbstractButton):
        if not button.isVisible():
            continue
        least: Any = getattr(button, "least_width", None)
        if least is not None and button.width() < least():
            wrong.append(f"{button.accessibleName()} narrower than its longest word")
        high: Any = getattr(button, "height_for", None)
        if high is not None and button.height() < high(button.width()):
            wrong.append(f"{button.accessibleName()} cut below")
        at = button.mapTo(host, button.rect().topLeft())
        if at.x() < 0 or at.x() + button.width() > host.width():
            wrong.append(f"{button.accessibleName()} outside")
    labels = [*host.findChildren(Label), *host.findChildren(SentenceWithBlanks)]
    wrong += [
        f"cut: {label.accessibleName()}"
        for label in labels
        if label.isVisible() and label.hasHeightForWidth() and label.height() < label.heightForWidth(label.width())
    ]
    return wrong
