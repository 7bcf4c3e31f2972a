"""The share dialog, on a real store."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.desktop.sharing.confirmation import Confirmation
from consent_desktop.desktop.sharing.draft import Step
from consent_desktop.desktop.sharing.endings import EndChoice
from consent_desktop.desktop.sharing.reasons import ReasonChoice
from consent_desktop.desktop.sharing.share_dialog import ShareDialog
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.domain.commands import GrantConsent
from consent_desktop.domain.vocabulary import THE_SYSTEM, PersonKind, RecordType
from consent_desktop.event_store.recorded import RecordedEvent
from consent_desktop.read_models.matrix import actor_of
from consent_desktop.read_models.rows import CellState
from tests.desktop.sharing.world import DiskFull, World, outside, settle


def opened(world: World, **more: object) -> ShareDialog:
    dialog = ShareDialog(world.host, world.workspace, world.helena, **more)  # type: ignore[arg-type]
    dialog.open_dialog()
    world.until(lambda: dialog.who.cards)
    return dialog


def at_check(world: World, kinds: tuple[RecordType, ...] = (RecordType.EXAMS,)) -> ShareDialog:
    dialog = opened(world, other=world.haddad, kinds=kinds)
    dialog.how_long.picker.cards[EndChoice.DAYS_30].click()
    dialog.next_button.click()
    dialog.why.cards[ReasonChoice.OPERATION].click()
    dialog.next_button.click()
    assert step_of(dialog) is Step.CHECK
    return dialog


def step_of(dialog: ShareDialog) -> Step:
    return dialog.step


def newest(world: World) -> RecordedEvent:
    position = world.clinic.views.position()
    while (event := world.clinic.event(THE_SYSTEM, position)) is not None and event.envelope.type.startswith("Notice"):
        position -= 1
    assert event is not None
    return event


def test_the_whole_way(world: World) -> None:
    dialog = opened(world)
    assert not dialog.next_button.isEnabled()
    world.press("Dr Karim Haddad")
    world.press("Next")
    assert not dialog.next_button.isEnabled()
    world.press("Exams")
    world.press("Consultations")
    world.press("Next")
    assert dialog.draft.ending is None
    world.press("A day I choose")
    assert not dialog.next_button.isEnabled()
    dialog.how_long.picker.calendar.day_chosen.emit(date(2026, 9, 30))
    world.press("Next")
    assert dialog.draft.reason is None
    world.press("An operation")
    dialog.why.area.set_text("my knee operation and the visits after it")
    world.press("Next")
    whole = "I, Helena Duarte, let Dr Karim Haddad see my exams and consultations until 30 September 2026, for my knee operation and the visits after it."
    assert dialog.sentence.sentence() == whole
    recorded: list[object] = []
    dialog.shared.connect(recorded.append)
    world.press("Share with Dr Haddad")
    world.until(lambda: recorded)
    world.until(lambda: dialog.done_button.isVisible() and dialog.done_button.hasFocus())
    row = world.pair(world.haddad)
    assert row is not None
    assert row.permitted == (RecordType.EXAMS, RecordType.CONSULTATIONS)
    assert row.cells[RecordType.EXAMS].until == datetime(2026, 9, 30, 23, tzinfo=UTC)
    world.press("Done")
    assert not dialog.is_open()


def test_what_was_recorded_is_read_back(world: World) -> None:
    dialog = at_check(world)
    world.press("Share with Dr Haddad")
    world.until(lambda: dialog.finished_here)
    page = dialog.body.findChildren(Confirmation)[0]
    world.until(page.sentence)
    assert page.sentence() == "You let Dr Karim Haddad see your exams until 11 April 2026."
    event = newest(world).event
    assert getattr(event, "until_zone", None) == "Europe/Lisbon"


def test_held_keys_and_double_clicks_give_nothing_twice(world: World) -> None:
    dialog = at_check(world)
    before = world.clinic.views.position()
    world.key(dialog.share_button, Qt.Key.Key_Return, held=True)
    QTest.mouseClick(dialog.share_button, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    QTest.mouseDClick(dialog.share_button, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    dialog.share()
    world.until(lambda: dialog.finished_here)
    types = [world.clinic.event(THE_SYSTEM, p) for p in range(before + 1, world.clinic.views.position() + 1)]
    assert [e.envelope.type for e in types if e is not None].count("ConsentGranted") == 1


def test_the_second_press_of_a_double_click_on_next_shares_nothing(world: World) -> None:
    dialog = at_check(world)
    dialog.go_back()
    before = world.clinic.views.position()
    dialog.next_button.click()
    for kind in (QEvent.Type.MouseButtonDblClick, QEvent.Type.MouseButtonRelease):
        at, button = QPointF(30, 20), Qt.MouseButton.LeftButton
        QApplication.sendEvent(
            dialog.share_button, QMouseEvent(kind, at, at, button, button, Qt.KeyboardModifier.NoModifier)
        )
    assert not dialog.sending
    assert world.clinic.views.position() == before


def test_enter_goes_on_but_never_shares_from_elsewhere(world: World) -> None:
    dialog = opened(world, other=world.haddad)
    card = dialog.what.cards[RecordType.EXAMS]
    card.click()
    world.key(card, Qt.Key.Key_Return, held=True)
    assert step_of(dialog) is Step.WHAT
    world.key(card, Qt.Key.Key_Return)
    assert step_of(dialog) is Step.HOW_LONG
    first = dialog.how_long.picker.cards[EndChoice.TODAY]
    world.key(first, Qt.Key.Key_Return)
    assert step_of(dialog) is Step.HOW_LONG
    world.key(first, Qt.Key.Key_Return)
    assert step_of(dialog) is Step.WHY
    dialog.why.cards[ReasonChoice.UNSAID].click()
    world.key(dialog.why.cards[ReasonChoice.UNSAID], Qt.Key.Key_Return)
    assert step_of(dialog) is Step.CHECK
    world.key(dialog, Qt.Key.Key_Return)
    assert not dialog.sending
    assert dialog.draft.command(world.clinic.zone).purpose is None


def test_enter_in_a_field(world: World) -> None:
    """In the search it goes on, in the fields of the finder it only looks."""
    dialog = opened(world)
    world.press("Dr Karim Haddad")
    world.press("Family")
    QTest.keyClick(dialog.who.finder.birth.line_edit, Qt.Key.Key_Return)
    assert step_of(dialog) is Step.WHO
    world.until(dialog.who.finder.answer)
    world.press("Everyone")
    QTest.keyClick(dialog.who.search.line_edit, Qt.Key.Key_Return)
    assert step_of(dialog) is Step.WHAT


def test_closing_while_it_is_being_recorded_asks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = at_check(world)
    may_go_on = threading.Event()
    real = world.clinic.dispatch

    def wait(dispatch: Dispatch) -> Recorded:
        assert may_go_on.wait(10)
        return real(dispatch)

    monkeypatch.setattr(world.clinic, "dispatch", wait)
    world.press("Share with Dr Haddad")
    dialog.reject()
    world.press("Wait")
    assert dialog.sending
    may_go_on.set()
    world.until(lambda: dialog.finished_here)


def test_words_and_steps_lead_back(world: World) -> None:
    dialog = at_check(world)
    world.press("Change exams")
    assert step_of(dialog) is Step.WHAT
    world.press("Step 4 of 5: Why, finished")
    assert step_of(dialog) is Step.WHY
    dialog.activateWindow()
    QTest.keyClick(dialog.why.cards[ReasonChoice.OPERATION], Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    world.until(lambda: dialog.step is Step.HOW_LONG)
    assert dialog.draft.complete


def test_everything_and_single_kinds_exclude_each_other(world: World) -> None:
    dialog = opened(world, other=world.okafor)
    world.press("Exams")
    world.press("Everything")
    assert dialog.draft.kinds == {RecordType.ALL}
    world.press("Conditions")
    assert dialog.draft.kinds == {RecordType.CONDITIONS}


def test_what_is_shared_already_is_shown(world: World) -> None:
    dialog = opened(world, other=world.person(PersonKind.NURSE, "71-0001"))
    card = dialog.what.cards[RecordType.CONDITIONS]
    world.until(lambda: "already until 31 December 2026" in card.accessibleDescription())


def test_a_refusal_says_why_and_keeps_the_draft(world: World) -> None:
    dialog = at_check(world)
    grant = GrantConsent(
        patient=world.helena.subject, actor=actor_of(world.haddad), record_types=frozenset({RecordType.EXAMS})
    )
    world.give(grant, world.helena)
    draft = dialog.draft
    world.press("Share with Dr Haddad")
    world.until(dialog.check.problem.isVisible)
    assert "can already see your exams" in dialog.check.problem.sentence()
    assert step_of(dialog) is Step.CHECK
    assert dialog.draft == draft
    assert dialog.share_button.isEnabled()
    assert dialog.share_button.hasFocus()


def test_a_failure_of_the_surroundings_keeps_the_draft(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = at_check(world)

    def fail(_dispatch: object) -> None:
        raise DiskFull("The disk is full. Nothing was recorded. Free some space and press Share again.")

    monkeypatch.setattr(world.clinic, "dispatch", fail)
    world.press("Share with Dr Haddad")
    assert not dialog.share_button.isEnabled()
    world.until(dialog.check.problem.isVisible)
    assert "The disk is full" in dialog.check.problem.sentence()
    monkeypatch.undo()
    world.press("Share with Dr Haddad")
    world.until(lambda: dialog.finished_here)


def test_leaving_asks_once_if_something_was_filled(world: World) -> None:
    dialog = opened(world)
    dialog.reject()
    assert not dialog.is_open()
    dialog = opened(world)
    world.press("Dr Karim Haddad")
    world.press("Cancel")
    world.press("Go on")
    assert dialog.is_open()
    assert dialog.draft.other == world.haddad
    dialog.reject()
    world.press("Leave")
    assert not dialog.is_open()
    row = world.pair(world.haddad)
    assert row is not None
    assert row.cells[RecordType.EXAMS].state is CellState.ENDED


def test_search_and_late_answers(world: World) -> None:
    dialog = opened(world)
    dialog.who.search.set_text("gr")
    dialog.who.search.set_text("okafor")
    world.until(lambda: [c.text() for c in dialog.who.cards] == ["Nurse Grace Okafor"])
    dialog.who.search.set_text("Helene")
    world.until(lambda: not dialog.who.cards)
    world.press("Doctors")
    dialog.who.search.set_text("")
    world.until(lambda: len(dialog.who.cards) == 3)


def test_other_patients_need_number_and_birth_date(world: World) -> None:
    dialog = opened(world)
    world.press("Family")
    world.until(lambda: [c.text() for c in dialog.who.cards] == ["Miguel Duarte"])
    finder = dialog.who.finder
    answers = []
    for number, birth in (("20-9042", "1 1 1900"), ("99-9999", "3 11 1988")):
        finder.number.set_text(number)
        finder.birth.set_text(birth)
        world.press("Find")
        world.until(finder.answer)
        answers.append(finder.answer())
    assert len(set(answers)) == 1
    finder.number.set_text("20-4817")
    finder.birth.set_text("21 4 1954")
    world.press("Find")
    world.until(lambda: finder.answer() == "This is your own record.")
    finder.number.set_text("20-9042")
    finder.birth.set_text("3 11 1988")
    world.press("Find")
    world.until(lambda: dialog.draft.other is not None)
    assert dialog.draft.other is not None
    assert dialog.draft.other.name == "Helene Pires"
    world.until(lambda: any(c.text() == "Helene Pires" and c.isChecked() for c in dialog.who.cards))


@pytest.mark.parametrize("size", [(900, 560), (1280, 800), (1920, 1080)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut_and_names_are_unique(world: World, size: tuple[int, int], scale: float) -> None:
    set_text_scale(scale)
    world.host.resize(*size)
    dialog = opened(world)
    world.press("Dr Karim Haddad")
    for step in Step:
        settle()
        assert outside(world.host) == []
        names = world.names()
        assert len(names) == len(set(names)), sorted(names)
        foot = dialog.foot.mapTo(world.host, dialog.foot.rect().bottomLeft())
        assert foot.y() <= size[1]
        if step is Step.WHAT:
            world.press("Exams")
        elif step is Step.HOW_LONG:
            world.press("Until I stop it")
        elif step is Step.WHY:
            world.press("My care and treatment")
        if step is not Step.CHECK:
            world.press("Next")
