"""When a file may still be in the making by another program: only in the moments after it was last written."""

from __future__ import annotations

import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from consent_desktop.event_store import files
from consent_desktop.event_store.files import IN_THE_MAKING, _in_the_making

WRITTEN = 1_000_000_000


@pytest.mark.parametrize(
    ("since", "making"),
    [
        (0.0, True), (IN_THE_MAKING / 2, True), (IN_THE_MAKING, False), (2.0, False),
        (-0.25, False), (-3600.0, False),
    ],
)  # fmt: skip
def test_a_file_is_in_the_making_for_moments_after_it_was_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, since: float, making: bool
) -> None:
    """A file from the future, as a clock that was set back shows it, is waited for by nobody."""
    path = tmp_path / "clinic.events.db"
    path.touch()
    os.utime(path, (WRITTEN, WRITTEN))
    monkeypatch.setattr(files, "time", SimpleNamespace(time=lambda: WRITTEN + since))
    assert _in_the_making(path) is making


def test_what_is_no_file_is_not_in_the_making(tmp_path: Path) -> None:
    assert not _in_the_making(tmp_path)
    assert not _in_the_making(tmp_path / "nothing")
