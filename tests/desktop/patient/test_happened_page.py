"""What happened, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.patient.happened_line import EventLine
from consent_desktop.desktop.patient.happened_page import HappenedPage
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.domain.commands import RevokeConsent
from consent_desktop.domain.vocabulary import PersonKind, RecordType
from consent_desktop.read_models.matrix import actor_of
from tests.desktop.sharing.world import World, a_world, outside, settle


@pytest.fixture
def world(
    qtbot: QtBot, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> Iterator[World]:
    """A copy of the demonstration clinic behind a window of 1280 x 800."""
    with a_world(qtbot, qapp, tmp_path_factory, tmp_path) as made:
        yield made


def shown(world: World) -> HappenedPage:
    layout = QVBoxLayout(world.host)
    layout.setContentsMargins(0, 0, 0, 0)
    page = HappenedPage(world.workspace, world.helena, world.host)
    layout.addWidget(page)
    world.until(lambda: texts(world))
    settle()
    return page


def texts(world: World) -> list[str]:
    return [label.text() for label in world.host.findChildren(Label) if label.isVisible() and label.text()]


def lines(world: World) -> int:
    return sum(line.isVisible() for line in world.host.findChildren(EventLine))


def test_sentences_by_day_newest_first(world: World) -> None:
    shown(world)
    said = texts(world)
    newest = said.index("Dr Ana Souza asks to see your exams.")
    older = said.index("You said no to Dr Karim Haddad.")
    assert said.index("Wednesday 11 March 2026") < newest < said.index("Friday 9 January 2026") < older
    assert "Done by Dr Ana Souza" in said
    assert "Done by you" in said
    assert lines(world) == 13


def test_chips_filter(world: World) -> None:
    shown(world)
    world.press("Stopped")
    world.until(lambda: lines(world) == 1)
    assert "You stopped sharing your exams with Nurse Inês Carvalho." in texts(world)
    assert world.button("Stopped").isChecked()
    world.press("Said no")
    world.until(lambda: "You said no to Dr Karim Haddad." in texts(world))
    world.press("All")
    world.until(lambda: lines(world) == 13)


def test_what_happens_now_appears(world: World) -> None:
    shown(world)
    doctor = world.person(PersonKind.DOCTOR, "70-0002")
    revoke = RevokeConsent(
        patient=world.helena.subject, actor=actor_of(doctor), record_types=frozenset({RecordType.EXAMS})
    )
    world.give(revoke, world.helena)
    world.until(lambda: "You stopped sharing your exams with Dr Tomás Ribeiro." in texts(world))


def test_show_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("consent_desktop.desktop.patient.happened_page.AT_ONCE", 5)
    shown(world)
    assert lines(world) == 5
    world.button("Show more").setFocus()
    world.press("Show more")
    world.until(lambda: lines(world) == 10)
    world.until(lambda: world.button("Show more").hasFocus())
    world.press("Show more")
    world.until(lambda: lines(world) == 13)
    assert "Show more" not in world.names()


@pytest.mark.parametrize("size", [(900, 560), (1920, 1080)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(world: World, size: tuple[int, int], scale: float) -> None:
    set_text_scale(scale)
    world.host.resize(*size)
    shown(world)
    assert outside(world.host) == []
