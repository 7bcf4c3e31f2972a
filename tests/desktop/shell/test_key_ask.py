"""A protected clinic opens with the recovery kit or the passphrase where this computer does not hold its key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from consent_desktop.application.founding import NewStaff
from consent_desktop.bootstrap import found_clinic, open_clinic
from consent_desktop.desktop.shell.opening import Opening
from consent_desktop.event_store.key_ring import KeyRing
from tests.support.key_rings import MemoryBackend

PASSPHRASE = "four quiet words of chance"
SAID = "This clinic is protected, and this computer does not hold its key."


@pytest.fixture(scope="module")
def protected(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A finished clinic and the words of its kit."""
    folder = tmp_path_factory.mktemp("protected") / "clinic"
    founded = found_clinic(
        folder, name="Hill Street", officer=NewStaff("Ada Okoye", "1"), administrator=NewStaff("Ben Ruiz", "2"),
        keyring=False, passphrase=PASSPHRASE,
    )  # fmt: skip
    founded.confirm(founded.codes[0].code).close()
    return folder, founded.recovery_kit.words


@pytest.fixture
def opening(qapp: QApplication, qtbot: QtBot, protected: tuple[Path, str]) -> Iterator[Opening]:
    made = Opening(partial(open_clinic, protected[0], ring=KeyRing(MemoryBackend())))
    made.begin()
    qtbot.waitUntil(lambda: made.window.key_ask.isVisible())
    yield made
    if isValid(made.window):
        made.window.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def kit_of(protected: tuple[Path, str]) -> str:
    return protected[1].lower()


def passphrase_of(_protected: tuple[Path, str]) -> str:
    return PASSPHRASE


@pytest.mark.parametrize("way", [kit_of, passphrase_of])
def test_each_way_opens_it(
    qtbot: QtBot, opening: Opening, protected: tuple[Path, str], way: Callable[[tuple[Path, str]], str]
) -> None:
    ask = opening.window.key_ask
    assert ask.sentence.text().startswith(SAID)
    assert not ask.button.isEnabled()
    QTest.keyClicks(ask.field.line_edit, way(protected))
    with qtbot.waitSignal(opening.opened, timeout=60_000) as came:
        ask.button.click()
    assert came.args[0].name == "Hill Street"
    assert ask.field.text() == ""
    came.args[0].close()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("a passphrase of somebody else", "does not open this clinic"),
        ("7Z3K-7Z3K-7Z3K-7Z3K-7Z3K", "A recovery kit has 8 groups"),
    ],
)
def test_what_opens_nothing_can_be_tried_again(qtbot: QtBot, opening: Opening, typed: str, said: str) -> None:
    ask = opening.window.key_ask
    ask.field.set_text(typed)
    ask.submit()
    qtbot.waitUntil(lambda: said in ask.sentence.text(), timeout=60_000)
    assert ask.isVisible()
    assert ask.isEnabled()
    with qtbot.waitSignal(opening.failed):
        opening.window.close()
