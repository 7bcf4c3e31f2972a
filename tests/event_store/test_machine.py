"""Random lives of a store against a model of it, on every back end: commands, repeats, wrong versions, reopening, tampering.

After every step the log is what it was plus what was just recorded, the chain is whole, and every answer is that of the naive
reading; whoever changes what is stored is refused or found out.
"""

from __future__ import annotations

from contextlib import ExitStack
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from consent_desktop.application.clock import FixedClock
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.domain.commands import ConsentCommand
from consent_desktop.domain.errors import CommandIdReused, DomainError, RecordTypesRefused
from consent_desktop.domain.vocabulary import (
    SINGLE_TYPES,
    THE_OPERATOR,
    THE_SYSTEM,
    Actor,
    ActorKind,
    PersonKind,
    RecordType,
)
from consent_desktop.event_store.errors import WrongExpectedVersion
from consent_desktop.event_store.verification import verify
from tests.support.backends import BACKENDS, Refused, Servers, open_backend
from tests.support.histories import START, steps
from tests.support.naive import NaiveClinic
from tests.support.servers import Postgres
from tests.support.stores import origin
from tests.support.view_rows import view_rows

ACTORS = (("doctor", "70-1"), ("nurse", "80-1"))
PATIENTS = ("20-1", "20-2")
FORBIDDEN = (
    "UPDATE events SET recorded = recorded + 1 WHERE position = 1",
    "UPDATE events SET body = chain",
    "DELETE FROM events WHERE position = (SELECT max(position) FROM events)",
    "DELETE FROM events",
    "DELETE FROM store",
    "UPDATE store SET value = 'another'",
)
CHANGES = (
    "recorded = recorded + 1",
    "body = chain",
    "chain = event_id",
    "event_id = command_id",
    "stream_version = 9999",
)
"""What somebody who owns the log may do to one event."""


class StoreMachine(RuleBasedStateMachine):
    """One store and its model: who was told what, and which events there must be."""

    def __init__(self, backend: str, servers: Servers) -> None:
        super().__init__()
        self.left = ExitStack()
        self.backend = self.left.enter_context(open_backend(backend, servers))
        self.clock = FixedClock(START)
        self.clinic = self.backend.open(self.clock)
        self.naive = {number: NaiveClinic() for number in PATIENTS}
        self.given: list[tuple[Dispatch, Recorded]] = []
        self.log: list[tuple[int, str, bytes]] = []

    def teardown(self) -> None:
        self.clinic.close()
        self.left.close()

    @initialize()
    def people(self) -> None:
        """Two patients, a doctor and a nurse."""
        self.patients = [self.clinic.register(PersonKind.PATIENT, n, THE_OPERATOR)[0] for n in PATIENTS]
        self.actors = [
            Actor(ActorKind(kind), self.clinic.register(PersonKind(kind), n, THE_OPERATOR)[0]) for kind, n in ACTORS
        ]
        self.log = self.stored()

    def stored(self) -> list[tuple[int, str, bytes]]:
        """What the log holds."""
        return [(r.position, r.envelope.command_id, r.chain) for r in self.clinic._store.log.read()]

    def grown(self, recorded: Recorded) -> None:
        """The log is what it was, and then the command's events; notices may follow."""
        now, before = self.stored(), len(self.log)
        assert now[:before] == self.log
        events = now[before : before + len(recorded.positions)]
        assert [position for position, _, _ in events] == list(recorded.positions)
        assert {command for _, command, _ in events} <= {recorded.command_id.hex}
        assert recorded.first in (0, before + 1)
        self.log = now

    @rule(step=steps(), patient=st.sampled_from((0, 1)), actor=st.sampled_from((0, 1)))
    def command(self, step: tuple[timedelta, ConsentCommand], patient: int, actor: int) -> None:
        """A command is accepted or refused as the naive reading has it."""
        pause, drawn = step
        self.clock.moment += pause
        command = drawn.model_copy(update={"patient": self.patients[patient], "actor": self.actors[actor]})
        naive, told = self.naive[PATIENTS[patient]], None
        expected = naive.refusal(command, self.clock.moment)
        dispatch = Dispatch(command, THE_OPERATOR)
        try:
            recorded = self.clinic.dispatch(dispatch)
        except RecordTypesRefused as error:
            told = error.code, frozenset(error.record_types)
        except DomainError as error:
            told = error.code, frozenset[RecordType]()
        else:
            naive.accept(command, self.clock.moment)
            self.clinic._do_chores()
            self.given.append((dispatch, recorded))
            self.grown(recorded)
        assert told == expected

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def again(self, data: st.DataObject) -> None:
        """The same command is recorded once; another under its id is refused."""
        dispatch, recorded = data.draw(st.sampled_from(self.given))
        repeated = self.clinic.dispatch(dispatch)
        assert (repeated.first, repeated.last, repeated.repeated) == (recorded.first, recorded.last, True)
        other = dispatch.command.model_copy(update={"note": "another"})
        with pytest.raises(CommandIdReused):
            self.clinic.dispatch(Dispatch(other, THE_OPERATOR, dispatch.command_id))

    @rule(patient=st.sampled_from((0, 1)), off=st.sampled_from((-1, 1, 40)))
    def wrong_version(self, patient: int, off: int) -> None:
        """An append that expects another version, of its stream or of one that it rests on, records nothing."""
        log, stream, other = self.clinic._store.log, self.patients[patient], self.actors[0].id
        version, others = (sum(1 for _ in log.read_stream(name)) for name in (stream, other))
        with pytest.raises(WrongExpectedVersion):
            log.append(stream, version + off, [], origin())
        with pytest.raises(WrongExpectedVersion):
            log.append(stream, version, [], origin(also={other: others + off}))

    @rule(patient=st.sampled_from((0, 1)), number=st.integers(0, 3))
    def no_events(self, patient: int, number: int) -> None:
        """A command that leads to no event is remembered all the same."""
        log, stream = self.clinic._store.log, self.patients[patient]
        version, command_id = sum(1 for _ in log.read_stream(stream)), UUID(int=number + 1)
        before = log.outcome(origin(command_id))
        done = log.append(stream, version, [], origin(command_id))
        assert (done.first, done.repeated) == (0, before is not None)

    @rule(without_views=st.booleans())
    def reopen(self, without_views: bool) -> None:
        """What was recorded is there when the store is opened again; lost views come back as they were."""
        rows = self.clinic.views.read(view_rows)
        self.clinic.close()
        if without_views:
            self.backend.forget_views()
        self.clinic = self.backend.open(self.clock)
        assert self.clinic.views.read(view_rows) == rows

    @rule()
    def rebuild(self) -> None:
        """Rebuilt views are the live ones."""
        live = self.clinic.views.read(view_rows)
        self.clinic.views.rebuild()
        assert self.clinic.views.read(view_rows) == live

    @rule(statement=st.sampled_from(FORBIDDEN))
    def mistake(self, statement: str) -> None:
        """The log refuses what would change it, as long as its guards are in place."""
        with pytest.raises(Refused):
            self.backend.change(statement)

    @rule(change=st.sampled_from(CHANGES), data=st.data())
    def alter(self, change: str, data: st.DataObject) -> None:
        """An event that was altered is found, and is whole again when it is put back."""
        position = data.draw(st.integers(1, len(self.log)))
        self.tampered(f"UPDATE events SET {change} WHERE position = {position}", position, position)

    @rule(data=st.data())
    def take_out(self, data: st.DataObject) -> None:
        """An event that was taken out is found, unless it was the last: that only an anchor elsewhere would show."""
        position = data.draw(st.integers(1, len(self.log) - 1))
        self.tampered(f"DELETE FROM events WHERE position = {position}", position, position)

    def tampered(self, statement: str, position: int, first_broken: int) -> None:
        """Do it, see that a verification names the place, and put the row back."""
        [row] = self.backend.change(f"SELECT * FROM events WHERE position = {position}")
        self.backend.force(statement)
        try:
            found = verify(self.clinic._store.log)
        finally:
            self.backend.force(f"DELETE FROM events WHERE position = {position}")
            places = ", ".join("?" * len(row))
            self.backend.force(f"INSERT INTO events VALUES ({places})", row)
        assert (found.events, found.first_broken) == (first_broken - 1, first_broken)

    @rule(table=st.sampled_from(("events", "store")))
    def drop(self, table: str) -> None:
        """A table that was dropped is missed."""
        found = self.backend.verified_without(table)
        assert found is None or not found.unbroken

    @invariant()
    def whole(self) -> None:
        """The log is as the model has it and its chain is unbroken."""
        if self.log:
            assert self.stored() == self.log
            found = verify(self.clinic._store.log)
            assert (found.events, found.first_broken) == (len(self.log), None)

    @invariant()
    def answered(self) -> None:
        """Every check answers as the naive reading does."""
        if not self.log:
            return
        for number, patient in zip(PATIENTS, self.patients, strict=True):
            for actor in self.actors:
                for record_type in (*SINGLE_TYPES, RecordType.ALL):
                    answer = self.naive[number].permitted(actor, record_type, self.clock.moment)
                    assert self.clinic.has(THE_SYSTEM, patient, actor, record_type) is answer


@pytest.mark.parametrize("backend", BACKENDS)
def test_a_store_lives_as_its_model_does(backend: str, request: pytest.FixtureRequest) -> None:
    def server() -> Postgres:
        found: Postgres = request.getfixturevalue("postgres")
        return found

    class Machine(StoreMachine):
        """The machine on this back end."""

        def __init__(self) -> None:
            super().__init__(backend, server)

    everyday = settings()
    # a server makes a database for each life, which takes longer than the life
    examples = max(1, everyday.max_examples * (1 if backend == "postgresql" else 3) // 10)
    run_state_machine_as_test(Machine, settings=settings(everyday, max_examples=examples, stateful_step_count=25))
