"""The command bus: log, validate, authorize, then decide with retry. The order is fixed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Protocol

from consent_desktop.application.clock import Clock
from consent_desktop.application.dispatch import Dispatch, Recorded
from consent_desktop.application.states import Snapshots, States, Versioned
from consent_desktop.domain import aggregate, office
from consent_desktop.domain.clinic_commands import ErasePerson
from consent_desktop.domain.commands import Command, GrantConsent
from consent_desktop.domain.context import Context, OtherStream
from consent_desktop.domain.entitlements import GIVES, Approved, authorize, needs_second, nobody_approved
from consent_desktop.domain.errors import ClinicError, DomainError, UnknownCommand
from consent_desktop.domain.events import Event
from consent_desktop.domain.people_commands import GiveAuthority, MergePeople
from consent_desktop.domain.standing import Standing
from consent_desktop.event_store.errors import StoreBusy, WrongExpectedVersion
from consent_desktop.event_store.keys import StoreKeys
from consent_desktop.event_store.protocol import EventStore
from consent_desktop.event_store.recorded import Appended, Beside, Origin
from consent_desktop.event_store.telemetry import DISPATCH, begun, measured
from consent_desktop.read_models.views import Following

TRIES: Final = 10
"""How often a command is decided when others write to the same stream in between."""

WIDENING: Final = (GrantConsent, GiveAuthority, MergePeople)
"""Commands that rest on who the other person is: their entry must still be the newest when this is recorded."""

BESIDE_THE_POINT: Final = frozenset(
    (
        "NoticeRaised",
        "NoticeParked",
        "NoticeSeen",
        "NoticeTold",
        "CredentialSet",
        "CodeIssued",
        "SignedIn",
        "SignInFailed",
    )
) | frozenset(("SignedOut", "SessionLocked", "SessionResumed", "HistoryRead"))
"""What may come to another stream while a command is decided that rests on it: none of this changes who the person is."""

log = logging.getLogger(__name__)

Next = Callable[[Dispatch], Recorded]


class Middleware(Protocol):
    """One step on the way of every command."""

    def __call__(self, dispatch: Dispatch, then: Next) -> Recorded:
        """Pass the command on, or raise."""
        ...


def logged(dispatch: Dispatch, then: Next) -> Recorded:
    """Log what kind of command came and how it ended: no names, no record content."""
    name = type(dispatch.command).__name__
    since = begun(DISPATCH)
    try:
        recorded = then(dispatch)
    except (DomainError, ClinicError) as error:
        log.info("command %s %s refused: %s", name, dispatch.command_id, error.code)
        raise
    log.info("command %s %s recorded: %d events", name, dispatch.command_id, len(recorded.positions))
    if since:
        measured(DISPATCH, "dispatch", since, events=len(recorded.positions), position=recorded.last)
    return recorded


def validated(dispatch: Dispatch, then: Next) -> Recorded:
    """Let pass only commands that the system knows, in the form that they were checked in when made."""
    command: object = dispatch.command
    if not isinstance(command, Command) or type(command) not in GIVES:
        raise UnknownCommand(f"Nothing was recorded: there is no command {type(command).__name__}.")
    type(command).model_validate(command.model_dump())
    return then(dispatch)


class Authorized:
    """Lets pass only what the one who acts may do, where it takes a second person with their approval."""

    def __init__(self, approved: Approved) -> None:
        self._approved = approved

    def __call__(self, dispatch: Dispatch, then: Next) -> Recorded:
        """Pass the command on, or raise `NotAllowed` or `SecondPersonNeeded`."""
        authorize(dispatch.acting, dispatch.command, self._approved)
        return then(dispatch)


class CommandBus:
    """Takes commands to the stream that they are about and records what they lead to."""

    def __init__(
        self,
        store: EventStore,
        keys: StoreKeys,
        clock: Clock,
        snapshots: Snapshots | None = None,
        follow: Callable[[Appended], Following | None] | None = None,
        approved: Approved = nobody_approved,
    ) -> None:
        """`follow` begins to enter events into the views while the disk makes them durable.

        `approved` says whether a second person has proved themself just now, for commands that take four eyes.
        """
        self._follow = follow
        self._store = store
        self._keys = keys
        self._clock = clock
        self._states = States(store, snapshots)
        self._actors: set[str] = set()
        """Those whose standing was looked at since something was last recorded."""
        self._way: Next = self._decide
        middleware: tuple[Middleware, ...] = (logged, validated, Authorized(approved))
        for step in reversed(middleware):
            self._way = _Step(step, self._way)

    def dispatch(self, dispatch: Dispatch) -> Recorded:
        """Durably record what the command leads to.

        Raises a `DomainError` where a rule refuses (nothing is recorded) and a `ClinicError` where the surroundings fail.
        """
        return self._way(dispatch)

    @property
    def states(self) -> States:
        """The states of people and of the clinic, as the bus remembers them."""
        return self._states

    def standing(self, subject: str, *, newest: bool) -> Standing:
        """Where the person stands: as remembered, unless the `newest` is wanted."""
        self._actors.add(subject)
        return self._states.of(subject, newest=newest)[0].standing

    def forget_actors(self) -> None:
        """Something was recorded, perhaps by another program, and it may be that somebody who acts here acts no more:

        where they stand is read again when they next act.
        """
        actors, self._actors = self._actors, set()
        self._states.forget(*actors)

    def _decide(self, dispatch: Dispatch) -> Recorded:
        """Decide on the state as remembered; if it was old, or refuses, on the newest, up to `TRIES` times."""
        digest = self._keys.command_digest(dispatch.canonical())
        newest = False
        since = begun(DISPATCH)
        for tries in range(1, TRIES + 1):
            segment = self._store.segment
            origin = Origin(dispatch.acting.id, dispatch.command_id, digest, self._clock.now(), segment=segment)
            try:
                recorded = self._once(dispatch, origin, newest=newest)
            except WrongExpectedVersion:
                newest = True
            except DomainError:
                earlier = self._store.outcome(origin)  # what it is refused for may be what it led to before
                if earlier is not None:
                    return Recorded(dispatch.command_id, earlier.first, earlier.last, repeated=True, appended=earlier)
                if newest:
                    raise
                newest = True
            else:
                if since:
                    measured(DISPATCH, "decide", since, tries=tries)
                return recorded
        raise StoreBusy("Others kept changing the same record. Nothing was recorded; try again in a moment.")

    def _once(self, dispatch: Dispatch, origin: Origin, *, newest: bool) -> Recorded:
        command = dispatch.command
        known = self._states.of(command.stream, newest=newest)
        other = self._other(command, newest=newest)
        acting, now = dispatch.acting, origin.recorded_at
        also: dict[str, int] = {}
        if office.looked_at(acting, command):
            office.check(acting, self._standing(dispatch, known, other, also, newest=newest), now)
        if needs_second(acting, command):
            second = getattr(command, "approved_by", "")
            state, also[second] = self._states.of(second, newest=newest)
            office.check_second(state.standing, now)
        if isinstance(command, WIDENING) and command.other is not None:
            also[command.other] = other.version
        events: Sequence[Event] = aggregate.decide(known[0], command, Context(now, acting, dispatch.command_id, other))
        if also:
            origin = replace(origin, also=also, beside_the_point=BESIDE_THE_POINT)
        following: list[Following] = []
        try:
            appended = self._store.append(command.stream, known[1], events, origin, self._beside(dispatch, following))
        except BaseException:
            for begun_already in following:
                begun_already.undo()
            raise
        if appended.events:
            self._states.advance(command.stream, known, appended)
            if isinstance(command, ErasePerson):
                self._states.forget(command.person)
        return Recorded(
            dispatch.command_id,
            appended.first,
            appended.last,
            appended.repeated,
            appended=appended,
            following=following[0] if following else None,
        )

    def _beside(self, dispatch: Dispatch, following: list[Following]) -> Beside | None:
        """What lets the views begin to follow a command that will wait for all of them."""
        follow = self._follow
        if follow is None or dispatch.consistency != "strong":
            return None

        def beside(appended: Appended) -> None:
            found = follow(appended)
            if found is not None:
                following.append(found)

        return beside

    def _other(self, command: Command, *, newest: bool) -> OtherStream:
        """What the other person's own stream says of them, where the decision looks at that."""
        who = command.other
        if who is None:
            return OtherStream(None, 0)
        state, version = self._states.of(who, newest=newest)
        return OtherStream(state.person, version, state.standing)

    def _standing(
        self, dispatch: Dispatch, known: Versioned, other: OtherStream, also: dict[str, int], *, newest: bool
    ) -> Standing:
        """Where the one who acts stands; a stream that nothing else was read of must not change until this is recorded."""
        acting, command = dispatch.acting.id, dispatch.command
        self._actors.add(acting)
        if acting == command.stream:
            return known[0].standing
        if acting == command.other:
            return other.standing
        state, also[acting] = self._states.of(acting, newest=newest)
        return state.standing


class _Step:
    """A middleware with what comes after it."""

    def __init__(self, middleware: Middleware, then: Next) -> None:
        self._middleware = middleware
        self._then = then

    def __call__(self, dispatch: Dispatch) -> Recorded:
        return self._middleware(dispatch, self._then)
