"""A clock that jumps: order stays that of the positions, nothing is refused that should not be, and stopping never waits.

Every answer is compared with the deliberately naive reading of tests.support.naive, which judges an end (`until`) by what
the clock says at the moment of the question, as documented, and a stop by nothing but what was shared.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from consent_desktop.application.clock import FixedClock, end_of_day
from consent_desktop.bootstrap import Consent
from consent_desktop.domain.commands import (
    AskConsent,
    ConsentCommand,
    DeclineRequest,
    GrantConsent,
    RevokeConsent,
    WithdrawRequest,
)
from consent_desktop.domain.errors import ConsentDesktopError
from consent_desktop.domain.vocabulary import SINGLE_TYPES, Actor, ActorKind, RecordType
from tests.faults.judge import Ack, judged
from tests.faults.shim import build_library
from tests.faults.tally import Tally, run
from tests.support.naive import NaiveClinic
from tests.support.stores import NOW, a_consent

HISTORIES: Final = 24
STEPS: Final = 12
_DAY = timedelta(days=1)
JUMPS: Final = (
    timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1), _DAY, 30 * _DAY, 365 * _DAY, 3652 * _DAY,
)  # fmt: skip
LISBON: Final = ZoneInfo("Europe/Lisbon")
CHANGES: Final = (date(2026, 3, 29), date(2026, 10, 25))
"""Days on which the clocks of Lisbon change: 23 and 25 hours long."""

_CALLS: Final[dict[type[ConsentCommand], str]] = {
    GrantConsent: "grant_consent",
    AskConsent: "ask_consent",
    RevokeConsent: "revoke_consent",
    DeclineRequest: "decline_request",
    WithdrawRequest: "withdraw_request",
}


def jumping(tally: Tally, chance: random.Random, number: int) -> bool:
    """One random history under a clock that jumps before each step; gives whether its recorded times went backwards."""
    clock, naive, acks = FixedClock(NOW), NaiveClinic(), list[Ack]()
    actor = Actor(ActorKind.DOCTOR, "70-1")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "clinic")
        with a_consent(folder, clock) as consent:
            for step in range(STEPS):
                clock.moment += chance.choice((1, -1)) * chance.choice(JUMPS)
                kind = chance.choice(
                    (
                        GrantConsent,
                        GrantConsent,
                        AskConsent,
                        RevokeConsent,
                        RevokeConsent,
                        DeclineRequest,
                        WithdrawRequest,
                    )
                )
                types = frozenset(chance.sample(SINGLE_TYPES, chance.randint(1, 2)))
                until = None
                if kind in (GrantConsent, AskConsent) and chance.random() < 0.6:
                    until = clock.moment + chance.choice(JUMPS)
                limits = {"until": until} if until else {}
                command = kind(patient="20-1", actor=actor, record_types=types, **limits)
                expected = naive.refusal(command, clock.moment)
                try:
                    recorded = getattr(consent, _CALLS[kind])("20-1", "doctor", "70-1", types, **limits)
                    told = None
                    acks += [(p, recorded.command_id.hex) for p in recorded.positions]
                except ConsentDesktopError as error:
                    told = error.code
                if told != (expected and expected[0]):
                    tally.broke(f"history {number}, step {step}: {kind.__name__} was told {told}, not {expected}")
                    return False
                if told is None:
                    naive.accept(command, clock.moment)
                tally.add("commands under a jumping clock")
                tally.add("of them stops that were accepted", kind is RevokeConsent and told is None)
                _agree(tally, consent, naive, actor, clock, f"history {number}, step {step}")
            events = [(r.position, r.recorded_at) for r in consent.clinic._store.log.read()]
        finding = judged(folder, None, acks, views=True)
    if not finding.sound or [position for position, _ in events] != list(range(1, len(events) + 1)):
        tally.broke(f"history {number}: {finding}")
    return sorted(events, key=lambda e: e[1]) != events


def _agree(tally: Tally, consent: Consent, naive: NaiveClinic, actor: Actor, clock: FixedClock, where: str) -> None:
    for record_type in (*SINGLE_TYPES, RecordType.ALL):
        answer = consent.has_consent("20-1", "doctor", "70-1", record_type) if naive.accepted else False
        if answer is not naive.permitted(actor, record_type, clock.moment):
            tally.broke(f"{where}: a check of {record_type} answered {answer} at {clock.moment}")
        tally.add("checks under a jumping clock")


def daylight(tally: Tally) -> None:
    """Ends on the days when the clocks change: in force up to the last microsecond of the day in the clinic, not beyond."""
    for day in CHANGES:
        until = end_of_day(day, LISBON)
        start = datetime(day.year, day.month, day.day, tzinfo=LISBON).astimezone(UTC)
        clock = FixedClock(start - timedelta(hours=2))
        with tempfile.TemporaryDirectory() as place, a_consent(Path(place), clock) as consent:
            consent.grant_consent("20-1", "doctor", "70-1", "exams", until=until, until_zone="Europe/Lisbon")
            moment = start
            while moment < until + timedelta(hours=2):
                for at in (moment, moment - timedelta(microseconds=1)):
                    clock.moment = at
                    if consent.has_consent("20-1", "doctor", "70-1", "exams") is not (at < until):
                        tally.broke(f"{day}: a check at {at} did not answer {at < until}")
                    tally.add("checks on days when the clocks change")
                moment += timedelta(minutes=30)
            consent.revoke_consent(
                "20-1", "doctor", "70-1", "exams"
            )  # long after its end: stopping never depends on it
            tally.add("stops after the end")
    hours = [(end_of_day(day, LISBON) - end_of_day(day - _DAY, LISBON)) // timedelta(hours=1) for day in CHANGES]
    if hours != [23, 25]:
        tally.broke(f"the days of the change have {hours} hours")


_PROGRAM: Final = """
import json, sys
from consent_desktop.bootstrap import Consent
with Consent.open(sys.argv[1], plain=True) as consent:
    done = consent.grant_consent("20-1", "doctor", sys.argv[2], "exams")
    stopped = consent.revoke_consent("20-1", "doctor", sys.argv[3], "exams") if len(sys.argv) > 3 else done
    print(json.dumps([stopped.last, consent.now().year, consent.has_consent("20-1", "doctor", sys.argv[2], "exams")]))
"""


def moved_computers(tally: Tally) -> None:
    """The program in processes whose computer's clock is years off, on one store by turns."""
    layer = build_library("clock")
    if isinstance(layer, str):
        tally.add(f"not tried: a computer's clock moved ({layer})")
        return
    this_year = datetime.now(UTC).year
    with tempfile.TemporaryDirectory() as place:
        folder, last = Path(place, "clinic"), 0
        for turn, years in enumerate((0, 10, -10, 0, -1, 3)):
            moved = {**os.environ, "LD_PRELOAD": str(layer), "CLOCK_MOVED_BY": str(years * 31_557_600)}
            stop = [f"70-{turn - 1}"] if turn else []
            command = [sys.executable, "-c", _PROGRAM, str(folder), f"70-{turn}", *stop]
            done = subprocess.run(command, env=moved, capture_output=True, text=True, timeout=60, check=False)
            if done.returncode:
                tally.broke(f"a clock {years} years off: {done.stderr.strip().splitlines()[-1]}")
                return
            position, year, has = json.loads(done.stdout)
            if abs(year - this_year - years) > 1 or not has or position <= last:
                tally.broke(f"a clock {years} years off: {done.stdout.strip()} after position {last}")
            last = position
            tally.add("programs run on a computer with another clock")
        finding = judged(folder, None, (), views=True)
        if not finding.sound:
            tally.broke(f"computers with other clocks: {finding.faults}")


def clocks(tally: Tally, rounds: int, chance: random.Random) -> None:
    """Jumps, days of change, and computers with another clock; `rounds` times as many histories as one round has."""
    backwards = sum(jumping(tally, chance, number) for number in range(rounds * HISTORIES))
    tally.add("histories whose recorded times go backwards", backwards)
    tally.control("an order by recorded time would not be the order of the log", failed=backwards > 0)
    daylight(tally)
    moved_computers(tally)


if __name__ == "__main__":
    sys.exit(run("clocks", clocks, rounds=1))
