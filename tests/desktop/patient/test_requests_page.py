"""The requests page, on a real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QVBoxLayout
from pytestqt.qtbot import QtBot

from consent_desktop.desktop.patient.requests_find import FindDialog
from consent_desktop.desktop.patient.requests_page import RequestsPage
from consent_desktop.desktop.professional.ask_dialog import AskDialog
from consent_desktop.desktop.sharing.allow_dialog import AllowDialog
from consent_desktop.desktop.sharing.draft import Step
from consent_desktop.desktop.sharing.share_dialog import ShareDialog
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.desktop.widgets.toast import Toast
from consent_desktop.domain.commands import GrantConsent
from consent_desktop.domain.vocabulary import THE_SYSTEM, RecordType
from consent_desktop.read_models import notices
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import NoticeStatus, PersonRow, RequestState
from tests.desktop.sharing.world import World, a_world, outside, settle

ALLOW = "Allow Dr Ana Souza, exams"


@pytest.fixture
def world(
    qtbot: QtBot, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> Iterator[World]:
    """A copy of the demonstration clinic behind a window of 1280 x 800."""
    with a_world(qtbot, qapp, tmp_path_factory, tmp_path) as made:
        yield made


def shown(world: World, patient: PersonRow | None = None) -> RequestsPage:
    layout = QVBoxLayout(world.host)
    layout.setContentsMargins(0, 0, 0, 0)
    page = RequestsPage(world.workspace, patient or world.helena, world.host)
    layout.addWidget(page)
    world.until(lambda: texts(world))
    settle()
    return page


def texts(world: World) -> list[str]:
    return [label.text() for label in world.host.findChildren(Label) if label.isVisible() and label.text()]


def test_sections(world: World) -> None:
    shown(world)
    said = texts(world)
    for title in ("What you should know", "Asked of me", "I asked", "Shared with me"):
        assert title in said
    assert "Dr Ana Souza asks to see your exams." in said
    assert "Preparing the heart check-up on 19 March" in said
    assert "Declined on 9 January 2026" in said
    assert "You have not asked anybody" in said


def test_a_request_names_all_kinds_and_follows_other_windows(world: World) -> None:
    page = shown(world)
    counts: list[object] = []
    page.waiting_changed.connect(counts.append)
    world.ask(world.okafor, {RecordType.EXAMS, RecordType.CONDITIONS, RecordType.ER_VISITS})
    world.until(lambda: "Nurse Grace Okafor asks to see your exams, conditions and ER visits." in texts(world))
    assert counts == [2]


def test_allow_opens_the_last_page(world: World) -> None:
    shown(world)
    world.press(ALLOW)
    dialog = world.host.findChildren(AllowDialog)[0]
    world.press("Allow")
    world.until(lambda: dialog.finished_here)
    world.press("Done")
    world.until(lambda: any(text.startswith("Allowed on 12 March 2026") for text in texts(world)))


def test_decline_then_share_after_all(world: World) -> None:
    shown(world)
    world.press("Decline Dr Ana Souza, exams")
    world.press("Say no")
    world.until(lambda: "Declined on 12 March 2026" in texts(world))
    name = next(n for n in world.names() if n.startswith("Share after all with Dr Ana Souza, exams"))
    world.press(name)
    dialog = world.host.findChildren(ShareDialog)[0]
    assert dialog.step is Step.HOW_LONG
    assert dialog.draft.kinds == {RecordType.EXAMS}


def test_own_requests_can_be_taken_back(world: World) -> None:
    page = shown(world)
    request = world.ask(world.helena, {RecordType.EXAMS}, world.miguel)
    name = "Take back the request to Miguel Duarte, exams"
    world.until(lambda: name in world.names())
    page.take_back(request)
    page.take_back(request)
    world.until(lambda: "Taken back on 12 March 2026" in texts(world))
    assert world.asked(world.miguel)[0].state is RequestState.WITHDRAWN


def test_what_was_asked_is_confirmed_and_comes_into_sight(world: World) -> None:
    page = shown(world)
    page._ask_them(world.miguel)
    dialog = world.host.findChildren(AskDialog)[0]
    for card in (dialog.kinds.cards()[0], dialog.purpose.cards()[0], dialog.how_long.cards()[0]):
        card.click()
    dialog.send_button.click()
    world.until(lambda: [toast for toast in world.host.findChildren(Toast) if toast.isVisible()])
    toast = world.host.findChildren(Toast)[-1]
    assert toast.accessibleName() == "Your request was sent"
    assert toast.accessibleDescription() == "Miguel Duarte is told at the next sign-in."
    world.until(lambda: "Take back the request to Miguel Duarte, exams" in world.names())
    settle()
    button = world.button("Take back the request to Miguel Duarte, exams")
    top = button.mapTo(page.area, QPoint(0, 0)).y()
    assert 0 <= top <= page.area.height() - button.height()
    assert top < toast.y()


def test_what_others_share_with_me(world: World) -> None:
    shown(world)
    grant = GrantConsent(
        patient=world.miguel.subject, actor=actor_of(world.helena), record_types=frozenset({RecordType.EXAMS})
    )
    world.give(grant, world.miguel)
    world.until(lambda: "Exams, no end date" in texts(world))
    assert "Miguel Duarte lets you see exams, with no end date." in texts(world)


def test_notices_are_marked_as_seen(world: World) -> None:
    shown(world)
    name = next(n for n in world.names() if n.startswith("Mark as seen: Dr Ana Souza"))
    world.press(name)
    world.until(lambda: not any(n.startswith("Mark as seen") for n in world.names()))
    mine = world.clinic.ask(THE_SYSTEM, notices.of_recipient, world.helena.subject)
    assert all(n.status is NoticeStatus.SEEN for n in mine)


def test_focus_and_place_stay_when_something_changes(world: World) -> None:
    page = shown(world)
    world.button(ALLOW).setFocus()
    page.area.verticalScrollBar().setValue(120)
    world.ask(world.okafor, {RecordType.EXAMS})
    world.until(lambda: "Allow Nurse Grace Okafor, exams" in world.names())
    world.until(lambda: world.button(ALLOW).hasFocus())
    world.until(lambda: page.area.verticalScrollBar().value() == 120)


def test_asking_somebody_needs_number_and_birth_date(world: World) -> None:
    shown(world)
    world.press("Ask to see someone’s records")
    dialog = world.host.findChildren(FindDialog)[0]
    found: list[PersonRow] = []
    dialog.found.disconnect()
    dialog.found.connect(found.append)
    dialog.finder.number.set_text("20-4820")
    dialog.finder.birth.set_text("1 1 2000")
    world.press("Find")
    world.until(dialog.finder.answer)
    dialog.finder.birth.set_text("15/7/1981")
    world.press("Find")
    world.until(lambda: found)
    assert found[0] == world.miguel


def test_who_was_found_is_asked(world: World) -> None:
    shown(world)
    world.press("Ask to see someone’s records")
    finder = world.host.findChildren(FindDialog)[0].finder
    finder.number.set_text("20-4820")
    finder.birth.set_text("15 7 1981")
    world.press("Find")
    world.until(lambda: world.host.findChildren(AskDialog))
    assert world.host.findChildren(AskDialog)[0].is_open()


@pytest.mark.parametrize("size", [(900, 560), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_and_names_are_unique(world: World, size: tuple[int, int], scale: float) -> None:
    set_text_scale(scale)
    world.host.resize(*size)
    shown(world)
    assert outside(world.host) == []
    names = world.names()
    assert len(names) == len(set(names))
