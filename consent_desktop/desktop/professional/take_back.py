"""Taking an unanswered request back, wherever its button stands."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from consent_desktop.desktop.words import refusals
from consent_desktop.desktop.words.people import name_of
from consent_desktop.desktop.workspace import Workspace
from consent_desktop.domain.commands import WithdrawRequest
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.read_models.rows import PersonRow, RequestRow


class TakeBack(QObject):
    """`take_back(request)` once; `done(RequestRow)` or `refused(sentence)`."""

    done = Signal(object)
    refused = Signal(object)

    def __init__(self, workspace: Workspace, person: PersonRow, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace, self._person = workspace, person
        self._under_way: set[str] = set()

    def take_back(self, request: RequestRow) -> None:
        """Give the command, unless it is on its way already."""
        if request.request_id in self._under_way:
            return
        self._under_way.add(request.request_id)
        command = WithdrawRequest(
            patient=request.patient.subject, actor=request.actor, record_types=frozenset(request.waiting)
        )
        acting = self._workspace.clinic.acting_as(self._person)
        self._workspace.command(self, command, acting, partial(self._done, request), partial(self._refused, request))

    def _done(self, request: RequestRow, _recorded: object) -> None:
        self._under_way.discard(request.request_id)
        self.done.emit(request)

    def _refused(self, request: RequestRow, error: ConsentDesktopError) -> None:
        self._under_way.discard(request.request_id)
        self.refused.emit(refusals.told_to_asker(error, name_of(request.patient)))
