"""The question before a no is as high as its words: nothing in it is scrolled while there is room."""

from __future__ import annotations

import pytest

from consent_desktop.desktop.sharing.decline_dialog import DeclineDialog
from consent_desktop.desktop.theme.type import TEXT_SCALES, set_text_scale
from tests.desktop.sharing.world import World


@pytest.mark.parametrize("scale", TEXT_SCALES[:3])
def test_nothing_is_scrolled(world: World, scale: float) -> None:
    set_text_scale(scale)
    try:
        dialog = DeclineDialog(world.host, world.workspace, world.asked(world.helena)[0])
        dialog.open_dialog()
        bar = dialog.body_area.verticalScrollBar()
        assert dialog.panel.height() < dialog.height()
        world.until(lambda: bar.maximum() == 0)
        dialog.close_dialog()
    finally:
        set_text_scale(1.0)
