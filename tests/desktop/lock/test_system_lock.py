"""What the desktop says on its bus covers the windows; what means nothing does not."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.lock.system_lock import SystemLock
from tests.support.buses import Desktop, a_bus

LOGIN = "org.freedesktop.login1"
SESSION = "/org/freedesktop/login1/session/_31"


@pytest.fixture
def desktop(qapp: QApplication) -> Iterator[Desktop]:
    if shutil.which("dbus-daemon") is None:
        pytest.skip("there is no D-Bus on this machine")
    with a_bus() as made:
        yield made


@pytest.fixture
def lock(qapp: QApplication, desktop: Desktop) -> Iterator[SystemLock]:
    made = SystemLock(qapp, desktop.hears, desktop.hears)
    yield made
    made.deleteLater()


@pytest.mark.parametrize(
    ("path", "interface", "name", "arguments"),
    [
        (SESSION, f"{LOGIN}.Session", "Lock", ()),
        ("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", (True,)),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", (True,)),
    ],
)
def test_what_covers(
    qtbot: QtBot,
    desktop: Desktop,
    lock: SystemLock,
    path: str,
    interface: str,
    name: str,
    arguments: tuple[object, ...],
) -> None:
    with qtbot.waitSignal(lock.happened):
        desktop.say(path, interface, name, *arguments)


def test_what_does_not(qtbot: QtBot, desktop: Desktop, lock: SystemLock) -> None:
    happened: list[bool] = []
    counter = _Counter(happened)
    lock.happened.connect(counter.count)
    desktop.say("/org/freedesktop/login1", f"{LOGIN}.Manager", "PrepareForSleep", False)
    desktop.say("/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", False)
    desktop.say(SESSION, f"{LOGIN}.Session", "Unlock")
    with qtbot.waitSignal(lock.happened):  # in order: what came before was heard before
        desktop.say(SESSION, f"{LOGIN}.Session", "Lock")
    assert len(happened) == 1


class _Counter:
    """Counts into a list."""

    def __init__(self, into: list[bool]) -> None:
        self._into = into

    def count(self) -> None:
        self._into.append(True)


def test_a_program_that_the_system_suspends(qtbot: QtBot, qapp: QApplication) -> None:
    lock = SystemLock(qapp)
    with qtbot.waitSignal(lock.happened):
        qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationSuspended)
    lock.deleteLater()
