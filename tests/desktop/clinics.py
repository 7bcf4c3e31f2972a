"""Clinics for tests of whole windows: copies of one demonstration, and plain stores with two people."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.application.sessions import Session
from consent_desktop.bootstrap import open_clinic, open_demonstration
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import Command
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, PersonKind
from consent_desktop.read_models.rows import PersonRow

HELENA = "20-4817"
NOON = datetime(2026, 3, 12, 12, tzinfo=UTC)


def copied_demonstration(made: Path, folder: Path) -> Clinic:
    """A demonstration clinic of its own, from one that was made before."""
    shutil.copytree(made, folder)
    return open_demonstration(folder)


def plain_clinic(folder: Path, clock: FixedClock | None = None) -> Clinic:
    """A plain store with one patient, one doctor, one nurse."""
    clinic = open_clinic(
        folder, plain=True, facts={"name": "Plain", "time_zone": "UTC"}, clock=clock or FixedClock(NOON)
    )
    born = date(1954, 4, 21)
    clinic.register(PersonKind.PATIENT, "1", THE_OPERATOR, name="Eva Lang", birth_date=born)
    clinic.register(PersonKind.DOCTOR, "7", THE_OPERATOR, name="Dr Ole Berg", specialty="Eye doctor")
    clinic.register(PersonKind.NURSE, "8", THE_OPERATOR, name="Nurse Ida Holm")
    return clinic


def found(clinic: Clinic, kind: PersonKind, number: str) -> PersonRow:
    """Somebody who is there."""
    person = clinic.find(THE_SYSTEM, kind, number)
    assert person is not None
    return person


def at_work(clinic: Clinic, person: PersonRow) -> Session:
    """A session as the accounts open it, for tests of what comes after the sign-in."""
    now = clinic.now()
    return Session(person, clinic.acting_as(person), "a test", now, now)


def give(clinic: Clinic, person: PersonRow, command: Command) -> None:
    """Give a command as that person."""
    clinic.dispatch(Dispatch(command, clinic.acting_as(person)))


def focused() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@contextmanager
def working(clinic: Clinic) -> Iterator[Workspace]:
    """A workspace that is closed afterwards."""
    workspace = Workspace(clinic)
    try:
        yield workspace
    finally:
        workspace.close()
