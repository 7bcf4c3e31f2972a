"""Where dialogs and messages of a window lie: over its stage, which goes out of sight as a whole while it is locked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_STAGE = "stage"


def set_stage(window: QWidget, stage: QWidget) -> None:
    """Let what is opened over `window` lie in `stage`, a part of it."""
    window.setProperty(_STAGE, stage)


def stage_of(host: QWidget) -> QWidget:
    """The stage of the window, or the host itself where there is none."""
    stage = host.property(_STAGE)
    return stage if isinstance(stage, QWidget) else host
