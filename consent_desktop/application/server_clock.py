"""The clock of a shared store: the server's, which every workstation goes by, however its own is set."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from consent_desktop.domain.errors import ClinicError

EVERY: Final = 60.0
"""Seconds after which the server is asked again."""
DRIFT: Final = 1.0
"""Seconds by which this computer's two clocks may part before the server is asked: somebody set one, or the machine slept."""

log = logging.getLogger(__name__)


class _Measured(NamedTuple):
    """The server's time at one moment of this computer's two clocks, in seconds."""

    server: float
    wall: float
    steady: float


class ServerClock:
    """Tells the server's time without asking it each time, so that whoever wants to know the time never waits for a network.

    The server is asked when the clock is made, which raises a `ClinicError` where it cannot be; after that in the
    background, each minute and when this computer's clocks part. Until it has answered, and where it does not, the later of
    two reckonings counts: nothing that has ended goes on because a machine slept or its clock was set back.
    """

    def __init__(
        self,
        ask: Callable[[], datetime],
        wall: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ask = ask
        self._wall = wall
        self._steady = steady
        self._asking: threading.Thread | None = None
        self._lock = threading.Lock()
        self._measured = self._measure()

    def now(self) -> datetime:
        """The server's present moment, aware, in UTC."""
        measured = self._measured
        wall, steady = self._wall() - measured.wall, self._steady() - measured.steady
        if steady >= EVERY or abs(wall - steady) >= DRIFT:
            self._ask_again()
        return datetime.fromtimestamp(0, UTC) + timedelta(seconds=measured.server + max(wall, steady))

    def _measure(self) -> _Measured:
        """Ask the server; its answer is taken for the middle of the time that it took."""
        asked = self._steady()
        server = self._ask().timestamp()
        answered = self._steady()
        return _Measured(server + (answered - asked) / 2, self._wall(), answered)

    def _ask_again(self) -> None:
        with self._lock:
            if self._asking is None or not self._asking.is_alive():
                self._asking = threading.Thread(target=self._renew, name="server-clock", daemon=True)
                self._asking.start()

    def _renew(self) -> None:
        try:
            self._measured = self._measure()
        except ClinicError as error:
            log.info("the server's time is not known anew: %s", error.code)
