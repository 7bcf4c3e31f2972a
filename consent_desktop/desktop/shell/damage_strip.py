"""The strip that stands on every screen while damage to the history waits to be settled (guide, 07b)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from consent_desktop.desktop.latest import Latest
from consent_desktop.desktop.widgets.notice_strip import NoticeStrip, Tone
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import NOBODY
from consent_desktop.read_models import damage
from consent_desktop.read_models.damage import Damage


class DamageStrip(NoticeStrip):
    """Shown while any person's history is damaged; it promises what works and nothing else."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__("", Tone.STOP, parent, icon="seal-warning")
        self.set_text(self.tr("Part of the history is damaged. Stopping a share still works."))
        self.hide()
        self._clinic = workspace.clinic
        self._latest = Latest(workspace, self)
        workspace.changed.connect(self.look)
        self.look()

    @Slot()
    @Slot(object)
    def look(self, _position: object = None) -> None:
        """Ask whether any damage is unsettled."""
        self._latest.ask(partial(self._clinic.ask, NOBODY, damage.unsettled), self._found, self._not_told)

    def _found(self, found: Damage) -> None:
        self.setVisible(found.people > 0)

    def _not_told(self, _error: ConsentDesktopError) -> None:
        """The views cannot be asked: the window says so already, and what is shown stays."""
