"""`consent-desktop --self-check`: does every part work on this machine? In a temporary folder, in a few seconds."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from consent_desktop.bootstrap import Consent, open_demonstration
from consent_desktop.desktop.about.dialog import AboutDialog
from consent_desktop.desktop.shell.window import ConsentWindow
from consent_desktop.desktop.tour.eyes import Eyes
from consent_desktop.desktop.tour.hands import wait_until
from consent_desktop.desktop.tour.play import application
from consent_desktop.desktop.tour.signed_in import signed_in
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentAlreadyGranted
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind

_HOMES = (
    (PersonKind.PATIENT, "20-4817", "Who can see my records"),
    (PersonKind.DOCTOR, "70-0001", "My patients"),
    (PersonKind.NURSE, "71-0001", "My patients"),
    (PersonKind.PRIVACY_OFFICER, "80-0001", "History"),
    (PersonKind.RECEPTION, "82-0001", "At the desk"),
    (PersonKind.ADMINISTRATOR, "83-0001", "Add person"),
)


def check() -> list[str]:
    """What does not work, a sentence each; empty where everything does."""
    with tempfile.TemporaryDirectory() as folder:
        parts: tuple[Callable[[Path], list[str]], ...] = (_story, _windows)
        return [problem for part in parts for problem in part(Path(folder))]


def _story(folder: Path) -> list[str]:
    """The article's story through the programmatic face, then the chain."""
    problems = []
    with Consent.open(folder / "story", plain=True) as consent:
        consent.ask_consent("p", "doctor", "d", "exams")
        consent.grant_consent("p", "doctor", "d", "exams")
        if not consent.has_consent("p", "doctor", "d", "exams"):
            problems.append("A consent that was granted is not found.")
        try:
            consent.grant_consent("p", "doctor", "d", "exams")
            problems.append("A grant that permits nothing new was recorded.")
        except ConsentAlreadyGranted:
            pass
        consent.revoke_consent("p", "doctor", "d", "exams")
        if consent.consents("p"):
            problems.append("A consent that was stopped is still listed.")
        verification = consent.clinic.verify()
        if not verification.unbroken:
            problems.append(f"The history is broken at event {verification.first_broken}: {verification.reason}.")
    return problems


def _windows(folder: Path) -> list[str]:
    """Each kind of window comes up with what it is for."""
    application()
    workspace = Workspace(open_demonstration(folder / "windows"))
    window = ConsentWindow(workspace)
    problems = []
    try:
        window.show()
        eyes = Eyes(window)
        if not wait_until(lambda: eyes.reads("Who are you?"), 4000):
            problems.append("The sign-in does not come up.")
        about = AboutDialog(workspace, window)
        about.open_dialog()
        if not wait_until(lambda: "Qt" in about.texts.text(), 4000):
            problems.append("About does not show the licences.")
        about.reject()
        for kind, number, heading in _HOMES:
            person = workspace.clinic.find(THE_SYSTEM, kind, number)
            assert person is not None  # the demonstration clinic has everybody
            window.sign_in(signed_in(workspace.clinic, person))
            if not wait_until(lambda heading=heading: eyes.reads(heading), 4000):  # type: ignore[misc]
                problems.append(f"The window of a {kind.value} does not come up.")
            if window.grab().isNull():
                problems.append(f"The window of a {kind.value} cannot be drawn.")
            window.finish()
    finally:
        window.close()
        window.deleteLater()
        workspace.close()
    return problems
