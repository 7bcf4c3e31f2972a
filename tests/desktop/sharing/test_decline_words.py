"""What the question says before somebody says no: true of who sees nothing and of who asks for longer."""

from __future__ import annotations

from datetime import timedelta

from consent_desktop.desktop.sharing.decline_dialog import DeclineDialog
from consent_desktop.desktop.widgets.label import Label
from consent_desktop.domain.commands import GrantConsent
from consent_desktop.domain.vocabulary import RecordType
from consent_desktop.read_models.matrix import actor_of
from tests.desktop.sharing.world import World

EXAMS = RecordType.EXAMS


def effect(world: World) -> str:
    dialog = DeclineDialog(world.host, world.workspace, world.asked(world.helena)[0])
    done: list[object] = []
    dialog.declined.connect(done.append)
    dialog.open_dialog()
    words = " ".join(label.text() for label in dialog.findChildren(Label))
    world.press("Say no")
    world.until(lambda: done)
    return words


def test_it_promises_no_more_than_a_no_does(world: World) -> None:
    said = effect(world)
    assert "will not see" not in said
    assert "This is about your exams. Nothing new is shared with Dr Souza" in said
    assert "what Dr Souza can see now stays as it is" in said


def test_who_asks_for_longer_still_sees_after_the_no(world: World) -> None:
    soon = world.clinic.now() + timedelta(days=3)
    patient, actor, kinds = world.helena.subject, actor_of(world.souza), frozenset({EXAMS})
    end = {"until": soon, "until_zone": world.clinic.zone.key}
    world.give(GrantConsent(patient=patient, actor=actor, record_types=kinds, **end), world.helena)
    world.ask(world.souza, {EXAMS})
    assert "what Dr Souza can see now stays as it is" in effect(world)
    row = world.pair(world.souza)
    assert row is not None
    assert EXAMS in row.permitted
