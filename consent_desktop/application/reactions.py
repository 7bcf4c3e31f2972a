"""What the program does of itself after an event, as commands through the same bus: raise notices.

What is due is read from the views, so nothing is forgotten when the program dies in between; each reaction has the
same command id whenever it is tried, so nothing is done twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from typing import Final
from uuid import UUID, uuid5

from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.domain.commands import Command, ParkNotice, RaiseNotice
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import THE_SYSTEM
from consent_desktop.read_models import notices
from consent_desktop.read_models.views import Views

TRIES: Final = 3
"""How often a notice is tried before it is parked."""

log = logging.getLogger(__name__)


class Reactions:
    """Raises the notices that are due."""

    def __init__(self, views: Views, dispatch: Callable[[Dispatch], Recorded]) -> None:
        self._views = views
        self._dispatch = dispatch

    def run(self, only: Collection[str] | None = None) -> int:
        """Raise the notices that are due, or only those of the events named; park those that fail three times.

        Gives how many are still due after that.
        """
        left, tried = 0, 0
        for notice_id, recipient in self._views.read(notices.due):
            if only is not None and notice_id not in only:
                left += 1
                continue
            tried += 1
            if not self._raised(notice_id, recipient) and not self._parked(notice_id, recipient):
                left += 1
        if tried:
            self._views.catch_up()
        return left

    def _raised(self, notice_id: str, recipient: str) -> bool:
        command = RaiseNotice(recipient=recipient, notice_id=notice_id)
        return any(self._tried(command, "raise", notice_id, number) for number in range(1, TRIES + 1))

    def _parked(self, notice_id: str, recipient: str) -> bool:
        """Where even this cannot be recorded the notice stays due: it is shown as such and tried again at the next run."""
        command = ParkNotice(recipient=recipient, notice_id=notice_id, reason=f"not recorded after {TRIES} tries")
        return self._tried(command, "park", notice_id, 1)

    def _tried(self, command: Command, what: str, notice_id: str, number: int) -> bool:
        try:
            self._dispatch(Dispatch(command, THE_SYSTEM, uuid5(UUID(notice_id), what), consistency="eventual"))
        except ConsentDesktopError as error:
            log.info("reaction %s %s try %d failed: %s", what, notice_id, number, error.code)
            return False
        return True
