"""Which letters of the names found are underlined, and the word beside the cross that clears the field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.sign_in.matching import matched
from consent_desktop.desktop.sign_in.screen import SignInScreen
from consent_desktop.desktop.sign_in.search_pane import SearchPane
from consent_desktop.desktop.tour.hands import wait_until
from consent_desktop.desktop.widgets.buttons import CancelButton
from consent_desktop.desktop.workspace import Workspace


def parts(shown: str, name: str, text: str) -> list[str]:
    return [shown[start : start + length] for start, length in matched(shown, name, text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("hele", ["Hele"]),
        ("HELENA", ["Helena"]),
        ("duar", ["D"]),
        ("hel d", ["Hel", "D"]),
        ("dorte", []),
        ("20-4817", []),
        ("", []),
    ],
)
def test_the_beginning_of_each_word_that_was_typed(text: str, found: list[str]) -> None:
    assert parts("Helena D.", "Helena Duarte", text) == found


@pytest.mark.parametrize("name", ["Le\u00efla B.", "Lei\u0308la B."])
def test_marks_belong_to_their_letters(name: str) -> None:
    assert parts(name, name.replace("B.", "Bensaïd"), "leil") == [name[: name.index("la")] + "l"]


def test_on_the_screen(qtbot: QtBot, demonstration: Workspace) -> None:
    screen = SignInScreen(demonstration)
    qtbot.addWidget(screen)
    screen.resize(1280, 764)
    screen.show()
    pane = screen.question.panes[0]
    assert isinstance(pane, SearchPane)
    field, hits = pane.field, pane.hits
    QTest.keyClicks(field.line_edit, "hele")
    assert wait_until(lambda: len(hits.cards()) == 2)
    assert [card.underlined() for card in hits.cards()] == [["Hele"], ["Hele"]]
    with_lines = hits.cards()[0].grab().toImage()
    hits.cards()[0].underline(())
    assert hits.cards()[0].grab().toImage() != with_lines
    QTest.keyClicks(field.line_edit, "n")
    assert wait_until(lambda: [card.underlined() for card in hits.cards()] == [["Helen"], ["Helen"]])
    [clear] = field.findChildren(CancelButton)
    assert clear.text() == "Clear"
    QTest.mouseClick(clear, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert clear.isHidden()
