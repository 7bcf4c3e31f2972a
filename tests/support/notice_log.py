"""Events of two kinds and of no great meaning, recorded one after the other."""

from __future__ import annotations

from consent_desktop.domain.events import Event, NoticeSeen
from consent_desktop.event_store.opening import OpenedStore
from tests.support.stores import NOW, origin, some_event


class Recorder:
    """Records notices raised and seen on one stream of a store."""

    def __init__(self, store: OpenedStore) -> None:
        self._log = store.log
        self._stream = store.vault.claim("doctor", "70-0001")

    def __call__(self, *kinds: bool) -> int:
        """One event of each of the kinds given (True: raised, False: seen); gives the head."""
        at = self._log.version(self._stream)
        events = [self._event(at + n, raised=kind) for n, kind in enumerate(kinds)]
        return self._log.append(self._stream, at, events, origin()).last

    def _event(self, number: int, *, raised: bool) -> Event:
        if raised:
            return some_event(self._stream, number)
        return NoticeSeen(subject=self._stream, effective_at=NOW, notice_id=f"{number:032x}")
