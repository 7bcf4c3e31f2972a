"""Eight programs that write to one store at once, through the bus: nobody sees an error and nothing is lost or doubled."""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

from consent_desktop.bootstrap import Consent, open_clinic
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import THE_OPERATOR
from consent_desktop.event_store.errors import WrongExpectedVersion
from tests.faults.judge import Ack, judged
from tests.faults.tally import Tally, run
from tests.faults.workload import Work, Writers, tell_error
from tests.support.stores import KEY, a_store, origin, some_event

WRITERS: Final = 8
NEW_STORES: Final = 10
ALLOWED: Final = 150.0
"""Seconds that the writers may take in all."""


def grants(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """Grants and stops by turns; odd writers for a patient of their own, even ones all for the same patient."""
    number = int(name.removeprefix("w"))
    patient = f"own-{number}" if number % 2 else "shared"
    clinic = open_clinic(folder, plain=key is None, key=key)
    with Consent(clinic, THE_OPERATOR, registers=True) as consent:
        for turn in range(int(folder.with_name("commands").read_text())):
            verb = consent.revoke_consent if turn % 2 else consent.grant_consent
            try:
                recorded = verb(patient, "doctor", name, "exams")
            except ConsentDesktopError as error:
                tell_error(acks, error.code)
                continue
            for position in recorded.positions:
                acks.send_bytes(f"{position} {recorded.command_id.hex}".encode())


def unchecked(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """Races for the next version of one stream without deciding again when it loses: the control."""
    with a_store(folder, key) as store:
        stream = store.vault.claim("patient", "shared")
        for turn in range(int(folder.with_name("commands").read_text())):
            version = sum(1 for _ in store.log.read_stream(stream))
            one = origin()
            try:
                done = store.log.append(stream, version, [some_event(stream, turn)], one)
            except WrongExpectedVersion:
                tell_error(acks, "wrong_expected_version")
                continue
            acks.send_bytes(f"{done.first} {one.command_id.hex}".encode())


def _raced(tally: Tally, key: bytes | None, commands: int, work: Work) -> tuple[list[Ack], list[str]]:
    """Let eight run to their end; gives what was acknowledged and the codes of the errors that they saw."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "clinic")
        Path(place, "commands").write_text(str(commands))
        open_clinic(folder, plain=key is None, key=key).close()
        with Writers(folder, key, [work] * WRITERS) as writers:
            writers.to_the_end(ALLOWED)
        acks = writers.acknowledged()
        finding = judged(folder, key, acks, views=True)
        doubled = _doubled(acks)
        tally.add("acknowledged events lost", len(finding.lost))
        tally.add("positions given twice", doubled)
        if not finding.sound or doubled:
            tally.broke(f"{len(finding.lost)} lost, {doubled} given twice; {'; '.join(finding.faults)}")
        return acks, writers.errors()


def opens(folder: Path, key: bytes | None, name: str, acks: Connection) -> None:
    """Opens the store in the folder, makes it where there is none, and registers a patient of one's own."""
    with Consent(open_clinic(folder, plain=key is None, key=key), THE_OPERATOR, registers=True) as consent:
        recorded = consent.grant_consent("shared", "doctor", name, "exams")
        acks.send_bytes(f"{recorded.first} {recorded.command_id.hex}".encode())


def _made_at_once(tally: Tally, key: bytes | None, number: int) -> None:
    """Eight programs that begin a new store in the same folder at the same moment get the same store."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "clinic")
        with Writers(folder, key, [opens] * WRITERS) as writers:
            writers.to_the_end(ALLOWED)
        acks, errors = writers.acknowledged(), writers.errors()
        finding = judged(folder, key, acks, views=True)
    tally.add("new stores begun by eight programs at once")
    if errors or not finding.sound or len(acks) != WRITERS:
        where = f"new store {number}, {'encrypted' if key else 'plain'}"
        tally.broke(f"{where}: told {dict(Counter(errors))}, {len(finding.lost)} lost; {'; '.join(finding.faults)}")


def _doubled(acks: list[Ack]) -> int:
    """How many positions were promised to two commands."""
    return sum(count - 1 for count in Counter(position for position, _ in acks).values())


def writers(tally: Tally, rounds: int, chance: random.Random) -> None:
    """`rounds` commands by each of eight writers, half of them on a plain and half on an encrypted store."""
    for key, commands in ((None, rounds - rounds // 2), (KEY, rounds // 2)):
        acks, errors = _raced(tally, key, commands, grants)
        wanted = WRITERS * commands
        tally.add(
            "commands given by eight writers, encrypted" if key else "commands given by eight writers, plain", wanted
        )
        tally.add("commands acknowledged", len(acks))
        tally.add("errors seen by the writers", len(errors))
        if errors or len(acks) != wanted:
            tally.broke(f"{wanted} commands, {len(acks)} acknowledged, errors: {dict(Counter(errors))}")
    for number in range(NEW_STORES):
        _made_at_once(tally, KEY if number % 2 else None, number)
    _, refused = _raced(tally, None, 25, unchecked)
    tally.add("races lost by writers that do not decide again, of 200", len(refused))
    tally.control("writers of one stream do get into each other's way", failed=bool(refused))


if __name__ == "__main__":
    sys.exit(run("writers", writers, rounds=500))
