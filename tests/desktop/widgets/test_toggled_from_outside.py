"""What a screen reader or a switch toggles through Qt's accessibility counts as pressed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.widgets.option_card import Mark, OptionCard


def toggle(widget: QWidget) -> None:
    """The action that AT-SPI, UI Automation and NSAccessibility offer for it."""
    actions = QAccessible.queryAccessibleInterface(widget).actionInterface()
    assert actions is not None
    assert actions.actionNames()[0] == actions.toggleAction()
    actions.doAction(actions.toggleAction())


def presses_of(card: OptionCard) -> list[bool]:
    """What each press from now on leaves it at."""
    pressed: list[bool] = []

    def note(on: bool) -> None:
        pressed.append(on)

    card.clicked.connect(note)
    return pressed


@pytest.fixture
def cards(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[list[OptionCard]]:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = [OptionCard(title, "", parent, mark=request.param) for title in ("One", "Two")]
    parent.show()
    yield made
    parent.close()


@pytest.mark.parametrize("cards", [Mark.RADIO, Mark.CHECK], indirect=True)
def test_it_is_pressed_once(qtbot: QtBot, cards: list[OptionCard]) -> None:
    pressed = presses_of(cards[0])
    toggle(cards[0])
    assert (pressed, cards[0].isChecked()) == ([True], True)


@pytest.mark.parametrize("cards", [Mark.CHECK], indirect=True)
def test_a_box_is_taken_back(qtbot: QtBot, cards: list[OptionCard]) -> None:
    toggle(cards[0])
    pressed = presses_of(cards[0])
    toggle(cards[0])
    assert (pressed, cards[0].isChecked()) == ([False], False)


@pytest.mark.parametrize("cards", [Mark.RADIO], indirect=True)
def test_another_choice_ends_the_first_without_pressing_it(qtbot: QtBot, cards: list[OptionCard]) -> None:
    pressed = presses_of(cards[0])
    toggle(cards[0])
    toggle(cards[1])
    assert (pressed, [card.isChecked() for card in cards]) == ([True], [False, True])


@pytest.mark.parametrize("cards", [Mark.RADIO, Mark.CHECK], indirect=True)
def test_what_the_program_shows_is_no_press(qtbot: QtBot, cards: list[OptionCard]) -> None:
    pressed = presses_of(cards[0])
    cards[0].setChecked(True)
    assert (pressed, cards[0].isChecked()) == ([], True)
