"""Stopping never waits for an undamaged history: a stopping command that meets damage has it repaired and is given again."""

from __future__ import annotations

import logging
from collections.abc import Callable

from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.domain.commands import STOPPING
from consent_desktop.domain.errors import ClinicError
from consent_desktop.event_store.errors import StoreDamaged, StoreFailed

log = logging.getLogger(__name__)


def without_waiting(dispatch: Dispatch, give: Callable[[Dispatch], Recorded], repair: Callable[[], bool]) -> Recorded:
    """Give the command. Where a stopping one meets a damaged or failed log, repair that and give it again.

    It keeps its id, so what was kept before the failure after all is found and not recorded twice. Any other command is
    refused with the sentence of the failure.
    """
    try:
        return give(dispatch)
    except (StoreDamaged, StoreFailed) as failure:
        if not isinstance(dispatch.command, STOPPING):
            raise
        log.info("a stopping command met %s", failure.code)
        try:
            repair()
        except ClinicError as error:
            log.info("the log could not be repaired: %s", error.code)
            raise failure from None
        return give(dispatch)  # another program may have repaired it, so this is worth a try in any case
