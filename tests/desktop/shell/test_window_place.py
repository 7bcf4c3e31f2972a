"""Windows open on the screen, wherever the one before stands."""

import pytest
from PySide6.QtCore import QPoint, QRect

from consent_desktop.desktop.shell.window_place import LEAST, WANTED, window_place

SCREENS = [QRect(0, 0, 1366, 768), QRect(0, 28, 1366, 740), QRect(1366, 0, 1024, 640), QRect(0, 0, 1920, 1080)]


@pytest.mark.parametrize("free", SCREENS)
def test_every_window_lies_on_the_screen(free: QRect) -> None:
    place = window_place(free)
    seen = {place.topLeft().toTuple()}
    for _ in range(40):
        assert free.contains(place)
        assert place.top() >= free.top() + 28
        place = window_place(free, place.topLeft())
        seen.add(place.topLeft().toTuple())
    assert len(seen) > 1


def test_it_is_as_large_as_wanted_where_there_is_room() -> None:
    assert window_place(QRect(0, 0, 1920, 1080)).size() == WANTED
    assert window_place(QRect(0, 0, 1366, 768)).height() < 768


def test_it_is_never_under_the_least_size() -> None:
    place = window_place(QRect(0, 0, 800, 500), QPoint(4000, 4000))
    assert place.size() == LEAST
    assert place.left() < 10
