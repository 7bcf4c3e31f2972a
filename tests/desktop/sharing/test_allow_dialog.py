"""Answering a request: yes, yes in part, and no."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.desktop.sharing.allow_dialog import AllowDialog
from consent_desktop.desktop.sharing.confirmation import Confirmation
from consent_desktop.desktop.sharing.decline_dialog import DeclineDialog
from consent_desktop.desktop.sharing.endings import EndChoice
from consent_desktop.desktop.theme import set_text_scale
from consent_desktop.domain.commands import DeclineRequest, WithdrawRequest
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.rows import CellState, RequestRow, RequestState
from tests.desktop.sharing.world import DiskFull, World, outside, settle

EXAMS, CONSULTATIONS = RecordType.EXAMS, RecordType.CONSULTATIONS


def opened(world: World, request: RequestRow) -> AllowDialog:
    dialog = AllowDialog(world.host, world.workspace, request)
    dialog.open_dialog()
    return dialog


def request_of(world: World, request: RequestRow) -> RequestRow:
    return next(r for r in world.asked(world.helena) if r.request_id == request.request_id)


def test_allow_as_asked(world: World) -> None:
    request = world.asked(world.helena)[0]
    dialog = opened(world, request)
    text = dialog.sentence.sentence()
    assert text == (
        "I, Helena Duarte, let Dr Ana Souza see my exams until 30 June 2026, "
        "for preparing the heart check-up on 19 March."
    )
    world.press("Allow")
    world.until(lambda: dialog.finished_here)
    row = world.pair(world.souza)
    assert row is not None
    assert row.cells[EXAMS].until == request.until
    assert request_of(world, request).state is RequestState.GRANTED
    world.press("Done")


def test_make_it_shorter(world: World) -> None:
    request = world.asked(world.helena)[0]
    dialog = opened(world, request)
    world.press("Make it shorter")
    assert set(dialog.end.picker.cards) == {EndChoice.TODAY, EndChoice.DAYS_30, EndChoice.A_DAY}
    world.press("30 days")
    assert "until 11 April 2026" in dialog.sentence.sentence()
    world.press("Keep the end as asked")
    assert "until 30 June 2026" in dialog.sentence.sentence()
    world.press("Make it shorter")
    dialog.end.picker.calendar.day_chosen.emit(date(2026, 4, 1))
    world.press("Allow")
    world.until(lambda: dialog.finished_here)
    row = world.pair(world.souza)
    assert row is not None
    assert row.cells[EXAMS].until == datetime(2026, 4, 1, 23, tzinfo=UTC)


def test_leave_out_and_say_no(world: World) -> None:
    request = world.ask(world.okafor, {EXAMS, CONSULTATIONS})
    dialog = opened(world, request)
    world.press("Leave out Consultations")
    assert not dialog.allow_button.isEnabled()
    assert dialog.answer.rest is None
    world.press("Say no")
    world.press("Allow")
    world.until(lambda: dialog.finished_here)
    row = world.pair(world.okafor)
    assert row is not None
    assert row.permitted == (EXAMS,)
    assert row.cells[CONSULTATIONS].state is CellState.SAID_NO
    assert request_of(world, request).state is RequestState.PARTLY_GRANTED


def test_leave_out_and_keep_waiting(world: World) -> None:
    request = world.ask(world.okafor, {EXAMS, CONSULTATIONS})
    dialog = opened(world, request)
    world.press("Leave out Exams")
    world.press("Keep waiting")
    world.press("Allow")
    world.until(lambda: dialog.finished_here)
    assert request_of(world, request).waiting == (EXAMS,)
    assert request_of(world, request).state is RequestState.OPEN


def test_everything_less_one_kind(world: World) -> None:
    request = world.ask(world.okafor, {RecordType.ALL})
    dialog = opened(world, request)
    world.press("Leave out ER visits")
    assert "exams, consultations and conditions" in dialog.sentence.sentence()
    world.press("Say no")
    world.press("Allow")
    world.until(lambda: dialog.finished_here)
    row = world.pair(world.okafor)
    assert row is not None
    assert len(row.permitted) == 3
    assert not row.everything
    assert request_of(world, request).state is RequestState.PARTLY_GRANTED


def test_nothing_left_cannot_be_allowed(world: World) -> None:
    dialog = opened(world, world.asked(world.helena)[0])
    world.press("Leave out Exams")
    world.press("Keep waiting")
    assert not dialog.allow_button.isEnabled()
    world.press("Put back Exams")
    assert dialog.allow_button.isEnabled()


def test_a_no_that_fails_after_the_yes_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    request = world.ask(world.okafor, {EXAMS, CONSULTATIONS})
    dialog = opened(world, request)
    world.press("Leave out Consultations")
    world.press("Say no")
    real = world.clinic.dispatch

    def fail(dispatch: Dispatch) -> Recorded:
        if isinstance(dispatch.command, DeclineRequest):
            raise DiskFull("The disk is full.")
        return real(dispatch)

    monkeypatch.setattr(world.clinic, "dispatch", fail)
    world.press("Allow")
    world.until(dialog.problem.isVisible)
    told = dialog.problem.sentence()
    assert "Your yes is recorded" in told
    assert "Your no to consultations is not" in told
    assert "The disk is full" in told
    assert dialog.finished_here
    assert request_of(world, request).waiting == (CONSULTATIONS,)


def test_a_request_taken_back_meanwhile(world: World) -> None:
    """A yes may still be given: it is a share unasked. A no is refused, and says so."""
    request = world.ask(world.okafor, {EXAMS})
    dialog = DeclineDialog(world.host, world.workspace, request)
    dialog.open_dialog()
    back = WithdrawRequest(patient=world.helena.subject, actor=request.actor, record_types=frozenset({EXAMS}))
    world.give(back, world.okafor)
    world.press("Say no")
    world.until(dialog.problem.isVisible)
    assert "not waiting for an answer any more" in dialog.problem.sentence()
    world.press("Go back")


def test_say_no(world: World) -> None:
    request = world.ask(world.okafor, {EXAMS})
    dialog = DeclineDialog(world.host, world.workspace, request)
    dialog.open_dialog()
    assert dialog.accessibleName() == "Say no to Nurse Okafor?"
    world.until(lambda: world.button("Go back").hasFocus())
    told: list[object] = []
    dialog.declined.connect(told.append)
    world.press("Say no")
    dialog.confirm()
    world.until(lambda: told)
    assert request_of(world, request).state is RequestState.DECLINED


def test_the_confirmation_reads_the_record(world: World) -> None:
    dialog = opened(world, world.asked(world.helena)[0])
    world.press("Allow")
    world.until(lambda: dialog.finished_here)
    page = dialog.body.findChildren(Confirmation)[0]
    world.until(page.sentence)
    assert page.sentence() == "You let Dr Ana Souza see your exams until 30 June 2026."


@pytest.mark.parametrize("size", [(900, 560), (1280, 800)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_cut(world: World, size: tuple[int, int], scale: float) -> None:
    set_text_scale(scale)
    world.host.resize(*size)
    dialog = opened(world, world.ask(world.okafor, {RecordType.ALL}))
    for name in ("Leave out Exams", "Make it shorter", "30 days", "Say no"):
        world.press(name)
        settle()
        assert outside(world.host) == []
        names = world.names()
        assert len(names) == len(set(names))
    assert dialog.foot.mapTo(world.host, dialog.foot.rect().bottomLeft()).y() <= size[1]
