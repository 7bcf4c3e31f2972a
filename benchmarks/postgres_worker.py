"""`python -m benchmarks.postgres_worker writer|granter ADDRESS NAME`: one workstation on a shared store, told by lines.

It says `ready`. A writer then waits for a line, gives commands until its input ends, and prints what was acknowledged to it
as JSON. A granter grants at each line and stops what it granted at the next; it answers with the moment at which it gave the
command and the one at which that returned, in seconds of the machine's steady clock, which is the same in every process.
"""

from __future__ import annotations

import json
import sys
import threading
from itertools import cycle
from time import monotonic
from typing import Final

from consent_desktop.application.clinic import Clinic
from consent_desktop.application.dispatch import Dispatch
from consent_desktop.bootstrap import open_clinic
from consent_desktop.domain.commands import GrantConsent, RevokeConsent
from consent_desktop.domain.errors import PersonAlreadyRegistered
from consent_desktop.domain.vocabulary import THE_OPERATOR, THE_SYSTEM, Actor, ActorKind, PersonKind, RecordType

EXAMS: Final = frozenset({RecordType.EXAMS})
PAIRS: Final = 40
"""Patients of a writer, each with a doctor of their own."""
KINDS: Final = (GrantConsent, RevokeConsent)


def subject_of(clinic: Clinic, kind: PersonKind, number: str) -> str:
    """The person with that number, registered by whoever comes first."""
    try:
        return clinic.register(kind, number, THE_OPERATOR)[0]
    except PersonAlreadyRegistered:
        clinic.catch_up()
        found = clinic.find(THE_SYSTEM, kind, number)
        assert found is not None
        return found.subject


def _pair(clinic: Clinic, name: str) -> tuple[str, Actor]:
    """A patient and a doctor."""
    doctor = Actor(ActorKind.DOCTOR, subject_of(clinic, PersonKind.DOCTOR, f"d-{name}"))
    return subject_of(clinic, PersonKind.PATIENT, f"p-{name}"), doctor


def _writer(clinic: Clinic, name: str) -> None:
    pairs = [_pair(clinic, f"{name}-{n}") for n in range(PAIRS)]
    _say("ready")
    sys.stdin.readline()
    ended = threading.Event()
    threading.Thread(target=_until_input_ends, args=(ended,), daemon=True).start()
    acks: list[tuple[int, int, str]] = []
    begun = monotonic()
    for kind in cycle(KINDS):
        for patient, doctor in pairs:
            if ended.is_set():
                _say(json.dumps({"acks": acks, "seconds": monotonic() - begun}))
                return
            done = clinic.dispatch(Dispatch(kind(patient=patient, actor=doctor, record_types=EXAMS), THE_OPERATOR))
            acks.append((done.first, done.last, done.command_id.hex))


def _until_input_ends(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def _granter(clinic: Clinic, name: str) -> None:
    patient, doctor = _pair(clinic, name)
    _say("ready")
    for kind in cycle(KINDS):
        if not sys.stdin.readline():
            return
        command = kind(patient=patient, actor=doctor, record_types=EXAMS)
        begun = monotonic()
        clinic.dispatch(Dispatch(command, THE_OPERATOR))
        _say(f"{begun!r} {monotonic()!r}")


def _say(words: str) -> None:
    print(words, flush=True)


def main(work: str, address: str, name: str) -> None:
    """Open the store and do the work."""
    clinic = open_clinic(address)
    try:
        (_writer if work == "writer" else _granter)(clinic, name)
    finally:
        clinic.close()


if __name__ == "__main__":
    main(*sys.argv[1:4])
