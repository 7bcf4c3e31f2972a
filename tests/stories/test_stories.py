"""Every story by mouse and by keyboard, and the control: with a bus that records nothing, every one fails."""

from __future__ import annotations

import pytest

from tests.stories.conftest import Story
from tests.stories.told import STORIES
from tests.support.hands import CannotDo
from tests.support.stage import Stage

pytestmark = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.__name__)
def test_story(stage: Stage, story: Story) -> None:
    story(stage)


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.__name__)
def test_with_a_bus_that_records_nothing_the_story_fails(
    mouse_stage: Stage, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    from consent_desktop.application.bus import CommandBus
    from consent_desktop.application.dispatch import Dispatch, Recorded

    def nothing(_bus: CommandBus, dispatch: Dispatch) -> Recorded:
        return Recorded(dispatch.command_id, 1, 1)

    monkeypatch.setattr(CommandBus, "dispatch", nothing)
    mouse_stage.patience_ms = 2_000
    with pytest.raises((CannotDo, AssertionError, KeyError)):
        story(mouse_stage)
