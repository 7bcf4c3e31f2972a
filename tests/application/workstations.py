"""What workstations in processes of their own do on one shared store; each tells of it through a queue."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import Any, Final

from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import THE_OPERATOR, PersonKind

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(["tests.application.workstations"])
PATIENCE: Final = 120.0
"""Seconds that a test waits for a workstation."""

Work = Callable[[str, Connection], None]


class Workstation:
    """One process; what it sends is read with `told`, what it waits for is given with `tell`."""

    def __init__(self, work: Work, address: str) -> None:
        self._ours, theirs = _context.Pipe()
        self._process = _context.Process(target=work, args=(address, theirs), daemon=True)
        self._process.start()
        theirs.close()

    def told(self) -> Any:
        """The next thing that it says; raises `TimeoutError` where nothing comes, `EOFError` where it has ended."""
        if not self._ours.poll(PATIENCE):
            raise TimeoutError("a workstation said nothing")
        return self._ours.recv()

    def tell(self, what: Any) -> None:
        """Give it what it waits for."""
        self._ours.send(what)

    def all_told(self) -> list[Any]:
        """Everything that it says until it ends."""
        found = []
        while True:
            try:
                found.append(self.told())
            except EOFError:
                return found

    def end(self) -> None:
        """See that it is gone."""
        self._process.kill()
        self._process.join(PATIENCE)
        self._ours.close()


@contextmanager
def workstations(address: str, *works: Work) -> Iterator[list[Workstation]]:
    """Several at once; none is left running."""
    begun = [Workstation(work, address) for work in works]
    try:
        yield begun
    finally:
        for one in begun:
            one.end()


def grants_when_told(address: str, pipe: Connection) -> None:
    """Waits to be told a doctor, shares with them, and says at which position; None ends it."""
    with Consent.open(address) as consent, pipe:
        pipe.send("ready")
        while (doctor := pipe.recv()) is not None:
            pipe.send(consent.grant_consent("20-1", "doctor", doctor, "exams").last)
        pipe.send("done")


def registers_when_told(address: str, pipe: Connection) -> None:
    """Waits to be told a number, registers a patient with it, and says the subject, or the code of what it was refused for."""
    clinic = open_clinic(address)
    with pipe:
        pipe.send("ready")
        while (number := pipe.recv()) is not None:
            try:
                pipe.send(clinic.register(PersonKind.PATIENT, number, THE_OPERATOR)[0])
            except ConsentDesktopError as error:
                pipe.send(error.code)
        clinic.close()


def a_hundred_commands(address: str, pipe: Connection) -> None:
    """Grants and stops for a patient that all share and one of one's own, and tells each position and command."""
    name = multiprocessing.current_process().name
    with Consent.open(address) as consent, pipe:
        for number in range(50):
            for patient in ("shared", name):
                verb = consent.revoke_consent if number % 2 else consent.grant_consent
                recorded = verb(patient, "doctor", name, "exams")
                pipe.send((recorded.first, recorded.last, recorded.command_id.hex))
